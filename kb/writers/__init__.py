"""Regulation and Session → canonical Markdown, and a printable page."""

from kb.writers.html_page import regulation_page
from kb.writers.markdown import write_regulation, write_session

__all__ = ["regulation_page", "write_regulation", "write_session"]
