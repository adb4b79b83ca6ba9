"""Lines → Regulation or Session."""

from kb.parsers.files import Parsed, parse_file

__all__ = ["Parsed", "parse_file"]
