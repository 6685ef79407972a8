"""What persons decided, as a record in the claims graph.

Comes in: decisions with their fates, the claims that the graph holds by their place. Goes out: each decision with its
words, reason, person, day and fate, and the things in the graph that it met. It never changes what a decision is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode

from kg import vocab
from kg.delta import Node
from kg.graph.quads import Quads
from kg.graph.world import World
from kg.resolution import Occurrence, Outcome
from kg.vocab import term


def record_decision(world: World, quads: Quads, outcome: Outcome, stated: Mapping[Occurrence, NamedNode]) -> None:
    """Note a decision, its fate, and what it met."""
    made, ids, graph = outcome.decision, world.ids, world.ids.graph("claims")
    node = ids.hashed("decision", made.verb, made.what, made.new, made.why, made.who, made.when)
    person = ids.of("curator", vocab.slug(made.who))
    notes: list[tuple[NamedNode, str, Node]] = [
        (node, "rdf:type", term("pd:Decision")),
        (node, "rdfs:label", vocab.label(f"{made.verb} {made.what}")),
        (node, "pd:hasVerdict", vocab.label(made.verb)),
        (node, "pd:hasTarget", vocab.label(made.what)),
        (node, "pd:hasReason", vocab.label(made.why)),
        (node, "pd:hasFate", vocab.label(outcome.fate)),
        (node, "prov:wasAttributedTo", person),
        (node, "dcterms:created", vocab.day(made.when)),
        (person, "rdf:type", term("prov:Person")),
        (person, "rdfs:label", vocab.label(made.who)),
    ]
    notes += [(node, "pd:hasCorrection", vocab.label(made.new))] if made.new else []
    notes += [(node, "pd:decidesOn", met) for met in _met(world, outcome, stated)]
    for subject, predicate, value in notes:
        quads.add(graph, (subject, term(predicate), value))


def _met(world: World, outcome: Outcome, stated: Mapping[Occurrence, NamedNode]) -> Iterator[NamedNode]:
    """The nodes of this graph that the decision is about; what it took away is none."""
    for one in outcome.met:
        if one in stated:
            yield stated[one]
        if one.article not in world.readings:
            continue
        reading = world.readings[one.article]
        if not one.key:
            yield world.ids.of("article", one.article)
        elif any(claim.id == one.key for claim in reading.events()):
            yield world.event(one.article, one.key)
        elif any(entity.key == one.key for entity in reading.entities):
            yield world.node(one.article, one.key)
