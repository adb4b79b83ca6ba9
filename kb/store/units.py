"""Units: what of a law is searched and quoted as one thing, and the words of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.ids import article_of
from kb.model import Provision, ProvisionKind


def unit_path(path: str) -> str:
    """The path of the unit that a provision belongs to.

    >>> unit_path("12/2/a"), unit_path("I/n6>40/2a"), unit_path("menimbang/b")
    ('12', 'I', 'menimbang')
    """
    return article_of(path.split(">", 1)[0])


def units(provisions: Iterable[Provision]) -> Iterator[tuple[str, str, list[Provision], list[Provision]]]:
    """Component, path, the headings above, and the provisions of each unit, in document order.

    Chapters and the like are no units of their own: they stand above the articles that follow.
    """
    above: dict[int, Provision] = {}
    found: dict[tuple[str, str], tuple[list[Provision], list[Provision]]] = {}
    for provision in provisions:
        if provision.kind is ProvisionKind.HEADING and not provision.quote_depth:
            depth = provision.path.count("/")
            above = {level: heading for level, heading in above.items() if level < depth}
            above[depth] = provision
            continue
        key = provision.component, unit_path(provision.path)
        if key not in found:
            headings = [h for h in above.values() if h.component == provision.component]
            found[key] = (headings, [])
        found[key][1].append(provision)
    for (component, path), (headings, members) in found.items():
        yield component, path, headings, members


def unit_text(provisions: Iterable[Provision]) -> str:
    """The words of a unit, a line for each provision, the label of the unit itself left out."""
    lines: list[str] = []
    closings: list[tuple[str, str]] = []
    for n, provision in enumerate(provisions):
        while closings and not provision.path.startswith((f"{closings[-1][0]}/", f"{closings[-1][0]}>")):
            lines.append(closings.pop()[1])
        # The label and heading of the unit are shown beside it, not in its words.
        head = () if n == 0 and provision.kind is ProvisionKind.ARTICLE else (provision.label, provision.heading)
        line = " ".join(part for part in (*head, provision.text) if part)
        if line:
            lines.append(line)
        if provision.closing:
            closings.append((provision.path, provision.closing))
    lines += [closing for _, closing in reversed(closings)]
    return "\n".join(lines)


def unit_heading(headings: Iterable[Provision], provisions: Iterable[Provision]) -> str:
    """The titles an article stands under, and its own label and heading."""
    first = next(iter(provisions), None)
    own = (first,) if first is not None and first.kind is ProvisionKind.ARTICLE else ()
    return "\n".join(
        " ".join(p for p in (h.label, h.heading or h.text * (h not in own)) if p) for h in (*headings, *own)
    )
