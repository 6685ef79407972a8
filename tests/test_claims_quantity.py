"""Figures: each case of corpus/quantity.txt gives the values, subjects, status and times that it lists, and no others.

Comes in: the corpus of invented texts. Goes out: a test a case, and a test of the table. It never uses a real article.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.articles import read_articles
from kg.claims import extract_claims
from kg.claims.lexicon import rows
from kg.clauses import parse
from kg.discourse import find_entities
from kg.mentions import find_mentions
from kg.model import QuantityClaim, Reading
from kg.text import annotate

CORPUS = Path(__file__).parent / "corpus" / "quantity.txt"
Told = tuple[str, str, str, str]


def cases() -> list[tuple[str, str, list[Told]]]:
    found = []
    for block in CORPUS.read_text("utf-8").split("\n## ")[1:]:
        name, *lines = block.splitlines()
        told = [line[2:].split(" | ") for line in lines if line.startswith("> ")]
        text = "\n".join(line for line in lines if not line.startswith("> ")).strip()
        found.append((name, text, [(figure, subject, status, time) for figure, subject, status, time in told]))
    return found


def read(text: str, folder: Path) -> Reading:
    path = folder / "case.txt"
    path.write_text(text + "\n", "utf-8")
    articles, _ = read_articles([path])
    annotated = annotate(articles[0])
    mentions = find_mentions(annotated)
    parses = parse(mentions)
    return extract_claims(annotated, mentions, parses, find_entities(annotated, mentions, parses))


@pytest.mark.parametrize(("name", "text", "expected"), cases(), ids=[c[0] for c in cases()])
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
