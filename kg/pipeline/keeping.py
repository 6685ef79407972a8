"""A graph that is kept: articles come, change and go, decisions too, and only what depends on them is done again.

Comes in: the readings and decisions that hold now. Goes out: the graph as a clean build of them makes it, and how many
quads came and went. It never reads an article and never writes a file.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from kg.decisions import replay, settle
from kg.delta import Delta, Triple
from kg.engines import Engine
from kg.garbage import no_collection
from kg.graph import Restated, nothing_stated
from kg.model import Reading
from kg.nquads import put
from kg.pipeline.assembling import Assembled
from kg.reason import inference
from kg.resolution import Decision
from kg.resolve import Kept, project_authority
from kg.vocab import BASE, iri


class Keeping:
    """What articles say, resolved, stated and reasoned over, in one store that each change changes.

    `came` and `went` are the numbers of quads by which the last change did so, the default graph's among them.
    """

    def __init__(self, base: str = BASE, engine: Engine = "own") -> None:
        self.came = self.went = 0
        self._store = ox.Store()
        self._resolved = Kept(project_authority())
        self._stated = nothing_stated(base)
        self._inferred = inference(self._stated.asserted, self._stated.spoken, base, engine=engine)
        self._graph = iri(f"{base}graph/inferred")

    def hold(self, readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> Assembled:
        """Make these the articles, and these the decisions; errors as of `assemble`.

        The store that goes out is the same each time. After an error it is neither of the old nor of the new: begin
        with another Keeping.
        """
        with no_collection():
            return self._hold(readings, decisions)

    def _hold(self, readings: Sequence[Reading], decisions: Sequence[Decision]) -> Assembled:
        decided = replay(readings, decisions)
        changes = self._resolved.hold(decided.readings, decided.rulings)
        outcomes = settle(decided.outcomes, self._resolved.unmet)
        restated = self._stated.change(changes, outcomes)
        inferred = self._inferred.change(restated.asserted, restated.spoken)
        came, went = self._quads(restated, inferred)
        put(self._store, came)
        for quad in went:
            self._store.remove(quad)
        self.came, self.went = len(came), len(went)
        return Assembled(self._store, decided.readings, outcomes)

    def _quads(self, restated: Restated, inferred: Delta) -> tuple[list[ox.Quad], list[ox.Quad]]:
        came = restated.arrived() + self._of_inferred(inferred.came)
        return came, restated.departed() + self._of_inferred(inferred.went)

    def _of_inferred(self, triples: set[Triple]) -> list[ox.Quad]:
        return [ox.Quad(*triple, self._graph) for triple in triples]
