"""The article stands in the project as it was received."""

import hashlib

from conftest import ROOT

TEXT = ROOT / "data/articles/minusma-end/article.txt"
SHA256 = "5fb9383072a21e3229d6f916014e06ce26a0538e9695e9f5be84ce4a91c3e681"


def test_bytes_are_the_received_ones():
    assert hashlib.sha256(TEXT.read_bytes()).hexdigest() == SHA256


def test_published_data_does_not_carry_the_running_text(compiled):
    """Quotes, offsets and the sum are published, the text is not: no literal holds two sentences."""
    text = TEXT.read_text(encoding="utf-8")
    paragraph = next(p for p in text.split("\n\n") if p.count(". ") >= 2)
    assert paragraph.strip()[:200] not in "".join(compiled.lines)


def test_no_author_publisher_date_or_url_of_the_article(compiled):
    about = [line for line in compiled.lines if line.startswith("<https://w3id.org/mali-kg/id/article/minusma-end> ")]
    for word in ("author", "publisher", "datePublished", "creator", "issued", "/url>"):
        assert not any(word in line for line in about), word
