"""Of which states, parties and organisations of an article an open office may be.

Comes in: an article's bodies, its sentences and offices, a title. Goes out: sets of keys, none of them a choice yet. It
never takes a body for a party by its name alone, where no office or organ of it is a party's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.discourse.bodies import Bodies
from kg.discourse.lexicon import words
from kg.discourse.posts import is_partys, is_states
from kg.syntax import Holding, Mentions, Title

LANDS = frozenset({"place", "state"})
ORGANIZED = frozenset({"organization", "party"})


@dataclass(frozen=True, slots=True)
class Pools:
    """What the bodies of one article may hold."""

    bodies: Bodies

    def ruled(self, found: Iterable[Holding]) -> set[str]:
        """The places that somebody is said to rule or to be sent from: they are states."""
        states = (h.organization for h in found if h.organization and is_states(h.title))
        return {key for key in states if key in self.bodies.all and self.bodies.all[key].kind == "place"}

    def governed(self) -> set[str]:
        """The places that ministries, embassies, parliaments and the like belong to: they are states."""
        tops = {self.bodies.root(b.key) for b in self.bodies.all.values() if self.bodies.kind(b) == "state_body"}
        return {key for key in tops if key in self.bodies.all and self.bodies.all[key].kind == "place"}

    def demonyms(self, mentions: Sequence[Mentions]) -> set[str]:
        """The places whose people or things an adjective names."""
        spans = {p.span for m in mentions for p in m.phrases if p.kind == "demonym"}
        return {k for k, b in self.bodies.all.items() if b.kind in LANDS and spans & set(b.spans)}

    def acting(self, found: Iterable[Holding]) -> set[str]:
        """The organisations of other names that have a party's offices or organs: "the ABC's General Secretary"."""
        offices = {h.organization for h in found if h.organization and is_partys(h.title)}
        organs = {b.owner for b in self.bodies.all.values() if b.base in words("party-own")}
        tops = (b for key, b in self.bodies.all.items() if key in offices | organs)
        return {body.key for body in tops if body.kind == "organization" and body.owner is None}

    def organized(self, title: Title) -> set[str]:
        """The parties whose side an office may be on that is no state's, those known by their initials too."""
        bodies = self.bodies.all.values() if is_partys(title) or title.head in words("secretary") else ()
        return {b.key for b in bodies if b.kind in ORGANIZED and b.owner is None}

    def joint(self, title: Title) -> set[str]:
        """What an office in a list may share with the one before it, where it is no state's and no mere calling."""
        told = not is_states(title) and (is_partys(title) or len(title.text.split()) > 1)
        return {b.key for b in self.bodies.all.values() if told and b.kind in ORGANIZED and b.owner is None}
