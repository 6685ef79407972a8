"""OWL 2 RL as SPARQL updates: one for each line of the rule table that the ontology needs, run to a fixpoint.

Comes in: the axioms, and triples in as many portions as one likes. Goes out: for each portion what it adds to all
before it, as far as IRIs go. It never looks twice at triples without a new one among them (semi-naive evaluation), and
never holds an axiom for covered that it has no rule for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Store

from kg.errors import BadInput
from kg.reason.axioms import Axioms
from kg.reason.rules import Triple
from kg.vocab import PREFIXES, shorten, sparql_prefixes, term

# W3C OWL 2 Profiles, section 4.3, tables 5, 7 and 9: what a line asks of the ontology, of the data, and what it adds.
# prp-spo2 is written anew for each chain, scm-sco and scm-spo are run once, over the ontology alone.
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
ONTOLOGY, KNOWN, FRESH, NEXT = (NamedNode(f"urn:x-kg:{name}") for name in ("ontology", "known", "fresh", "next"))
SPACES = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "owl"))
MOST_ROUNDS = 200


class Closing:
    """The closure of all triples given so far."""

    def __init__(self, axioms: Axioms) -> None:
        self._store, self._axioms, self._seen = Store(), axioms, set[Triple]()
        uncovered = sorted({_short(node) for triple in axioms.triples for node in _vocabulary(*triple)} - COVERED)
        if uncovered:
            remedy = "build with --engine reference, or say it by the axioms that are covered"
            raise BadInput("ontology", f"no rule here covers {', '.join(uncovered)}", remedy)
        self._store.extend(Quad(*triple, ONTOLOGY) for triple in axioms.triples)
        self._close_schema()
        self._updates = [sparql_prefixes() + text for text in _updates(axioms)]

    def add(self, triples: Iterable[Triple]) -> set[Triple]:
        """What follows from these triples and those before them, and was neither given nor found before.

        BadInput if the fixpoint is not reached within MOST_ROUNDS rounds.
        """
        fresh = set(triples) - self._seen
        self._seen |= fresh
        self._store.bulk_extend(Quad(*triple, FRESH) for triple in self._axioms.abox(fresh))
        found: set[Triple] = set()
        for _ in range(MOST_ROUNDS):
            if not any(True for _ in self._store.quads_for_pattern(None, None, None, FRESH)):
                self._seen |= found
                return found
            self._store.update(f"ADD {FRESH} TO {KNOWN}")
            for update in self._updates:
                self._store.update(update)
            self._store.update(f"DROP GRAPH {FRESH} ; MOVE SILENT {NEXT} TO {FRESH}")
            quads = self._store.quads_for_pattern(None, None, None, FRESH)
            made = {(q.subject, q.predicate, q.object) for q in quads}
            found |= {triple for triple in made - self._seen if _is_of_interest(triple)}  # type: ignore[misc, arg-type]
        raise BadInput("ontology", f"reasoning goes on after {MOST_ROUNDS} rounds", "look for a loop in its axioms")

    def _close_schema(self) -> None:
        for name in SCHEMA.values():
            way = f"?x {name}+ ?y FILTER (?x != ?y && isIRI(?x) && isIRI(?y))"
            text = f"INSERT {{ GRAPH {ONTOLOGY} {{ ?x {name} ?y }} }} WHERE {{ GRAPH {ONTOLOGY} {{ {way} }} }}"
            self._store.update(sparql_prefixes() + text)


def _updates(axioms: Axioms) -> Iterator[str]:
    """The updates: for each rule and each of its conditions, the one that asks this condition of fresh triples."""
    for asked, conditions, head in TABLE.values():
        yield from _semi_naive(f"GRAPH {ONTOLOGY} {{ {asked} }}", conditions, head)
    for made, chains in sorted(axioms.chains.items(), key=str):
        for chain in sorted(chains, key=str):
            steps = tuple(f"?x{i} {step} ?x{i + 1}" for i, step in enumerate(chain))
            yield from _semi_naive("", steps, f"?x0 {made} ?x{len(chain)}")


def _semi_naive(ontology: str, conditions: tuple[str, ...], head: str) -> Iterator[str]:
    for turn in range(len(conditions)):
        graphs = [FRESH if place == turn else KNOWN for place in range(len(conditions))]
        asked = " ".join(f"GRAPH {g} {{ {c} }}" for g, c in zip(graphs, conditions, strict=True))
        ends = (word for word in dict.fromkeys(head.split()[::2]) if word.startswith("?"))
        iris = " && ".join(f"isIRI({end})" for end in ends)
        unknown = f"FILTER NOT EXISTS {{ GRAPH {KNOWN} {{ {head} }} }}"
        yield f"INSERT {{ GRAPH {NEXT} {{ {head} }} }} WHERE {{ {ontology} {asked} FILTER ({iris}) {unknown} }}"


def _is_of_interest(triple: Triple) -> bool:
    """Whether a triple is no type of the RDF, RDFS or OWL vocabularies, and nothing of the ontology's own terms."""
    subject, predicate, value = triple
    typed_so = predicate == term("rdf:type") and isinstance(value, NamedNode) and value.value.startswith(SPACES)
    return not typed_so and not subject.value.startswith(PREFIXES["pd"])


def _vocabulary(subject: object, predicate: NamedNode, value: object) -> Iterator[NamedNode]:
    """The terms of RDF, RDFS and OWL that a triple says something with: its predicate, and what it declares."""
    yield predicate
    if predicate == term("rdf:type") and isinstance(value, NamedNode) and value.value.startswith(SPACES):
        yield value


def _short(node: NamedNode) -> str:
    return shorten(node.value)
