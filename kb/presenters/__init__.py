"""A result in, text out: terminal, JSON, CSV."""
