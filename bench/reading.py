"""How fast one process reads, and where the time goes: characters a second of processor time after loading.

Comes in: a folder of articles (`python bench/reading.py tests/development/texts 5`) and the number of rounds. Goes out:
the median over the rounds and each room's share of it. It never uses a cache and asserts nothing: figures depend on the
machine.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg import claims, clauses, dates, discourse, language, mentions, text
from kg.articles import read_articles
from kg.language import lemmas
from kg.pipeline import reading

ROOMS = {
    "annotate": text, "find_mentions": mentions, "parse": clauses, "find_entities": discourse, "extract_claims": claims
}  # fmt: skip
MODEL = ("tag", "parse")
MEMOS = (dates.find_dates, dates._matches, lemmas.lemma, lemmas._formed, lemmas._classed)  # emptied for each round


def clocked(module: Any, name: str, label: str, took: Counter[str]) -> None:
    """Let a function of a module add the time it takes to `took`."""
    inner: Callable[..., Any] = getattr(module, name)

    def timed(*given: Any) -> Any:
        start = time.process_time()
        try:
            return inner(*given)
        finally:
            took[label] += time.process_time() - start

    setattr(module, name, timed)


def main(folder: Path, rounds: int) -> None:
    """Measure, then print."""
    articles, _ = read_articles(sorted(folder.iterdir()))
    took: Counter[str] = Counter()
    for name, room in ROOMS.items():
        clocked(room, name, name, took)
    for name in MODEL:
        clocked(language, name, f"of it spaCy, {name}", took)
    reading.read_article(articles[0])
    took.clear()
    speeds = []
    for _ in range(rounds):
        for memo in MEMOS:
            memo.cache_clear()
        start = time.process_time()
        for article in articles:
            reading.read_article(article)
        speeds.append(sum(len(a.text) for a in articles) / (time.process_time() - start))
    print(f"{statistics.median(speeds):,.0f} characters a second ({min(speeds):,.0f} to {max(speeds):,.0f})")
    whole = sum(took[name] for name in ROOMS)
    for name, seconds in took.most_common():
        print(f"{seconds / whole:6.1%}  {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
