"""A link to the words of a quotation where the article is on the web (URL Fragment Text Directives, WICG)."""

from urllib.parse import quote as encoded

#: Words that a longer quotation is found by, at its beginning and at its end.
WORDS = 6


def text_fragment(url: str, quotation: str) -> str:
    """Give the address of an article at which a browser shows the words of a quotation.

    A longer quotation is told by its first and last words, because the page may have a link, a note or a line end between them.
    """
    words = quotation.split()
    parts = [words] if len(words) <= 2 * WORDS else [words[:WORDS], words[-WORDS:]]
    # A hyphen, comma or ampersand means something there; `quote` leaves the hyphen.
    told = ",".join(encoded(" ".join(part), safe="").replace("-", "%2D") for part in parts)
    return f"{url}{'' if '#' in url else '#'}:~:text={told}"
