"""Questions to a built index → values of ``kb.results``."""
