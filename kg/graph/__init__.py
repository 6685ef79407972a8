"""The graph: every claim as triples, with the words that state it.

Comes in: readings of articles and their resolution. Goes out: a store with one named graph per article, the claims
graph, the authority graph, and the default graph that merges them. It never infers, and no other room mints an IRI.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Store

from kg import vocab
from kg.errors import UsageError
from kg.graph.authority import labels, read_authority
from kg.graph.dates import bounds
from kg.graph.decided import record_decision
from kg.graph.describe import describe_article, describe_damage, describe_entities
from kg.graph.draft import Draft
from kg.graph.ids import Ids
from kg.graph.quads import Quads, Triple
from kg.graph.record import record_build, record_claim, record_merge, record_proposal
from kg.graph.say import say
from kg.graph.world import World, survey
from kg.model import Reading
from kg.resolution import Occurrence, Outcome, Resolution, place_of

__all__ = ["Ids", "article_triples", "bounds", "build_graph", "claim_places", "read_authority"]


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
    ids, quads = Ids(_checked(base)), Quads()
    reference = read_authority(ids, authority)
    for triple in reference:
        quads.add(ids.graph("authority"), triple)
    world = survey(readings, resolution, ids, labels(reference))
    stated = _state(world, readings, quads)
    for merge in resolution.merges:
        record_merge(world, quads, merge)
    for proposal in resolution.proposals:
        record_proposal(world, quads, proposal)
    for outcome in outcomes:
        record_decision(world, quads, outcome, stated)
    record_build(ids, quads, readings)
    return quads.store()


def article_triples(
    reading: Reading, resolution: Resolution, reference: Sequence[Triple], *, base: str = vocab.BASE
) -> set[Triple]:
    """All that one article states by itself, with its claims, their evidence and its merges; not the reference data,
    which are those of `reference` (read_authority). UsageError as for build_graph.
    """
    ids, quads = Ids(_checked(base)), Quads()
    world = survey([reading], resolution, ids, labels(reference))
    _state(world, [reading], quads)
    for merge in resolution.merges:
        record_merge(world, quads, merge)
    record_build(ids, quads, [reading])
    return quads.merged()


def claim_places(
    readings: Sequence[Reading], resolution: Resolution, *, base: str = vocab.BASE, authority: Path | None = None
) -> Mapping[str, tuple[Occurrence, ...]]:
    """For the IRI of every claim of these readings the places that state it."""
    ids = Ids(_checked(base))
    world = survey(readings, resolution, ids, labels(read_authority(ids, authority)))
    found: dict[str, list[Occurrence]] = {}
    for place, node in sorted(_state(world, readings, Quads()).items()):
        found.setdefault(node.value, []).append(place)
    return {iri: tuple(places) for iri, places in found.items()}


def _state(world: World, readings: Sequence[Reading], quads: Quads) -> dict[Occurrence, NamedNode]:
    """Say all that the readings say; gives the claim that each place states."""
    stated: dict[Occurrence, NamedNode] = {}
    for reading in sorted(readings, key=lambda one: one.article.name):
        draft = Draft(world, reading, quads)
        describe_article(draft)
        describe_damage(draft)
        describe_entities(draft)
        for claim in reading.claims:
            if (said := say(draft, claim)) is not None:
                stated[place_of(draft.name, claim)] = record_claim(draft, claim, said)
    return stated


def _checked(base: str) -> str:
    try:
        vocab.iri(base)
    except ValueError:
        raise UsageError("base", f"{base!r} is no absolute IRI", "give one such as https://example.org/news/") from None
    if not base.endswith("/"):
        raise UsageError("base", f"{base!r} does not end in '/'", "add it")
    return base
