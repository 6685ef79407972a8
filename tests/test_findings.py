"""Findings: what the first corpus says differently is found, and nothing that is compatible is called a conflict."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg import pipeline
from kg.pipeline import Options
from kg.pipeline.asking import Built, Finding
from kg.pipeline.assembling import assemble
from kg.resolution import Decision

HERE = Path(__file__).parent
GOLD = HERE / "gold"
CONFLICT = "contradiction"


def entries() -> list[tuple[str, str, str, tuple[str, ...]]]:
    lines = (HERE / "expected" / "findings.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(number, marked, kind, tuple(words.split("|"))) for number, marked, kind, words in rows]


@pytest.fixture(scope="module")
def found(seeds_build: Path) -> list[Finding]:
    return pipeline.findings(pipeline.open_build(seeds_build))


@pytest.mark.parametrize(("number", "marked", "kind", "words"), entries())
def test_every_noted_difference_is_found_and_no_detail_is_a_conflict(
    found: list[Finding], number: str, marked: str, kind: str, words: tuple[str, ...]
) -> None:
    if kind == "never":
        assert not [f for f in found if f.kind == CONFLICT and any(word in f.sentence for word in words)]
    else:
        assert [f for f in found if f.kind == kind and all(word in f.sentence for word in words)], (number, marked)


def test_the_corpus_holds_one_conflict(found: list[Finding]) -> None:
    assert len([f for f in found if f.kind == CONFLICT]) == 1
    names = [path.stem for path in (HERE.parent / "seeds").glob("*.txt")]
    assert all(any(name in f.sentence for name in names) for f in found), "every finding names an article"


def test_articles_that_share_no_event_give_no_finding_but_their_own_slips() -> None:
    """Unrelated articles: whatever two of them name or count differently is no disagreement."""
    halves = dict(line.split("\t") for line in (GOLD / "split.tsv").read_text("utf-8").splitlines()[1:])
    names = sorted(name for name, half in halves.items() if half == "tune" and not name.startswith("seed"))
    readings, faults = pipeline.read([GOLD / "texts" / f"{name}.txt" for name in names], Options())
    assert not faults
    made = assemble(readings)
    unasked = [f for f in pipeline.findings(Built(Path(), made=made.store, read=made.readings)) if f.kind != "slip"]
    assert unasked == []


def test_the_summary_and_the_files_hold_the_findings(seeds_build: Path, found: list[Finding]) -> None:
    text = (seeds_build / "findings.txt").read_text("utf-8").splitlines()
    assert text == [str(f) for f in found]
    rows = list(csv.DictReader((seeds_build / "findings.csv").read_text("utf-8").splitlines()))
    assert [row["finding"] for row in rows] == [f.sentence for f in found]


def test_a_finding_goes_with_what_it_rests_on(seeds_build: Path) -> None:
    built = pipeline.open_build(seeds_build)
    name = next(r.article.name for r in built.readings if r.article.name.startswith("003"))
    gone = Decision("reject", f"article: {name}", "", "withdrawn", "Ed", "2026-02-08", 1)
    made = assemble(built.readings, [gone])
    left = pipeline.findings(Built(Path(), made=made.store, read=made.readings))
    assert not [f for f in left if name in f.sentence]
