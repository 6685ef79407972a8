"""Reasoning: what follows from the asserted triples by the ontology and its rules.

Comes in: a store that build_graph made. Goes out: the same store with graph/inferred filled, disjoint from what is
asserted, each triple of a rule with its premises. It never touches an asserted triple and never reads an article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, Store

from kg import vocab
from kg.delta import Delta, Triple
from kg.engines import Engine
from kg.garbage import no_collection
from kg.reason.axioms import Axioms, read_axioms
from kg.reason.kept import Closes, Holds, Inference
from kg.reason.proofs import Step, derivations, proof
from kg.reason.rl import Closing
from kg.reason.rules import read_rules

__all__ = ["Inference", "Inferred", "Step", "derivations", "infer", "inference", "proof", "read_axioms"]


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

    OWL 2 RL and ontology/rules take turns until neither adds a triple nor takes back one that another rule now forbids.
    `alignments` reasons over alignments.ttl too, which types things in other vocabularies; `engine` "reference" leaves
    OWL 2 RL to the library owlrl, with the same result. BadInput if the ontology or a rule cannot be read, or has an
    axiom that the own engine does not cover.
    """
    graph = vocab.iri(f"{base}graph/inferred")
    store.clear_graph(graph)
    with no_collection():
        held, heard = _triples(store), _spoken_of(store, base)
        kept = inference(held.__contains__, heard.__contains__, base, ontology, alignments=alignments, engine=engine)
        came = kept.change(Delta(held, set()), Delta(heard, set())).came
    store.bulk_extend(Quad(*triple, graph) for triple in sorted(came, key=str))
    counts = Counter(rule.iri.value.rsplit("/", 1)[-1] for made in kept.noted.values() for rule in made)
    return Inferred(len(kept.inferred) - len(kept.noted), len(kept.noted), dict(sorted(counts.items())))


def inference(
    asserted: Holds,
    spoken: Holds,
    base: str = vocab.BASE,
    ontology: Path | None = None,
    *,
    alignments: bool = False,
    engine: Engine = "own",
) -> Inference:
    """An inference over no triples yet, to be told of changes; parameters and errors as of `infer`.

    `asserted` and `spoken` tell of a triple whether it is stated, and by an article or a claim, when asked.
    """
    axioms = read_axioms(ontology, alignments=alignments)
    rules = read_rules(ontology / "rules" if ontology else None)
    return Inference(base, axioms, rules, _closing(axioms, engine), asserted, spoken)


def _closing(axioms: Axioms, engine: Engine) -> Closes:
    if engine != "reference":
        return Closing(axioms)
    from kg.reason.reference import Reference

    return Reference(axioms)


def _triples(store: Store) -> set[Triple]:
    quads = store.quads_for_pattern(None, None, None, DefaultGraph())
    return {(q.subject, q.predicate, q.object) for q in quads}  # type: ignore[misc]


def _spoken_of(store: Store, base: str) -> set[Triple]:
    """What articles and claims state."""
    aside = {vocab.iri(f"{base}graph/{name}") for name in ("authority", "inferred")}
    graphs = [graph for graph in store.named_graphs() if graph not in aside]
    quads = (quad for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph))
    return {(q.subject, q.predicate, q.object) for q in quads}  # type: ignore[misc]
