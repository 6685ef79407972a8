"""The rule table of OWL 2 RL, worked out for one ontology: what a triple of each property, and of each class, leads to.

Comes in: the axioms. Goes out: for each of their terms all that one triple with it leads to by itself, found by
running the lines of the table as SPARQL updates to a fixpoint, and the chains that join triples. It never holds an
axiom for covered that it has no line for, and never looks at data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg.delta import Triple
from kg.errors import BadInput
from kg.reason.axioms import Axioms, Chain
from kg.vocab import PREFIXES, shorten, sparql_prefixes, term

# W3C OWL 2 Profiles, section 4.3, tables 5, 7 and 9: what a line asks of the ontology, of the data, and what it adds.
# prp-spo2 has a line of its own for each chain, scm-sco and scm-spo are run once, over the ontology alone.
TABLE = {
    "prp-dom": ("?p rdfs:domain ?c", ("?x ?p ?y",), "?x a ?c"),
    "prp-rng": ("?p rdfs:range ?c", ("?x ?p ?y",), "?y a ?c"),
    "prp-symp": ("?p a owl:SymmetricProperty", ("?x ?p ?y",), "?y ?p ?x"),
    "prp-trp": ("?p a owl:TransitiveProperty", ("?x ?p ?y", "?y ?p ?z"), "?x ?p ?z"),
    "prp-spo1": ("?p rdfs:subPropertyOf ?q", ("?x ?p ?y",), "?x ?q ?y"),
    "prp-inv1": ("?p owl:inverseOf ?q", ("?x ?p ?y",), "?y ?q ?x"),
    "prp-inv2": ("?p owl:inverseOf ?q", ("?x ?q ?y",), "?y ?p ?x"),
    "cax-sco": ("?c rdfs:subClassOf ?d", ("?x a ?c",), "?x a ?d"),
}
SCHEMA = {"scm-sco": "rdfs:subClassOf", "scm-spo": "rdfs:subPropertyOf"}
# Terms that draw no conclusion about the data: words about the ontology, lists, declarations, and cax-dw, which finds
# faults rather than facts (queries/check-nothing-of-two-disjoint-classes.rq).
SILENT = frozenset(
    "rdf:first rdf:rest rdfs:seeAlso owl:versionIRI owl:versionInfo owl:disjointWith owl:propertyChainAxiom "
    "owl:Ontology owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty owl:NamedIndividual "
    "rdfs:Class rdfs:Datatype rdf:Property".split()
)
COVERED = SILENT | {word for asked, _, _ in TABLE.values() for word in asked.split() if ":" in word} | {"rdf:type"}
SPACES = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "owl"))
MOST_ROUNDS = 200
_ONTOLOGY, _SAMPLES = NamedNode("urn:x-kg:ontology"), NamedNode("urn:x-kg:samples")
_TYPE = term("rdf:type")


@dataclass(frozen=True, slots=True)
class Leads:
    """What a triple leads to: properties from its subject to its object, and back; classes of both."""

    on: tuple[NamedNode, ...] = ()
    back: tuple[NamedNode, ...] = ()
    subject: tuple[NamedNode, ...] = ()
    object: tuple[NamedNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """What follows from a triple by its property, to a thing (`things`) or to a literal (`values`), or by its class
    (`classes`), as far as IRIs go; and by property the `chains` of properties that make it, prp-trp and prp-spo2.
    """

    things: dict[NamedNode, Leads]
    values: dict[NamedNode, Leads]
    classes: dict[NamedNode, tuple[NamedNode, ...]]
    chains: dict[NamedNode, tuple[Chain, ...]]

    def properties(self) -> set[NamedNode]:
        """The properties of triples that lead to others, or that others lead to."""
        leading = {word for word, leads in (*self.things.items(), *self.values.items()) if leads != Leads()}
        made = {word for leads in self.things.values() for word in (*leads.on, *leads.back)}
        chained = {step for ways in self.chains.values() for way in ways for step in way}
        return leading.union(made, chained, self.chains, [_TYPE])

    def of(self, triple: Triple) -> list[Triple]:
        """What one triple leads to by itself, without what joins it to others; the triple itself left out."""
        subject, predicate, value = triple
        if predicate == _TYPE:
            return [(subject, _TYPE, kind) for kind in self.classes.get(value, ())]  # type: ignore[arg-type]
        thing = isinstance(value, NamedNode)
        leads = (self.things if thing else self.values).get(predicate)
        if leads is None:
            return []
        found: list[Triple] = [(subject, _TYPE, kind) for kind in leads.subject]
        if thing:
            found += [(subject, other, value) for other in leads.on]
            found += [(value, other, subject) for other in leads.back]  # type: ignore[misc]
            found += [(value, _TYPE, kind) for kind in leads.object]  # type: ignore[misc]
        return found


def table(axioms: Axioms) -> Table:
    """The table worked out for these axioms. BadInput names the terms of RDF, RDFS and OWL that no line covers, or
    tells that no fixpoint is reached within MOST_ROUNDS.
    """
    told = {node for triple in axioms.triples for node in _vocabulary(*triple)}
    uncovered = sorted({shorten(node.value) for node in told} - COVERED)
    if uncovered:
        remedy = "build with --engine reference, or say it by the axioms that are covered"
        raise BadInput("ontology", f"no rule here covers {', '.join(uncovered)}", remedy)
    store = Store()
    store.extend(Quad(*triple, _ONTOLOGY) for triple in axioms.triples)
    words = sorted({n for s, _, o in axioms.triples for n in (s, o) if isinstance(n, NamedNode)}, key=str)
    for at, word in enumerate(words):
        one, other, holder, instance = (_sample(at, name) for name in ("one", "other", "holder", "instance"))
        samples: tuple[Triple, ...] = (one, word, other), (holder, word, Literal("")), (instance, _TYPE, word)
        store.extend(Quad(s, p, o, _SAMPLES) for s, p, o in samples)
    _close(store)
    things = {word: _thing(store, at, word) for at, word in enumerate(words)}
    values = {word: Leads(subject=_kinds(store, _sample(at, "holder"))) for at, word in enumerate(words)}
    classes = {word: _kinds(store, _sample(at, "instance"), word) for at, word in enumerate(words)}
    return Table(things, values, classes, _chains(store, axioms))


def _sample(at: int, name: str) -> NamedNode:
    return NamedNode(f"urn:x-kg:sample/{at}/{name}")


def _close(store: Store) -> None:
    """Run the schema's lines, then those that a single triple meets, on the samples until nothing is added."""
    for name in SCHEMA.values():
        way = f"?x {name}+ ?y FILTER (?x != ?y && isIRI(?x) && isIRI(?y))"
        text = f"INSERT {{ GRAPH {_ONTOLOGY} {{ ?x {name} ?y }} }} WHERE {{ GRAPH {_ONTOLOGY} {{ {way} }} }}"
        store.update(sparql_prefixes() + text)
    updates = [_update(*line) for line in TABLE.values() if len(line[1]) == 1]
    for _ in range(MOST_ROUNDS):
        before = len(store)
        for text in updates:
            store.update(text)
        if len(store) == before:
            return
    raise BadInput("ontology", f"reasoning goes on after {MOST_ROUNDS} rounds", "look for a loop in its axioms")


def _update(asked: str, conditions: tuple[str, ...], head: str) -> str:
    iris = " && ".join(f"isIRI({end})" for end in head.split()[::2])
    found = f"GRAPH {_ONTOLOGY} {{ {asked} }} GRAPH {_SAMPLES} {{ {conditions[0]} }} FILTER ({iris})"
    return f"{sparql_prefixes()} INSERT {{ GRAPH {_SAMPLES} {{ {head} }} }} WHERE {{ {found} }}"


def _thing(store: Store, at: int, word: NamedNode) -> Leads:
    one, other = _sample(at, "one"), _sample(at, "other")
    on, back = (
        _sorted(quad.predicate for quad in store.quads_for_pattern(*ends, _SAMPLES))
        for ends in ((one, None, other), (other, None, one))
    )
    return Leads(tuple(p for p in on if p != word), back, _kinds(store, one), _kinds(store, other))


def _kinds(store: Store, thing: NamedNode, but: NamedNode | None = None) -> tuple[NamedNode, ...]:
    """The classes of a sample, but none of the RDF, RDFS or OWL vocabularies."""
    found = (quad.object for quad in store.quads_for_pattern(thing, _TYPE, None, _SAMPLES))
    return _sorted(k for k in found if isinstance(k, NamedNode) and k != but and not k.value.startswith(SPACES))


def _sorted(found: Iterable[NamedNode]) -> tuple[NamedNode, ...]:
    return tuple(sorted(set(found), key=str))


def _chains(store: Store, axioms: Axioms) -> dict[NamedNode, tuple[Chain, ...]]:
    """By property the chains that make it: those of the ontology, and the lines that join triples."""
    chains = {made: set(ways) for made, ways in axioms.chains.items()}
    for asked, conditions, head in TABLE.values():
        if len(conditions) > 1:
            found = store.query(f"{sparql_prefixes()} SELECT * WHERE {{ GRAPH {_ONTOLOGY} {{ {asked} }} }}")
            assert isinstance(found, QuerySolutions)
            for row in found:
                made, *way = (row[words.split()[1][1:]] for words in (head, *conditions))
                assert isinstance(made, NamedNode)
                chains.setdefault(made, set()).add(tuple(step for step in way if isinstance(step, NamedNode)))
    return {made: tuple(sorted(ways, key=str)) for made, ways in chains.items()}


def _vocabulary(subject: object, predicate: NamedNode, value: object) -> Iterator[NamedNode]:
    """The terms of RDF, RDFS and OWL that a triple says something with: its predicate, and what it declares."""
    yield predicate
    if predicate == _TYPE and isinstance(value, NamedNode) and value.value.startswith(SPACES):
        yield value
