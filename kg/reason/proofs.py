"""Why a triple holds: the step that made it and what the step rests on.

Comes in: a store with asserted and inferred triples, and a triple. Goes out: one step (a rule's recorded premises, or
an axiom of OWL 2 RL with the triples it was applied to), or the whole way down to asserted triples. It never infers
anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg import vocab
from kg.delta import Node, Triple
from kg.reason.axioms import Axioms, read_axioms
from kg.vocab import term


@dataclass(frozen=True, slots=True)
class Step:
    """A triple, what gave it (a rule's IRI or an axiom in words), its premises: triples (axiom), nodes (rule)."""

    triple: Triple
    by: str
    premises: tuple[Triple, ...] = ()
    nodes: tuple[NamedNode, ...] = ()


class Known:
    """The asserted and inferred triples of a store."""

    def __init__(self, store: Store, base: str) -> None:
        self.store, self.inferred = store, vocab.iri(f"{base}graph/inferred")

    def find(self, subject: NamedNode | None, predicate: NamedNode | None, value: Node | None) -> Iterator[Triple]:
        """Matching triples, asserted ones first, sorted."""
        for graph in (DefaultGraph(), self.inferred):
            quads = self.store.quads_for_pattern(subject, predicate, value, graph)
            yield from sorted(((q.subject, q.predicate, q.object) for q in quads), key=str)  # type: ignore[misc]

    def is_asserted(self, triple: Triple) -> bool:
        """Whether an article, the claims or the authority state the triple."""
        return any(True for _ in self.store.quads_for_pattern(*triple, DefaultGraph()))

    def holds(self, triple: Triple) -> bool:
        """Whether the triple is asserted or inferred."""
        return any(True for _ in self.find(*triple))


def derivations(
    store: Store, triple: Triple, *, base: str = vocab.BASE, axioms: Axioms | None = None
) -> tuple[Step, ...]:
    """The steps that give an inferred triple, rules before axioms; empty for an asserted or unknown one.

    `axioms` are the project's own unless given; who asks for many triples reads them once.
    """
    return tuple(_steps(Known(store, base), axioms or read_axioms(), triple))


def proof(
    store: Store, triple: Triple, *, base: str = vocab.BASE, ontology: Path | None = None, alignments: bool = False
) -> tuple[Step, ...]:
    """The way from asserted triples to this one, last step first; empty if it is asserted or cannot be reached."""
    known, axioms = Known(store, base), read_axioms(ontology, alignments=alignments)
    return _prove(known, axioms, triple, frozenset()) or ()


def _prove(known: Known, axioms: Axioms, triple: Triple, above: frozenset[Triple]) -> tuple[Step, ...] | None:
    if known.is_asserted(triple):
        return ()
    if triple in above or len(above) > 12:
        return None
    for step in _steps(known, axioms, triple):
        parts = [_prove(known, axioms, premise, above | {triple}) for premise in step.premises]
        if all(part is not None for part in parts):
            return (step, *(each for part in parts if part for each in part))
    return None


def _steps(known: Known, axioms: Axioms, triple: Triple) -> Iterator[Step]:
    if known.is_asserted(triple) or not known.holds(triple):
        return
    yield from _by_rule(known, triple)
    found = _of_type(known, axioms, triple) if triple[1] == term("rdf:type") else _of_property(known, axioms, triple)
    for axiom, premises in found:
        if triple not in premises and all(known.holds(premise) for premise in premises):
            yield Step(triple, axiom, premises)


def _by_rule(known: Known, triple: Triple) -> Iterator[Step]:
    parts = zip(("rdf:subject", "rdf:predicate", "rdf:object"), triple, strict=True)
    nodes = [{t[0] for t in known.find(None, term(name), part)} for name, part in parts]
    for node in sorted(set.intersection(*nodes), key=str):
        for _, _, rule in known.find(node, term("prov:wasGeneratedBy"), None):
            premises = tuple(t[2] for t in known.find(node, term("pd:hasPremise"), None) if isinstance(t[2], NamedNode))
            yield Step(triple, rule.value, (), premises)


Application = tuple[str, tuple[Triple, ...]]


def _of_type(known: Known, axioms: Axioms, triple: Triple) -> Iterator[Application]:
    thing, a, kind = triple
    if not isinstance(kind, NamedNode):
        return
    for below, above in sorted(axioms.superclasses.items(), key=str):
        if kind in above:
            yield _words(below, "rdfs:subClassOf", kind), ((thing, a, below),)
    for table, name in ((axioms.domains, "rdfs:domain"), (axioms.ranges, "rdfs:range")):
        for predicate in sorted((p for p, kinds in table.items() if kind in kinds), key=str):
            ends = (thing, None) if name == "rdfs:domain" else (None, thing)
            for used in known.find(ends[0], predicate, ends[1]):
                yield _words(predicate, name, kind), (used,)


def _of_property(known: Known, axioms: Axioms, triple: Triple) -> Iterator[Application]:
    subject, predicate, value = triple
    for below, above in sorted(axioms.superproperties.items(), key=str):
        if predicate in above:
            yield _words(below, "rdfs:subPropertyOf", predicate), ((subject, below, value),)
    if not isinstance(value, NamedNode):
        return
    for other in sorted(axioms.inverses.get(predicate, ()), key=str):
        yield _words(predicate, "owl:inverseOf", other), ((value, other, subject),)
    if predicate in axioms.symmetric:
        yield _words(predicate, "rdf:type", term("owl:SymmetricProperty")), ((value, predicate, subject),)
    chains = set(axioms.chains.get(predicate, ()))
    if predicate in axioms.transitive:
        chains.add((predicate, predicate))
    for chain in sorted(chains, key=str):
        name = f"{vocab.shorten(predicate.value)} owl:propertyChainAxiom ({' '.join(_short(p) for p in chain)})"
        if chain == (predicate, predicate):
            name = _words(predicate, "rdf:type", term("owl:TransitiveProperty"))
        yield from ((name, way) for way in _ways(known, subject, chain, value))


def _ways(
    known: Known, subject: NamedNode, chain: tuple[NamedNode, ...], value: NamedNode
) -> Iterator[tuple[Triple, ...]]:
    if len(chain) == 1:
        yield from ((one,) for one in known.find(subject, chain[0], value))
        return
    for first in known.find(subject, chain[0], None):
        middle = first[2]
        if isinstance(middle, NamedNode) and middle not in (subject, value):
            yield from (
                first_and + rest for first_and, rest in product([(first,)], _ways(known, middle, chain[1:], value))
            )


def _short(node: NamedNode) -> str:
    return vocab.shorten(node.value)


def _words(subject: NamedNode, name: str, value: NamedNode) -> str:
    return f"{_short(subject)} {name} {_short(value)}"
