"""Where each thing of the dataset has its page: the path of its IRI below the base, with an ending."""

import re
from urllib.parse import quote

from mali_kg.rdf.iris import LOCAL_IDS, Iris

#: The pages that stand for more than one thing, by what the IRIs of these begin with after the base, and how an anchor in them is made.
SHARED_PAGES = {"ns#": "ns", "shape/": "shapes", "graph/": "dataset", "annotations": "dataset"}
#: Parts of an article that have a page of their own.
OWN_PAGE = re.compile(f"{LOCAL_IDS['claim']}|{LOCAL_IDS['argument']}|narrator")


class Places:
    """The pages of a dataset.

    :param iris: those of the dataset.
    """

    def __init__(self, iris: Iris) -> None:
        self.iris = iris

    def page(self, iri: str) -> str:
        """Give the path of the page of a thing, with its anchor where the page is not its own; empty for what is not of the dataset."""
        stem, anchor = self.stem_and_anchor(iri)
        return f"{stem}.html{f'#{anchor}' if anchor else ''}" if stem else ""

    def stem(self, iri: str) -> str:
        """Give the path of the files of a thing that has a page of its own, without their ending; empty for all else."""
        stem, anchor = self.stem_and_anchor(iri)
        return "" if anchor else stem

    def stem_and_anchor(self, iri: str) -> tuple[str, str]:
        """Give the path of the page on which a thing is, without its ending, and the anchor within it."""
        if not iri.startswith(self.iris.base):
            return "", ""
        path = iri.removeprefix(self.iris.base)
        for start, page in SHARED_PAGES.items():
            if path.startswith(start):
                return page, path.removeprefix(start)
        segments = path.split("/")
        if segments[0] == "ns":
            return "ns", ""
        if segments[:2] == ["id", "article"]:
            return self._of_article(segments)
        if segments[:2] == ["code", "kind"] and len(segments) == 3:
            return path, ""
        if segments[0] == "code":
            return "/".join(segments[:2]), "/".join(segments[2:])
        if segments[:2] in (["id", "source"], ["id", "proposition"]):
            return "/".join(segments[:3]), "/".join(segments[3:])
        if segments[:2] == ["id", "review"]:
            return "reviews", segments[-1]
        if segments[:2] == ["id", "link"]:
            return f"id/{segments[-1].rpartition('-')[0]}", ""
        return (path, "") if segments[0] == "id" or path == "dataset" else ("", "")

    def _of_article(self, segments: list[str]) -> tuple[str, str]:
        if len(segments) < 4:
            return "/".join(segments), ""
        if OWN_PAGE.fullmatch(segments[3]):
            return "/".join(segments[:4]), "/".join(segments[4:])
        return "/".join(segments[:3]), "/".join(segments[3:])


def relative(path: str, start: str) -> str:
    """Give a link from one page of the site to another file of it.

    :param path: of the file, with an anchor or without.
    :param start: path of the page that the link stands on.
    """
    target, mark, anchor = path.partition("#")
    if target == start and mark:
        return f"#{quote(anchor)}"
    # By way of the folder of the site: quicker than the shortest way, which the files of 100,000 claims do not need.
    return "../" * start.count("/") + quote(target) + (f"#{quote(anchor)}" if mark else "")
