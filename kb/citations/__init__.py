"""Find and resolve mentions of law: text → citations as written → targets.

``cite`` is what most callers want; ``read`` also gives the context for the speech that follows.
"""

from kb.citations.catalogue import Catalogue, CatalogueWork, Nickname, StatusSpan
from kb.citations.resolver import Context, Reading, cite, read

__all__ = ["Catalogue", "CatalogueWork", "Context", "Nickname", "Reading", "StatusSpan", "cite", "read"]
