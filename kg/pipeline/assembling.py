"""From readings to a graph: decisions, resolution, triples and reasoning, in their order.

Comes in: readings as read, and decisions. Goes out: the store with its inferences, the readings as decided, the fate of
each decision. It never reads an article and never writes a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.decisions import replay, settle
from kg.model import Reading
from kg.resolution import Decision, Outcome, Resolution
from kg.vocab import BASE


@dataclass(frozen=True, slots=True)
class Assembled:
    """A graph with what it was made of: the readings after decisions, what resolution found, the decisions' fates."""

    store: ox.Store
    readings: tuple[Reading, ...]
    resolution: Resolution
    outcomes: tuple[Outcome, ...]


def assemble(readings: Sequence[Reading], decisions: Sequence[Decision] = (), base: str = BASE) -> Assembled:
    """Replay the decisions over the readings, resolve, build, infer. The same input gives the same store."""
    from kg.graph import build_graph
    from kg.reason import infer

    decided, resolution, outcomes = resolved(readings, decisions)
    store = build_graph(decided, resolution, outcomes, base=base)
    infer(store, base=base)
    return Assembled(store, decided, resolution, outcomes)


def resolved(
    readings: Sequence[Reading], decisions: Sequence[Decision] = ()
) -> tuple[tuple[Reading, ...], Resolution, tuple[Outcome, ...]]:
    """The readings after decisions, what resolution makes of them, and what became of each decision."""
    from kg.resolve import resolve

    decided = replay(readings, decisions)
    resolution = resolve(decided.readings, rulings=decided.rulings)
    return decided.readings, resolution, settle(decided.outcomes, resolution.unmet)
