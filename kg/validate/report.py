"""What validation found, in words.

Comes in: shapes' results with the article and the quote that they are about. Goes out: frozen violations in a fixed
order, and a report that counts them. It never looks at a graph and never prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Severity = Literal["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that a shape rejects: at `focus` (an IRI), on `path` with `value` if the shape is about one.

    `article` is the name of the article it is about and `quote` the words there, where the graph knows them.
    """

    shape: str
    severity: Severity
    focus: str
    message: str
    path: str | None = None
    value: str | None = None
    label: str | None = None
    article: str | None = None
    quote: str | None = None

    @property
    def line(self) -> str:
        """One line for a journalist: article, what is wrong, with what, the words."""
        where = f"article {self.article}: " if self.article else ""
        what = f" [{self.label}]" if self.label else ""
        words = f" - “{' '.join(self.quote.split())}”" if self.quote else ""
        return f"{where}{self.message}{what}{words}"

    def key(self) -> tuple[int, str, str, str, str, str]:
        """Worst first, then by article, shape, focus."""
        place = SEVERITIES.index(self.severity)
        return place, self.article or "", self.shape, self.focus, self.path or "", self.value or ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation before it is told in words: shape (IRI), severity, focus, message, value, path (`prefix:name`)."""

    shape: str
    severity: Severity
    focus: str
    message: str
    value: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All violations, worst first; `shapes` is the number of shapes asked, `triples` of triples looked at."""

    violations: tuple[Violation, ...]
    shapes: int
    triples: int

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many of each severity."""
        counted = Counter(one.severity for one in self.violations)
        return {severity: counted[severity] for severity in SEVERITIES}

    def at_least(self, severity: Severity) -> tuple[Violation, ...]:
        """Those of this severity or worse."""
        limit = SEVERITIES.index(severity)
        return tuple(one for one in self.violations if SEVERITIES.index(one.severity) <= limit)
