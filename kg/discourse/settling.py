"""What the offices are of whose organisation stands elsewhere in the article: "Prime Minister A" of the one state in
sight.

Comes in: the holdings of an article, its bodies and sentences. Goes out: the holdings, some with the state or party
that the words around them settle. It never chooses where two fit alike, and never gives one office of a state to two
persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.discourse.bodies import Bodies
from kg.discourse.lexicon import words
from kg.model import Reference, Span
from kg.syntax import Holding, Mentions, Title
from kg.words import fold

REACH = 2  # paragraphs before an office that a state or party may stand in
MOST = 2  # how many times as often as any other a state must be named to be an article's own
BEHIND = re.compile(r"\s+(?:of|for)\b")
JOINED = re.compile(
    r"[\s,;]*(?:and|as well as|along with|accompanied by|together with|with)?[\s,]*(?:the|his|her|its)?\s*"
)
LANDS = frozenset({"place", "state"})
DASH = re.compile(r"(?:\s*\([^()]{1,12}\))?(?:\s+[–—-]+\s+|:\s+|\s+\()(?:the )?")
COUNTERPART = "counterpart"
SHORT = {"premier": "prime minister", "pm": "prime minister"}  # one office under two names
GONE = frozenset({"by", "of"})  # "a visit to X by President Y": X is where Y went


def content(title: str) -> frozenset[str]:
    """A title's content words, so that "Minister of Defence" and "Defence Minister" are one."""
    every = [w for word in fold(title).replace("-", " ").split() for w in SHORT.get(word, word).split()]
    return frozenset(w for w in every if w not in words("filler")) or frozenset(every)


class Settling:
    """Settles open offices with the article's states and parties."""

    def __init__(self, bodies: Bodies, text: str) -> None:
        self.bodies, self.text = bodies, text
        self.taken: dict[tuple[frozenset[str], str], str] = {}

    def settle(self, found: Sequence[Holding], mentions: Sequence[Mentions]) -> list[Holding]:
        """The holdings, in their order, with the organisations that the text around them settles."""
        self.taken = {}
        lands = {b.key for b in self.bodies.all.values() if self.bodies.kind(b) == "state"} | self._ruled(found)
        parties = {b.key for b in self.bodies.all.values() if b.kind == "party"}
        for holding in found:
            self._note(holding)
        settled = list(found)
        order = sorted(range(len(found)), key=lambda at: found[at].span)
        for place, i in enumerate(order):
            holding = found[i]
            if holding.organization is None and not self._explained(holding):
                listed = self._listed(holding)
                if listed is not None:
                    settled[i] = listed
                    continue
                pool = lands if is_states(holding.title) else parties if is_partys(holding.title) else set[str]()
                others = [settled[k] for k in order[:place] if settled[k].person != holding.person]
                settled[i] = self._of_one(holding, pool, others, mentions)
                self._note(settled[i])
        return settled

    def _listed(self, holding: Holding) -> Holding | None:
        """An office of the body that a dash or bracket joins to the person: "Teal League – A, chairman"."""
        for key, body in sorted(self.bodies.all.items()):
            for span in body.spans:
                if span.end < holding.span.start and DASH.fullmatch(self.text, span.end, holding.span.start):
                    reference = Reference(span, key, "listed-with")
                    return replace(holding, organization=key, references=(reference,), stated=False)
        return None

    def _explained(self, holding: Holding) -> bool:
        """Whether "of" follows the title: what it is of stands there, in words that no rule reads."""
        return bool(holding.title.owner) or bool(BEHIND.match(self.text, holding.title.span.end))

    def _ruled(self, found: Iterable[Holding]) -> set[str]:
        """The places that somebody is said to rule or to be sent from: they are states."""
        states = (h.organization for h in found if h.organization and is_states(h.title))
        return {key for key in states if key in self.bodies.all and self.bodies.all[key].kind == "place"}

    def _note(self, holding: Holding) -> None:
        root = self.bodies.root(holding.organization)
        if root is not None and holding.title.status == "current" and is_single(holding.title):
            self.taken.setdefault((content(holding.title.text), root), holding.person)

    def _of_one(
        self, holding: Holding, pool: set[str], others: Sequence[Holding], mentions: Sequence[Mentions]
    ) -> Holding:
        """An office with what the one before it in a list is of, else the one state or party of the pool that stands
        before it, else the article's own.
        """
        office = content(holding.title.text)
        alone = is_single(holding.title) and holding.title.status == "current"
        free = {
            key
            for key in pool
            if not alone or self.taken.get((office, self.bodies.root(key) or key), holding.person) == holding.person
        }
        found = (
            self._beside(holding, free, others)
            or self._before(holding.span.start, free, others, mentions)
            or self._own(free, holding.span)
        )
        if found is None or self.text[found[1].end : holding.span.start].strip().casefold() in GONE:
            return holding
        return replace(
            holding, organization=found[0], references=(Reference(found[1], found[0], "in-context"),), stated=False
        )

    def _beside(self, holding: Holding, free: set[str], others: Sequence[Holding]) -> tuple[str, Span] | None:
        """What the office right before is of, in a list of people ("A's president X and foreign minister Y")."""
        last = max(others, key=lambda h: h.span, default=None)
        root = self.bodies.root(last.organization) if last is not None else None
        if last is None or root not in free or last.title.head in words("envoy"):
            return None
        return (root, last.span) if JOINED.fullmatch(self.text, last.span.end, holding.span.start) else None

    def _before(
        self, position: int, free: set[str], others: Sequence[Holding], mentions: Sequence[Mentions]
    ) -> tuple[str, Span] | None:
        """The one state or party that the sentence names before the office, other people's aside, else the nearest
        sentences before it.
        """
        here = next((m.sentence for m in mentions if m.sentence.span.start <= position < m.sentence.span.end), None)
        if here is None:
            return None
        rows = (m.sentence for m in mentions if here.paragraph - REACH <= m.sentence.paragraph <= here.paragraph)
        starts = sorted((s.span.start for s in rows if s.span.start <= here.span.start), reverse=True)
        facing = {self.bodies.root(h.organization) for h in others if here.span.start <= h.span.start < position}
        for start in starts:
            near = self._between(start, position, free - facing)
            if near:
                return next(iter(near.items())) if len(near) == 1 else None
        return None

    def _own(self, free: set[str], near: Span) -> tuple[str, Span] | None:
        """The state or party that the article names far more often than any other."""
        counts = sorted(((len(self.bodies.all[k].spans), k) for k in free), reverse=True)
        second = counts[1][0] if len(counts) > 1 else 0
        if not counts or counts[0][0] < max(MOST, MOST * second):
            return None
        key = counts[0][1]
        return key, min(self.bodies.all[key].spans, key=lambda s: abs(s.start - near.start))

    def _between(self, start: int, end: int, free: set[str]) -> dict[str, Span]:
        """The bodies of a pool that a stretch names, each with where it is named last there."""
        found: dict[str, Span] = {}
        for key in sorted(free):
            inside = [s for s in self.bodies.all[key].spans if start <= s.start < end]
            if inside:
                found[key] = max(inside)
        return found


def paired(found: Sequence[Holding]) -> list[Holding]:
    """The holdings with "his Norland counterpart" given the office of the person who was named before; without one it
    is none.
    """
    kept: list[Holding] = []
    for holding in sorted(found, key=lambda h: h.span):
        if holding.title.head != COUNTERPART:
            kept.append(holding)
            continue
        landed = holding.title.org is not None and holding.title.org.kind in LANDS
        fit = (h for h in reversed(kept) if h.person != holding.person and is_single(h.title))
        other = next((h for h in fit if is_states(h.title) or not landed), None)
        if other is not None and (other.organization != holding.organization or holding.title.owner):
            title = replace(other.title, org=holding.title.org, owner=None, status="current", span=holding.title.span)
            kept.append(replace(holding, title=title))
    return kept


def is_states(title: Title) -> bool:
    """Whether an office is a state's by its words ("Prime Minister", "Foreign Secretary")."""
    heads = words("state-head") | words("envoy")
    return title.head in heads or bool(
        title.head in words("secretary") and content(title.text) & words("state-secretary")
    )


def is_partys(title: Title) -> bool:
    """Whether an office is one that parties have, told by its head noun."""
    return title.head in words("party-head") and not is_states(title)


def is_single(title: Title) -> bool:
    """Whether only one person holds an office at a time."""
    return not content(title.text) & words("deputy") and title.head not in words("envoy")
