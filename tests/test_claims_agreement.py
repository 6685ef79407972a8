"""Agreements: each case of corpus/agreement.txt gives the sides, periods and counts that it lists, and no others.

Comes in: the corpus of invented texts. Goes out: a test a case, and tests of the table and the evidence. It never uses
a real article.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.articles import read_articles
from kg.claims import extract_claims
from kg.claims.documents import listed
from kg.claims.lexicon import rows
from kg.clauses import parse
from kg.discourse import find_entities
from kg.mentions import find_mentions
from kg.model import AgreementClaim, PartOfClaim, Reading
from kg.text import annotate

CORPUS = Path(__file__).parent / "corpus" / "agreement.txt"
Told = tuple[frozenset[str], str, str]


def cases() -> list[tuple[str, str, list[Told]]]:
    found = []
    for block in CORPUS.read_text("utf-8").split("\n## ")[1:]:
        name, *lines = block.splitlines()
        rows_ = [line[2:].split(" | ") for line in lines if line.startswith("> ")]
        text = "\n".join(line for line in lines if not line.startswith("> ")).strip()
        found.append((name, text, [(frozenset(s.split("; ")), period, count) for s, period, count in rows_]))
    return found


def read(text: str, folder: Path) -> Reading:
    path = folder / "case.txt"
    path.write_text(text + "\n", "utf-8")
    articles, _ = read_articles([path])
    annotated = annotate(articles[0])
    mentions = find_mentions(annotated)
    parses = parse(mentions)
    return extract_claims(annotated, mentions, parses, find_entities(annotated, mentions, parses))


def claims(reading: Reading) -> list[AgreementClaim]:
    return [claim for claim in reading.claims if isinstance(claim, AgreementClaim)]


@pytest.mark.parametrize(("name", "text", "expected"), cases(), ids=[c[0] for c in cases()])
def test_case(name: str, text: str, expected: list[Told], tmp_path: Path) -> None:
    reading = read(text, tmp_path)
    found = [
        (frozenset(reading.entity(side).name for side in c.between), c.period or "-", str(c.count or "-"))
        for c in claims(reading)
    ]
    assert sorted(map(_key, found)) == sorted(map(_key, expected))


def _key(told: Told) -> tuple[list[str], str, str]:
    return sorted(told[0]), told[1], told[2]


@pytest.mark.parametrize(("name", "text", "expected"), cases(), ids=[c[0] for c in cases()])
def test_sides_are_in_the_quote_or_bound_to_it(name: str, text: str, expected: list[Told], tmp_path: Path) -> None:
    reading = read(text, tmp_path)
    for claim in claims(reading):
        quote = claim.evidence.span.of(reading.article.text)
        bound = {reference.key for reference in claim.evidence.references}
        for side in claim.between:
            words = {form.split()[-1] for form in reading.entity(side).names}
            assert side in bound or any(word in quote or word.rstrip("s") in quote for word in words), (quote, side)


def test_bodies_of_a_list_belong_to_their_places(tmp_path: Path) -> None:
    text = next(text for name, text, _ in cases() if name == "a bundle with one on one side")
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
