"""The axioms of the ontology, ready for look-up.

Comes in: ontology files. Goes out: what they say of classes and properties, and which triples some axiom touches. It
never reads labels, definitions or examples, and never reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from kg.delta import Node, Triple
from kg.errors import BadInput
from kg.paths import ontology_dir
from kg.vocab import PREFIXES, term

Chain = tuple[NamedNode, ...]
_FIRST, _REST, _NIL = term("rdf:first"), term("rdf:rest"), term("rdf:nil")
_NEW = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "owl", "xsd"))


@dataclass(slots=True)
class Axioms:
    """What the ontology says of classes and properties, ready for look-up; `triples` is the T-box itself."""

    triples: list[tuple[NamedNode | BlankNode, NamedNode, Node | BlankNode]] = field(default_factory=list)
    superclasses: dict[NamedNode, set[NamedNode]] = field(default_factory=dict)
    superproperties: dict[NamedNode, set[NamedNode]] = field(default_factory=dict)
    inverses: dict[NamedNode, set[NamedNode]] = field(default_factory=dict)
    domains: dict[NamedNode, set[NamedNode]] = field(default_factory=dict)
    ranges: dict[NamedNode, set[NamedNode]] = field(default_factory=dict)
    chains: dict[NamedNode, set[Chain]] = field(default_factory=dict)
    transitive: set[NamedNode] = field(default_factory=set)
    symmetric: set[NamedNode] = field(default_factory=set)
    lifts: list[Triple] = field(default_factory=list)

    def abox(self, known: Iterable[Triple]) -> list[Triple]:
        """The triples that some axiom can draw a new conclusion from."""
        known = known if isinstance(known, (set, frozenset)) else set(known)
        chained = {p for chains in self.chains.values() for chain in chains for p in chain}
        always = chained.union(self.transitive, self.symmetric, self.superproperties, self.inverses)
        a = term("rdf:type")
        return [
            t
            for t in known
            if t[1] in always or (t[1] == a and t[2] in self.superclasses) or self._types_anew(t, known)
        ]

    def _types_anew(self, triple: Triple, known: Set[Triple]) -> bool:
        """Whether the property's domain or range gives one of its ends a class that is not known yet."""
        return any((thing, term("rdf:type"), kind) not in known for thing, kind in self.types(triple))

    def types(self, triple: Triple) -> set[tuple[NamedNode, NamedNode]]:
        """The classes that the property's domain and range give the ends of a triple, each with the end."""
        subject, predicate, value = triple
        kinds = {(subject, kind) for kind in self.domains.get(predicate, ())}
        if isinstance(value, NamedNode):
            kinds |= {(value, kind) for kind in self.ranges.get(predicate, ())}
        return kinds


def read_axioms(folder: Path | None = None, *, alignments: bool = False) -> Axioms:
    """The axioms of party-diplomacy.ttl, with those of alignments.ttl if asked; BadInput if a file cannot be read."""
    folder = folder or ontology_dir()
    names = ["party-diplomacy.ttl", "alignments.ttl"] if alignments else ["party-diplomacy.ttl"]
    axioms, raw = Axioms(), []
    for name in names:
        try:
            with (folder / name).open("rb") as file:
                raw += [
                    (q.subject, q.predicate, q.object) for q in parse(file, RdfFormat.TURTLE, rename_blank_nodes=True)
                ]
        except (OSError, SyntaxError) as fault:
            raise BadInput(str(folder / name), f"cannot be read as Turtle ({fault})", "restore it") from None
    lists = {s: (p, o) for s, p, o in raw if p == _FIRST}
    rests = {s: o for s, p, o in raw if p == _REST}
    for subject, predicate, value in raw:
        _file(axioms, subject, predicate, value, lists, rests)
    return axioms


def _file(axioms: Axioms, subject: object, predicate: NamedNode, value: object, firsts: dict, rests: dict) -> None:  # type: ignore[type-arg]
    """Put one triple of an ontology where it is looked up."""
    if not predicate.value.startswith(_NEW) and predicate != term("pd:liftsTo"):
        return
    if predicate in (term("rdfs:label"), term("rdfs:comment"), term("rdfs:isDefinedBy")):
        return
    axioms.triples.append((subject, predicate, value))  # type: ignore[arg-type]
    if not isinstance(subject, NamedNode):
        return
    if predicate == term("owl:propertyChainAxiom"):
        axioms.chains.setdefault(subject, set()).add(tuple(_list(value, firsts, rests)))
    elif predicate == term("rdf:type") and value == term("owl:TransitiveProperty"):
        axioms.transitive.add(subject)
    elif predicate == term("rdf:type") and value == term("owl:SymmetricProperty"):
        axioms.symmetric.add(subject)
    elif isinstance(value, NamedNode):
        _file_pair(axioms, subject, predicate, value)


def _file_pair(axioms: Axioms, subject: NamedNode, predicate: NamedNode, value: NamedNode) -> None:
    if predicate == term("pd:liftsTo"):
        axioms.lifts.append((subject, predicate, value))
        axioms.triples.pop()
    elif predicate == term("owl:inverseOf"):
        axioms.inverses.setdefault(subject, set()).add(value)
        axioms.inverses.setdefault(value, set()).add(subject)
    else:
        tables = {
            "rdfs:subClassOf": axioms.superclasses,
            "rdfs:subPropertyOf": axioms.superproperties,
            "rdfs:domain": axioms.domains,
            "rdfs:range": axioms.ranges,
        }
        for name, table in tables.items():
            if predicate == term(name):
                table.setdefault(subject, set()).add(value)


def _list(head: object, firsts: dict, rests: dict) -> list[NamedNode]:  # type: ignore[type-arg]
    items: list[NamedNode] = []
    while head != _NIL and head in firsts:
        items.append(firsts[head][1])
        head = rests.get(head)
    return items
