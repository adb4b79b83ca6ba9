"""The SQLite store of a generation: what is shown, and the links between speeches and provisions.

Written by a build (``writer``), read without the engine. ``schema`` holds the tables, ``relations``
says how a link lies to what was asked.
"""

from kb.store.reader import LinkRow, Store, open_store
from kb.store.schema import FORMAT, STORE_FILE, Entry

__all__ = ["FORMAT", "STORE_FILE", "Entry", "LinkRow", "Store", "open_store"]
