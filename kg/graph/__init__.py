"""The graph: every claim as triples, with the words that state it.

Comes in: readings of articles and their resolution. Goes out: a store with one named graph per article, the claims
graph, the authority graph, and the default graph that merges them. It never infers, and no other room mints an IRI.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pyoxigraph import Store

from kg import vocab
from kg.delta import Triple
from kg.errors import UsageError
from kg.graph.authority import labels, read_authority
from kg.graph.dates import bounds
from kg.graph.ids import Ids
from kg.graph.stated import Restated, Stated
from kg.graph.world import World
from kg.model import Reading
from kg.resolution import Occurrence, Outcome, Resolution, all_of

__all__ = [
    "Ids", "Restated", "Stated", "article_triples", "bounds", "build_graph", "claim_places", "nothing_stated",
    "read_authority",
]  # fmt: skip


def build_graph(
    readings: Sequence[Reading],
    resolution: Resolution,
    outcomes: Sequence[Outcome] = (),
    *,
    base: str = vocab.BASE,
    authority: Path | None = None,
) -> Store:
    """A new store in memory with all that the readings say.

    `outcomes` are persons' decisions with their fates. `base` ends in "/" and prefixes all IRIs of things and graphs;
    UsageError if it is no safe absolute IRI. `authority` is the Turtle file of reference data (ontology/authority.ttl
    unless given); BadInput if it cannot be read. The same readings, in any order, give the same triples.
    """
    made = nothing_stated(base, authority).change(all_of(readings, resolution), outcomes)
    store = Store()
    store.bulk_extend(sorted(made.arrived(), key=str))  # so that a store is built alike
    return store


def nothing_stated(base: str = vocab.BASE, authority: Path | None = None) -> Stated:
    """A graph of no articles yet, to be told of changes; parameters and errors as of `build_graph`."""
    ids = Ids(_checked(base))
    reference = read_authority(ids, authority)
    return Stated(World(ids, labels(reference)), reference)


def article_triples(
    reading: Reading, resolution: Resolution, reference: Sequence[Triple], *, base: str = vocab.BASE
) -> set[Triple]:
    """All that one article states by itself, with its claims, their evidence and its merges; not the reference data,
    which are those of `reference` (read_authority). UsageError as for build_graph.
    """
    alone = Stated(World(Ids(_checked(base)), labels(list(reference))), ())
    return alone.change(all_of([reading], resolution)).asserted.came


def claim_places(
    readings: Sequence[Reading], resolution: Resolution, *, base: str = vocab.BASE, authority: Path | None = None
) -> Mapping[str, tuple[Occurrence, ...]]:
    """For the IRI of every claim of these readings the places that state it."""
    stated = nothing_stated(base, authority)
    stated.change(all_of(readings, resolution))
    found: dict[str, list[Occurrence]] = {}
    for place, node in sorted(stated.claims_by_place().items()):
        found.setdefault(node.value, []).append(place)
    return {iri: tuple(places) for iri, places in found.items()}


def _checked(base: str) -> str:
    try:
        vocab.iri(base)
    except ValueError:
        raise UsageError("base", f"{base!r} is no absolute IRI", "give one such as https://example.org/news/") from None
    if not base.endswith("/"):
        raise UsageError("base", f"{base!r} does not end in '/'", "add it")
    return base
