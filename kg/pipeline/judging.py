"""Reading the gold texts and printing how well it went.

Comes in: a folder of gold facts and texts. Goes out: scores, as text or as JSON-ready values, and misses. It never
shows a miss of an article outside the half that was asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import BadInput
from kg.evaluate import KINDS, Count, Scores, gold_names, score
from kg.facts import facts
from kg.pipeline.reading import Options, read

Measured = dict[str, Scores]


def evaluate(gold: Path, half: str, options: Options) -> Measured:
    """The scores of a half (`tune`, `judge`), or of `all` articles and of both halves where a draw is recorded."""
    halves = [half] if half != "all" or not (gold / "split.tsv").is_file() else ["all", "tune", "judge"]
    names = gold_names(gold, half)
    readings, faults = read([gold / "texts" / f"{name}.txt" for name in names], options)
    if faults:
        raise faults[0]
    predicted = {reading.article.name: facts(reading)["facts"] for reading in readings}
    if not readings:
        raise BadInput(str(gold), f"no article in the half {half!r}", "check split.tsv")
    return {half: score(gold, predicted, gold_names(gold, half)) for half in halves}


def scores_text(measured: Measured) -> str:
    """A table of each half's precision, recall and F1 by kind and family, with what was right among the matched."""
    return "\n\n".join(_text(half, scores) for half, scores in measured.items()) + "\n"


def scores_record(measured: Measured) -> dict[str, Any]:
    """The scores by half; a single half stands alone, in the shape of the reference scorer."""
    records = {half: scores.record() for half, scores in measured.items()}
    return next(iter(records.values())) if len(records) == 1 else records


def misses(gold: Path, measured: Measured, half: str) -> Iterator[str]:
    """Lines that name what was missed and what was extra in a half's articles, as the reference scorer words them."""
    shown = set(gold_names(gold, half))
    articles = {a.name: a for scores in measured.values() for a in scores.articles if a.name in shown}
    for name, article in sorted(articles.items()):
        for word, listed in (("missed", article.missed), ("extra ", article.extra)):
            for fact in listed:
                yield f"{name}  {word}  {json.dumps(dict(fact), ensure_ascii=False)}"


def _text(half: str, scores: Scores) -> str:
    rows = [(kind, scores.kind(kind)) for kind in KINDS]
    low, high = scores.interval()
    details = [f"{name} {right}/{of}" for name in ("role", "status", "place") for right, of in [scores.right(name)]]
    return "\n".join(
        [
            f"{half}: {len(scores.articles)} articles",
            f"{'kind':10} {'P':>6} {'R':>6} {'F1':>6}   hit/predicted/gold",
            *(_row(kind, count) for kind, count in rows if count.predicted or count.gold),
            _row("all", scores.whole),
            f"F1 by a bootstrap over articles, 95 %: {low:.3f} to {high:.3f}",
            f"mean F1 over {len(scores.articles)} articles: {scores.mean_f1:.3f}",
            "families: " + ", ".join(f"{letter} {count.f1:.3f}" for letter, count in scores.families().items()),
            "right among the matched: " + ", ".join(details),
        ]
    )


def _row(name: str, count: Count) -> str:
    ratios = f"{count.precision:6.3f} {count.recall:6.3f} {count.f1:6.3f}"
    return f"{name:10} {ratios}   {count.hit}/{count.predicted}/{count.gold}"
