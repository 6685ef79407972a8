"""OWL 2 RL over triples that come and go: what follows from them, kept true.

Comes in: the axioms, triples that come and triples that go, in as many portions as one likes. Goes out: for each of
them what follows now and did not, what followed and does no more, as far as IRIs go. It never looks twice at triples
without a changed one among them (semi-naive evaluation), and never knows a rule that the table does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.delta import Node, Triple
from kg.reason.axioms import Axioms, Chain
from kg.reason.table import table
from kg.vocab import PREFIXES

_OWN = PREFIXES["pd"]
Ends = dict[NamedNode, set[NamedNode]]


class Closing:
    """The closure of the triples given: `closure` is what follows from them and is not among them.

    A triple holds if it is given, if a chain makes it, or if one of those leads to it by itself. How many given ones
    lead to it, and how many that chains made, is counted apart: a chain may come round to itself, so that what chains
    alone support is made again from what is left (delete and rederive: Gupta, Mumick and Subrahmanian, SIGMOD 1993).
    """

    def __init__(self, axioms: Axioms) -> None:
        self.closure = set[Triple]()
        self._table = table(axioms)
        self._properties = self._table.properties()
        self._given, self._made = set[Triple](), set[Triple]()
        self._by_given, self._by_made = dict[Triple, int](), dict[Triple, int]()
        chains = [(made, way) for made, ways in self._table.chains.items() for way in ways]
        self._places: dict[NamedNode, list[tuple[NamedNode, Chain, int]]] = {}
        for made, way in chains:
            for place, step in enumerate(way):
                self._places.setdefault(step, []).append((made, way, place))
        self._forth: dict[NamedNode, Ends] = {step: {} for step in self._places}
        self._back: dict[NamedNode, Ends] = {step: {} for step in self._places}

    def add(self, triples: Iterable[Triple]) -> set[Triple]:
        """What follows from these triples and those before them, and was neither given nor found before."""
        return self.change(triples, ())[0]

    def change(self, came: Iterable[Triple], went: Iterable[Triple]) -> tuple[set[Triple], set[Triple]]:
        """Give triples and take others back: what is in the closure now and was not, and what is no more."""
        came = {triple for triple in came if triple[1] in self._properties}
        gone, fresh = (set(went) & self._given) - came, came - self._given
        again, doubted = self._take_back(gone) if gone else (set[Triple](), set[Triple]())
        appeared = self._give(fresh)
        for triple in again - self._given:
            if self._is_made(triple):
                self._make(triple, appeared)
        self._join(appeared)
        lost = {t for t in self.closure & (doubted | fresh) if t in self._given or not self._follows(t)}
        made = {*appeared, *filter(self._follows, gone)} - self._given - self.closure
        made = {triple for triple in made if not triple[0].value.startswith(_OWN)}
        self.closure -= lost
        self.closure |= made
        return made, lost

    def _follows(self, triple: Triple) -> bool:
        return triple in self._by_given or triple in self._by_made or triple in self._made

    def _give(self, fresh: set[Triple]) -> list[Triple]:
        """Take triples in; gives what holds now and did not. What a chain had made before is given from now on."""
        appeared = [triple for triple in fresh if not self._follows(triple)]
        self._given |= fresh
        for triple in fresh:
            leads = self._table.of(triple)
            if triple in self._made:
                self._made.remove(triple)
                _release(self._by_made, leads)
            appeared += self._support(self._by_given, leads)
        return appeared

    def _make(self, triple: Triple, appeared: list[Triple]) -> None:
        """Take in what a chain makes and nobody gave; what holds now and did not is added to what appeared."""
        if not self._follows(triple):
            appeared.append(triple)
        self._made.add(triple)
        appeared += self._support(self._by_made, self._table.of(triple))

    def _support(self, counts: dict[Triple, int], triples: list[Triple]) -> list[Triple]:
        """Count one more that leads to these triples; gives those that did not hold."""
        new = []
        for triple in triples:
            before = counts.get(triple)
            if before is None and triple not in self._given and not self._follows(triple):
                new.append(triple)
            counts[triple] = (before or 0) + 1
        return new

    def _join(self, appeared: list[Triple]) -> None:
        """Follow the chains from what appeared; what they make is added to it."""
        for subject, step, value in appeared:  # the list grows meanwhile
            if step in self._forth and isinstance(value, NamedNode):
                self._forth[step].setdefault(subject, set()).add(value)
                self._back[step].setdefault(value, set()).add(subject)
                for made in self._chained(subject, step, value):
                    if made not in self._given and made not in self._made:
                        self._make(made, appeared)

    def _take_back(self, gone: set[Triple]) -> tuple[set[Triple], set[Triple]]:
        """Take triples out, and all made by chains that may rest on them; gives what may be made again, and what may
        hold no more.
        """
        self._given -= gone
        again, doubted, doubtful = set(gone), set[Triple](), list(gone)
        for triple in gone:
            doubtful += _release(self._by_given, self._table.of(triple))
        while doubtful:
            triple = doubtful.pop()
            if triple in doubted or triple in self._given or triple in self._by_given:
                continue
            doubted.add(triple)
            for made in self._made.intersection(self._chained(*triple)):
                self._made.remove(made)
                again.add(made)
                doubtful += [made, *_release(self._by_made, self._table.of(made))]
        for subject, step, value in doubted:
            if step in self._forth and not self._follows((subject, step, value)) and isinstance(value, NamedNode):
                self._forth[step][subject].discard(value)
                self._back[step][value].discard(subject)
        return again, doubted

    def _chained(self, subject: NamedNode, step: NamedNode, value: Node) -> set[Triple]:
        """What chains make of a triple together with those that hold."""
        found = set[Triple]()
        for made, way, place in self._places.get(step, ()):
            if isinstance(value, NamedNode):
                ends = self._reached(value, self._forth, way[place + 1 :])
                starts = self._reached(subject, self._back, way[:place][::-1]) if ends else ()
                found.update((start, made, end) for start in starts for end in ends)
        return found

    def _is_made(self, triple: Triple) -> bool:
        """Whether some chain of what holds makes the triple."""
        start, made, end = triple
        return any(end in self._reached(start, self._forth, way) for way in self._table.chains.get(made, ()))

    @staticmethod
    def _reached(start: NamedNode, ends: dict[NamedNode, Ends], way: Chain) -> set[NamedNode]:
        found = {start}
        for step in way:
            found = {end for one in found for end in ends[step].get(one, ())}
        return found


def _release(counts: dict[Triple, int], triples: list[Triple]) -> list[Triple]:
    """Count one less that leads to these triples; gives them."""
    for triple in triples:
        if counts[triple] > 1:
            counts[triple] -= 1
        else:
            del counts[triple]
    return triples
