"""The sheet on which the zones of one article are marked, line by line.

Comes in: the text and its logical lines. Goes out: for each line a kind, speaker and turn. It never decides anything
itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Span
from kg.syntax import ZoneKind
from kg.text.lines import Line


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one kind; pieces of one `group` make one zone; `skip` characters of a label precede its words."""

    kind: ZoneKind
    span: Span
    speaker: str | None = None
    group: int = 0
    skip: int = 0


class Page:
    """The lines of an article and what has been marked on them; a line without a kind is open, and body in the end."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self.kinds: list[ZoneKind | None] = [None] * len(lines)
        self.speakers: list[str | None] = [None] * len(lines)
        self.groups = [0] * len(lines)
        self.skips = [0] * len(lines)

    def open(self) -> Iterator[int]:
        """The numbers of the lines that have no kind yet."""
        return (i for i, kind in enumerate(self.kinds) if kind is None)
