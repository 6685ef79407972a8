"""Offices that clauses, brackets, hyphens and signatures give, and those that they take away.

Comes in: invented texts. Goes out: tests of what the reader says about who holds what. It never uses a real article.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import pipeline

CURRENT = [
    ("Anna Holm took over as chair of the Teal League on Monday.", ("Anna Holm", "chair", "Teal League")),
    ("Anna Holm continues as general secretary of the Teal League.", ("Anna Holm", "general secretary", "Teal League")),
    (
        "As chairman of the Teal League, Anna Holm thanked the guests from Peru.",
        ("Anna Holm", "chairman", "Teal League"),
    ),
    ("In his capacity as chair of the Teal League, Anna Holm spoke.", ("Anna Holm", "chair", "Teal League")),
    ("Anna Holm - chairman of the Teal League - came to Lima.", ("Anna Holm", "chairman", "Teal League")),
    ("Chairman Anna Holm (Teal League) came to Lima.", ("Anna Holm", "Chairman", "Teal League")),
    ("Anna Holm was elected chair of the Partido Nueva Luz on Monday.", ("Anna Holm", "chair", "Partido Nueva Luz")),
    ("Anna Holm will step down as chair of the Teal League.", ("Anna Holm", "chair", "Teal League")),
    (
        "The Teal League thanks the people of Peru.\n\nAnna Holm\nGeneral Secretary, Teal League",
        ("Anna Holm", "General Secretary", "Teal League"),
    ),
    (
        "The Teal League thanks the people of Peru.\n\nIssued by:\nOru Tamba\nNational Spokesperson\nTeal League",
        ("Oru Tamba", "National Spokesperson", "Teal League"),
    ),
]
FORMER = [
    "Anna Holm stepped down as chair of the Teal League.",
    "Anna Holm has resigned as chair of the Teal League.",
    "Anna Holm was removed on Monday as chair of the Teal League.",
    "Anna Holm was dismissed from the post of chair of the Teal League.",
]


def offices(text: str, folder: Path) -> list[tuple[tuple[str, str, str], str]]:
    path = folder / "case.txt"
    path.write_text(f"date 2031-03-04\n{text}\n", "utf-8")
    (record,), _ = pipeline.extract([path], pipeline.Options())
    facts = [fact for fact in record["facts"] if fact["kind"] == "office"]
    return [((fact["person"][0], fact["title"][0], fact["org"][0]), fact["status"]) for fact in facts]


@pytest.mark.parametrize(("text", "office"), CURRENT, ids=[text[:40] for text, _ in CURRENT])
def test_an_office_is_read_from(text: str, office: tuple[str, str, str], tmp_path: Path) -> None:
    assert (office, "current") in offices(text, tmp_path)


@pytest.mark.parametrize("text", FORMER)
def test_an_office_that_was_left_is_a_former_one(text: str, tmp_path: Path) -> None:
    assert offices(text, tmp_path) == [(("Anna Holm", "chair", "Teal League"), "former")]


def test_a_line_of_a_body_above_an_office_is_no_signature(tmp_path: Path) -> None:
    text = "The Teal League thanks the people of Peru.\n\nTeal League\nGeneral Secretary, Amber Front"
    assert offices(text, tmp_path) == []


def test_a_title_behind_as_is_not_given_to_a_person_of_another_clause(tmp_path: Path) -> None:
    assert offices("The Teal League chose her as chairman, and Anna Holm went to Lima.", tmp_path) == []
