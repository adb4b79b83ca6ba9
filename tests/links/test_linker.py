"""Links of a session: kinds kept apart, evidence, what runs through the speeches."""

from __future__ import annotations

import pytest

from kb.citations import Catalogue
from kb.links import link_session
from kb.links.linker import sentence_around
from kb.model import LinkKind, Naskah, Session, Speech

PERDA = "id-9999/perda/2031/7"


def session(*texts: str, discusses: tuple[str, ...] = (), body: str = "DPRD Kota Contoh") -> Session:
    speeches = tuple(Speech(f"p{n}", text) for n, text in enumerate(texts, 1))
    return Session(
        "2032-01-05-uji",
        "rapat-kerja",
        "Uji",
        "2032-01-05",
        Naskah.CONTOH,
        body=body,
        discusses=discusses,
        speeches=speeches,
    )


def links(made: Session, home: str = "id-3275") -> list[tuple[str, str, str]]:
    found = link_session(made, Catalogue.builtin(), home).links
    return [(link.anchor, str(link.target), link.kind.value) for link in found]


def test_the_place_is_the_one_of_the_body() -> None:
    assert links(session("Perda 7/2031 jelas.")) == [("p1", PERDA, "cited")]
    assert links(session("Perda 7/2031 jelas.", body="Panitia"), "id-9999") == [("p1", PERDA, "cited")]


def test_declared_and_cited_are_never_mixed() -> None:
    found = links(session("Selamat pagi.", "perda ini perlu diawasi.", discusses=("perda 7/2031",)))
    assert found == [("p1", PERDA, "declared"), ("p2", PERDA, "declared"), ("p2", PERDA, "cited")]


def test_the_law_runs_through_the_speeches() -> None:
    found = links(session("Perda 7/2031 dasarnya.", "Pasal 20 ayat 1 dan 2 jelas."))
    assert found[1:] == [("p2", f"{PERDA}#20/1", "cited"), ("p2", f"{PERDA}#20/2", "cited")]


def test_an_unresolved_mention_is_kept_without_a_link() -> None:
    made = link_session(session("Ada perda tentang reklame yang saya lupa."), Catalogue.builtin(), "id-9999")
    assert made.links == ()
    assert [c.text for _, citations in made.citations for c in citations] == ["perda tentang reklame"]


def test_a_declared_law_that_cannot_be_resolved_gives_a_notice() -> None:
    made = link_session(session("Pagi.", discusses=("perda taman",)), Catalogue.builtin(), "id-9999")
    assert [notice.kind for notice in made.notices] == ["declared-unresolved"]


def test_evidence_is_the_sentence() -> None:
    made = link_session(
        session("Pagi semua. Menurut Pasal 3 Perda No. 7/2031 itu boleh. Ya?"), Catalogue.builtin(), "id-9999"
    )
    (link,) = made.links
    assert link.kind is LinkKind.CITED
    assert link.evidence == "Menurut Pasal 3 Perda No. 7/2031 itu boleh."


@pytest.mark.parametrize(
    ("text", "mention", "sentence"),
    [
        pytest.param("Satu. Dua Ps. 5 tiga. Empat.", "Ps. 5", "Dua Ps. 5 tiga.", id="abbreviation inside"),
        pytest.param("Satu\nPasal 5\nTiga", "Pasal 5", "Pasal 5", id="paragraphs"),
        pytest.param("Pasal 5", "Pasal 5", "Pasal 5", id="alone"),
    ],
)
def test_sentence_around(text: str, mention: str, sentence: str) -> None:
    start = text.index(mention)
    assert sentence_around(text, start, start + len(mention)) == sentence
