"""The page of an article: each sentence, with its claims."""

import re


def test_each_sentence_is_there_with_its_claims(site_folder):
    page = (site_folder / "id/article/minusma-end.html").read_text(encoding="utf-8")
    assert re.findall(r'<li id="(s\d+)"', page) == [f"s{n:02}" for n in range(21)]
    sentence = page.partition('<li id="s15"')[2].partition('<li id="s16"')[0]
    assert "<q" in sentence
    assert re.findall(r'href="[^"]*minusma-end/(c[\d-]+)\.html"', sentence) == ["c15-1", "c15-2"]
    # Each of the 94 claims stands there once.
    assert len(set(re.findall(r'href="[^"]*minusma-end/(c[\d-]+)\.html"', page))) == 94
