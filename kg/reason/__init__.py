"""Reasoning: what follows from the asserted triples by the ontology and its rules.

Comes in: a store that build_graph made. Goes out: the same store with graph/inferred filled, disjoint from what is
asserted, each triple of a rule with its premises. It never touches an asserted triple and never reads an article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg import vocab
from kg.engines import Engine
from kg.reason.axioms import Axioms, read_axioms
from kg.reason.proofs import Step, derivations, proof
from kg.reason.rl import Closing
from kg.reason.rules import Rule, Triple, read_rules, run_rules
from kg.vocab import term

__all__ = ["Inferred", "Step", "derivations", "infer", "proof", "read_axioms"]
MOST_ROUNDS = 6


class Closes(Protocol):
    """An engine of OWL 2 RL: takes triples in portions, tells what each portion adds."""

    def add(self, triples: Iterable[Triple]) -> set[Triple]:
        """What follows from these triples and those before them, and was neither given nor found before."""


@dataclass(frozen=True, slots=True)
class Inferred:
    """What reasoning added: triples by OWL 2 RL, by rules, and how many each rule made."""

    owl: int
    rules: int
    by_rule: Mapping[str, int]


def infer(
    store: Store,
    *,
    base: str = vocab.BASE,
    ontology: Path | None = None,
    alignments: bool = False,
    engine: Engine = "own",
) -> Inferred:
    """Fill `graph/inferred` of the store anew, and report.

    OWL 2 RL and ontology/rules take turns until neither adds a triple. `alignments` reasons over alignments.ttl too,
    which types things in other vocabularies; `engine` "reference" leaves OWL 2 RL to the library owlrl, with the same
    result. BadInput if the ontology or a rule cannot be read, or has an axiom that the own engine does not cover.
    """
    graph = vocab.iri(f"{base}graph/inferred")
    store.clear_graph(graph)
    asserted = _triples(store)
    axioms = read_axioms(ontology, alignments=alignments)
    rules = read_rules(ontology / "rules" if ontology else None)
    by_owl, by_rule = _fixpoint(asserted, _spoken_of(store, base), axioms, rules, _closing(axioms, engine))
    triples = by_owl | {triple for triple, _ in by_rule}
    store.bulk_extend(Quad(*triple, graph) for triple in sorted(triples | _recorded(by_rule, rules, base), key=str))
    counts = Counter(rule.value.rsplit("/", 1)[-1] for _, rule in by_rule)
    return Inferred(len(by_owl), len({triple for triple, _ in by_rule}), dict(sorted(counts.items())))


def _closing(axioms: Axioms, engine: Engine) -> Closes:
    if engine != "reference":
        return Closing(axioms)
    from kg.reason.reference import Reference

    return Reference(axioms)


def _triples(store: Store) -> set[Triple]:
    quads = store.quads_for_pattern(None, None, None, DefaultGraph())
    return {(q.subject, q.predicate, q.object) for q in quads}  # type: ignore[misc]


def _spoken_of(store: Store, base: str) -> set[Triple]:
    """What articles and claims state: the authority's hundreds of things that no article names draw no conclusions."""
    aside = {vocab.iri(f"{base}graph/{name}") for name in ("authority", "inferred")}
    graphs = [graph for graph in store.named_graphs() if graph not in aside]
    quads = (quad for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph))
    return {(q.subject, q.predicate, q.object) for q in quads}  # type: ignore[misc]


def _fixpoint(
    asserted: set[Triple], spoken: set[Triple], axioms: Axioms, rules: tuple[Rule, ...], owl: Closes
) -> tuple[set[Triple], dict[tuple[Triple, NamedNode], set[NamedNode]]]:
    work = Store()
    work.bulk_extend(Quad(*triple) for triple in asserted)
    work.extend(Quad(*triple) for triple in axioms.lifts)
    by_owl: set[Triple] = set()
    by_rule: dict[tuple[Triple, NamedNode], set[NamedNode]] = {}
    fresh = spoken
    for _ in range(MOST_ROUNDS):
        closed = owl.add(fresh) - asserted
        by_owl |= closed
        work.extend(Quad(*triple) for triple in closed)
        ruled = {triple for triple, _ in by_rule}
        # A rule that asks for the absence of what it makes is silent the second time: what it made before stays.
        for made, premises in run_rules(rules, work, asserted | by_owl).items():
            by_rule.setdefault(made, set()).update(premises)
        fresh = {triple for triple, _ in by_rule} - ruled
        if not axioms.abox(fresh):
            break
    return by_owl, by_rule


def _recorded(
    by_rule: Mapping[tuple[Triple, NamedNode], set[NamedNode]], rules: tuple[Rule, ...], base: str
) -> set[Triple]:
    notes: set[Triple] = set()
    for (triple, rule), premises in by_rule.items():
        content = (triple[0].value, triple[1].value, str(triple[2]), rule.value)
        node = vocab.mint(f"{base}id/", "inference", vocab.digest(*content))
        notes |= {
            (node, term("rdf:type"), term("pd:Inference")),
            (node, term("rdf:subject"), triple[0]),
            (node, term("rdf:predicate"), triple[1]),
            (node, term("rdf:object"), triple[2]),
            (node, term("prov:wasGeneratedBy"), rule),
        }
        notes |= {(node, term("pd:hasPremise"), premise) for premise in premises}
    fired = {rule for _, rule in by_rule}
    for each in rules:
        if each.iri in fired:
            notes |= {
                (each.iri, term("rdf:type"), term("pd:Rule")),
                (each.iri, term("rdfs:label"), Literal(each.label)),
            }
    return notes
