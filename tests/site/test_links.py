"""Every link of every page leads to a file of the site, and to a place that is there."""

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit


class Parsed(HTMLParser):
    """The links and the anchors of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: Counter[str] = Counter()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in ("href", "src", "action", "xlink:href") and value is not None:
                self.links.append(value)
            elif name == "id" and value:
                self.anchors[value] += 1


def broken_links(folder: Path, at: str = "//") -> list[tuple[str, str]]:
    """The links that lead nowhere: the page that each stands on, and the link.

    :param at: the path of the site on its host, with which links begin on the page for what is not there: it may be shown anywhere.
    """
    pages = {path: Parsed(path) for path in sorted(folder.rglob("*.html"))}
    found = set()
    for path, page in pages.items():
        for link in page.links:
            address, anchor = urldefrag(link)
            if path == folder / "404.html" and address.startswith(at):
                address = address.removeprefix(at) or "index.html"
            if urlsplit(address).scheme or address.startswith("//"):
                continue
            target = (path.parent / unquote(urlsplit(address).path)).resolve() if address else path
            there = target.is_file() and target.is_relative_to(folder) and not address.startswith("/")
            if not there or (anchor and target in pages and unquote(anchor) not in pages[target].anchors):
                found.add((str(path.relative_to(folder)), link))
    return sorted(found)


def test_every_link_leads_somewhere(site_folder):
    assert broken_links(site_folder.resolve(), "/mali-kg/") == []


def test_no_anchor_stands_twice_on_a_page(site_folder):
    twice = {(path.name, name) for path in site_folder.rglob("*.html") for name, n in Parsed(path).anchors.items() if n > 1}
    assert twice == set()


def test_the_checker_sees_what_is_broken(tmp_path):
    (tmp_path / "a b.html").write_text(
        "<p id=one><a href='#one'>1</a> <a href='#two'>2</a> <a href='c.html'>3</a> <a href='https://example.org/'>4</a>"
    )
    (tmp_path / "d.html").write_text(
        "<a href='a%20b.html#one'>1</a> <a href='a%20b.html#three'>2</a> <a href='../e.html'>3</a> <a href='/d.html'>4</a>"
    )
    assert broken_links(tmp_path) == [
        ("a b.html", "#two"),
        ("a b.html", "c.html"),
        ("d.html", "../e.html"),
        ("d.html", "/d.html"),
        ("d.html", "a%20b.html#three"),
    ]
