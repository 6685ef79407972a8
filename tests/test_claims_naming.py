"""Offices, memberships, parts and second names: each case of the corpus gives the claims that it lists, and no others.

Comes in: the corpus of invented texts. Goes out: a test a case, and tests of the evidence. It never uses a real
article.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import cases, read

from kg.model import AliasClaim, Claim, MemberClaim, OfficeClaim, PartOfClaim, Reading

KINDS: dict[str, type] = {"office": OfficeClaim, "member": MemberClaim, "part_of": PartOfClaim, "alias": AliasClaim}
Case = tuple[str, str, str, list[str]]


CASES = [(kind, c.name, c.text, [" | ".join(row) for row in c.rows]) for kind in KINDS for c in cases(kind)]


def claims(reading: Reading, kind: str) -> list[Claim]:
    return [claim for claim in reading.claims if isinstance(claim, KINDS[kind])]


def told(reading: Reading, claim: Claim) -> str:
    def name(key: str | None) -> str:
        return reading.entity(key).name if key else "-"

    if isinstance(claim, OfficeClaim):
        return f"{name(claim.person)} | {claim.title} | {name(claim.organization)} | {claim.status}"
    if isinstance(claim, MemberClaim):
        return f"{name(claim.person)} | {name(claim.organization)}"
    if isinstance(claim, PartOfClaim):
        return f"{name(claim.body)} | {name(claim.parent)}"
    assert isinstance(claim, AliasClaim)
    return f"{claim.name} | {claim.alias}"


each_case = pytest.mark.parametrize(
    ("kind", "text", "expected"), [c[:1] + c[2:] for c in CASES], ids=[f"{c[0]}: {c[1]}" for c in CASES]
)


@each_case
def test_case(kind: str, text: str, expected: list[str], tmp_path: Path) -> None:
    reading = read(text, tmp_path)
    assert sorted(told(reading, claim) for claim in claims(reading, kind)) == sorted(expected)


@each_case
def test_the_sides_are_in_the_quote_or_bound_to_it(kind: str, text: str, expected: list[str], tmp_path: Path) -> None:
    reading = read(text, tmp_path)
    for claim in claims(reading, kind):
        quote = claim.evidence.span.of(reading.article.text)
        bound = {reference.key for reference in claim.evidence.references}
        for key in keys(claim):
            said = [word for name in reading.entity(key).names for word in name.split()]
            assert key in bound or any(word[:4] in quote for word in said), (quote, key)


def keys(claim: Claim) -> list[str]:
    """The entities that a claim is about."""
    if isinstance(claim, OfficeClaim | MemberClaim):
        return [claim.person, *([claim.organization] if claim.organization else [])]
    if isinstance(claim, PartOfClaim):
        return [claim.body, claim.parent]
    return [claim.entity] if isinstance(claim, AliasClaim) else []


def test_each_kind_has_cases_with_and_without_claims() -> None:
    for kind in KINDS:
        counts = [bool(expected) for of, _, _, expected in CASES if of == kind]
        assert counts.count(True) >= 3, kind
        assert counts.count(False) >= 2, kind
