"""What the words around an office without its organisation name: the states and parties that it may be of.

Comes in: an article's bodies and sentences, its states, where it is written. Goes out: the one state or party that the
sentences before an office name, or that the article leaves for it. It never chooses where two fit alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.discourse.bodies import Bodies, Body
from kg.discourse.homes import Homes
from kg.discourse.lexicon import words
from kg.discourse.posts import content
from kg.model import Span
from kg.syntax import Holding, Mentions
from kg.territories import territory

REACH = 2  # paragraphs before an office that a state or party may stand in
MOST = 2  # how often a state must be named to be one of an article's own
OFTEN = 3  # how often a party must be named to be the one that an article is about
PAIR = 2  # states or parties that an article may be about for an office to be of the one left over
LANDS = frozenset({"place", "state"})


def is_seat(body: Body) -> bool:
    """Whether a place is a seat of government: a city, and no state."""
    found = [territory(form) for form in body.forms]
    return all(land is not None and land.form == "city" for land in found)


class Surroundings:
    """The sentences of an article and the bodies that they name."""

    def __init__(self, bodies: Bodies, homes: Homes, lands: set[str], mentions: Sequence[Mentions]) -> None:
        self.bodies, self.homes, self.lands, self.mentions = bodies, homes, lands, mentions

    def before(self, holding: Holding, free: set[str], others: Sequence[Holding]) -> tuple[str, Span] | None:
        """The one state or party that the sentence names before the office, other people's aside, else the nearest
        sentences before it.
        """
        position = holding.span.start
        here = next(
            (m.sentence for m in self.mentions if m.sentence.span.start <= position < m.sentence.span.end), None
        )
        if here is None:
            return None
        rows = (m.sentence for m in self.mentions if here.paragraph - REACH <= m.sentence.paragraph <= here.paragraph)
        starts = sorted((s.span.start for s in rows if s.span.start <= here.span.start), reverse=True)
        facing = {self.bodies.root(h.organization) for h in others if here.span.start <= h.span.start < position}
        theirs = self._alike(holding)
        theirs |= {h.title.org.span for h in others if h.title.org is not None and h.title.head in words("envoy")}
        for start in starts:
            if start < here.span.start and self._dominant(free) is not None:
                return None
            near = self._between(Span(start, position), free - facing, theirs)
            if near:
                return next(iter(near.items())) if len(near) == 1 else None
        return None

    def _alike(self, holding: Holding) -> set[Span]:
        """Where unnamed holders of the same office have theirs ("the Norland foreign minister")."""
        office = content(holding.title.text)
        titles = (t for m in self.mentions for p in m.phrases if p.kind == "office" for t in (p.title, *p.more))
        return {t.org.span for t in titles if t is not None and t.org is not None and content(t.text) == office}

    def _dominant(self, free: set[str]) -> str | None:
        """The party or other body without a parent that the article names far more often than any other."""
        rivals = {k for k, b in self.bodies.all.items() if b.kind in {"party", "organization"} and b.owner is None}
        if not free or free & self.lands:
            return None
        counts = sorted(((len(self.bodies.all[k].spans), k) for k in free | rivals), reverse=True)
        second = counts[1][0] if len(counts) > 1 else 0
        return counts[0][1] if counts[0][0] >= max(OFTEN, MOST * second) else None

    def own(self, pool: set[str], free: set[str], near: Span) -> tuple[str, Span] | None:
        """The party that the article keeps naming, or the one of two lands or parties where nobody holds the office."""
        places = {k for k, b in self.bodies.all.items() if b.kind in LANDS and not is_seat(b)}
        lands = places if pool & self.lands else set[str]()
        first = self._dominant(free)
        told = [first] * PAIR if first else self.homes.main(pool | lands)
        left = sorted({k for k in told if k in free})
        if len(told) != PAIR or len(left) != 1:
            return None
        return left[0], min(self.bodies.all[left[0]].spans, key=lambda s: abs(s.start - near.start))

    def _between(self, within: Span, free: set[str], theirs: set[Span]) -> dict[str, Span]:
        """The bodies of a pool that a stretch names, each with where it is named last there, the words of other
        people's offices aside.
        """
        found: dict[str, Span] = {}
        for key in sorted(free):
            inside = [s for s in self.bodies.all[key].spans if within.start <= s.start < within.end and s not in theirs]
            if inside:
                found[key] = max(inside)
        return found
