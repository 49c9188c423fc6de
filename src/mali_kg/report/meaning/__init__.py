"""Rules on meaning: what a claim says against its quotation, its sentence and the words of both.

They look at words, of the lists in ``ontology/words/``, one file a language, and so may be wrong: most of them warn, and `accepted` silences one for a claim.
"""

from mali_kg.report.meaning.check import ERRORS, RULES, WARNINGS, Meaning

__all__ = ["ERRORS", "RULES", "WARNINGS", "Meaning"]
