"""Words, numbers and dates as texts write them, and names of the registry in texts."""

from decimal import Decimal
from pathlib import Path

import pytest

from mali_kg.errors import DataError
from mali_kg.report.meaning.names import KindOf, SharedReading, ThingReading
from mali_kg.report.meaning.numbers import absent, numbers_in, readings
from mali_kg.report.meaning.tokens import Tokens
from mali_kg.report.meaning.words import OTHERS, SENSES, WordLists, read_lexicon

FOLDER = Path(__file__).parents[2] / "ontology" / "words"
WORDS = WordLists(FOLDER)
EN, FR = WORDS.of("en"), WORDS.of("fr")


def numbers(text: str, lexicon=EN) -> dict[str, set[str]]:
    """The numbers of a text, each with what it may mean."""
    return {text[n.start : n.end]: {f"{v.normalize():f}" for v in n.values} for n in numbers_in(text, lexicon)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("up to 11,200 military and 1 440 police", {"11,200": {"11200"}, "1 440": {"1440"}}),
        ("2.4 million tonnes, 500 million crowns", {"2.4 million": {"2.4", "2400000"}, "500 million": {"500", "500000000"}}),
        ("$3bn and 1.2m", {"3bn": {"3", "3000000000"}, "1.2m": {"1.2", "1200000"}}),
        ("twenty-five of two hundred and five", {"twenty-five": {"25"}, "two hundred and five": {"205"}}),
        # A scale behind the second of two that are joined is that of both; the first may be without it.
        ("from 4.1 to 5.3 million tonnes", {"4.1": {"4.1", "4100000"}, "5.3 million": {"5.3", "5300000"}}),
        ("2–3 million, or 40 of 50", {"2": {"2", "2000000"}, "3 million": {"3", "3000000"}, "40": {"40"}, "50": {"50"}}),
        ("12 and 7 percent", {"12": {"12"}, "7": {"7"}}),
        ("two, three and ten", {"two": {"2"}, "three": {"3"}, "ten": {"10"}}),
        ("a hundred thousand", {"a hundred thousand": {"100000"}}),
        ("twice as high, half as long", {"twice": {"2"}, "half": {"0.5"}}),
        ("thousands of people", {}),
        ("on the 18th of May 2020", {"18": {"18"}, "2020": {"2020"}}),
        ("1,204,500.25", {"1,204,500.25": {"1204500.25"}}),
    ],
)
def test_numbers_of_an_english_text(text, found):
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("11 200 militaires et 1.440 policiers", {"11 200": {"11200"}, "1.440": {"1440"}}),
        ("2,4 millions", {"2,4 millions": {"2.4", "2400000"}}),
        ("quatre-vingt-dix-sept", {"quatre-vingt-dix-sept": {"97"}}),
        ("soixante et onze, vingt et un", {"soixante et onze": {"71"}, "vingt et un": {"21"}}),
        ("mille neuf cents", {"mille neuf cents": {"1900"}}),
        ("des milliers de personnes", {}),
    ],
)
def test_numbers_of_a_french_text(text, found):
    assert numbers(text, FR) == found


def test_without_word_lists_digits_are_read_either_way():
    assert numbers("1.440 of 12 and seven", None) == {"1.440": {"1440", "1.44"}, "12": {"12"}}
    assert readings("18.8.2020") == {Decimal(18), Decimal(8), Decimal(2020)}


@pytest.mark.parametrize(
    ("kind", "value", "text", "missing"),
    [
        ("gYear", "2013", "in 2013", []),
        ("gYearMonth", "2020-08", "in August 2020", []),
        ("gYearMonth", "2020-08", "in Aug. 2020", []),
        ("gYearMonth", "2020-08", "in July 2020", ["August"]),
        ("date", "2023-06-05", "on 5 June 2023", []),
        ("date", "2023-06-05", "on June 5th", ["2023"]),
        ("date", "2020-08-18", "18.8.2020", []),
        ("date", "2020-08-18", "in 2020", ["August", "18"]),
        ("decimal", "11200", "11,200 military", []),
        ("decimal", "500000000", "500 million", []),
        ("decimal", "12", "twelve", []),
        ("decimal", "12", "twenty", ["12"]),
        ("decimal", "-3", "three degrees below", []),
        ("decimal", "many", "a few", []),
        ("date", "soon", "a few", []),
    ],
)
def test_what_of_a_value_a_text_does_not_have(kind, value, text, missing):
    assert absent(kind, value, [text], EN) == missing


def test_months_of_each_language():
    assert absent("gYearMonth", "2020-08", ["en août 2020"], FR) == []
    assert absent("gYearMonth", "2020-08", ["en août 2020"], EN) == ["August"]
    assert absent("gYearMonth", "2020-08", ["8月 2020"], None) == []


@pytest.mark.parametrize("lexicon", [EN, FR], ids=["en", "fr"])
def test_each_language_has_every_list(lexicon):
    assert lexicon.lists.keys() == {*SENSES, *OTHERS}
    assert sorted(set(lexicon.months.values())) == list(range(1, 13))
    for name, phrases in lexicon.lists.items():
        assert all(phrase or name == "decimal-mark" for phrase in phrases), name


def test_a_language_without_lists_has_none():
    assert WORDS.of("ha") is None
    assert WORDS.of("en-GB") is EN
    assert WORDS.of("") is None


def test_a_list_that_is_missing_is_told(tmp_path):
    (tmp_path / "xx.yaml").write_text("negation: [not]\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"the word lists have no .*speech"):
        read_lexicon(tmp_path / "xx.yaml", "xx")
    (tmp_path / "yy.yaml").write_text("[not]\n", encoding="utf-8")
    with pytest.raises(DataError, match="not word lists"):
        read_lexicon(tmp_path / "yy.yaml", "yy")


def found(text: str) -> dict[str, set[str]]:
    return {text[m.start : m.end]: set(m.senses) for m in EN.find(Tokens(text))}


def test_the_longest_phrase_counts():
    assert found("will need to")["will need to"] >= {"stance-normative"}
    assert "negation" not in found("It is not known whether")["not known"]
    assert "negation" in found("It did not")["not"]
    assert "negation" in found("They don’t, they don't")["don’t"]
    assert set(found("They don't")["don't"]) == set(found("They don’t")["don’t"])


def test_may_beside_a_number_is_a_month():
    assert found("on 14 May 2024") == {}
    assert "strength-neutral" in found("it May rain")["May"]
    assert "strength-neutral" in found("it may be 14")["may"]


@pytest.mark.parametrize(
    "forms",
    [
        ("plan", "planned", "planning"),
        ("delay", "delayed", "delays"),
        ("deny", "denied", "denies"),
        ("rise", "rose", "risen"),
        ("close", "closing"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms):
    assert len({EN.stem(form) for form in forms}) == 1


def thing(iri: str, type_: str, *names: str) -> ThingReading:
    return ThingReading(iri, frozenset((type_,)), names, "", ())


SHARED = SharedReading(
    {
        t.iri: t
        for t in (
            thing("un", "Organization", "United Nations", "UN"),
            thing("council", "Organization", "UN Security Council"),
            thing("court", "Organization", "Court of Ostreby", "the court"),
            thing("ostreby", "Polity", "Ostreby"),
            thing("pole", "Person", "Jan Pole", "Pole"),
            thing("vote", "Eventuality", "Vote of May", "the vote"),
            thing("old-board", "Organization", "Board"),
            thing("new-board", "Organization", "Board"),
        )
    },
    {"rise": KindOf(("rise",), "fall", "", ()), "fall": KindOf(("fall",), "", "", ())},
    WORDS,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The UN Security Council of the UN", {"UN Security Council": ("council",), "UN": ("un",)}),
        ("the court of Ostreby", {"court of Ostreby": ("court",)}),
        ("The Court of Ostreby", {"Court of Ostreby": ("court",)}),
        ("Un vote, a pole", {}),
        ("Pole said that the vote was won", {"Pole": ("pole",), "the vote": ("vote",)}),
        ("the Vote Commission", {}),
        ("A Board", {"Board": ("old-board", "new-board")}),
    ],
)
def test_names_in_a_text(text, names):
    assert {text[start:end]: entities for start, end, entities in SHARED.named_in(Tokens(text))} == names


def test_words_that_tell_an_entity_are_its_own():
    assert SHARED.significant("council", EN) == {"security", "council"}
    assert SHARED.significant("court", EN) == {"court"}
    assert SHARED.is_named("ostreby", ["ostrebyan"], EN)
    assert not SHARED.is_named("court", ["ostreby"], EN)


def test_opposites_are_found_from_both_sides():
    assert SHARED.opposites == {"rise": ["fall"], "fall": ["rise"]}
