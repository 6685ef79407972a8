"""The two states, parties or parliaments that an article is about.

Comes in: an article's context. Goes out: the keys of a pair that stands out, and the other of two states. It never
chooses between three that are named alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from kg.claims.context import Context
from kg.claims.levels import LEVELS
from kg.model import Span
from kg.territories import territory
from kg.words import fold

STATE_HEADS = frozenset(
    {"minister", "king", "queen", "president", "premier", "chancellor", "ambassador", "sultan", "emir", "chief"}
)
BODIES = frozenset({"organization", "party", "party_body", "state_body"})
NEAR = 3  # sentences back in which those who sign may be named


class Pairs:
    """Finds the pairs that stand out in one article."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._pairs: dict[str, tuple[str, ...]] = {}

    def root(self, key: str) -> str:
        """The state or party that a body belongs to in the end, itself if none is known."""
        seen = {key}
        while True:
            entity = self.context.entities.get(key) or self.context.made.get(key)
            if entity is None or entity.kind in LEVELS or entity.parent is None or entity.parent in seen:
                return key
            key = entity.parent
            seen.add(key)

    def pair(self, group: str) -> tuple[str, ...]:
        """The two states, parties or parliaments that the article is about; empty unless two stand out."""
        if group not in self._pairs:
            counts = Counter(self._candidates(group))
            order = {key: at for at, key in enumerate(counts)}
            ranked = sorted(counts, key=lambda k: (-counts[k], order[k]))
            clear = len(ranked) == 2 or (len(ranked) > 2 and counts[ranked[1]] >= 2 * counts[ranked[2]])
            lead = list(dict.fromkeys(self._candidates(group, self._lead())))
            chosen = ranked[:2] if clear else lead if len(lead) == 2 else []
            self._pairs[group] = tuple(sorted(chosen, key=lambda k: order.get(k, 0)))
        return self._pairs[group]

    def main(self) -> tuple[str, ...]:
        """An article's two sides: its parties where its lead names both and no office of a state, else its states."""
        parties, end = self.pair("party"), self._lead()
        named = {key for span, key in self.context.discourse.named.items() if span.end <= end}
        held = [h.organization for h in self.context.holdings if h.organization and h.span.end <= end]
        states = [key for key in (*named, *held) if self.context.kind(key) == "state_body"]
        heads = [h for h in held if self.context.kind(h) == "state"]
        if parties and set(parties) <= named and not (states or heads):
            return parties
        return self.pair("country") or parties

    def only(self) -> str | None:
        """The one state that the article is about: no other is named half as often."""
        counts = Counter(self._candidates("country"))
        ranked = sorted((k for k in counts if not self._is_town(k)), key=lambda k: -counts[k])
        clear = len(ranked) == 1 or (len(ranked) > 1 and counts[ranked[0]] > 2 * counts[ranked[1]])
        return ranked[0] if clear else None

    def told_in(self, span: Span) -> tuple[str, ...]:
        """The states that a stretch of text names, or that bodies and office-holders named there are of."""
        here = [key for at, key in self._named if at.within(span)]
        held = [h.organization for h in self.context.holdings if h.person in here and h.stated and h.organization]
        roots = {self._land(root): root for key in (*here, *held) if self._is(root := self.root(key), "country")}
        return tuple(key for key in roots.values() if not self._is_town(key))

    def _is_town(self, key: str) -> bool:
        found = territory(self.context.name(key))
        return found is not None and found.form == "city"

    def near(self, position: int) -> tuple[str, ...]:
        """The two sides that the sentence at a place names by name or office-holder, else a sentence just before it."""
        spans = [s.span for s in self.context.annotated.sentences if s.span.start <= position]
        for span in reversed(spans[-NEAR:]):
            spots = sorted(at for at in self.context.discourse.named if at.within(span) and at.end <= position)
            named = [self.context.discourse.named[at] for at in spots]
            people = {key for key in named if self.context.kind(key) == "person"}
            held = [h.organization for h in self.context.holdings if h.person in people and h.organization]
            roots = dict.fromkeys(self.root(key) for key in (*held, *(named if not held else ())))
            for kinds in ({"party", "organization"}, {"state"}):
                found = [key for key in roots if self.context.kind(key) in kinds]
                if len(found) == 2 and len({self._land(key) for key in found}) == 2:
                    return tuple(found)
        return ()

    def bodies(self, position: int) -> tuple[str, ...]:
        """The two bodies that a sentence at a place, or just before it, names by name; none where it names more."""
        spans = [s.span for s in self.context.annotated.sentences if s.span.start <= position]
        for span in reversed(spans[-NEAR:]):
            named = (key for at, key in self._named if at.within(span) and at.end <= position)
            keys = list(dict.fromkeys(key for key in named if self.context.kind(key) in BODIES))
            parents = {e.parent for key in keys if (e := self.context.entities.get(key)) is not None}
            found = tuple(key for key in keys if key not in parents)
            if len(found) == 2:
                return found
        return ()

    def _lead(self) -> int:
        """Where the article's lead ends: its headline and first two sentences."""
        body = [s.span.end for s in self.context.annotated.sentences if s.zone in {"body", "letter"}]
        return body[min(1, len(body) - 1)] if body else 0

    def _candidates(self, group: str, end: int | None = None) -> Iterator[str]:
        """The keys of that kind, once each time that the text up to `end` names them or a body of theirs."""
        first: dict[str, str] = {}
        for span, key in self._named:
            if end is not None and span.end > end:
                break
            for above in self._chain(key):
                if self._is(above, group):
                    yield first.setdefault(self._land(above), above)
                elif group == "country" and self.context.kind(above) == "party":
                    yield from (first.setdefault(self._land(k), k) for k in self._home(above))
        for holding in self.context.holdings:
            late = end is not None and holding.span.end > end
            if holding.organization and not late and self._is(self.root(holding.organization), group):
                root = self.root(holding.organization)
                yield first.setdefault(self._land(root), root)

    @cached_property
    def _named(self) -> list[tuple[Span, str]]:
        """Where the text names whom, in order."""
        return sorted(self.context.discourse.named.items())

    def _land(self, key: str) -> str:
        """What tells two entities apart: a state's common name whatever the form, else the entity's own name."""
        found = territory(self.context.name(key)) if self.context.kind(key) in {"state", "place"} else None
        return fold(found.name if found else self.context.name(key))

    def _home(self, party: str) -> list[str]:
        """The state in a party's own name ("Labour Party of Norway")."""
        tail = self.context.name(party).rpartition(" of ")[2]
        found = territory(tail) if tail != self.context.name(party) else None
        return [self.context.entity("state", [tail])] if found is not None and found.form == "name" else []

    def opposite(self, key: str) -> str | None:
        """The state that the article is about, if one stands out beside that of `key` and `key` is a state of it."""
        counts = Counter(self._candidates("country"))
        others = sorted((k for k in counts if self._land(k) != self._land(key)), key=lambda k: -counts[k])
        if len(others) == len(counts) or not others:
            return None
        clear = len(others) == 1 or counts[others[0]] >= 2 * counts[others[1]]
        return others[0] if clear else None

    def _chain(self, key: str) -> Iterator[str]:
        seen: set[str] = set()
        at: str | None = key
        while at is not None and at not in seen and at in self.context.entities:
            seen.add(at)
            yield at
            at = self.context.entities[at].parent

    def _is(self, key: str, group: str) -> bool:
        kind = self.context.kind(key)
        if group == "party":
            return kind == "party" or (kind == "organization" and key in self._party_like)
        if group == "parliament":
            last = fold(self.context.name(key)).split()
            return kind == "state_body" and bool(
                {"assembly", "parliament", "senate", "congress", "council"} & set(last)
            )
        return kind == "state" or (kind == "place" and key in self._state_like)

    @cached_property
    def _state_like(self) -> set[str]:
        """Places that have offices or state bodies: states that no library knows."""
        owners = {e.parent for e in self.context.entities.values() if e.kind in {"state_body", "party"}}
        heads = {h.organization for h in self.context.holdings if h.title.head in STATE_HEADS}
        places = {e.key for e in self.context.entities.values() if e.kind == "place" and self._has_demonym(e.name)}
        return {key for key in heads | owners | places if key}

    def _has_demonym(self, name: str) -> bool:
        """Whether the article makes an adjective of a place's name ("Oranese"): towns seldom have one."""
        if len(name) < 5 or " " in name:
            return False
        stem = re.escape(name.rstrip("aeiouy"))
        return bool(re.search(rf"\b{stem}[aeiouy]?(?:an|ian|ean|nian|ese|ish|i|ni)s?\b", self.context.text))

    @cached_property
    def _party_like(self) -> set[str]:
        """Movements and leagues that have party bodies, chairs or secretaries."""
        owners = {e.parent for e in self.context.entities.values() if e.kind == "party_body"}
        held = {
            h.organization
            for h in self.context.holdings
            if h.title.head in {"secretary", "secretary-general", "chairman", "chair", "leader"}
        }
        return {key for key in owners | held if key}
