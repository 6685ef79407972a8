"""From readings to a graph: decisions, resolution, triples and reasoning, in their order.

Comes in: readings as read, and decisions. Goes out: the store with its inferences, the readings as decided, the fate of
each decision. It never reads an article and never writes a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.decisions import replay, settle
from kg.engines import Engine
from kg.model import Reading
from kg.resolution import Decision, Outcome, Resolution, Ruling
from kg.vocab import BASE

if TYPE_CHECKING:
    from kg.resolve import Kept


@dataclass(frozen=True, slots=True)
class Assembled:
    """A graph with what it was made of: the readings after decisions, the decisions' fates."""

    store: ox.Store
    readings: tuple[Reading, ...]
    outcomes: tuple[Outcome, ...]


def assemble(
    readings: Sequence[Reading], decisions: Sequence[Decision] = (), base: str = BASE, engine: Engine = "own"
) -> Assembled:
    """Replay the decisions over the readings, resolve, build, infer. The same input gives the same store, by whichever
    engine of OWL 2 RL (kg.reason.infer).
    """
    from kg.graph import build_graph
    from kg.reason import infer

    decided, resolution, outcomes = resolved(readings, decisions)
    store = build_graph(decided, resolution, outcomes, base=base)
    infer(store, base=base, engine=engine)
    return Assembled(store, decided, outcomes)


def resolved(
    readings: Sequence[Reading], decisions: Sequence[Decision] = ()
) -> tuple[tuple[Reading, ...], Resolution, tuple[Outcome, ...]]:
    """The readings after decisions, what resolution makes of them, and what became of each decision."""
    decided = replay(readings, decisions)
    resolution = MEMORY.resolve(decided.readings, decided.rulings)
    return decided.readings, resolution, settle(decided.outcomes, resolution.unmet)


@dataclass(slots=True)
class Memory:
    """What resolution knows of the articles that this process resolved last: of those that it meets again only what
    came, changed or went since is resolved anew, with the same result. One thread at a time.
    """

    _kept: Kept | None = None
    _lock: Lock = field(default_factory=Lock)

    def resolve(self, readings: Sequence[Reading], rulings: Sequence[Ruling]) -> Resolution:
        """The resolution of these articles under these rulings."""
        from kg.resolve import Kept, project_authority

        with self._lock:
            authority = project_authority()
            # Taken out while it changes: a fault half-way must not leave what is neither old nor new.
            kept, self._kept = self._kept, None
            if kept is None or kept.authority != authority or not _mostly(kept.readings, readings):
                kept = Kept(authority)
            kept.hold(readings, rulings)
            self._kept = kept
            return kept.resolution()

    def forget(self) -> None:
        """Start anew."""
        with self._lock:
            self._kept = None


def _mostly(held: Mapping[str, Reading], readings: Sequence[Reading]) -> bool:
    """Whether the articles held are mostly these: else to let them all go costs more than to start anew."""
    both = sum(reading.article.name in held for reading in readings)
    return both * 2 > max(len(held), len(readings))


MEMORY = Memory()
