"""Bytes of one form → lines with their places: Markdown, text, HTML."""

from kb.readers.document import Document, Line, read_document
from kb.readers.front_matter import read_yaml

__all__ = ["Document", "Line", "read_document", "read_yaml"]
