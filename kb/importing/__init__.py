"""Someone's file → canonical Markdown in ``corpus/``, with where it came from and what is still asked."""

from kb.importing.files import add_file
from kb.importing.folders import init_folder

__all__ = ["add_file", "init_folder"]
