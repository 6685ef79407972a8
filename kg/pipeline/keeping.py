"""A graph that is kept: articles come, change and go, decisions too, and only what depends on them is done again.

Comes in: the readings and decisions that hold now. Goes out: the store as a clean build of them makes it, and the quads
that came and went. It never reads an article and never writes a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.decisions import replay, settle
from kg.delta import Delta, Triple
from kg.engines import Engine
from kg.graph import Restated, nothing_stated
from kg.model import Reading
from kg.reason import inference
from kg.resolution import Decision, Outcome
from kg.resolve import Kept, project_authority
from kg.vocab import BASE, iri


@dataclass(frozen=True, slots=True)
class Step:
    """What a change came to: quads that came and went, the readings as decided, the fate of each decision."""

    came: tuple[ox.Quad, ...]
    went: tuple[ox.Quad, ...]
    readings: tuple[Reading, ...]
    outcomes: tuple[Outcome, ...]


class Keeping:
    """A store of what articles say, resolved, stated and reasoned over: `store`, which only `hold` may change."""

    def __init__(self, base: str = BASE, engine: Engine = "own") -> None:
        self.store = ox.Store()
        self._resolved = Kept(project_authority())
        self._stated = nothing_stated(base)
        self._inferred = inference(self._stated.asserted, self._stated.spoken, base, engine=engine)
        self._graph = iri(f"{base}graph/inferred")

    def hold(self, readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> Step:
        """Make these the articles, and these the decisions; errors as of `kg.reason.infer` and `kg.decisions.replay`.

        After an error it holds neither the old nor the new, and is to be thrown away.
        """
        decided = replay(readings, decisions)
        changes = self._resolved.hold(decided.readings, decided.rulings)
        outcomes = settle(decided.outcomes, self._resolved.unmet)
        restated = self._stated.change(changes, outcomes)
        inferred = self._inferred.change(restated.asserted, restated.spoken)
        came, went = self._quads(restated, inferred)
        self.store.bulk_extend(came)
        for quad in went:
            self.store.remove(quad)
        return Step(came, went, decided.readings, outcomes)

    def _quads(self, restated: Restated, inferred: Delta) -> tuple[tuple[ox.Quad, ...], tuple[ox.Quad, ...]]:
        came = (*restated.arrived(), *self._of_inferred(inferred.came))
        went = (*restated.departed(), *self._of_inferred(inferred.went))
        return came, went

    def _of_inferred(self, triples: set[Triple]) -> list[ox.Quad]:
        return [ox.Quad(*triple, self._graph) for triple in triples]
