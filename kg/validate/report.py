"""What validation found, in words and with its place.

Comes in: shapes' results with the article and the quote that they are about. Goes out: frozen violations in a fixed
order, and a report that counts them. It never looks at a graph and never prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from kg.vocab import digest, expand, shorten

Severity = Literal["violation", "warning", "info"]
CHECK = expand("pds:Check")
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands: lines and columns count from 1, columns in code points, the end is excluded.

    Without a line the whole file is meant.
    """

    file: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None

    def __str__(self) -> str:
        """`file:line:column`, as compilers print it."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Rule:
    """What is asked of the data: the IRI of the shape or check, how grave a result is, its message, why it is asked."""

    shape: str
    severity: Severity
    message: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that a shape rejects: at `focus` (an IRI), on `path` with `value` if the shape is about one.

    `article` is the name of the article it is about and `quote` the words there, `start` and `end` their offsets in
    code points, where the graph knows them. `place` is where to look: in the article if it comes from one. `component`
    is the IRI of the SHACL constraint component, CHECK where the program itself looked.
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
    start: int | None = None
    end: int | None = None
    place: Place | None = None
    component: str = CHECK

    @property
    def line(self) -> str:
        """One line for a journalist: article, what is wrong, with what, the words."""
        where = f"article {self.article}: " if self.article else ""
        return f"{where}{self.told}"

    @property
    def told(self) -> str:
        """What is wrong, with what, the words: the line without the article."""
        what = f" [{self.label}]" if self.label else ""
        words = f" - “{' '.join(self.quote.split())}”" if self.quote else ""
        return f"{self.message}{what}{words}"

    @property
    def subject(self) -> str:
        """What the focus is called: its label, else its short form."""
        return self.label or (shorten(self.focus) if "://" in self.focus else self.focus)

    @property
    def identity(self) -> str:
        """A hash of what is wrong with what, wherever it stands: the same after lines have moved."""
        return digest(self.shape, self.focus, self.path or "", self.value or "", self.message, self.quote or "")

    def key(self) -> tuple[int, str, str, str, str, str, str]:
        """Worst first, then by article, shape, focus, place."""
        rank = SEVERITIES.index(self.severity)
        at = f"{self.place.file}:{self.place.line or 0:09}" if self.place else ""
        return rank, self.article or "", self.shape, self.focus, self.path or "", self.value or "", at


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation before it is told in words: shape (IRI), severity, focus, message, value, path (`prefix:name`)."""

    shape: str
    severity: Severity
    focus: str
    message: str
    value: str | None = None
    path: str | None = None
    component: str = CHECK


@dataclass(frozen=True, slots=True)
class Report:
    """All violations, worst first; `rules` is what was asked, `triples` how many triples were looked at."""

    violations: tuple[Violation, ...]
    rules: tuple[Rule, ...]
    triples: int

    @property
    def shapes(self) -> int:
        """How many shapes and checks were asked."""
        return len(self.rules)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many of each severity."""
        counted = Counter(one.severity for one in self.violations)
        return {severity: counted[severity] for severity in SEVERITIES}

    def at_least(self, severity: Severity) -> tuple[Violation, ...]:
        """Those of this severity or worse."""
        limit = SEVERITIES.index(severity)
        return tuple(one for one in self.violations if SEVERITIES.index(one.severity) <= limit)


def together(reports: Iterable[Report]) -> Report:
    """Several reports as one: each violation and each rule once."""
    made = list(reports)
    violations = {one for report in made for one in report.violations}
    rules = {rule.shape: rule for report in made for rule in report.rules}
    listed = tuple(rules[shape] for shape in sorted(rules))
    return Report(tuple(sorted(violations, key=Violation.key)), listed, sum(report.triples for report in made))
