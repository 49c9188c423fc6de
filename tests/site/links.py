"""Which links of a page lead nowhere within the site."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

#: Pages of other parts of the site, which have tests of their own; where they are there, links to them are followed, too.
OTHERS = re.compile(r"(\.\./)*(about|ns|shapes|reviews|dataset|code/.*|id/source/.*)\.html")


class Links(HTMLParser):
    """The links of a page, and the anchors in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        if attributes.get("id"):
            self.anchors.append(attributes["id"])


def broken_links(folder: Path, page: str) -> list[str]:
    """The links of a page that lead nowhere within the site."""
    found = Links((folder / page).read_text(encoding="utf-8"))
    broken = []
    for link in found.links:
        if re.match(r"[a-z]+:", link):
            continue
        path, anchor = urldefrag(link)
        target = ((folder / page).parent / unquote(path)).resolve() if path else folder / page
        if not target.is_file():
            if not OTHERS.fullmatch(path):
                broken.append(link)
        elif anchor and unquote(anchor) not in Links(target.read_text(encoding="utf-8")).anchors:
            broken.append(link)
    return broken
