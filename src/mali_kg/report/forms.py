"""The report in its forms: text for people, JSON for programs, Turtle for RDF tools, SARIF and JUnit XML for code hosts and CI."""

from collections.abc import Callable

from mali_kg.errors import Problem
from mali_kg.rdf.iris import Iris
from mali_kg.report.report import LEVELS, Report
from mali_kg.report.results import report_turtle


def render(report: Report, fmt: str, iris: Iris) -> bytes:
    """Render a report in one of `FORMS`."""
    return FORMS[fmt](report, iris)


def text(report: Report, _iris: Iris) -> bytes:
    """Write problems below the file they are in, in the order of its lines; then a count."""
    out: list[str] = []
    file = None
    for p in report.problems:
        if p.file != file:
            file = p.file
            out.append(file or "(no file)")
        out.append(f"  {f'line {p.line}: ' if p.line else ''}{p.severity}: {p.message} [{p.rule}]")
        if p.fix:
            out.append(f"      {p.fix}")
    out += [f"not checked: {skipped.reason}" for skipped in report.skipped]
    numbers = {level: sum(p.severity == level for p in report.problems) for level in LEVELS}
    counts = [f"{n} {level}{'' if n == 1 or level == 'info' else 's'}" for level, n in numbers.items() if n]
    out.append(", ".join(counts) if counts else "conforms")
    return "".join(f"{line}\n" for line in out).encode()


def as_json(report: Report, _iris: Iris) -> bytes:
    """Write ``{conforms, problems: [{rule, message, fix, file, line, subject, severity}], notChecked}``."""
    found = {
        "conforms": report.conforms,
        "problems": [p._asdict() for p in report.problems],
        "notChecked": [skipped.reason for skipped in report.skipped],
    }
    return _json(found)


def turtle(report: Report, iris: Iris) -> bytes:
    """Write a ``sh:ValidationReport``."""
    return report_turtle(report.results, iris.base)


def sarif(report: Report, iris: Iris) -> bytes:
    """Write SARIF 2.1.0, as code hosts read it."""
    rules = sorted({p.rule for p in report.problems})
    levels = {"error": "error", "warning": "warning", "info": "note"}

    def result(p: Problem) -> dict[str, object]:
        found: dict[str, object] = {
            "ruleId": p.rule,
            "ruleIndex": rules.index(p.rule),
            "level": levels[p.severity],
            "message": {"text": " ".join(filter(None, (p.message, p.fix)))},
        }
        if p.file:
            location: dict[str, object] = {"artifactLocation": {"uri": p.file}}
            if p.line:
                location["region"] = {"startLine": p.line}
            found["locations"] = [{"physicalLocation": location}]
        return found

    driver = {"name": "mali-kg", "informationUri": iris.base, "rules": [{"id": rule} for rule in rules]}
    return _json(
        {
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "results": [result(p) for p in report.problems]}],
        }
    )


def junit(report: Report, _iris: Iris) -> bytes:
    """Write JUnit XML: one test case a problem, or one that passed; what was not checked is skipped."""
    from xml.etree import ElementTree as ET

    errors = sum(p.severity == "error" for p in report.problems)
    count = max(1, len(report.problems)) + len(report.skipped)
    suite = ET.Element(
        "testsuite", name="mali-kg validate", tests=str(count), failures=str(errors), errors="0", skipped=str(len(report.skipped))
    )
    for p in report.problems:
        case = ET.SubElement(suite, "testcase", classname=p.rule, name=_xml(p.message), file=p.file, line=str(p.line))
        if p.severity == "error":
            ET.SubElement(case, "failure", message=_xml(p.message), type=p.rule).text = _xml(str(p))
        else:
            ET.SubElement(case, "system-out").text = _xml(str(p))
    if not report.problems:
        ET.SubElement(suite, "testcase", classname="validate", name="conforms")
    for _, reason in report.skipped:
        ET.SubElement(ET.SubElement(suite, "testcase", classname="validate", name=_xml(reason)), "skipped", message=_xml(reason))
    ET.indent(suite)
    data: bytes = ET.tostring(suite, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _xml(value: str) -> str:
    """Leave out the characters that XML 1.0 (2.2) cannot hold."""
    return "".join(
        c if c in "\t\n\r" or 0x20 <= ord(c) <= 0xD7FF or 0xE000 <= ord(c) <= 0xFFFD or ord(c) >= 0x10000 else "�" for c in value
    )


def _json(value: object) -> bytes:
    import json

    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


#: Name to form. The first is the default.
FORMS: dict[str, Callable[[Report, Iris], bytes]] = {"text": text, "json": as_json, "turtle": turtle, "sarif": sarif, "junit": junit}
