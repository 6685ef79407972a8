"""How well a reading agrees with gold facts.

Comes in: a folder of gold facts and texts, and the predicted facts by article. Goes out: precision, recall and F1 by
kind, by family and over articles, with an interval. It never reads an article itself and never shows a miss unasked.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import BadInput
from kg.evaluate.matching import KINDS, ArticleScore, Count, score_article
from kg.evaluate.names import Fact

__all__ = ["KINDS", "ArticleScore", "Count", "Fact", "Scores", "gold_names", "score", "score_article"]

DRAWS, SEED = 1000, 20261121


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of some articles; counts add up over articles (micro), `mean_f1` weighs every article alike."""

    articles: tuple[ArticleScore, ...]

    def kind(self, kind: str) -> Count:
        """The count of one kind over all articles."""
        return sum((article.counts[kind] for article in self.articles), Count())

    @property
    def whole(self) -> Count:
        """The count over all kinds and articles."""
        return _whole(self.articles)

    @property
    def mean_f1(self) -> float:
        """The mean of the articles' own F1."""
        return sum(a.whole.f1 for a in self.articles) / len(self.articles) if self.articles else 0.0

    def right(self, detail: str) -> tuple[int, int]:
        """(right, of) for `role`, `status` or `place` among the matched facts."""
        pairs = [article.right[detail] for article in self.articles]
        return sum(right for right, _ in pairs), sum(of for _, of in pairs)

    def families(self) -> dict[str, Count]:
        """The count of each family: the articles whose names begin with the same letter."""
        letters = sorted({article.name[0] for article in self.articles})
        return {letter: _whole(a for a in self.articles if a.name[0] == letter) for letter in letters}

    def interval(self) -> tuple[float, float]:
        """The 95 % interval of F1 by a bootstrap over articles, 1000 draws from a fixed seed."""
        if not self.articles:
            return 0.0, 0.0
        draw = random.Random(SEED)  # noqa: S311 (a repeatable draw is wanted, not a secret)
        drawn = sorted(_whole(draw.choices(self.articles, k=len(self.articles))).f1 for _ in range(DRAWS))
        return drawn[DRAWS * 25 // 1000], drawn[DRAWS * 975 // 1000 - 1]

    def record(self) -> dict[str, Any]:
        """The scores as JSON-ready values: a kind's ratios and counts, `all`, `macro_f1`, `exact`, `interval`."""
        counts = {kind: self.kind(kind) for kind in KINDS}
        rows = {kind: count for kind, count in counts.items() if count.predicted or count.gold} | {"all": self.whole}
        exact = {detail: self.right(detail) for detail in ("role", "status", "place")}
        return {kind: _row(count) for kind, count in rows.items()} | {
            "macro_f1": self.mean_f1,
            "exact": {detail: right / of if of else 0.0 for detail, (right, of) in exact.items()},
            "interval": list(self.interval()),
        }


def _row(count: Count) -> dict[str, float]:
    ratios = {"precision": count.precision, "recall": count.recall, "f1": count.f1}
    return ratios | {"hit": count.hit, "predicted": count.predicted, "gold": count.gold}


def _whole(articles: Iterable[ArticleScore]) -> Count:
    return sum((article.whole for article in articles), Count())


def gold_names(gold: Path, half: str = "all") -> list[str]:
    """The names of the gold articles of one half (`tune`, `judge`), or of all, in order.

    `gold` holds facts/NAME.json, texts/NAME.txt and split.tsv (NAME, tab, half); without split.tsv there are no halves.
    """
    names = sorted(path.stem for path in (gold / "facts").glob("*.json"))
    if not names:
        raise BadInput(str(gold), "no gold facts (facts/NAME.json) are here", "name a folder of gold facts and texts")
    if half == "all":
        return names
    split = gold / "split.tsv"
    if not split.is_file():
        raise BadInput(str(split), "this corpus has no recorded draw", "use --half all, or record one")
    halves = dict(line.split("\t") for line in split.read_text("utf-8").splitlines()[1:])
    return [name for name in names if halves.get(name) == half]


def score(gold: Path, predicted: Mapping[str, Sequence[Fact]], names: Sequence[str] | None = None) -> Scores:
    """Score predicted facts, by article name, against the named gold articles (all unless named).

    An article without predictions counts as one with no facts. Offsets are code points of texts/NAME.txt.
    """
    chosen = gold_names(gold) if names is None else names
    return Scores(tuple(score_article(n, _facts(gold, n), predicted.get(n, ()), _text(gold, n)) for n in chosen))


def _facts(gold: Path, name: str) -> list[Fact]:
    path = gold / "facts" / f"{name}.json"
    try:
        facts: list[Fact] = json.loads(path.read_text("utf-8"))["facts"]
    except (OSError, ValueError, KeyError, TypeError):
        raise BadInput(str(path), "no gold facts", "give a JSON object with a list `facts`") from None
    return facts


def _text(gold: Path, name: str) -> str:
    path = gold / "texts" / f"{name}.txt"
    return path.read_bytes().decode("utf-8") if path.is_file() else ""
