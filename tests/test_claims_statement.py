"""Statements: each case of corpus/statement.txt gives the speakers, acts and words that it lists, and no others.

Comes in: the corpus of invented texts. Goes out: a test a case, and tests of the tables. It never uses a real article.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import cases, read

from kg.claims.lexicon import is_noun, reporting, rows
from kg.model import Reading, StatementClaim

Expected = tuple[str, str, str]


CASES = [(c.name, c.text, [(a, b, w) for a, b, w in c.rows]) for c in cases("statement")]


def told(reading: Reading) -> list[tuple[tuple[str, ...], str, str]]:
    text = reading.article.text
    claims = [c for c in reading.claims if isinstance(c, StatementClaim)]
    return [(reading.entity(c.speaker).names, c.act, c.evidence.span.of(text)) for c in claims]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_case(name: str, text: str, expected: list[Expected], tmp_path: Path) -> None:
    found = told(read(text, tmp_path))
    for speaker, act, words in expected:
        assert any(_is(speaker, names) and act == a and words in span for names, a, span in found), (
            speaker,
            act,
            found,
        )
    assert len(found) == len(expected), found


def _is(speaker: str, names: tuple[str, ...]) -> bool:
    return speaker.casefold() in {n.casefold() for n in names}


def test_every_claim_binds_a_speaker_outside_its_quote(tmp_path: Path) -> None:
    reading = read("President Ilo Marsh praised the guests and stressed that the road must be finished.", tmp_path)
    claims = [c for c in reading.claims if isinstance(c, StatementClaim)]
    assert len(claims) == 2
    for claim in claims:
        assert claim.speaker in {r.key for r in claim.evidence.references}


def test_same_text_gives_same_claims(tmp_path: Path) -> None:
    text = next(text for name, text, _ in CASES if name == "question and answer")
    assert told(read(text, tmp_path)) == told(read(text, tmp_path))


def test_tables_are_sorted_and_unique() -> None:
    lemmas = [row[0] for row in rows("reporting_verbs")]
    assert lemmas == sorted(set(lemmas))
    assert {row[1] for row in rows("reporting_verbs")} == {"any", "object", "clause"}
    assert all(len(row) == 3 for row in rows("reporting_verbs"))


def test_lookups() -> None:
    assert [reporting(v) for v in ("say", "hold", "convey", "walk")] == ["any", "clause", "", ""]
    assert is_noun("document", "communiqué")
    assert not is_noun("speaker", "figure")
