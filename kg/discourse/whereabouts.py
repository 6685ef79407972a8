"""Where the parts of an article are written, as the seats of government in front of its lines tell.

Comes in: an article's text and what its metadata give as its place. Goes out: the state of the seat that heads the part
of the text around an offset, with the seat's span. It never takes a city of another kind for a state's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Sourced, Span
from kg.territories import Territory, territory

CITY = r"[^\W\d_a-z][\w.'’-]*(?:[ ][^\W\d_a-z][\w'’-]*){0,3}"
DAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?\b|"
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\b)"
)
NAMED = r"[^\W\d_a-z]"  # a capital letter
HEADING = re.compile(
    rf"^[ \t]*(?:[■▪•●*]\s*|[^\n/]{{3,40}}\s/\s)?(?P<city>{CITY})(?:,\s+{NAMED}[\w .'’-]{{2,30}}?)??"
    rf"(?:\s*[,./(:]\s*{DAY}|\s*\||\s+(?:—|–|--?)\s|\s*\([A-Z]|,\s+[A-Z]{{3,6}}\s+(?:—|–|--?))"
    rf"|^By [^\n]{{4,60}},\s+(?P<byline>{CITY})[ \t]*$"
    rf"|^{NAMED}[^\n]{{4,40}}\s+in\s+(?P<posted>[A-Z][A-Z .'’-]{{2,30}})[ \t]*$",
    re.MULTILINE,
)

LINE = re.compile(r"[^\s][^\n]*")
FIRST = 8  # lines of an article in which a city on its own heads what follows


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of government that heads a part of the text, and its state."""

    span: Span
    land: Territory


class Whereabouts:
    """The seats that head the parts of one text, in text order."""

    def __init__(self, text: str, place: Sourced | None) -> None:
        found = [*_headings(text), *(_given(place) if place is not None else ())]
        self.seats = sorted({seat.span.start: seat for seat in found}.values(), key=lambda s: s.span)

    def at(self, position: int) -> Seat | None:
        """The seat that heads the part of the text around an offset; the first one for what stands before them all."""
        before = [seat for seat in self.seats if seat.span.start <= position]
        return before[-1] if before else self.seats[0] if self.seats else None


def _headings(text: str) -> Iterator[Seat]:
    for line in list(LINE.finditer(text))[:FIRST]:
        alone = territory(line[0].strip())
        if alone is not None and alone.form == "city":
            yield Seat(Span(*line.span()), alone)
    for match in HEADING.finditer(text):
        group = next(name for name in ("city", "byline", "posted") if match[name] is not None)
        land = territory(match[group].strip())
        if land is not None and land.form == "city":
            yield Seat(Span(*match.span(group)), land)


def _given(place: Sourced) -> Iterator[Seat]:
    land = territory(place.value)
    if land is not None and land.form == "city" and place.span is not None:
        yield Seat(place.span, land)
