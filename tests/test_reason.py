"""Reasoning: what follows is inferred with its premises, what does not follow is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from invented import TALKS, newsroom, outcome, plan, resolve_by_name
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryBoolean, Store

from kg import vocab
from kg.errors import BadInput
from kg.graph import build_graph
from kg.model import Claim, EventClaim, OfficeClaim, Reading, RoleClaim, Sourced, StatementClaim
from kg.reason import derivations, infer, proof
from kg.reason.axioms import read_axioms
from kg.reason.rl import Closing
from kg.reason.rules import read_rule, read_rules
from kg.vocab import sparql_prefixes, term

INFERRED = vocab.iri(f"{vocab.BASE}graph/inferred")
Triple = tuple[NamedNode, NamedNode, NamedNode]


def ask(store: Store, pattern: str) -> bool:
    answer = store.query(f"{sparql_prefixes()}ASK {{ GRAPH graph:inferred {{ {pattern} }} }}")
    assert isinstance(answer, QueryBoolean)
    return bool(answer)


def reasoned(*readings: Reading) -> Store:
    each = list(readings) or newsroom()[0]
    store = build_graph(each, resolve_by_name(each, TALKS))
    infer(store)
    return store


def thing(path: str) -> NamedNode:
    return vocab.iri(f"{vocab.BASE}id/{path}")


@pytest.fixture(scope="module")
def store() -> Store:
    return reasoned()


@pytest.mark.parametrize(
    "pattern",
    [
        "id:nothing ?p ?o",
        "?talks pd:isChairedBy ?who . FILTER (CONTAINS(STR(?who), 'ilo-marsh'))",
        "?talks pd:involves ?who . FILTER (CONTAINS(STR(?who), 'anna-holm'))",
        "?talks pd:isToInvolve ?office . FILTER (CONTAINS(STR(?office), 'prime-minister'))",
        "?talks pd:hasOrdinal 4 ; pd:isInSeries ?series",
        "?fifth pd:isAgreedAt ?talks . FILTER (CONTAINS(STR(?talks), '2030-05-04-talks'))",
        "?p pd:hasResolvedParticipant ?who . FILTER (CONTAINS(STR(?who), 'anna-holm'))",
        "?talks pd:engages ?party . FILTER (CONTAINS(STR(?party), 'orange-union'))",
        "?one pd:metWith ?other . FILTER (CONTAINS(STR(?one), 'ilo') && CONTAINS(STR(?other), 'tomas'))",
        "?office pd:isOfficeWithin ?party . FILTER (CONTAINS(STR(?office), 'deputy') && STRENDS(STR(?party), 'union'))",
        "?who pd:isAffiliatedWith ?party . FILTER (CONTAINS(STR(?who), 'vera') && CONTAINS(STR(?party), 'orange'))",
        "?office pd:isOccupiedBy ?who . FILTER (CONTAINS(STR(?who), 'ilo'))",
        "?who a pd:Agent . FILTER (CONTAINS(STR(?who), 'ilo'))",
    ],
)
def test_what_follows_is_inferred(store: Store, pattern: str) -> None:
    assert ask(store, pattern) == ("id:nothing" not in pattern)


def test_inferred_is_disjoint_and_clean(store: Store) -> None:
    inferred = [quad.triple for quad in store.quads_for_pattern(None, None, None, INFERRED)]
    assert len(inferred) > 50
    for triple in inferred:
        assert not any(
            True for _ in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, DefaultGraph())
        )
        assert isinstance(triple.subject, NamedNode)
        assert not isinstance(triple.object, BlankNode)
        assert not triple.subject.value.startswith(vocab.PREFIXES["pd"])
        assert triple.predicate != vocab.term("owl:sameAs")
        assert "owl#Thing" not in str(triple.object)


def test_a_plan_is_not_told_as_done(store: Store) -> None:
    only = reasoned(plan())
    assert not ask(only, "?e pd:involves ?x")
    assert not ask(only, "?e pd:isChairedBy ?x")
    assert not ask(only, "?e pd:engages ?x")
    assert ask(only, "?e pd:isToInvolve ?x")
    assert not ask(store, "?e pd:isAttendedBy ?o . FILTER (CONTAINS(STR(?o), 'office/'))")


def test_reasoning_twice_changes_nothing(store: Store) -> None:
    before = {str(quad) for quad in store}
    infer(store)
    assert {str(quad) for quad in store} == before


def test_authority_that_no_article_speaks_of_draws_no_conclusions(store: Store) -> None:
    assert not any(True for _ in store.quads_for_pattern(thing("party/swapo"), None, None, INFERRED))


def edit(reading: Reading, change: object) -> Reading:
    claims = tuple(made for claim in reading.claims if (made := change(claim)) is not None)  # type: ignore[operator]
    return replace(reading, claims=claims)


def numbered(store: Store) -> bool:
    return ask(store, "?talks pd:hasOrdinal 4")


def named(name: str, event: str) -> object:
    def change(claim: Claim) -> Claim:
        return replace(claim, name=name) if isinstance(claim, EventClaim) and claim.id == event else claim

    return change


def test_the_number_needs_an_agreement() -> None:
    def silent(claim: Claim) -> Claim | None:
        return None if isinstance(claim, StatementClaim) else claim

    assert numbered(reasoned(plan(), outcome()))
    assert not numbered(reasoned(plan(), edit(outcome(), silent)))


def test_the_number_needs_the_same_number_of_sides() -> None:
    assert not numbered(reasoned(edit(outcome(), named("trilateral talks", "m"))))


def test_the_number_needs_the_same_level() -> None:
    assert not numbered(reasoned(edit(outcome(), named("bilateral ministerial talks", "m"))))


def test_two_like_events_in_the_article_leave_the_number_open() -> None:
    reading = outcome()
    held = next(claim for claim in reading.events() if claim.id == "m")
    more = replace(reading, claims=(*reading.claims, replace(held, id="m2")))
    assert not numbered(reasoned(more))


def test_the_first_of_a_series_has_none_before_it() -> None:
    def first(claim: Claim) -> Claim:
        return replace(claim, ordinal=1) if isinstance(claim, EventClaim) and claim.id == "n" else claim

    store = reasoned(edit(outcome(), first))
    assert ask(store, "?n pd:isAgreedAt ?m")
    assert not ask(store, "?m pd:hasOrdinal ?n")


def test_a_number_that_an_article_states_is_not_inferred_over() -> None:
    def told(claim: Claim) -> Claim:
        return replace(claim, ordinal=3) if isinstance(claim, EventClaim) and claim.id == "m" else claim

    assert not ask(reasoned(edit(outcome(), told)), "?m pd:hasOrdinal ?n")


def test_an_office_with_two_holders_is_left_open() -> None:
    def rival(claim: Claim) -> Claim:
        if isinstance(claim, OfficeClaim) and claim.person == "tr":
            return replace(claim, organization="nl", title="Prime Minister")
        return claim

    assert not ask(reasoned(plan(), edit(outcome(), rival)), "?p pd:hasResolvedParticipant ?who")


def dated(reading: Reading, day: str | None) -> Reading:
    return replace(reading, article=replace(reading.article, published=Sourced(day, "x") if day else None))


@pytest.mark.parametrize(
    ("day", "resolved"), [("2031-04-01", True), ("2031-06-01", False), ("2028-05-01", False), (None, False)]
)
def test_an_office_is_resolved_within_twelve_months(day: str | None, resolved: bool) -> None:
    assert ask(reasoned(plan(), dated(outcome(), day)), "?p pd:hasResolvedParticipant ?who") == resolved


def test_a_former_holder_is_not_the_holder() -> None:
    def former(claim: Claim) -> Claim:
        return replace(claim, status="former") if isinstance(claim, OfficeClaim) else claim

    assert not ask(reasoned(plan(), edit(outcome(), former)), "?p pd:hasResolvedParticipant ?who")


def test_an_unnamed_holder_who_attended_is_lifted_by_name() -> None:
    def held(claim: Claim) -> Claim:
        return replace(claim, stage="held") if isinstance(claim, EventClaim) else claim

    only = edit(plan(), held)
    answer = ask(reasoned(only, outcome()), "?e pd:isAttendedBy ?who . FILTER (CONTAINS(STR(?who), 'anna-holm'))")
    assert answer


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"stage": "held"}, "Held"),
        ({"stage": "cancelled"}, "Cancelled"),
        ({"stage": "planned", "postponed": True}, "Postponed"),
        ({"stage": "planned"}, "Announced"),
    ],
)
def test_the_state_of_an_event_is_that_of_its_strongest_account(told: dict[str, object], state: str) -> None:
    def as_told(claim: Claim) -> Claim:
        return replace(claim, **told) if isinstance(claim, EventClaim) and claim.id == "m" else claim  # type: ignore[arg-type]

    store = reasoned(plan(), edit(outcome(), as_told))
    assert ask(store, f"?e pd:hasState pd:{state} . FILTER (CONTAINS(STR(?e), 'talks'))")
    weaker = {"Held", "Cancelled", "Postponed", "Announced"} - {state}
    for other in weaker:
        assert not ask(store, f"?e pd:hasState pd:{other} . FILTER (CONTAINS(STR(?e), '2030-05-04-talks'))")


def test_an_inviter_to_a_plan_is_an_inviter() -> None:
    def invites(claim: Claim) -> Claim:
        return replace(claim, role="inviter") if isinstance(claim, RoleClaim) and claim.role == "chair" else claim

    store = reasoned(edit(plan(), invites))
    assert ask(store, "?e pd:isByInvitationOf ?who . FILTER (CONTAINS(STR(?who), 'ilo'))")
    assert not ask(store, "?e pd:isToInvolve ?who . FILTER (CONTAINS(STR(?who), 'ilo'))")


def test_every_rule_fires_somewhere() -> None:
    counted: set[str] = set()
    for readings in ([plan(), outcome()], [edit(plan(), named("talks", "e1")), outcome()]):
        each = [
            edit(one, lambda c: replace(c, role="inviter") if isinstance(c, RoleClaim) and c.agent == "tl" else c)
            for one in readings
        ]
        each = [
            edit(one, lambda c: replace(c, stage="held") if isinstance(c, EventClaim) and c.id == "e1" else c)
            for one in each
        ]
        each = [
            edit(one, lambda c: replace(c, name="talks") if isinstance(c, EventClaim) and c.id == "e1" else c)
            for one in each
        ]
        for chosen in (each, readings, [edit(outcome(), named("encounter", "m"))]):
            store = build_graph(chosen, resolve_by_name(chosen, TALKS))
            counted |= set(infer(store).by_rule)
    assert {rule.iri.value.rsplit("/", 1)[-1] for rule in read_rules()} - counted == set()


def test_each_ruled_triple_names_rule_and_premises(store: Store) -> None:
    notes = list(store.quads_for_pattern(None, term("rdf:type"), term("pd:Inference"), INFERRED))
    assert len(notes) > 10
    for note in notes:
        for predicate in ("rdf:subject", "rdf:predicate", "rdf:object", "prov:wasGeneratedBy", "pd:hasPremise"):
            assert any(True for _ in store.quads_for_pattern(note.subject, term(predicate), None, INFERRED)), predicate


def test_every_inferred_triple_has_a_proof(store: Store) -> None:
    for quad in store.quads_for_pattern(None, None, None, INFERRED):
        if "/inference/" in str(quad.subject) or "/rule/" in str(quad.subject):
            continue
        assert proof(store, (quad.subject, quad.predicate, quad.object)), str(quad)  # type: ignore[arg-type]


def test_a_proof_goes_down_to_what_is_asserted(store: Store) -> None:
    triple = (thing("person/vera-brandt"), term("pd:isAffiliatedWith"), thing("party/orange-union"))
    steps = proof(store, triple)
    assert [step.by for step in steps] == [
        "pd:isAffiliatedWith owl:propertyChainAxiom (pd:isAffiliatedWith pd:isPartOf)",
        "pd:isAffiliatedWith owl:propertyChainAxiom (pd:holdsOffice pd:isOfficeOf)",
    ]
    assert steps[1].premises[0][1] == term("pd:holdsOffice")


def test_a_derivation_by_rule_names_its_premises(store: Store) -> None:
    talks = thing("event/2030-05-04-talks")
    (ordinal,) = [q.object for q in store.quads_for_pattern(talks, term("pd:hasOrdinal"), None, INFERRED)]
    (step,) = derivations(store, (talks, term("pd:hasOrdinal"), ordinal))  # type: ignore[arg-type]
    assert step.by == vocab.expand("pdr:number-before")
    assert set(step.nodes) == {thing("account/outcome/m"), thing("account/outcome/n")}


def test_what_is_asserted_or_unknown_has_no_derivation(store: Store) -> None:
    party = thing("party/orange-union")
    assert derivations(store, (party, term("rdf:type"), term("pd:Party"))) == ()
    assert derivations(store, (party, term("rdf:type"), term("pd:Meeting"))) == ()
    assert proof(store, (party, term("pd:isPartOf"), thing("nowhere"))) == ()


def test_alignments_are_reasoned_over_when_asked() -> None:
    store = build_graph(*newsroom())
    infer(store, alignments=True)
    assert ask(store, "?e a sem:Event")
    assert ask(store, "?p org:holds ?o")
    triple = (thing("person/ilo-marsh"), term("rdf:type"), term("foaf:Person"))
    axioms = read_axioms(alignments=True)
    assert derivations(store, triple, axioms=axioms)[0].by == "pd:Official rdfs:subClassOf foaf:Person"


def small(*triples: tuple[str, str, str]) -> set[Triple]:
    return {(vocab.term(f"id:{s}"), term(p), vocab.term(f"id:{o}")) for s, p, o in triples}


def test_the_closure_is_that_of_the_whole_ontology_and_graph() -> None:
    """Leaving out what no axiom touches loses nothing: owlrl over everything, annotations included, finds the same."""
    import rdflib
    from owlrl import DeductiveClosure, OWLRL_Semantics

    from kg.paths import ontology_dir

    store = build_graph([plan()], resolve_by_name([plan()]))
    kept = {
        (q.subject, q.predicate, q.object)
        for graph in store.named_graphs()
        if not graph.value.endswith("authority")  # type: ignore[union-attr]
        for q in store.quads_for_pattern(None, None, None, graph)
        if q.predicate.value.startswith(vocab.PREFIXES["pd"]) or q.predicate == term("rdf:type")
    }
    whole = rdflib.Graph().parse(ontology_dir() / "party-diplomacy.ttl")
    for s, p, o in kept:
        value = rdflib.URIRef(o.value) if isinstance(o, NamedNode) else rdflib.Literal(o.value)  # type: ignore[union-attr]
        whole.add((rdflib.URIRef(s.value), rdflib.URIRef(p.value), value))  # type: ignore[union-attr]
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(whole)
    own, inside = vocab.PREFIXES["id"], vocab.PREFIXES["pd"]
    expected = {
        (str(s), str(p), str(o)) for s, p, o in whole
        if str(s).startswith(own) and isinstance(o, rdflib.URIRef)
        and (str(p).startswith(inside) or (p == rdflib.RDF.type and str(o).startswith(inside)))
    } - {(s.value, p.value, o.value) for s, p, o in kept}  # type: ignore[union-attr]  # fmt: skip
    found = {(s.value, p.value, o.value) for s, p, o in Closing(read_axioms()).add(kept)}  # type: ignore[arg-type]
    assert found == expected
    assert len(found) >= 20


def test_transitivity_and_chains_by_closure() -> None:
    known = small(
        ("a", "pd:isPartOf", "b"), ("b", "pd:isPartOf", "c"), ("x", "pd:isOfficeOf", "a"), ("p", "pd:holdsOffice", "x")
    )
    found = Closing(read_axioms()).add(known)  # type: ignore[arg-type]
    assert small(("a", "pd:isPartOf", "c"), ("x", "pd:isOfficeWithin", "c"), ("p", "pd:isAffiliatedWith", "c")) <= found


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s WHERE { ?s ?p ?o }",
        "# rule: bad\n# label: x\nCONSTRUCT { ?s ?p ?o . ?o ?p ?s } WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "# rule: other\n# label: x\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "# rule: bad\n# label: x\nCONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://e.org/> { ?s ?p ?o } }",
        "# rule: bad\n# label: x\nCONSTRUCT { ?s ?p ?o } WHERE { \\u0053ERVICE <http://e.org/> { ?s ?p ?o } }",
    ],
)
def test_a_file_that_is_no_rule_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.rq"
    path.write_text(text)
    with pytest.raises(BadInput, match=r"bad\.rq"):
        read_rule(path)
