"""What no sheet sees alone: articles that have one id."""

from collections.abc import Sequence

from mali_kg.dataset.article import Index
from mali_kg.errors import Problem


def across(indexes: Sequence[Index]) -> list[Problem]:
    """Check articles against each other, by their indexes.

    :param indexes: of all articles; where something stands in two, the later one is told.
    """
    problems: list[Problem] = []
    articles: dict[str, str] = {}
    for index in indexes:
        if index.article in articles:
            message = f"article {index.article!r} is also in {articles[index.article]}."
            problems.append(Problem("duplicate-id", message, "Choose another id.", index.file, index.line))
        articles.setdefault(index.article, index.file)
    return problems
