"""The search index: a reader written here finds in its files what was put in, however it was divided."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mali_kg.project import Project
from mali_kg.site import index as indexes
from mali_kg.site.index import BESIDE, IN_LABEL, IN_QUOTE, SearchIndex, deltas, runs, words_of
from mali_kg.site.site import Options
from mali_kg.site.write import write_site

CALL = re.compile(r'maliKgSearch\("([^"]+)",(.*)\);\n', re.DOTALL)


def parts(files) -> dict[str, object]:
    """The parts of an index by name, as a browser gets them."""
    found = {}
    for path, data in files:
        name, value = CALL.fullmatch(data.decode()).groups()
        assert path == f"search/{name}.js"
        found[name] = json.loads(value)
    return found


def unrun(values):
    all_ = []
    for value in values:
        all_ += [all_[-1]] * -value if isinstance(value, int) and value < 0 else [value]
    return all_


def postings(found: dict[str, object]) -> dict[str, dict[int, int]]:
    """Each word to its documents, each with what the word counts there."""
    words = {}
    for name in (f"w{n}" for n in range(len(found["index"]["words"]))):
        for word, list_ in found[name].items():
            number, words[word] = -1, {}
            for posting in unrun(list_):
                number += posting // 4
                words[word][number] = posting % 4
    return words


def test_words_are_compared_without_case_and_marks():
    assert words_of("L’État n’a PAS cédé: 1,000 ﬁlms!") == {"l", "etat", "n", "a", "pas", "cede", "1", "000", "films"}
    assert words_of("Ελλάς İstanbul") == {"ελλας", "istanbul"}
    assert words_of("<b>&amp;</b> 😀 --") == {"b", "amp"}


@given(st.lists(st.integers(0, 3) | st.lists(st.integers(0, 3), max_size=2)))
def test_runs_are_read_back(values):
    assert unrun(runs(values)) == values


def test_what_comes_again_is_counted():
    assert runs([7, 7, 7, [], [], 2]) == [7, -2, [], -1, 2]
    assert deltas([0 * 4 + 1, 1 * 4 + 1, 5 * 4 + 3]) == [5, 5, 19]


@given(st.lists(st.lists(st.sampled_from(["ab", "abc", "b", "é", "z9", "中文", "𐐷x"]), max_size=5), max_size=60))
def test_every_word_is_found_where_it_was_put(texts):
    index = SearchIndex({"kind": ("one", "two"), "who": ()})
    index.own("us")
    files = []
    for number, text in enumerate(texts):
        facets = {"kind": ["two"], "who": ["us"] if number % 2 else ["thing-0", "nobody"]}
        files += index.add(
            {"label": f"{number}"}, [(weight, words_of(" ".join(text))) for weight in (IN_QUOTE, BESIDE)], facets, f"thing-{number}"
        )
    found = parts([*files, *index.files()])
    wanted = {}
    for number, text in enumerate(texts):
        for word in {w for t in text for w in words_of(t)}:
            wanted.setdefault(word, {})[number] = IN_QUOTE
        wanted[f"=thing-{number}"] = {number: IN_LABEL}
    assert postings(found) == wanted
    shown = [document for n in range(-(-len(texts) // indexes.DOCUMENTS)) for document in found[f"d{n}"]]
    assert shown == [{"label": f"{n}"} for n in range(len(texts))]
    if texts:
        assert unrun(found["f-kind-0"]) == [1] * len(texts)
        # A thing is numbered from 1; 0 is what has no document.
        assert unrun(found["f-who-0"]) == [0 if n % 2 else 1 for n in range(len(texts))]


def test_files_stay_small_and_their_words_are_in_order():
    index = SearchIndex({"kind": ("one",)})
    files = [f for n in range(3000) for f in index.add({"label": "x"}, [(1, [f"w{n}", "common"])], {"kind": ["one"]})]
    files += index.files()
    found = parts(files)
    first = found["index"]["words"]
    assert len(first) > 2
    assert first == sorted(first)
    assert [next(iter(found[f"w{n}"])) for n in range(len(first))] == first
    assert max(len(data) for path, data in files if "/w" in path) < 1.2 * indexes.WORDS
    # A word that all documents have, in a few characters.
    assert next(found[name]["common"] for name in found if "common" in found[name]) == [5, -2999]


def test_an_index_tells_when_it_is_another_one():
    def sum_of(label: str) -> str:
        index = SearchIndex({})
        return parts([*index.add({"label": label}, [], {}), *index.files()])["index"]["sum"]

    assert sum_of("a") == sum_of("a") != sum_of("b")


@pytest.fixture(scope="module")
def found(site_folder):
    return parts((f"search/{p.name}", p.read_bytes()) for p in (site_folder / "search").iterdir())


def documents(found) -> list[dict]:
    return [document for n in range(-(-found["index"]["documents"] // indexes.DOCUMENTS)) for document in found[f"d{n}"]]


def test_a_claim_is_found_by_its_words_and_by_all_names_of_its_holder(found):
    shown, words = documents(found), postings(found)
    claim = next(n for n, d in enumerate(shown) if d["path"] == "id/article/minusma-end/c15-1.html")
    assert shown[claim] == {
        "kind": "claim",
        "path": "id/article/minusma-end/c15-1.html",
        "label": "Ending the mission prematurely could lead to a deterioration of security",
        "holders": [["Critics", "Détracteurs"]],
        "how": ["asserted", "neutral", "affirmative"],
        "quote": "prematurely ending the peacekeeping mission could lead to a deterioration of security",
        "article": "Closing Chapter: UN Peacekeeping Mission Era Ends in Mali, What Next!",
    }
    assert words["deterioration"][claim] == IN_LABEL
    assert words["peacekeeping"][claim] == IN_QUOTE
    # Of the holder in French, of the cue, and of what it speaks of.
    assert {words[word][claim] for word in ("detracteurs", "argue", "minusma")} == {BESIDE}


def test_no_claim_stands_without_its_holder(found):
    claims = [d for d in documents(found) if d["kind"] in ("claim", "outside")]
    assert len(claims) == 94 + 20
    assert [d["path"] for d in claims if not all(map(all, d["holders"])) or not d["holders"] or not all(d["how"])] == []


def test_facets_count_what_the_sheet_tells(found):
    shown, facets = documents(found), found["index"]["facets"]
    columns = {name: unrun(found[f"f-{name}-0"]) for name in facets}
    critics = next(n for n, d in enumerate(shown) if d["path"] == "id/critics.html") + 1
    held = [shown[n]["path"] for n, value in enumerate(columns["holder"]) if value == critics]
    assert held == ["id/article/minusma-end/c15-1.html", "id/article/minusma-end/c15-2.html"]
    assert shown[found["index"]["first"]]["kind"] == "claim"
    denied = [n for n, value in enumerate(columns["polarity"]) if value == facets["polarity"].index("negative")]
    assert all(shown[n]["how"][2] == "negative" for n in denied)


def test_a_search_of_labels_with_markup_is_data(tmp_path, copy):
    sheet = copy / "data/articles/minusma-end/claims.yaml"
    text = sheet.read_text(encoding="utf-8")
    label = "    label: The era of the UN peacekeeping mission ends in Mali\n"
    assert label in text
    sheet.write_text(text.replace(label, f'    label: "</script><b>{"é😀‮" * 400}"\n'), encoding="utf-8")
    write_site(Project(copy), tmp_path / "site", Options())
    found = parts((f"search/{p.name}", p.read_bytes()) for p in (tmp_path / "site/search").iterdir())
    shown = next(d for d in documents(found) if d["path"].endswith("/c00-1.html"))
    assert shown["label"] == ("</script><b>" + "é😀‮" * 400)[:299] + "…"


def test_the_index_is_the_same_to_the_byte(site_folder, tmp_path):
    from checkout import checkout

    write_site(Project(checkout()), tmp_path / "again", Options())
    for path in sorted(Path(site_folder / "search").iterdir()):
        assert path.read_bytes() == (tmp_path / "again/search" / path.name).read_bytes(), path.name
