"""How the sentences of a build were dealt with.

Comes in: readings. Goes out: named counts in a fixed order, and every sentence that gave no claim. It never leaves out
a sentence; what it lists is for this machine alone, because it holds the articles' words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.model import Reading

Counts = list[tuple[str, int]]


def coverage(readings: Sequence[Reading]) -> Counts:
    """Sentences in all, read, not understood, ignored by reason, and claims refused for want of evidence."""
    reasons = Counter(uncovered.reason for reading in readings for uncovered in reading.coverage.uncovered)
    unknown = reasons.pop("not_understood", 0)
    rows = [("sentences", sum(reading.coverage.sentences for reading in readings))]
    rows += [("read", sum(reading.coverage.read for reading in readings)), ("not understood", unknown)]
    rows += [(f"ignored: {reason.replace('_', ' ')}", n) for reason, n in sorted(reasons.items())]
    return [*rows, ("claims refused", sum(r.coverage.refused for r in readings))]


def coverage_table(readings: Iterable[Reading]) -> str:
    """Every sentence without a claim as a tab-separated line: article, line from 1, start, end, reason, words."""
    lines = ["article\tline\tstart\tend\treason\twords"]
    for reading in readings:
        text = reading.article.text
        for one in reading.coverage.uncovered:
            place = (str(text.count("\n", 0, one.span.start) + 1), str(one.span.start), str(one.span.end))
            lines.append("\t".join((reading.article.name, *place, one.reason, " ".join(one.span.of(text).split()))))
    return "\n".join(lines) + "\n"
