"""Coverage: each sentence of an article is counted exactly once, as read or with the reason why not.

Comes in: the seeds and invented texts. Goes out: tests of the counts. It never compares with what a rule should read.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.articles import read_articles
from kg.model import EventClaim, Reading
from kg.pipeline.reading import read_article
from kg.text import annotate

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
REASONS = {
    "date_line", "dateline", "source", "noise", "related", "headline", "question", "caption_credit", "no_cue",
    "not_understood",
}  # fmt: skip


def read(text: str, folder: Path) -> Reading:
    path = folder / "case.txt"
    path.write_text(text + "\n", "utf-8")
    articles, _ = read_articles([path])
    return read_article(articles[0])


@pytest.mark.parametrize("path", SEEDS, ids=[p.stem for p in SEEDS])
def test_each_sentence_is_counted_once(path: Path) -> None:
    articles, _ = read_articles([path])
    reading = read_article(articles[0])
    sentences = [s.span for s in annotate(articles[0]).sentences]
    left = [u.span for u in reading.coverage.uncovered]
    evidence = [c.evidence.span for c in reading.claims]
    evidence += [c.date_evidence.span for c in reading.claims if isinstance(c, EventClaim) and c.date_evidence]
    assert reading.coverage.sentences == len(sentences) == len(set(sentences))
    assert reading.coverage.read + len(left) == len(sentences)
    assert len(left) == len(set(left))
    assert [s for s in sentences if not any(e.overlaps(s) for e in evidence)] == left
    assert {u.reason for u in reading.coverage.uncovered} <= REASONS


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The ferry is old.", "no_cue"),
        ("Visits by delegates matter.", "not_understood"),
        ("A treaty would be long.", "not_understood"),
    ],
)
def test_a_cue_of_the_tables_makes_a_sentence_not_understood(sentence: str, reason: str, tmp_path: Path) -> None:
    text = f"President Ilo Marsh met Prime Minister Anna Holm in Oslo on Monday, 9 March 2026. {sentence}"
    (left,) = read(text, tmp_path).coverage.uncovered
    assert (left.span.of(text), left.reason) == (sentence, reason)


def test_claims_without_evidence_are_counted(tmp_path: Path) -> None:
    assert read("President Ilo Marsh met Prime Minister Anna Holm in Oslo.", tmp_path).coverage.refused == 0
