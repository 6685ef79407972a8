"""Parameters of questions: terms, never words in a query; things by the names that people write."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import BadInput, UsageError
from kg.naming import Bearer, Names
from kg.pipeline.asking import Built
from kg.pipeline.querying import Asking, ask
from kg.query import StoredQuery, bind, load_query, parse_query, run_query
from kg.query.header import read_header

PD = "https://w3id.org/party-diplomacy/ontology#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def stored(text: str) -> StoredQuery:
    return parse_query(text, "q", reviewed=True)


def test_parameters_are_terms_and_never_pasted(small: ox.Store) -> None:
    query = stored("#+ params:\n#+   - name: string, a name\nSELECT ?name ?s WHERE { ?s ?p ?name }")
    assert len(run_query(small, query).rows) == 4
    assert run_query(small, query, {"name": "Anna Holm"}).values() == (("https://x.org/a",),)
    for nasty in ('x" . ?s ?p ?o } #', "<https://x.org/a>", "'; DROP ALL; #", "\\"):
        assert run_query(small, query, {"name": nasty}).rows == ()


@pytest.fixture
def people(small: ox.Store) -> ox.Store:
    """The same three things, as officials."""
    for name in "abc":
        kinds = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode(f"{PD}Official")
        small.add(ox.Quad(ox.NamedNode(f"https://x.org/{name}"), *kinds))
    return small


def test_an_entity_is_found_by_name_and_ambiguity_is_refused(people: ox.Store) -> None:
    query = stored("#+ params:\n#+   - who: entity, who\nSELECT ?who ?label WHERE { ?who <" + LABEL + "> ?label }")
    for name in ("anna holm", "Änna Hólm", "https://x.org/a", "<https://x.org/a>".strip("<>")):
        assert run_query(people, query, {"who": name}).values() == (("Anna Holm",),)
    with pytest.raises(UsageError, match=r"x\.org/b.*x\.org/c"):
        run_query(people, query, {"who": "Bo Dahl"})
    with pytest.raises(UsageError, match="nothing is called"):
        run_query(people, query, {"who": "Nobody"})


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("integer", "1.5"), ("date", "6 May"), ("date", "2026-02-30"), ("date", "2026-02"), ("boolean", "yes"),
        ("iri", "no iri"), ("decimal", "NaN"), ("earliest", "2026-13"), ("latest", "26"), ("latest", "2026-99"),
        ("class", "Meetting"), ("concept", "Meeting"), ("pd:State", "Anna Holm"),
    ],
)  # fmt: skip
def test_a_parameter_of_the_wrong_type_is_refused(kind: str, value: str, small: ox.Store) -> None:
    with pytest.raises(UsageError):
        run_query(small, stored(f"#+ params:\n#+   - x: {kind}, x\nSELECT ?x {{ ?x ?p ?o }}"), {"x": value})


def test_an_unknown_parameter_is_refused(small: ox.Store) -> None:
    with pytest.raises(UsageError, match="it has none"):
        run_query(small, stored("SELECT ?x { ?x ?p ?o }"), {"y": "1"})


def test_queries_see_asserted_and_inferred_triples_once(small: ox.Store) -> None:
    inferred = ox.NamedNode("https://w3id.org/party-diplomacy/graph/inferred")
    small.add(ox.Quad(ox.NamedNode("https://x.org/d"), ox.NamedNode(LABEL), ox.Literal("Dora"), inferred))
    small.add(
        ox.Quad(
            ox.NamedNode("https://x.org/a"),
            ox.NamedNode(LABEL),
            ox.Literal("Anna Holm"),
            ox.NamedNode("https://x.org/g"),
        )
    )
    assert run_query(small, stored(f"SELECT (COUNT(*) AS ?n) {{ ?x <{LABEL}> ?l }}")).values() == (("4",),)


def bound(kind: str, words: str, store: ox.Store | None = None, **how: str) -> str:
    query = stored(f"#+ params:\n#+   - x: {kind}, x\nSELECT ?x {{ ?x ?p ?o }}")
    return next(iter(bind(store or ox.Store(), query, {"x": words}, **how).values())).value


@pytest.mark.parametrize(
    ("kind", "words", "term"),
    [
        ("date", "2024-02-29", "2024-02-29"), ("earliest", "2026", "2026-01-01"), ("earliest", "2026-02", "2026-02-01"),
        ("latest", "2026", "2026-12-31"), ("latest", "2024-02", "2024-02-29"), ("latest", "2026-02-06", "2026-02-06"),
        ("class", "meeting", f"{PD}Meeting"), ("class", "pd:PartyBody", f"{PD}PartyBody"),
        ("class", "Party body", f"{PD}PartyBody"), ("concept", "Held", f"{PD}Held"), ("integer", "7", "7"),
        ("entity", "id:state/laos", "https://w3id.org/party-diplomacy/id/state/laos"), ("iri", "<urn:x:y>", "urn:x:y"),
    ],
)  # fmt: skip
def test_words_become_terms_of_their_type(kind: str, words: str, term: str) -> None:
    assert bound(kind, words) == term


def test_short_iris_follow_the_base_of_the_build() -> None:
    assert bound("entity", "id:state/laos", base="https://a.org/") == "https://a.org/id/state/laos"
    assert bound("entity", "pd:Held", base="https://a.org/") == f"{PD}Held"


def test_only_allowed_values_are_taken() -> None:
    query = stored("#+ params:\n#+   - x: string, x\n#+ enumerate:\n#+   - x:\n#+     - a\n#+     - b\nSELECT ?x {}")
    assert query.params[0].choices == ("a", "b")
    with pytest.raises(UsageError, match="use one of a, b"):
        bind(ox.Store(), query, {"x": "c"})


@pytest.mark.parametrize(
    "name",
    ["Hun Sen", "hun sen", "HUN SEN", "Samdech Techo Hun Sen", "Samdech Akka Moha Sena Padei Techo Hun Sen",
     "President Hun Sen", "id:person/hun-sen"],
)  # fmt: skip
def test_a_person_is_found_however_called(name: str, graph: ox.Store, seeds_build: Path) -> None:
    built = Built(seeds_build, made=graph)
    assert ask(built, "cq-03", {"person": name}) == ask(built, "cq-03", {"person": "Hun Sen"})


@pytest.mark.parametrize(
    ("name", "thing"),
    [("Tô Lâm", "person/to-lam"), ("Viet Nam", "state/vietnam"), ("the CPP", "party/cambodian-peoples-party"),
     ("Lao People's Revolutionary Party", "party/lao-peoples-revolutionary-party"), ("suos yara", "person/sous-yara")],
)  # fmt: skip
def test_things_are_found_without_diacritics_case_and_articles(name: str, thing: str, graph: ox.Store) -> None:
    assert Names(graph).find(name, "x").value == f"https://w3id.org/party-diplomacy/id/{thing}"


def test_an_unknown_name_is_refused_with_those_that_come_near(graph: ox.Store) -> None:
    with pytest.raises(UsageError, match=r"nothing of pd:Official is called 'Hun Sne'; perhaps Hun Sen \(pd:Official"):
        Names(graph).find("Hun Sne", "person", kind="pd:Official")
    for words in ("Sen", "CPP President Hun Sen"):
        with pytest.raises(UsageError, match=r"perhaps Hun Sen \(pd:Official"):
            Names(graph).find(words, "person", kind="pd:Official")
    with pytest.raises(UsageError, match="as an article writes it"):
        Names(graph).find("Zzyzx Qwfp", "person")


def test_of_several_the_one_chosen_is_taken(people: ox.Store) -> None:
    def second(words: str, found: Sequence[Bearer]) -> Bearer | None:
        return found[1] if words == "bo dahl" else None

    assert Names(people).find("bo dahl", "x", choose=second).value == "https://x.org/c"
    with pytest.raises(UsageError, match="could be"):
        Names(people).find("Bo Dahl", "x", choose=second)


def test_limit_and_timeout_bound_an_answer(graph: ox.Store, seeds_build: Path) -> None:
    built = Built(seeds_build, made=graph)
    whole = ask(built, "cq-03", {})
    assert ask(built, "cq-03", {}, Asking(limit=1)).rows == whole.rows[:1]
    assert ask(built, "cq-03", {}, Asking(timeout=20)) == whole, "in a child the same"
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(BadInput, match=r"within 0\.5 s"):
        ask(built, endless, {}, Asking(timeout=0.5))


# ---- headers


def test_a_header_is_read_as_grlc_reads_it() -> None:
    header = read_header(
        '#+ summary: "Who met: when?"\n#+ endpoint: http://example.org/sparql\n#+ method: GET\n#+ pagination: 100\n'
        "#+ tags:\n#+   - one\n#+   - two\n#+ params:\n#+   - who: entity, a person\n"
        "#+ defaults:\n#+   - who: 'D''Arcy'\n"
        '#+ enumerate:\n#+   - who:\n#+     - a\n#+     - b\n#+ transform: {\n#+     "key": "?p",\n#+   }\n'
        "#+ endpoint_in_url: False\n#+ description: all of it\nSELECT * {}",
        "q",
    )
    assert (header.summary, header.tags, header.description) == ("Who met: when?", ("one", "two"), "all of it")
    assert (header.params, header.defaults) == ({"who": "entity, a person"}, {"who": "D'Arcy"})
    assert header.enumerate == {"who": ("a", "b")}


@pytest.mark.parametrize(
    "text",
    [
        "#+ summery: x", "#+ summary: a: b", '#+ summary: "a', "#+ params:\n#+   - x: colour, red",
        "#+ params:\n#+   x",
        "#+ defaults:\n#+   - x: 1", "#+ params:\n#+   - no name", "#+ enumerate:\n#+   - x:\n#+     - 1",
    ],
)  # fmt: skip
def test_a_faulty_header_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(BadInput) as fault:
        parse_query(f"{text}\nASK {{}}", "q")
    assert "\n" not in str(fault.value)


def test_a_query_without_header_has_neither_question_nor_parameters() -> None:
    assert parse_query("# a remark: here\nASK {}", "q").params == ()
    assert load_query("cq-03").question


def test_a_record_about_things_is_found_by_its_label_as_written_alone(graph: ox.Store) -> None:
    tenure = next(graph.quads_for_pattern(None, None, ox.NamedNode(f"{PD}Tenure"), ox.DefaultGraph())).subject
    label = next(graph.quads_for_pattern(tenure, ox.NamedNode(LABEL), None, ox.DefaultGraph())).object.value
    assert str(tenure) in {f"<{one.iri}>" for one in Names(graph).bearers(label)}
    assert Names(graph).bearers(label.upper()) == []
    assert not any(one.kind == "pd:Tenure" for one in Names(graph).near(label))
