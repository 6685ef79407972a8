"""The own engine of OWL 2 RL finds what owlrl finds, in portions as at once, and refuses what it has no rule for."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store
from random_triples import random_triples

from kg.errors import BadInput
from kg.paths import ontology_dir
from kg.reason import infer
from kg.reason.axioms import Axioms, read_axioms
from kg.reason.reference import Reference
from kg.reason.rl import Closing
from kg.reason.table import TABLE
from kg.vocab import PREFIXES, sparql_prefixes, term

AXIOMS = read_axioms(alignments=True)


def test_small_random_graphs_have_the_closure_that_owlrl_finds() -> None:
    """Two hundred graphs side by side in one run: their things are others, so no conclusion crosses."""
    together: set[tuple[NamedNode, NamedNode, NamedNode]] = set()
    for seed in range(200):
        together |= {
            (thing(s, seed), p, o if p == term("rdf:type") else thing(o, seed))
            for s, p, o in random_triples(AXIOMS, 3 + seed % 17, seed)
        }
    found = Closing(AXIOMS).add(together)
    assert found == Reference(AXIOMS).add(together)
    assert len(found) > 1500


def thing(node: NamedNode, seed: int) -> NamedNode:
    return NamedNode(f"{node.value}/{seed}")


def test_a_graph_of_three_thousand_triples_has_the_closure_that_owlrl_finds() -> None:
    triples = random_triples(AXIOMS, 3000, 7)
    found = Closing(AXIOMS).add(triples)
    assert found == Reference(AXIOMS).add(triples)
    assert len(found) > 3000


def test_a_build_is_the_same_by_either_engine(graph: Store) -> None:
    own, reference = Store(), Store()
    for store in (own, reference):
        store.bulk_extend(graph)
    assert infer(own) == infer(reference, engine="reference")
    assert {str(quad) for quad in own} == {str(quad) for quad in reference}


def test_portions_add_up_to_the_closure_of_all_at_once() -> None:
    for seed in range(20):
        triples = sorted(random_triples(AXIOMS, 200, seed), key=str)
        random.Random(seed).shuffle(triples)
        closing = Closing(AXIOMS)
        found = set().union(*(closing.add(triples[i : i + 40]) for i in range(0, 200, 40)))
        assert found - set(triples) == Closing(AXIOMS).add(triples)
        assert closing.add(triples) == set()


@pytest.mark.parametrize("line", sorted(TABLE))
def test_each_line_of_the_rule_table_is_needed(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    axioms = read_axioms(alignments=True)
    other = term("id:other")
    axioms.inverses[other] = {term("pd:metWith")}
    axioms.triples.append((other, term("owl:inverseOf"), term("pd:metWith")))
    triples = random_triples(axioms, 400, 3, dense=8) | {(term("id:a"), other, term("id:b"))}
    whole = Closing(axioms).add(triples)
    monkeypatch.delitem(TABLE, line)
    assert Closing(axioms).add(triples) < whole


@pytest.mark.parametrize(
    "axiom",
    [
        "pd:hasHolder a owl:FunctionalProperty .",
        "pd:Party owl:equivalentClass pd:Organization .",
        "pd:Party rdfs:subClassOf [ a owl:Restriction ; owl:onProperty pd:isPartOf ; owl:someValuesFrom pd:State ] .",
        "pd:isPartOf owl:propertyDisjointWith pd:isOfficeOf .",
    ],
)
def test_an_axiom_without_a_rule_is_refused_by_name(axiom: str, tmp_path: Path) -> None:
    text = (ontology_dir() / "party-diplomacy.ttl").read_text("utf-8")
    (tmp_path / "party-diplomacy.ttl").write_text(f"{text}\n{axiom}\n")
    with pytest.raises(BadInput, match=r"no rule here covers owl:\w+") as fault:
        Closing(read_axioms(tmp_path))
    assert "--engine reference" in fault.value.remedy
    Reference(read_axioms(tmp_path)).add(random_triples(AXIOMS, 5, 1))


def test_things_of_two_disjoint_classes_are_found(graph: Store) -> None:
    """cax-dw makes no triple: a stored check names what it would find, for each pair that the ontology names."""
    text = (ontology_dir().parent / "queries" / "check-nothing-of-two-disjoint-classes.rq").read_text("utf-8")
    assert not list(graph.query(text, use_default_graph_as_union=True))  # type: ignore[arg-type]
    disjoint = [(s, o) for s, p, o in AXIOMS.triples if p == term("owl:disjointWith")]
    assert len(disjoint) == text.count("(pd:")
    for one, other in disjoint:
        store = Store()
        types = " ".join(f"a <{kind.value}> ;" for kind in (one, other))  # type: ignore[union-attr]
        store.update(f"{sparql_prefixes()}INSERT DATA {{ <{PREFIXES['id']}x> {types} rdfs:label 'x' }}")
        assert list(store.query(text)), (one, other)  # type: ignore[arg-type]


def test_axioms_start_empty() -> None:
    assert Closing(Axioms()).add(random_triples(AXIOMS, 20, 1)) == set()
