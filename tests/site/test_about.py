"""What the site says of itself, and the words of the interface in both languages."""

import re

from sites import page

from checkout import ROOT
from mali_kg.site.words import LANGUAGES, words


def test_what_the_site_is_stands_there_in_both_languages(site_folder):
    text = (site_folder / "about.html").read_text(encoding="utf-8")
    assert '<div lang="en" data-language="en">' in text
    assert '<div lang="fr" data-language="fr" hidden>' in text
    written = page(site_folder, "about.html")
    for wanted in (
        "Nothing here says that a claim is true.",
        "Rien ici ne dit qu’une affirmation est vraie.",
        "The mali-kg project.",
        "version 0.1.0",
    ):
        assert wanted in written.text
    assert {"https://creativecommons.org/licenses/by/4.0/", "ns.html", "shapes.html", "questions.html", "code/strength.html"} <= set(
        written.links
    )


def test_every_page_leads_to_questions_disagreements_and_what_this_is(site_folder):
    for path in site_folder.rglob("*.html"):
        relative = str(path.relative_to(site_folder))
        if relative == "404.html":
            continue  # its links begin at the host: see test_dataset
        assert {"questions.html", "disagreements.html", "about.html"} <= set(page(site_folder, relative).links)


def test_no_word_is_given_twice():
    for language in LANGUAGES:
        text = (ROOT / f"src/mali_kg/site/languages/{language}.yaml").read_text(encoding="utf-8")
        keys = re.findall(r"^([\w-]+):", text, re.MULTILINE)
        assert [key for key in keys if keys.count(key) > 1] == []


def test_the_languages_have_the_same_words_with_the_same_places():
    first, *others = (words(language) for language in LANGUAGES)
    for other in others:
        assert set(first) == set(other)
        for key, text in first.items():
            assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", other[key])), key
