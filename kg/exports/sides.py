"""Who took part in an event together: persons, and the parties and states behind those who took part.

Comes in: an index of the graph. Goes out: sides of an event with their roles, pairs of them. It takes into account only
what is told of the event at its own stage, and never pairs a party with the state it acts in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from kg.exports.index import Index
from kg.exports.tables.events import accounts_of, type_of

ABOVE = ("pd:isOfficeOf", "pd:isOfficeWithin", "pd:isPartOf", "pd:comprises")
SOURCES, TARGETS = frozenset({"visitor", "sender"}), frozenset({"host", "recipient"})
DIRECTED = frozenset({"visit", "message"})
NOT_THERE = frozenset({"inviter"})
MET = frozenset({"chair", "host", "participant"})
REMEMBERED = 5_000  # agents whose sides are known without asking again


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides of one event; `directed` where the first came or sent to the other, else by IRI."""

    source: str
    target: str | None
    directed: bool = False


@dataclass
class Sides:
    """The sides of events in one index."""

    index: Index
    _ups: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def parties(self) -> frozenset[str]:
        """Every party known."""
        return frozenset(self.index.things("pd:Party"))

    @cached_property
    def states(self) -> frozenset[str]:
        """Every state known."""
        return frozenset(self.index.things("pd:State"))

    @cached_property
    def _seats(self) -> dict[str, str]:
        """The state whose seat of government has a name; names of several seats are left out."""
        found: dict[str, set[str]] = {}
        for state in self.states:
            for seat in self.index.texts(state, "pd:hasSeatOfGovernment"):
                found.setdefault(seat, set()).add(state)
        return {seat: next(iter(states)) for seat, states in found.items() if len(states) == 1}

    def behind(self, agent: str) -> frozenset[str]:
        """The parties and states that an agent is, is a part or an office of, or has as members."""
        if agent not in self._ups:
            self._ups[agent] = frozenset()  # a loop of parts ends here
            above = {up for predicate in ABOVE for up in self.index.iris(agent, predicate)}
            own = {agent} & (self.parties | self.states)
            self._ups[agent] = frozenset(own.union(*(self.behind(up) for up in above)))
        return self._ups[agent]

    def of(self, event: str) -> dict[str, set[str]]:
        """The parties and states that take part in an event, with their roles."""
        if len(self._ups) > REMEMBERED:
            self._ups.clear()
        found: dict[str, set[str]] = {}
        for account in accounts_of(self.index, event):
            for part in self.index.of("pd:isParticipationIn", account):
                role = self.index.word(part, "pd:hasRole") or ""
                if role not in NOT_THERE:
                    agents = [*self.index.iris(part, "pd:hasParticipant"), *self.index.iris(part, "pd:actsAs")]
                    for side in {side for agent in agents for side in self.behind(agent)}:
                        found.setdefault(side, set()).add(role)
        return found

    def places(self, event: str) -> list[str]:
        """The states in which an event takes place."""
        found = {p for account in accounts_of(self.index, event) for p in self.index.iris(account, "pd:takesPlaceIn")}
        return self.states_of(sorted(found))

    def states_of(self, places: Iterable[str]) -> list[str]:
        """The states that these places are, lie in, or are the seat of government of."""
        every = sorted(places)
        states = {side for place in every for side in self.behind(place)} & self.states
        states |= {self._seats[name] for place in every if (name := self.index.name(place) or "") in self._seats}
        return sorted(states)

    def pairs(self, event: str) -> list[Pair]:
        """The pairs of an event: from visitor to host or to the state visited, from sender to recipient, else all.

        Parties pair with parties and states with states; a party pairs with a state only where nothing else does.
        A side without another is a pair without a target.
        """
        sides = self.of(event)
        if type_of(self.index, event) in DIRECTED:
            sources = sorted(side for side, roles in sides.items() if roles & SOURCES)
            targets = sorted(side for side, roles in sides.items() if roles & TARGETS) or self.places(event)
            every = [Pair(s, t, directed=True) for s in sources for t in targets]
        else:
            every = [Pair(one, other) for one, other in combinations(sorted(sides), 2)]
        fitting = [pair for pair in every if not self._kin(pair)]
        level = [pair for pair in fitting if (pair.source in self.parties) == (pair.target in self.parties)]
        return level or fitting or [Pair(side, None) for side in sorted(sides)]

    def _kin(self, pair: Pair) -> bool:
        """Whether both are one, or one is a party that acts in the other."""
        acts = (*self.index.iris(pair.source, "pd:isPartyIn"), *self.index.iris(pair.target or "", "pd:isPartyIn"))
        return pair.source == pair.target or bool({pair.source, pair.target} & set(acts))

    @cached_property
    def _officials(self) -> frozenset[str]:
        return frozenset(self.index.things("pd:Official"))

    def persons(self, event: str) -> list[tuple[str, str]]:
        """The pairs of persons who by one account met at an event."""
        found = set[tuple[str, str]]()
        for account in accounts_of(self.index, event):
            there = {
                person
                for part in self.index.of("pd:isParticipationIn", account)
                if self.index.word(part, "pd:hasRole") in MET
                for name in ("pd:hasParticipant", "pd:hasResolvedParticipant")
                for person in self.index.iris(part, name)
            }
            found |= set(combinations(sorted(there & self._officials), 2))
        return sorted(found)


def level(pairs: Iterable[Pair], kind: frozenset[str]) -> list[tuple[str, str]]:
    """The pairs both of whose sides are of one kind."""
    return [(p.source, p.target) for p in pairs if p.target is not None and {p.source, p.target} <= kind]
