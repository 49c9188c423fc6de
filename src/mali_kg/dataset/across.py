"""What no sheet sees alone: articles and propositions that are defined twice or nowhere, and statements in two propositions."""

from collections.abc import Sequence

from mali_kg.dataset.article import Index
from mali_kg.errors import Problem, did_you_mean


def across(indexes: Sequence[Index]) -> list[Problem]:
    """Check articles against each other, by their indexes.

    :param indexes: of all articles; where something stands in two, the later one is told.
    """
    problems: list[Problem] = []
    articles: dict[str, str] = {}
    home: dict[str, tuple[str, int]] = {}
    statements: dict[tuple[str, str, str, str], str] = {}
    for index in indexes:
        if index.article in articles:
            message = f"article {index.article!r} is also in {articles[index.article]}."
            problems.append(Problem("duplicate-id", message, "Choose another id.", index.file, index.line))
        articles.setdefault(index.article, index.file)
        for slug, line in index.propositions.items():
            if slug in home:
                file, first = home[slug]
                message = f"proposition {slug!r} is also defined in {file}:{first}."
                problems.append(Problem("duplicate-id", message, "Drop the content here to say the same.", index.file, line))
            home.setdefault(slug, (index.file, line))
        for said in index.said:
            other = statements.setdefault(said.statement, said.proposition)
            if other != said.proposition:
                message = f"“{' '.join(said.statement[:3])}” stands in {other!r} too."
                fix = "A statement stands in one proposition: express that one as well."
                problems.append(Problem("shared-statement", message, fix, index.file, said.line))
    for index in indexes:
        for mention in index.mentions:
            if mention.proposition not in home:
                message = f"{mention.where} names proposition {mention.proposition!r}, which no claim defines."
                fix = did_you_mean(mention.proposition, home) or "Add content to the claim."
                problems.append(Problem("unknown-proposition", message, fix, index.file, mention.line))
    return problems
