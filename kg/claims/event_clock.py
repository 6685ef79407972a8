"""Where the story's clock stands: the day from which "the following day", "on the 21st", "that evening" count.

Comes in: sentence by sentence, the events that it tells and the dates that it mentions. Goes out: the day that a
telling counts from. It never moves by a plan for what the past tense tells, nor by a month or a year alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.claims.context import Context
from kg.claims.event_shapes import Candidate
from kg.claims.event_stages import perfect, verb_of
from kg.dates import find_dates
from kg.syntax import Parse

PAST = frozenset({"VBD", "VBN"})
_DAY = re.compile(r"(?:\d{4}|XXXX)-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Clock:
    """The EDTF value of a day (or days) told last, planned or not, and told last as held."""

    last: str | None = None
    held: str | None = None

    def at(self, candidate: Candidate) -> str | None:
        """The date from which a telling counts: what the past tense tells, from what was held."""
        verb = candidate.governor
        past = candidate.stage == "held" and (verb is None or verb.tag in PAST)
        return self.held if past and self.held else self.last

    def after(self, context: Context, parse: Parse, here: Iterable[Candidate]) -> Clock:
        """The clock once a sentence is read: by the events it tells, else by the last day that its words name."""
        told = [c for c in here if c.dates and _DAY.match(c.dates[0]) and not c.background and c.stage != "cancelled"]
        if told:
            held = [c.dates[0] for c in told if c.stage == "held"]
            return Clock(told[-1].dates[0], held[-1] if held else self.held)
        day = next(_days(context, parse, self), None)
        return self if day is None else replace(self, last=day, held=day)


def _days(context: Context, parse: Parse, clock: Clock) -> Iterator[str]:
    """The days of a sentence without dated events, the last first; what the past perfect tells does not count."""
    sentence = parse.sentence.span
    read = find_dates(
        context.text, sentence.start, sentence.end, context.anchor, "past", previous=clock.held, year_hint=context.year
    )
    for mention in reversed(read):
        spot = next((n for n in parse.nodes if mention.span.overlaps(n.span)), None)
        if mention.edtf and _DAY.fullmatch(mention.edtf[0]) and spot and not perfect(verb_of(spot, parse), parse):
            yield mention.edtf[0]
