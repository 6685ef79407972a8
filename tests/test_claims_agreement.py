"""Agreements: each case of corpus/agreement.txt gives the sides, periods and counts that it lists, and no others.

Comes in: the corpus of invented texts. Goes out: a test a case, and tests of the table and the evidence. It never uses
a real article.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import cases, read

from kg.claims.documents import listed
from kg.claims.lexicon import rows
from kg.model import AgreementClaim, PartOfClaim, Reading

Told = tuple[frozenset[str], str, str]


CASES = [(c.name, c.text, [(frozenset(s.split("; ")), p, n) for s, p, n in c.rows]) for c in cases("agreement")]


def claims(reading: Reading) -> list[AgreementClaim]:
    return [claim for claim in reading.claims if isinstance(claim, AgreementClaim)]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_case(name: str, text: str, expected: list[Told], tmp_path: Path) -> None:
    reading = read(text, tmp_path)
    found = [
        (frozenset(reading.entity(side).name for side in c.between), c.period or "-", str(c.count or "-"))
        for c in claims(reading)
    ]
    assert sorted(map(_key, found)) == sorted(map(_key, expected))


def _key(told: Told) -> tuple[list[str], str, str]:
    return sorted(told[0]), told[1], told[2]


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_sides_are_in_the_quote_or_bound_to_it(name: str, text: str, expected: list[Told], tmp_path: Path) -> None:
    reading = read(text, tmp_path)
    for claim in claims(reading):
        quote = claim.evidence.span.of(reading.article.text)
        bound = {reference.key for reference in claim.evidence.references}
        for side in claim.between:
            words = {form.split()[-1] for form in reading.entity(side).names}
            assert side in bound or any(word in quote or word.rstrip("s") in quote for word in words), (quote, side)


def test_bodies_of_a_list_belong_to_their_places(tmp_path: Path) -> None:
    text = next(text for name, text, _ in CASES if name == "a bundle with one on one side")
    reading = read(text, tmp_path)
    parts = {
        (reading.entity(c.body).name, reading.entity(c.parent).name)
        for c in reading.claims
        if isinstance(c, PartOfClaim)
    }
    assert ("authorities of Birk province", "Birk province") in parts


def test_table_is_unique() -> None:
    table = rows("documents")
    assert len(table) == len(set(table))
    assert all(len(row) == 2 for row in table)
    assert listed("document", "treaty")
    assert not listed("document", "letter")
