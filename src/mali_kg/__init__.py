"""mali-kg: who claims what in an article, where it stands, and who disagrees.

>>> import mali_kg
>>> dataset = mali_kg.load()
>>> from rdflib import Namespace
>>> mk = Namespace("https://w3id.org/mali-kg/ns#")
>>> sum(1 for _ in dataset.subjects(mk.heldBy, None)) > 50
True
"""

from mali_kg.api import load, query
from mali_kg.errors import CrashError, DataError, LimitError, MaliKgError, UnsupportedError

__all__ = ["CrashError", "DataError", "LimitError", "MaliKgError", "UnsupportedError", "load", "query"]
