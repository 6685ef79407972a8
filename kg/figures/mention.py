"""What a figure is: the shape that `figures` gives away.

Comes in: nothing; `figures` constructs these. Goes out: a frozen, slotted dataclass. It never reads a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.model import Span

FigureKind = Literal["percent", "money", "count", "age", "duration", "measure"]


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A figure at `span` (the number with its unit or noun) of the article's text.

    `value` is canonical decimal and `unit` carries the scale ("35", "billion USD"); `noun` is what is counted, with its
    modifiers. `approximate` holds after "about", "some", "more than" and the like; `is_range` marks the two ends of
    "10 to 15 percent"; `index` is the figure's place in a list of like figures ("4.2 percent, 6.3 percent"), else None.
    """

    span: Span
    value: str
    unit: str
    kind: FigureKind
    noun: str | None = None
    approximate: bool = False
    is_range: bool = False
    index: int | None = None
