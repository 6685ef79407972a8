"""The graph as it is stated, by whom: kept true while articles come, change and go.

Comes in: changes of articles and of their resolution, decisions with their fates. Goes out: the triples of each named
graph that came and went. It never says an article again of which nothing else is to be said, and what it holds depends
on nothing but the articles that it was last given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from kg.delta import Delta, Triple
from kg.graph.decided import record_decision
from kg.graph.describe import describe_article, describe_damage, describe_entities
from kg.graph.draft import Draft
from kg.graph.quads import Graphs, Quads
from kg.graph.record import record_build, record_claim, record_merge, record_proposal, record_use
from kg.graph.say import say
from kg.graph.world import World
from kg.resolution import Changes, Merge, Occurrence, Outcome, Proposal, place_of

Pair = tuple[Occurrence, Occurrence]
Counts = dict[Triple, int]  # by how many a triple is said; one that nobody says is not there
_AUTHORITY, _BUILD = ("authority",), ("build",)  # no article's name, which is a word


@dataclass(frozen=True, slots=True)
class Restated:
    """What a change came to: triples by named graph that came and went, and of those in no other graph the same.

    `asserted` counts all named graphs, `spoken` all but the authority's.
    """

    came: Graphs
    went: Graphs
    asserted: Delta
    spoken: Delta

    def arrived(self) -> list[Quad]:
        """The quads that came, each triple in its graph and once in the default graph; in no order."""
        return _quads(self.came) + list(self.asserted.arrived.values())

    def departed(self) -> list[Quad]:
        """The quads that went, likewise."""
        return _quads(self.went) + [Quad(*triple) for triple in self.asserted.went]


def _quads(graphs: Graphs) -> list[Quad]:
    return [Quad(s, p, o, graph) for graph, triples in graphs.items() for s, p, o in triples]


@dataclass(slots=True)
class Stated:
    """All that articles, merges, proposals, decisions and the build itself state, each on its own account."""

    world: World
    reference: Sequence[Triple]
    claims: dict[str, tuple[NamedNode | None, ...]] = field(default_factory=dict)
    _said: dict[Hashable, Graphs] = field(default_factory=dict)
    _joins: dict[str, set[Merge | Pair]] = field(default_factory=dict)
    _proposals: dict[Pair, Proposal] = field(default_factory=dict)
    _sayers: dict[NamedNode, Counts] = field(default_factory=dict)
    _graphs_of: Counts = field(default_factory=dict)
    _known: frozenset[Triple] = frozenset()
    _decided: tuple[Outcome, ...] = ()

    def asserted(self, triple: Triple) -> bool:
        """Whether a named graph holds the triple."""
        return triple in self._graphs_of

    def spoken(self, triple: Triple) -> bool:
        """Whether a named graph other than the authority's holds the triple."""
        return self._graphs_of.get(triple, 0) > (triple in self._known)

    def change(self, changes: Changes, outcomes: Sequence[Outcome] = ()) -> Restated:
        """Follow a change, with the decisions that hold now; the first one brings the authority's triples."""
        affected = self.world.change(changes)
        self._note_joins(changes)
        joins: set[Merge | Pair] = {one for name in affected for one in self._joins.get(name, ())} | changes.merges
        joins |= changes.proposals.keys() & self._proposals.keys()
        silent: set[Hashable] = {*changes.lost, *changes.unmade, *(changes.proposals.keys() - self._proposals.keys())}
        before, self._decided = self._decided, tuple(outcomes)
        silent |= {one for one in before if one not in outcomes}
        for name in changes.lost:
            self.claims.pop(name, None)
        said: dict[Hashable, Graphs] = {one: {} for one in silent}
        if not self._known and self.reference:
            self._known = frozenset(self.reference)
            said[_AUTHORITY] = {self.world.ids.graph("authority"): set(self._known)}
        said |= {name: self._article(name) for name in sorted(affected)}
        said |= {one: self._join(one) for one in joins if one not in silent}
        said |= {outcome: self._decision(outcome) for outcome in outcomes}
        said[_BUILD] = self._build()
        return self._restate(said)

    def claims_by_place(self) -> Mapping[Occurrence, NamedNode]:
        """The claim that each place states."""
        return {place: node for name in self.claims for place, node in self._places(name)}

    def _places(self, name: str) -> Iterator[tuple[Occurrence, NamedNode]]:
        for claim, node in zip(self.world.readings[name].claims, self.claims[name], strict=True):
            if node is not None:
                yield place_of(name, claim), node

    def _note_joins(self, changes: Changes) -> None:
        """File merges and proposals by the articles whose things they name."""
        for pair, proposal in changes.proposals.items():
            self._proposals.pop(pair, None)
            if proposal is not None:
                self._proposals[pair] = proposal
        closed: list[Merge | Pair] = [*changes.unmade, *(changes.proposals.keys() - self._proposals.keys())]
        open_now: list[Merge | Pair] = [*changes.merges, *(changes.proposals.keys() & self._proposals.keys())]
        for one in closed:
            for place in _ends(one):
                self._joins.get(place.article, set()).discard(one)
        for one in open_now:
            for place in _ends(one):
                self._joins.setdefault(place.article, set()).add(one)

    def _article(self, name: str) -> Graphs:
        draft = Draft(self.world, self.world.readings[name], Quads())
        record_use(draft)
        describe_article(draft)
        describe_damage(draft)
        describe_entities(draft)
        nodes: list[NamedNode | None] = []
        for claim in draft.reading.claims:
            said = say(draft, claim)
            nodes.append(None if said is None else record_claim(draft, claim, said))
        self.claims[name] = tuple(nodes)
        return draft.quads.graphs

    def _join(self, one: Merge | Pair) -> Graphs:
        quads = Quads()
        if isinstance(one, Merge):
            record_merge(self.world, quads, one)
        else:
            record_proposal(self.world, quads, self._proposals[one])
        return quads.graphs

    def _decision(self, outcome: Outcome) -> Graphs:
        quads = Quads()
        stated = {place: node for name in {one.article for one in outcome.met} & self.claims.keys()
                  for place, node in self._places(name)}  # fmt: skip
        record_decision(self.world, quads, outcome, stated)
        return quads.graphs

    def _build(self) -> Graphs:
        quads = Quads()
        record_build(self.world.ids, quads, len(self.world.readings))
        return quads.graphs

    def _restate(self, said: Mapping[Hashable, Graphs]) -> Restated:
        """Put what is said now in the place of what was said before."""
        shared: dict[NamedNode, Counter[Triple]] = {}
        for sayer, now in said.items():
            before = self._said.pop(sayer, {})
            if now:
                self._said[sayer] = now
            for graph in before.keys() | now.keys():
                old, new = before.get(graph, set()), now.get(graph, set())
                change = shared.setdefault(graph, Counter())
                change.update(new - old)
                change.subtract(old - new)
        came, went = Graphs(), Graphs()
        for graph, change in shared.items():
            came[graph], went[graph] = set(), set()
            for triple, old_count, count in _recounted(self._sayers.setdefault(graph, {}), change):
                if not old_count or not count:
                    (came if count else went)[graph].add(triple)
            if not self._sayers[graph]:
                del self._sayers[graph]
        return Restated(came, went, *self._merged(came, went))

    def _merged(self, came: Graphs, went: Graphs) -> tuple[Delta, Delta]:
        change = Counter[Triple]()
        for triples in came.values():
            change.update(triples)
        for triples in went.values():
            change.subtract(triples)
        asserted, spoken = Delta(), Delta()
        for triple, before, after in _recounted(self._graphs_of, change):
            known = triple in self._known
            if not before or not after:
                (asserted.came if after else asserted.went).add(triple)
            if (before > known) != (after > known):
                (spoken.came if after > known else spoken.went).add(triple)
        return asserted, spoken


def _recounted(counts: Counts, change: Mapping[Triple, int]) -> Iterator[tuple[Triple, int, int]]:
    """Change the counts; gives each triple whose count that changes, with the count before and after."""
    for triple, more in change.items():
        if not more:
            continue
        before = counts.get(triple, 0)
        after = before + more
        if after:
            counts[triple] = after
        else:
            del counts[triple]
        yield triple, before, after


def _ends(join: Merge | Pair) -> Pair:
    return (join.left, join.right) if isinstance(join, Merge) else join
