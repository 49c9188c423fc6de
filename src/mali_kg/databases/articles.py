"""One article of a corpus alone: what should be there when it is loaded, replaced or taken away, and the others stay."""

import pyoxigraph as ox

from mali_kg.databases.rdf import Shipment
from mali_kg.databases.rdf_lines import counts, key, lines
from mali_kg.databases.target import RdfTarget
from mali_kg.errors import MaliKgError, did_you_mean
from mali_kg.export.parts import Selection, select
from mali_kg.export.records import Records
from mali_kg.iris import Iris
from mali_kg.quads import lines as to_lines


def parse(found: list[bytes]) -> list[ox.Quad]:
    """Lines of N-Quads as quads."""
    return list(ox.parse(b"".join(found), format=ox.RdfFormat.N_QUADS))


def articles(quads: list[ox.Quad], base: str) -> list[str]:
    """The names of the articles in some quads."""
    records = Records(quads, base)
    return [records.short(a.iri).removeprefix("article/") for a in records.articles]


def alone(quads: list[ox.Quad], base: str, article: str) -> list[ox.Quad]:
    """What only this article needs: its part, without what the others lead to."""
    others: set[ox.Quad] = set()
    for name in articles(quads, base):
        if name != article:
            others.update(select(quads, base, Selection(article=name)))
    iri = Iris(base).article(article)

    def own(quad: ox.Quad) -> bool:
        # Its arguments may be on what others say, too; they are its own all the same.
        subject = getattr(quad.subject, "value", "")
        return bool(subject == iri or subject.startswith(f"{iri}/"))

    return [q for q in select(quads, base, Selection(article=article)) if own(q) or q not in others]


def without(target: RdfTarget, sent: Shipment, article: str) -> Shipment:
    """What should be there when an article has been taken away.

    :raises MaliKgError: where the database does not hold it.
    """
    there = list(target.ours(sent.ours))
    quads = parse(there)
    names = articles(quads, sent.ours.base)
    if article not in names:
        raise MaliKgError(f"{target.name} holds no article {article!r}. {did_you_mean(article, names)}".strip())
    gone = {key(line.encode()) for line in to_lines(alone(quads, sent.ours.base, article))}
    return shipped([line for line in there if key(line) not in gone], sent)


def only(target: RdfTarget, sent: Shipment, article: str, mode: str) -> Shipment:
    """What should be there when an article has been loaded, or replaced by what it is now.

    :raises MaliKgError: where the dataset has no such article, or ``create`` finds it there.
    """
    base = sent.ours.base
    new = to_lines(select(parse(list(lines(sent.pieces()))), base, Selection(article=article)))
    there = list(target.ours(sent.ours))
    quads = parse(there)
    held = article in articles(quads, base)
    if held and mode == "create":
        raise MaliKgError(f"{target.name} holds article {article!r} already. Take --mode replace, or merge.")
    gone = {key(line.encode()) for line in to_lines(alone(quads, base, article))} if held and mode == "replace" else set()
    whole = {key(line): line for line in there if key(line) not in gone} | {key(line.encode()): line.encode() for line in new}
    return shipped(list(whole.values()), sent)


def shipped(found: list[bytes], like: Shipment) -> Shipment:
    """Lines as a shipment."""
    return Shipment(lambda: found, counts(found), like.ours)
