"""Claim cards: plain JSON for people who write for the web. Each claim with all that one needs to show it, and nothing to look up.

Ids are those of the sheets. What a claim says is nested as it is said; every role is a list.
"""

import json

from mali_kg.claims.cards import Cards
from mali_kg.export.material import Material

#: The keys of a card, in their order, and what each holds; what says nothing is left out.
KEYS: tuple[tuple[str, str], ...] = (
    ("id", "id of the claim, as in the sheets"),
    ("iri", "its IRI"),
    ("label", "what it says, in plain words, with its modal and its negation"),
    ("holders", "who holds it: each with `id` and `name`"),
    ("endorsers", "who stands behind it"),
    ("via", "who passes it on, the outermost voice first: `id`, `name`, `stance`, `cues`"),
    ("stance", "asserted, believed, normative and so on"),
    ("strength", "full, partial (likely), neutral (could, may) or uncommitted (unclear whether)"),
    ("polarity", "affirmative or negative"),
    ("focus", "the role that it is about, where the rest is taken for granted: “not” then denies that role alone"),
    ("background", "presupposed or not-at-issue; left out for the point of the sentence"),
    ("cues", "the words that give it to its holder"),
    ("modals", "words that carry its stance"),
    ("hedges", "words that weaken it or its wording"),
    ("openList", "words that mark a list as open"),
    ("article", "the article: `id` and `name`, its headline"),
    ("sentence", "number of the sentence; 0 is the headline"),
    ("quote", "the evidence: `text`, the words `before` and `after`, `start` and `end` in code points"),
    ("says", "what it says: `kind`, `of`, `text`, `names`, `phase`, `polarity`, `strength`, and `roles`, each a list of what fills it"),
    ("mentions", "every entity that it speaks of"),
    ("for", "arguments that support it, each with `premises`, `arguers`, `cues`, `scope`, `explicitness`"),
    ("against", "arguments that attack it"),
    ("despite", "concessions: what is granted, though it holds"),
    ("speaksFor", "arguments in which it supports another claim, each with its `conclusion`"),
    ("speaksAgainst", "arguments in which it attacks another claim"),
    (
        "sameContent",
        "claims of the same content; `relation` tells how each stands to it: same, stronger, weaker, denied, open (one of the two leaves it open), apart (held in another way)",
    ),
    ("opposite", "claims that say the opposite"),
    ("names", "names that people gave to what it says, to cite it across articles"),
    ("closeTo", "ids of claims that say nearly the same"),
    ("reviews", "verdicts of fact-checkers on it: `by`, `verdict`, `published`, `page`, `read`"),
    ("notes", "how the text was read"),
)


def write(material: Material) -> bytes:
    """The cards of the claims that were asked for, in the order of the text."""
    config = material.project.config
    dataset = {"title": config.title, "creator": config.creator, "license": config.license, "version": config.version}
    making = Cards(material.records)
    document = {"dataset": dataset, "claims": [making.card(claim) for claim in material.claims]}
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()
