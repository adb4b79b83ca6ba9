"""Knowledge base of Indonesian regulations and of the sessions in which they were discussed."""

__version__ = "0.1.0"
