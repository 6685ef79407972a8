"""Figures: each case of corpus/quantity.txt gives the values, subjects, status and times that it lists, and no others.

Comes in: the corpus of invented texts. Goes out: a test a case, and a test of the table. It never uses a real article.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import cases, read

from kg.claims.lexicon import rows
from kg.model import QuantityClaim

Told = tuple[str, str, str, str]


CASES = [(c.name, c.text, [(a, b, s, t) for a, b, s, t in c.rows]) for c in cases("quantity")]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_case(name: str, text: str, expected: list[Told], tmp_path: Path) -> None:
    reading = read(text, tmp_path)
    found = [claim for claim in reading.claims if isinstance(claim, QuantityClaim)]
    for figure, subject, status, time in expected:
        alike = [c for c in found if f"{c.value} {c.unit}" == figure]
        assert alike, (figure, [(c.value, c.unit) for c in found])
        claim = alike[0]
        names = reading.entity(claim.subject).names if claim.subject else ("-",)
        assert subject in names, (figure, names)
        assert (claim.status, claim.time or "-") == (status, time), figure
        assert claim.evidence.span.of(reading.article.text) in text
    assert len(found) == len(expected), [(c.value, c.unit) for c in found]


def test_table_is_unique() -> None:
    table = rows("targets")
    assert len(table) == len(set(table))
    assert {group for group, _ in table} == {"verb", "noun", "modal", "plan", "direct"}
