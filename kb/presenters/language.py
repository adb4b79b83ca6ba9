"""The language of messages: Indonesian, or English where it is asked for."""

from __future__ import annotations

_language = "id"


def set_language(language: str) -> None:
    """Speak ``id`` or ``en`` from now on; anything else is Indonesian."""
    global _language
    _language = "en" if language == "en" else "id"


def t(indonesian: str, english: str) -> str:
    """The text in the language that is spoken.

    >>> t("hasil", "hits")
    'hasil'
    """
    return english if _language == "en" else indonesian
