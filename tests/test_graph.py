"""The graph: claims become triples with evidence; the same readings give the same graph; text stays in its terms."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import TALKS, newsroom, outcome, plan, resolve_by_name, texts
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QueryBoolean, RdfFormat, Store, parse

from kg import vocab
from kg.errors import BadInput, UsageError
from kg.graph import bounds, build_graph
from kg.graph.wording import described, level_named, series_key, sides_named, title_of_post
from kg.model import Entity, EventClaim, OfficeClaim, Sourced, Span
from kg.resolution import Occurrence
from kg.vocab import sparql_prefixes


def ask(store: Store, pattern: str, graph: str | None = None) -> bool:
    inner = f"GRAPH {graph} {{ {pattern} }}" if graph else pattern
    answer = store.query(f"{sparql_prefixes()}ASK {{ {inner} }}")
    assert isinstance(answer, QueryBoolean)
    return bool(answer)


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    solutions = store.query(sparql_prefixes() + query)
    return [tuple(value.value if value is not None else "" for value in row) for row in solutions]  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def store() -> Store:
    return build_graph(*newsroom())


@pytest.mark.parametrize(
    "pattern",
    [
        'GRAPH ?g { ?a a pd:Article ; dcterms:identifier "plan" ; dcterms:issued "2030-05-01"^^xsd:date }',
        '?a dcterms:identifier "plan" ; pd:isPublishedBy ?o ; pd:hasDatelinePlace ?p . ?o a pd:Outlet . ?p a pd:Place',
        '?x a pd:Party ; rdfs:label "Orange Union" ; skos:altLabel "OU"',
        '?x a pd:PartyBody ; rdfs:label "OU\'s Foreign Committee" ; pd:isPartOf ?p . ?p rdfs:label "Orange Union"',
        '?p rdfs:label "Anna Holm" ; pd:holdsOffice ?o . ?o pd:hasTitle "Prime Minister" ; '
        "pd:isOfficeOf ?n . ?n a pd:State",
        '?t a pd:Tenure ; pd:hasHolder ?p ; pd:hasOffice ?o ; pd:hasStatus pd:Current ; pd:isReportedIn ?a',
        '?p rdfs:label "Tomas Reed" ; pd:isMemberOf ?x . ?x rdfs:label "Orange Union"',
        '?a pd:hasStage pd:Announced ; pd:hasDate "2031"^^edtf:EDTF ; pd:earliestDate "2031-01-01"^^xsd:date ; '
        'pd:latestDate "2031-12-31"^^xsd:date ; pd:hasOrdinal 5',
        '?e a pd:Meeting, pd:Event ; pd:isInSeries ?s ; pd:hasOrdinal 5 . ?s a pd:EventSeries',
        '?p a pd:Participation ; pd:hasRole pd:Chair ; pd:actsAs ?o ; pd:isParticipationIn ?a . ?a pd:hasStage pd:Held',
        '?p pd:hasParticipant ?o . ?o a pd:Office ; pd:hasTitle "Prime Minister"',
        '?g a pd:Agreement ; pd:isBetween ?x, ?y ; pd:hasCount 3 ; pd:isSignedAt ?e ; '
        'pd:coversPeriod "2030/2032"^^edtf:EDTF',
        '?s a pd:Statement ; pd:hasAct "agree" ; pd:speaksOf ?e . ?e pd:hasOrdinal 5',
        '?f a pd:Figure ; pd:hasValue 20.0 ; pd:hasUnit "billion USD" ; pd:isTarget true ; pd:isFigureFor "trade"',
        '?g a pd:Collective ; pd:comprises ?x, ?y',
        '?r a pd:Reference ; oa:exact "She" ; pd:refersTo ?p . ?p rdfs:label "Vera Brandt"',
        '?m a pd:Merge ; pd:mergesOccurrence "plan#e1", "outcome#m" ; pd:hasReason ?why ; '
        "pd:mergesInto ?e . ?e a pd:Meeting",
        '?b a prov:Activity ; prov:used ?a, ?c . ?d prov:wasGeneratedBy ?b',
    ],
)  # fmt: skip
def test_what_the_articles_say_is_in_the_graph(store: Store, pattern: str) -> None:
    assert ask(store, pattern)


def test_one_event_has_the_accounts_of_both_articles(store: Store) -> None:
    found = rows(store, """SELECT ?name ?stage { ?account pd:describesEvent ?event ;
        pd:isAccountIn/dcterms:identifier ?name ; pd:hasStage ?stage . ?event rdfs:label "bilateral talks" }
        ORDER BY ?name""")  # fmt: skip
    assert [(name, stage.rsplit("#")[-1]) for name, stage in found] == [("outcome", "Held"), ("plan", "Announced")]


def test_a_claim_of_two_articles_is_one_claim_with_two_quotes(store: Store) -> None:
    found = rows(
        store,
        """SELECT ?claim (COUNT(DISTINCT ?article) AS ?n) (COUNT(DISTINCT ?e) AS ?m)
        { ?claim pd:hasKind "office" ; pd:isStatedIn ?article ; pd:hasEvidence ?e }
        GROUP BY ?claim ORDER BY DESC(?n)""",
    )
    assert [(n, m) for _, n, m in found] == [("2", "2"), ("1", "1"), ("1", "1"), ("1", "1")]


def test_every_quote_is_the_text_at_its_place(store: Store) -> None:
    found = rows(store, """SELECT ?name ?words ?start ?end { ?e oa:hasSource/dcterms:identifier ?name ;
        oa:hasSelector ?q, ?p .
        ?q oa:exact ?words . ?p oa:start ?start ; oa:end ?end }""")  # fmt: skip
    assert len(found) >= 20
    assert all(texts()[name][int(start) : int(end)] == words for name, words, start, end in found)


def test_an_articles_graph_states_what_it_states_and_no_more(store: Store) -> None:
    plan_graph = "<https://w3id.org/party-diplomacy/graph/article/plan>"
    assert ask(store, '?p rdfs:label "Vera Brandt"', plan_graph)
    assert not ask(store, '?p rdfs:label "Anna Holm"', plan_graph)
    assert not ask(store, "?c a pd:Claim", plan_graph)
    assert ask(store, "?c a pd:Claim", "graph:claims")


def test_the_default_graph_is_the_union_without_blank_nodes_or_texts(store: Store) -> None:
    default = {quad.triple for quad in store if quad.graph_name == DefaultGraph()}
    named = [quad.triple for quad in store if quad.graph_name != DefaultGraph()]
    assert default == set(named)
    assert not any(isinstance(node, BlankNode) for triple in default for node in (triple.subject, triple.object))
    assert not any(text in str(triple.object) for text in texts().values() for triple in default)


def dump(store: Store) -> list[str]:
    return sorted(store.dump(format=RdfFormat.N_QUADS).decode().splitlines())


def test_the_order_of_articles_does_not_matter(store: Store) -> None:
    readings, resolution = newsroom()
    shuffled = [
        replace(r, entities=tuple(random.Random(7).sample(r.entities, len(r.entities)))) for r in readings[::-1]
    ]
    assert dump(build_graph(shuffled, resolution)) == dump(store)


def test_another_base_moves_every_thing_and_no_term() -> None:
    moved = build_graph(*newsroom(), base="https://example.org/news/")
    assert not any("w3id.org/party-diplomacy/id/" in line for line in dump(moved))
    assert any("https://w3id.org/party-diplomacy/ontology#Meeting" in line for line in dump(moved))
    assert any("<https://example.org/news/id/state/vietnam>" in line for line in dump(moved))


@pytest.mark.parametrize("base", ["", "news/", "https://example.org/news", "https://e.org/<x>/", "https://e.org/a b/"])
def test_a_base_that_is_no_address_is_refused(base: str) -> None:
    with pytest.raises(UsageError):
        build_graph(*newsroom(), base=base)


def test_a_broken_authority_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "authority.ttl"
    path.write_text("<a> <b")
    with pytest.raises(BadInput, match=r"authority\.ttl"):
        build_graph(*newsroom(), authority=path)
    path.write_text("[] a <https://example.org/C> .")
    with pytest.raises(BadInput, match="blank node"):
        build_graph(*newsroom(), authority=path)


def test_a_thing_of_the_authority_keeps_its_address_and_label() -> None:
    readings, resolution = newsroom()
    known = f"{vocab.BASE}id/state/vietnam"
    groups = tuple(replace(g, authority=known) if g.label == "Norland" else g for g in resolution.entities)
    store = build_graph(readings, replace(resolution, entities=groups))
    assert ask(
        store, f'<{known}> a pd:State ; rdfs:label "Vietnam" ; skos:altLabel "Norland" ; skos:exactMatch wd:Q881'
    )
    assert not ask(store, f'<{known}> rdfs:label "Norland"')
    assert ask(store, f'?o pd:isOfficeOf <{known}> ; rdfs:label "Prime Minister, Vietnam"')


def changed(**values: object) -> Store:
    """The outcome's first talks with other values."""
    reading = outcome()
    claims = tuple(
        replace(c, **values) if isinstance(c, EventClaim) and c.id == "m" else c for c in reading.claims  # type: ignore[arg-type]
    )  # fmt: skip
    readings = [plan(), replace(reading, claims=claims)]
    return build_graph(readings, resolve_by_name(readings, TALKS))


def test_postponed_is_a_stage_of_its_own() -> None:
    assert ask(changed(stage="cancelled", postponed=True), "?a pd:hasStage pd:Postponed")


def test_a_date_without_a_year_has_no_days() -> None:
    store = changed(dates=("XXXX-05-04",))
    assert ask(store, '?a pd:hasDate "XXXX-05-04"^^edtf:EDTF ; pd:hasStage pd:Held')
    assert not ask(store, "?a pd:hasStage pd:Held ; pd:earliestDate ?d")


def test_a_part_of_an_event_and_a_plan_made_there_are_told_apart() -> None:
    reading = outcome()

    def with_part(**values: object) -> Store:
        claims = tuple(
            replace(c, part_of="m", **values) if isinstance(c, EventClaim) and c.id == "n" else c  # type: ignore[arg-type]
            for c in reading.claims
        )
        readings = [plan(), replace(reading, claims=claims)]
        return build_graph(readings, resolve_by_name(readings, TALKS))

    assert ask(with_part(), "?n pd:isAgreedAt ?m")
    assert not ask(with_part(), "?n pd:isSubEventOf ?m")
    assert ask(with_part(stage="held"), "?n pd:isSubEventOf ?m")


@pytest.mark.parametrize(
    ("status", "predicate"), [("former", "heldOffice"), ("late", "heldOffice"), ("elect", "isElectedTo")]
)
def test_who_held_or_is_to_hold_an_office_does_not_hold_it(status: str, predicate: str) -> None:
    reading = outcome()
    claims = tuple(replace(c, status=status) if isinstance(c, OfficeClaim) else c for c in reading.claims)
    readings = [replace(reading, claims=claims)]  # type: ignore[arg-type]
    store = build_graph(readings, resolve_by_name(readings))
    assert not ask(store, "?p pd:holdsOffice ?o")
    assert ask(store, f"?c rdf:predicate pd:{predicate} ; pd:claimsAbout/pd:hasStatus ?s")
    assert not ask(store, "?p pd:actsAs ?o")


def test_metadata_that_cannot_be_terms_is_kept_as_text() -> None:
    reading = plan()
    article = replace(reading.article, published=Sourced("soon", "x"), url=Sourced("no address <here>", "x"))
    readings = [replace(reading, article=article)]
    store = build_graph(readings, resolve_by_name(readings))
    assert ask(store, '?a dcterms:issued "soon" ; dcterms:source "no address <here>"')


def test_names_with_hostile_characters_stay_names(tmp_path: Path) -> None:
    reading = plan()
    hostile = 'Vera\u202e> <x:y> "a\ud800\x00\u200b\n. Brandt'
    entities = tuple(replace(e, names=(hostile,)) if e.key == "vb" else e for e in reading.entities)
    readings = [replace(reading, entities=entities)]
    resolution = resolve_by_name(readings)
    store = build_graph(readings, resolution)
    assert ask(store, '?p a pd:Official ; rdfs:label "Vera> <x:y> \\"a\ufffd . Brandt"')
    for form in (RdfFormat.N_QUADS, RdfFormat.TRIG):
        assert len(list(parse(store.dump(format=form), form))) == len(store)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2030-05-04", "2030-05-04", "2030-05-04"), ("2030-02", "2030-02-01", "2030-02-28"),
        ("2032-02", "2032-02-01", "2032-02-29"), ("2030", "2030-01-01", "2030-12-31"),
        ("203X", "2030-01-01", "2039-12-31"), ("20XX", "2000-01-01", "2099-12-31"),
        ("2030-05-04/2030-05-06", "2030-05-04", "2030-05-06"), ("2030-05/2031", "2030-05-01", "2031-12-31"),
        ("2030-05-04/..", "2030-05-04", None), ("../2030-05-04", None, "2030-05-04"),
        ("2030-05-04/", "2030-05-04", None),
        ("2030-05-XX", "2030-05-01", "2030-05-31"), ("2030-XX-04", "2030-01-01", "2030-12-31"),
        ("2030-21", "2030-03-01", "2030-05-31"), ("2030-24", "2030-01-01", "2030-12-31"),
        ("2030?", "2030-01-01", "2030-12-31"),
        ("XXXX-05-04", None, None), ("2030-02-30", None, None), ("2030-13", None, None),
        ("soon", None, None), ("", None, None),
        ("0000", None, None), ("2030-99-99/x", None, None),
    ],
)  # fmt: skip
def test_bounds_of_dates(text: str, first: str | None, last: str | None) -> None:
    def read(value: str | None) -> date | None:
        return None if value is None else date.fromisoformat(value)

    assert bounds(text) == (read(first), read(last))


@given(st.text(alphabet="0123456789X-/.?~% ", max_size=24))
def test_bounds_never_raise_and_are_in_order(text: str) -> None:
    first, last = bounds(text)
    assert first is None or last is None or "/" in text or first <= last


@given(st.text(max_size=60))
def test_any_text_makes_safe_terms(text: str) -> None:
    node = vocab.mint(f"{vocab.BASE}id/", "person", text)
    assert NamedNode(node.value) == node
    assert not set(node.value) & set(' <>"{}|\\^`\n')
    assert ".." not in node.value.removeprefix(vocab.BASE).split("/")
    store = Store()
    store.update(f"INSERT DATA {{ {node} <x:p> {vocab.label(text)} , {vocab.quoted(text)} }}")
    assert len(vocab.quoted(text).value) == len(text)


@given(st.text(max_size=40))
def test_slugs_are_plain_and_told_apart(text: str) -> None:
    made = vocab.slug(text)
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert vocab.slug(made) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [("Tô Lâm", "to-lam"), ("Đặng Ánh", "dang-anh"), ("People’s Party", "peoples-party"), ("A–B", "a-b"),
     ("Ødegård & Co.", "odegard-co")],
)  # fmt: skip
def test_slugs(text: str, made: str) -> None:
    assert vocab.slug(text) == made


def test_slugs_of_other_scripts_differ() -> None:
    assert vocab.slug("ហ៊ុន សែន") != vocab.slug("苏林")


@pytest.mark.parametrize("text", ["a b:c", "rel/ative", "x:<y>", "x:y\u202e", "x:\ud800", 'x:"', "x:\\u0041", ""])
def test_unsafe_addresses_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="IRI"):
        vocab.iri(text)


@pytest.mark.parametrize(
    ("text", "made"),
    [("20.0", "20"), ("0.500", "0.5"), ("007", "7"), ("-0", "0"), ("1E3", "1000"), ("16", "16"), ("100", "100")],
)
def test_numbers_are_canonical(text: str, made: str) -> None:
    assert vocab.number(text) == Literal(made, datatype=NamedNode(vocab.expand("xsd:decimal")))


@pytest.mark.parametrize("text", ["2026-2030", "many", "NaN", "Infinity", "1e400", ""])
def test_what_is_no_number_stays_text(text: str) -> None:
    assert vocab.number(text).datatype.value == vocab.expand("xsd:string")


@pytest.mark.parametrize(
    ("name", "owners", "title"),
    [
        ("Prime Minister of Norland", ["Norland"], "Prime Minister"),
        ("the Chairman of the National Council of Norland", ["National Council of Norland", "Norland"], "Chairman"),
        ("Norland's Prime Minister", ["Norland"], "Prime Minister"),
        ("Norland Prime Minister", ["Norland"], "Prime Minister"),
        ("Ambassador to Norland", ["Norland"], "Ambassador"),
        ("King", ["Norland"], "King"),
    ],
)
def test_titles_of_posts(name: str, owners: list[str], title: str) -> None:
    assert title_of_post(name, owners) == title


def test_what_an_events_words_say() -> None:
    text = "they will hold the fifth meeting of the heads of the three Parties in Norland in 2031."
    words = described("fifth meeting", text, 0, len(text))
    assert words == "fifth meeting of the heads of the three Parties"
    assert (series_key(words), sides_named(words), level_named(words)) == (
        "meeting of the heads of the three Parties", 3, "leaders",
    )  # fmt: skip
    assert series_key("The 14th National Congress in 2026") == "National Congress"
    assert series_key("5th meeting of the two heads in Norland in 2031") == "meeting of the two heads"
    assert sides_named("trilateral talks") == 3
    assert sides_named("talks between both sides") == 2
    assert sides_named("talks") is None
    assert level_named("joint meeting of the defence ministers") == "ministers"
    assert described("talks", "no such words", 0, 13) == "talks"


def test_a_series_of_a_bare_word_joins_no_other_events() -> None:
    reading = outcome()
    claims = tuple(
        replace(c, name="fifth talks") if isinstance(c, EventClaim) and c.id == "n" else c for c in reading.claims
    )
    cut = replace(reading, claims=claims)
    store = build_graph([cut], resolve_by_name([cut], {Occurrence("outcome", "n"): "talks-5"}))
    series = [row[0] for row in rows(store, "SELECT ?s { ?e pd:isInSeries ?s }")]
    assert series == [f"{vocab.BASE}id/series/talks-between-the-two-parties"]
    bare = replace(cut, claims=tuple(
        replace(c, evidence=replace(c.evidence, span=replace(c.evidence.span, end=c.evidence.span.start + 9)))
        if isinstance(c, EventClaim) and c.id == "n" else c for c in claims
    ))  # fmt: skip
    store = build_graph([bare], resolve_by_name([bare], {Occurrence("outcome", "n"): "talks-5"}))
    assert [row[0] for row in rows(store, "SELECT ?s { ?e pd:isInSeries ?s }")] == [
        f"{vocab.BASE}id/series/talks-talks-5"
    ]


def test_a_series_calls_a_party_by_its_own_name_only() -> None:
    reading = outcome()
    text = "The OU held its 12th congress of the OU and the first meeting of the Party committee."
    begin = text.index("12th")
    evidence = replace(
        reading.claims[0].evidence, span=Span(begin, begin + len("12th congress of the OU")), references=()
    )
    event = EventClaim("c", "congress", "12th congress of the OU", "held", (), None, evidence, ordinal=12)
    meeting = replace(
        event, id="d", type="meeting", name="first meeting of the Party committee", ordinal=1,
        evidence=replace(evidence, span=Span(text.index("first"), len(text) - 1)),
    )  # fmt: skip
    party = Entity("ou", "party", ("Orange Union", "OU", "Party"))
    made = replace(reading, article=replace(reading.article, text=text), entities=(party,), claims=(event, meeting))
    store = build_graph([made], resolve_by_name([made]))
    series = {row[0].rsplit("/", 1)[-1] for row in rows(store, "SELECT ?s { ?e pd:isInSeries ?s }")}
    assert series == {"congress-of-the-orange-union", "meeting-of-the-party-committee"}
