"""Links between speeches and provisions: what a session declares, what a speech cites."""

from kb.links.linker import SessionLinks, link_session

__all__ = ["SessionLinks", "link_session"]
