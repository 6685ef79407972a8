"""Heads of state and of government named by that rank alone: "the head of state", "the two heads of government".

Comes in: a noun of a parsed sentence, the offices that the article gives, what its sentences leave in mind. Goes out:
the persons whom it means. It never takes a party's president for a state's, nor one of several for the one meant unless
the article names that one most.
"""

from __future__ import annotations

from kg.discourse.bodies import Bodies
from kg.discourse.holders import is_deputy
from kg.discourse.holdings import Holdings
from kg.discourse.lexicon import count_of, words
from kg.discourse.memory import Memory
from kg.discourse.posts import content
from kg.syntax import Holding, Node, Parse, Title
from kg.words import fold

LANDS = frozenset({"state", "place"})
MOST = 4  # heads that a plural without a number still means


class Ranks:
    """Answers who holds a rank in this article."""

    def __init__(self, bodies: Bodies, holdings: Holdings, memory: Memory) -> None:
        self.bodies, self.holdings, self.memory = bodies, holdings, memory

    def read(self, node: Node, parse: Parse) -> tuple[str, ...]:
        """The persons of "head of state", "heads of government"; nobody for other words and where no one fits."""
        if node.phrase is not None or node.lemma != "head":
            return ()
        behind = (p for p in parse.children(node, "prep") if fold(p.text) == "of")
        rank = next((fold(n.text) for p in behind for n in parse.children(p, "pobj")), "")
        pointed = [fold(n.text) for n in parse.children(node, "det", "nummod", "poss", "predet")]
        named = node.dep == "appos" or parse.children(node, "appos")
        if rank not in {"state", "government"} or named or not pointed:
            return ()
        persons = self._of_rank(f"{rank}-rank", node.span.start)
        if node.tag == "NN":
            return persons[:1]
        count = count_of(pointed)
        return persons if len(persons) == count or (count is None and 1 < len(persons) <= MOST) else ()

    def called(self, title: Title, position: int) -> str | None:
        """Whom an office named by its rank alone means ("the Head of State received …"): one of the state in which the
        article is written, where that is known, and never the guest; None for other offices.
        """
        rank = fold(title.text).removeprefix("head of ")
        held = self._of_rank(f"{rank}-rank", position) if rank in {"state", "government"} else ()
        return next((key for key in held if key != self.memory.guest and self._at_home(key, title)), None)

    def _at_home(self, key: str, title: Title) -> bool:
        """Whether somebody holds an office of the state around a title, or no office of any other."""
        homes = self.holdings.homes
        home = homes.home_at(title.span) if homes is not None else None
        own = {self.bodies.root(h.organization) for h in self.holdings.found if h.person == key and h.organization}
        lands = {k for k in own if k in self.bodies.all and self.bodies.kind(self.bodies.all[k]) in LANDS}
        return home is None or not lands or home in lands

    def _of_rank(self, rank: str, position: int) -> tuple[str, ...]:
        """Who holds an office of a rank by what the article says up to a place, those named most first."""
        held = [h for h in self.holdings.found if h.span.start < position and self._holds(h, rank)]
        named = {p.key: len([s for s in p.spans if s.start < position]) for p in self.memory.people.all.values()}
        return tuple(sorted(dict.fromkeys(h.person for h in held), key=lambda key: -named.get(key, 0)))

    def _holds(self, holding: Holding, rank: str) -> bool:
        body = self.bodies.all.get(holding.organization or "")
        landed = holding.organization is None or (body is not None and self.bodies.kind(body) in LANDS)
        title = holding.title
        prime = rank == "government-rank" and content(title.text) >= {"prime", "minister"}
        first = prime or title.head in words(rank)
        return landed and first and title.status == "current" and not is_deputy(title)
