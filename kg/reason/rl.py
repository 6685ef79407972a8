"""OWL 2 RL as SPARQL updates: one for each line of the rule table that the ontology needs, run to a fixpoint.

Comes in: the axioms, triples that come and triples that go, in as many portions as one likes. Goes out: for each of
them what follows now and did not, what followed and does no more, as far as IRIs go. It never looks twice at triples
without a changed one among them (semi-naive evaluation), and never holds an axiom for covered that it has no rule for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from kg.delta import Node, Triple
from kg.errors import BadInput
from kg.reason.axioms import Axioms
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
ONTOLOGY, KNOWN, FRESH, NEXT, DOUBTED, ASIDE = (
    NamedNode(f"urn:x-kg:{name}") for name in ("ontology", "known", "fresh", "next", "doubted", "aside")
)
SPACES = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "owl"))
MOST_ROUNDS = 200
FEW = 64  # so many triples of a thing are counted to tell which end of a triple has fewer
_UNKNOWN = f"FILTER NOT EXISTS {{ GRAPH {KNOWN} {{ %s }} }}"
_DOUBTFUL = f"FILTER EXISTS {{ GRAPH {KNOWN} {{ %s }} }} FILTER NOT EXISTS {{ GRAPH {DOUBTED} {{ %s }} }}"
Update = tuple[frozenset[NamedNode], str]  # the properties of triples that it asks for, and its text


class Closing:
    """The closure of the triples given: `closure` is what follows from them and is not among them."""

    def __init__(self, axioms: Axioms) -> None:
        self.closure = set[Triple]()
        self._store, self._axioms, self._given = Store(), axioms, set[Triple]()
        uncovered = sorted({_short(node) for triple in axioms.triples for node in _vocabulary(*triple)} - COVERED)
        if uncovered:
            remedy = "build with --engine reference, or say it by the axioms that are covered"
            raise BadInput("ontology", f"no rule here covers {', '.join(uncovered)}", remedy)
        self._store.extend(Quad(*triple, ONTOLOGY) for triple in axioms.triples)
        self._close_schema()
        self._finding, self._doubting = (list(self._updates(asked)) for asked in (_UNKNOWN, _DOUBTFUL))

    def add(self, triples: Iterable[Triple]) -> set[Triple]:
        """What follows from these triples and those before them, and was neither given nor found before."""
        return self.change(triples, ())[0]

    def change(self, came: Iterable[Triple], went: Iterable[Triple]) -> tuple[set[Triple], set[Triple]]:
        """Give triples and take others back: what is in the closure now and was not, and what is no more.

        What may have rested on a triple taken back is doubted, and found again from what is left (delete and
        rederive: Gupta, Mumick and Subrahmanian, SIGMOD 1993). BadInput if no fixpoint is reached within MOST_ROUNDS.
        """
        came = set(came)
        gone, fresh = (set(went) & self._given) - came, came - self._given
        self._given -= gone
        doubted = self._doubt(gone) if gone else set()
        again = self._beside(doubted) | self._returning(gone) if gone else set()
        self._given |= fresh
        at_work = set(self._axioms.abox(fresh))
        self._store.bulk_extend(Quad(*triple, ASIDE) for triple in fresh - at_work if self._axioms.types(triple))
        found = {t for t in self._find(at_work | again) if t not in self._given and _is_of_interest(t)}
        lost = (self.closure & (doubted | fresh)) - found
        made = found - self.closure
        self.closure -= lost
        self.closure |= made
        return made, lost

    def _find(self, fresh: Iterable[Triple]) -> set[Triple]:
        """All that fresh triples, together with what is known, lead to and was not known."""
        found, fresh = set[Triple](), set(fresh)
        self._store.bulk_extend(Quad(*triple, FRESH) for triple in fresh)
        for _ in range(MOST_ROUNDS):
            if not fresh:
                return found
            self._store.update(f"ADD {FRESH} TO {KNOWN}")
            fresh = self._round(self._finding, fresh)
            self._store.update(f"MOVE SILENT {NEXT} TO {FRESH}")
            found |= fresh
        raise _endless()

    def _doubt(self, gone: set[Triple]) -> set[Triple]:
        """Take triples out with all that may rest on them and is not given; gives them all."""
        doubted, fresh = set(gone), gone
        for _ in range(MOST_ROUNDS):
            if not fresh:
                for triple in doubted:
                    self._store.remove(Quad(*triple, KNOWN))
                self._store.clear_graph(DOUBTED)
                return doubted
            self._store.extend(Quad(*triple, graph) for triple in fresh for graph in (FRESH, DOUBTED))
            fresh = self._round(self._doubting, fresh) - self._given
            self._store.clear_graph(FRESH)
            self._store.clear_graph(NEXT)
            doubted |= fresh
        raise _endless()

    def _round(self, updates: Iterable[Update], fresh: Iterable[Triple]) -> set[Triple]:
        """What the updates make of fresh triples; those that ask for none of their properties are passed over."""
        told = {predicate for _, predicate, _ in fresh}
        for properties, text in updates:
            if not told.isdisjoint(properties):
                self._store.update(text)
        return self._triples(None, None, NEXT)

    def _triples(self, subject: NamedNode | None, value: Node | None, graph: NamedNode) -> set[Triple]:
        quads = self._store.quads_for_pattern(subject, None, value, graph)
        return {(q.subject, q.predicate, q.object) for q in quads}  # type: ignore[misc]

    def _beside(self, doubted: Iterable[Triple]) -> set[Triple]:
        """Known triples that may give doubted ones again: a rule's conditions name both ends of what it adds."""
        ends = {triple[0] if triple[1] == term("rdf:type") else self._rarer(triple) for triple in doubted}
        found = (self._triples(*end, KNOWN) for node in ends for end in _ends(node))
        return set().union(*found)

    def _rarer(self, triple: Triple) -> Node:
        def common(node: Node) -> int:
            found = (self._store.quads_for_pattern(left, None, right, KNOWN) for left, right in _ends(node))
            return sum(1 for _ in islice(chain(*found), FEW))

        return triple[0] if common(triple[0]) <= common(triple[2]) else triple[2]

    def _returning(self, gone: Collection[Triple]) -> set[Triple]:
        """Triples that lay aside because a thing's class was given, which is given no more."""
        found: set[Triple] = set()
        for triple in gone:
            self._store.remove(Quad(*triple, ASIDE))
        for subject, predicate, value in gone:
            if predicate == term("rdf:type"):
                near = set().union(*(self._triples(*end, ASIDE) for end in _ends(subject)))
                found |= {triple for triple in near if (subject, value) in self._axioms.types(triple)}
        for triple in found:
            self._store.remove(Quad(*triple, ASIDE))
        return found

    def _updates(self, asked_of_head: str) -> Iterator[Update]:
        """For each rule and each of its conditions the update, with the properties of the triples it can begin from."""
        for asked, conditions, head in TABLE.values():
            for condition, text in _semi_naive(f"GRAPH {ONTOLOGY} {{ {asked} }}", conditions, head, asked_of_head):
                yield self._asked(asked, condition.split()[1]), text
        for made, chains in sorted(self._axioms.chains.items(), key=str):
            for way in sorted(chains, key=str):
                steps = tuple(f"?x{i} {step} ?x{i + 1}" for i, step in enumerate(way))
                texts = _semi_naive("", steps, f"?x0 {made} ?x{len(steps)}", asked_of_head)
                yield from ((frozenset({step}), text) for step, (_, text) in zip(way, texts, strict=True))

    def _asked(self, asked: str, word: str) -> frozenset[NamedNode]:
        """What a condition's predicate can be by the ontology."""
        if word == "a":
            return frozenset({term("rdf:type")})
        found = self._store.query(f"{sparql_prefixes()} SELECT {word} WHERE {{ GRAPH {ONTOLOGY} {{ {asked} }} }}")
        assert isinstance(found, QuerySolutions)
        return frozenset(node for row in found if isinstance(node := row[0], NamedNode))

    def _close_schema(self) -> None:
        for name in SCHEMA.values():
            way = f"?x {name}+ ?y FILTER (?x != ?y && isIRI(?x) && isIRI(?y))"
            text = f"INSERT {{ GRAPH {ONTOLOGY} {{ ?x {name} ?y }} }} WHERE {{ GRAPH {ONTOLOGY} {{ {way} }} }}"
            self._store.update(sparql_prefixes() + text)


def _semi_naive(ontology: str, conditions: tuple[str, ...], head: str, asked_of_head: str) -> Iterator[tuple[str, str]]:
    """For each condition the update that asks it of fresh triples, and the others of all that are known."""
    for turn in range(len(conditions)):
        graphs = [FRESH if place == turn else KNOWN for place in range(len(conditions))]
        asked = " ".join(f"GRAPH {g} {{ {c} }}" for g, c in zip(graphs, conditions, strict=True))
        ends = (word for word in dict.fromkeys(head.split()[::2]) if word.startswith("?"))
        iris = " && ".join(f"isIRI({end})" for end in ends)
        known = asked_of_head.replace("%s", head)
        text = f"INSERT {{ GRAPH {NEXT} {{ {head} }} }} WHERE {{ {ontology} {asked} FILTER ({iris}) {known} }}"
        yield conditions[turn], sparql_prefixes() + text


def _ends(node: Node) -> tuple[tuple[NamedNode | None, Node | None], ...]:
    """A thing as subject and as object."""
    return ((node, None), (None, node)) if isinstance(node, NamedNode) else ((None, node),)


def _endless() -> BadInput:
    return BadInput("ontology", f"reasoning goes on after {MOST_ROUNDS} rounds", "look for a loop in its axioms")


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
