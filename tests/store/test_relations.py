"""How a link lies to what was asked."""

from __future__ import annotations

import pytest

from kb.ids import Target, parse_target
from kb.store.relations import relation

LAW = "id-9999/perda/2031/7"


@pytest.mark.parametrize(
    ("link", "asked", "expected"),
    [
        pytest.param("", "", "exact", id="the law itself"),
        pytest.param("#5", "", "narrower", id="an article, when the law is asked for"),
        pytest.param("!penjelasan#umum", "", "narrower", id="the elucidation, when the law is asked for"),
        pytest.param("", "#5", "broader", id="only the law is named"),
        pytest.param("#5", "#5", "exact", id="the article"),
        pytest.param("#5/2", "#5", "narrower", id="a clause of the article"),
        pytest.param("#5", "#5/2", "broader", id="the article of the clause"),
        pytest.param("#5/1", "#5/2", None, id="another clause"),
        pytest.param("#50", "#5", None, id="same digits, another article"),
        pytest.param("#5A", "#5", None, id="an inserted article is its own"),
        pytest.param("#5..9", "#7", "exact", id="inside a range"),
        pytest.param("#5..9", "#10", None, id="behind a range"),
        pytest.param("#5..9", "#4", None, id="before a range"),
        pytest.param("#5..9", "#8A", "exact", id="inserted article inside a range"),
        pytest.param("#5..9", "#9A", None, id="inserted article behind the end"),
        pytest.param("#5..9", "#7/2", "broader", id="a clause of an article inside a range"),
        pytest.param("#9..10", "#10", "exact", id="numbers are compared as numbers"),
        pytest.param("#10/1..4", "#10/3", "exact", id="range of clauses"),
        pytest.param("#10/1..4", "#10", "narrower", id="range of clauses, when the article is asked for"),
        pytest.param("#9/2/a..d", "#9/2/c", "exact", id="range of points"),
        pytest.param("#9/2/a..d", "#9/2/e", None, id="behind a range of points"),
        pytest.param("#7", "#5..9", "narrower", id="asked for a range"),
        pytest.param("#1/n4..n9", "#1/n5", "exact", id="range of numbered points"),
        pytest.param("!penjelasan#5", "#5", "narrower", id="elucidation of the article"),
        pytest.param("!penjelasan#6", "#5", None, id="elucidation of another"),
        pytest.param("!lampiran-1#5", "#5", None, id="an attachment's article is another"),
        pytest.param("!lampiran-1", "!lampiran-1#5", "broader", id="the whole attachment"),
        pytest.param("#menimbang/a", "#menimbang", "narrower", id="a recital"),
        pytest.param("#bab2..bab4", "#bab3", "exact", id="range of chapters"),
        pytest.param("#I", "#II", None, id="Roman articles"),
        pytest.param("#I..III", "#II", "exact", id="range of Roman articles"),
    ],
)
def test_relation(link: str, asked: str, expected: str | None) -> None:
    assert relation(parse_target(LAW + link), parse_target(LAW + asked)) == expected


def test_other_law_does_not_touch() -> None:
    assert relation(Target("id-9999/perda/2031/8"), Target(LAW)) is None


def test_excepted_article_is_not_linked() -> None:
    link = Target(LAW, path="5..9")
    assert relation(link, Target(LAW, path="7"), excepted=("7",)) is None
    assert relation(link, Target(LAW, path="7/1"), excepted=("7",)) is None
    assert relation(link, Target(LAW, path="8"), excepted=("7",)) == "exact"


def test_chapter_is_broader_than_its_articles_and_they_narrower_than_it() -> None:
    chapter, article = Target(LAW, path="bab3"), Target(LAW, path="12/1")
    assert relation(chapter, article, headings=("bab3", "bab3/bag1")) == "broader"
    assert relation(chapter, article, headings=("bab4",)) is None
    assert relation(article, chapter, articles=("11", "12")) == "narrower"
    assert relation(Target(LAW, path="13"), chapter, articles=("11", "12")) is None
