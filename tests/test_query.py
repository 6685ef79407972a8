"""The room query: headers, parameters as terms, the guard before free text, formats; the questions of the corpus."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import socket
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import BadInput, KgError, UsageError
from kg.query import (
    FORMATS,
    Limits,
    StoredQuery,
    list_queries,
    load_query,
    refuse_reaching_out,
    render,
    run_free,
    run_query,
)
from kg.query.stored import parse_query

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
PD = "https://w3id.org/party-diplomacy/ontology#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
ALT = "http://www.w3.org/2004/02/skos/core#altLabel"


@pytest.fixture(scope="module")
def graph(seeds_build: Path) -> ox.Store:
    """The graph of the first corpus, as `kg build` writes it."""
    store = ox.Store()
    store.bulk_load(path=str(seeds_build / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    return store


@pytest.fixture
def small() -> ox.Store:
    store = ox.Store()
    for name, label in (("a", "Anna Holm"), ("b", "Bo Dahl"), ("c", "Bo Dahl")):
        store.add(ox.Quad(ox.NamedNode(f"https://x.org/{name}"), ox.NamedNode(LABEL), ox.Literal(label)))
    store.add(ox.Quad(ox.NamedNode("https://x.org/a"), ox.NamedNode(ALT), ox.Literal("Änna Hólm")))
    return store


def stored(text: str) -> StoredQuery:
    return parse_query(text, "q", reviewed=True)


# ---- stored queries


@pytest.mark.parametrize("query", list_queries(), ids=lambda q: q.id)
def test_every_stored_query_has_a_header_and_runs(query: StoredQuery, graph: ox.Store) -> None:
    assert query.path is not None
    assert query.id == query.path.stem
    assert query.question.endswith(("?", ".", ")"))
    assert refuse_reaching_out(query.text) == "SELECT"
    table = run_query(graph, query)
    assert not {p.name for p in query.params} & set(table.columns)
    if query.id.startswith("check-"):
        assert table.rows == ()
    if query.id.startswith("report-") and query.id != "report-counts":
        assert table.columns[:2] == ("finding", "kind")
        assert all(len(row[0]) > 10 for row in table.values())


@pytest.mark.parametrize("query", [q for q in list_queries() if q.id.startswith("cq-")], ids=lambda q: q.id)
def test_a_question_is_answered_as_written(query: StoredQuery, graph: ox.Store) -> None:
    """The expected files were checked by hand against the questions' written answers."""
    answer = render(run_query(graph, query), "tsv").decode()
    path = EXPECTED / f"{query.id}.tsv"
    if os.environ.get("KG_REWRITE_EXPECTED"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(answer, "utf-8")
    assert answer == path.read_text("utf-8")


@pytest.mark.parametrize("query", [q for q in list_queries() if q.id.startswith("cq-")], ids=lambda q: q.id)
def test_the_evidence_of_every_answer_is_in_the_articles(query: StoredQuery, graph: ox.Store, seeds: Path) -> None:
    plain, shown = run_query(graph, query), run_query(graph, query, evidence=True)
    assert shown.columns == (*plain.columns, "evidence")
    assert [row[:-1] for row in shown.values()] == list(plain.values())
    texts = {path.stem: " ".join(path.read_text("utf-8").split()) for path in seeds.glob("*.txt")}
    for row in shown.values():
        assert row[-1], row
        for name, words in re.findall(r"(?:^| \| )(\w+): “(.*?)”(?= \| |$)", row[-1]):
            assert words in texts[name]
        assert all(name in row[-1] for cell in row[:-1] for name in texts if cell == name)


def test_a_query_that_names_no_evidence_says_so(graph: ox.Store) -> None:
    with pytest.raises(UsageError, match="no evidence"):
        run_query(graph, load_query("report-counts"), evidence=True)


def test_there_are_questions_enough() -> None:
    ids = [q.id for q in list_queries()]
    assert sum(i.startswith("cq-") for i in ids) >= 16
    assert len({i[:5] for i in ids if i.startswith("cq-")}) == sum(i.startswith("cq-") for i in ids)


def test_answers_follow_their_parameters(graph: ox.Store) -> None:
    other = run_query(graph, load_query("cq-03"), {"person": "Hun Sen"}).values()
    assert {row[0] for row in other} == {"Cambodian People's Party", "Cambodian Senate"}
    assert run_query(graph, load_query("cq-01"), {"day": "2026-02-08"}).rows == ()
    assert run_query(graph, load_query("cq-06"), {"state": "Cambodia", "year": "2050"}).rows
    assert run_query(graph, load_query("cq-17"), {"year": "2024"}).rows == ()
    assert len(run_query(graph, load_query("cq-19"), {"title": "King", "state": "Cambodia"}).rows) == 2
    reached = run_query(graph, load_query("cq-07"), {"goal": "developed"}).values()
    assert all(row[0] != row[2] for row in reached), "a state is not first before itself"


@pytest.mark.parametrize(
    ("check", "gone"),
    [
        ("check-claims-have-evidence", f"<{PD}hasEvidence>"),
        ("check-accounts-have-stage", f"<{PD}hasStage>"),
        ("check-events-have-accounts", f"<{PD}describesEvent>"),
        ("check-participations-are-whole", f"<{PD}hasRole>"),
        ("check-tenures-are-whole", f"<{PD}hasHolder>"),
        ("check-merges-have-reasons", f"<{PD}hasReason>"),
        ("check-agreements-have-two-sides", f"<{PD}isBetween>"),
        ("check-inferences-have-premises", f"<{PD}hasPremise>"),
        ("check-evidence-has-quote", "<http://www.w3.org/ns/oa#exact>"),
        ("check-claims-hold", f"<{PD}isMemberOf>"),
    ],
)
def test_a_check_finds_what_is_missing(check: str, gone: str, graph: ox.Store) -> None:
    hurt = ox.Store()
    hurt.extend(q for q in graph if str(q.predicate) != gone)
    assert run_query(hurt, load_query(check)).rows


def test_a_report_on_figures_tells_wordings_from_disagreement(graph: ox.Store) -> None:
    found = run_query(graph, load_query("report-figures-disagree")).values()
    assert len(found) == 1
    assert "2030" in found[0][0]


def test_reports_tell_what_the_articles_say(graph: ox.Store) -> None:
    counts = {row[0]: row[1] for row in run_query(graph, load_query("report-counts")).values()}
    assert (counts["Article"], counts["State"]) == ("5", "3"), "the authority's states are not the articles'"
    slips = run_query(graph, load_query("report-slips")).values()
    assert sum("“CPC”" in row[0] for row in slips) == 1
    alone = run_query(graph, load_query("report-without-second-source")).values()
    assert len({row[2] for row in alone}) == len(alone), "a line for each article"
    planned = {row[2] for row in run_query(graph, load_query("report-plans-not-reported")).values()}
    held = stored(f"SELECT ?label {{ ?a <{PD}hasStage> <{PD}Held> ; <{PD}describesEvent>/<{LABEL}> ?label }}")
    assert planned
    assert not planned & {row[0] for row in run_query(graph, held).values()}


def test_names_of_queries(tmp_path: Path) -> None:
    (tmp_path / "cq-01-one.rq").write_text("# question: One?\nASK {}", "utf-8")
    (tmp_path / "cq-01-two.rq").write_text("ASK {}", "utf-8")
    assert load_query("cq-01-one", tmp_path).question == "One?"
    for name in ("cq-01", "cq-02", "cq-0"):
        with pytest.raises(UsageError):
            load_query(name, tmp_path)
    with pytest.raises(BadInput):
        load_query("../cq-01-one.rq", tmp_path)
    assert not load_query(str(tmp_path / "cq-01-one.rq"), tmp_path / "none").reviewed
    (tmp_path / "bad.rq").write_bytes(b"ASK { \xff }")
    with pytest.raises(BadInput):
        load_query(str(tmp_path / "bad.rq"))
    with pytest.raises(BadInput):
        parse_query("# param: x colour red a colour\nASK {}", "q")


# ---- parameters


def test_parameters_are_terms_and_never_pasted(small: ox.Store) -> None:
    query = stored("# param: name string - a name\nSELECT ?name ?s WHERE { ?s ?p ?name }")
    assert len(run_query(small, query).rows) == 4
    assert run_query(small, query, {"name": "Anna Holm"}).values() == (("https://x.org/a",),)
    for nasty in ('x" . ?s ?p ?o } #', "<https://x.org/a>", "'; DROP ALL; #", "\\"):
        assert run_query(small, query, {"name": nasty}).rows == ()


def test_an_entity_is_found_by_name_and_ambiguity_is_refused(small: ox.Store) -> None:
    query = stored("# param: who entity - who\nSELECT ?who ?label WHERE { ?who <" + LABEL + "> ?label }")
    for name in ("anna holm", "Änna Hólm", "https://x.org/a", "<https://x.org/a>".strip("<>")):
        assert run_query(small, query, {"who": name}).values() == (("Anna Holm",),)
    with pytest.raises(UsageError, match=r"x\.org/b.*x\.org/c"):
        run_query(small, query, {"who": "Bo Dahl"})
    with pytest.raises(UsageError, match="nothing is called"):
        run_query(small, query, {"who": "Nobody"})


@pytest.mark.parametrize(
    ("kind", "value"),
    [("integer", "1.5"), ("date", "6 May"), ("boolean", "yes"), ("iri", "no iri"), ("decimal", "NaN")],
)
def test_a_parameter_of_the_wrong_type_is_refused(kind: str, value: str, small: ox.Store) -> None:
    with pytest.raises(UsageError):
        run_query(small, stored(f"# param: x {kind} - x\nSELECT ?x {{ ?x ?p ?o }}"), {"x": value})


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


# ---- free text


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }",
        "SELECT * { FILTER EXISTS { SERVICE <http://example.org/> { ?s ?p ?o } } }",
        "SELECT * { { SELECT * { OPTIONAL { SERVICE <http://example.org/> { ?s ?p ?o } } } } }",
        "SELECT * FROM <http://example.org/g> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/hostname> { GRAPH ?g { ?s ?p ?o } }",
        "ASK \\u0046ROM <http://example.org/g> { ?s ?p ?o }",
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "LOAD <http://example.org/>",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "SELECT * { ?s ?p }",
        "",
        "SELECT",
        "no query at all",
        "SELECT * { ?s ?p 'x }",
    ],
)
def test_what_reaches_out_changes_or_is_no_query_is_refused(text: str, small: ox.Store) -> None:
    with pytest.raises(BadInput) as fault:
        refuse_reaching_out(text)
    assert "\n" not in str(fault.value)
    with pytest.raises(BadInput):
        run_free(small, text)
    assert len(small) == 4


def test_harmless_words_are_not_refused(small: ox.Store) -> None:
    for text in (
        'SELECT ("SERVICE" AS ?x) {}',
        "# SERVICE <http://x> FROM\nASK {}",
        "SELECT ?service { ?service ?from ?load }",
    ):
        run_free(small, text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {" + "{" * 4000 + "?s ?p ?o" + "}" * 4000 + "}",
        "SELECT * { ?s ?p ?o FILTER(" + "(" * 4000 + "1" + ")" * 4000 + ") }",
        "SELECT * { ?s ?p ?o FILTER(" + "!" * 8000 + "true) }",
        "SELECT * { ?s " + "(" * 4000 + "<a:b>" + ")*" * 4000 + " ?o }",
        "SELECT * { ?s ?p ?o FILTER(" + "?s || " * 15000 + "true) }",
    ],
    ids=["groups", "brackets", "nots", "paths", "chain"],
)
def test_a_nested_query_ends_as_one_line(text: str, small: ox.Store) -> None:
    with pytest.raises(BadInput) as fault:
        run_free(small, text, limits=Limits(seconds=3))
    assert "\n" not in str(fault.value)
    assert len(str(fault.value)) < 500


def test_time_rows_and_output_are_bounded(graph: ox.Store) -> None:
    with pytest.raises(BadInput, match="within 1 s"):
        run_free(graph, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", limits=Limits(seconds=1))
    with pytest.raises(BadInput, match="more than 10 rows"):
        run_free(graph, "SELECT * { ?s ?p ?o }", limits=Limits(rows=10))
    assert len(run_free(graph, "SELECT * { ?s ?p ?o } LIMIT 10", limits=Limits(rows=10)).rows) == 10
    with pytest.raises(BadInput, match="larger than"):
        run_free(graph, "SELECT * { ?s ?p ?o }", limits=Limits(output_bytes=1000))
    doubled = " ".join(f"BIND (CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(34))
    with pytest.raises(BadInput, match="memory"):
        run_free(
            ox.Store(), f'SELECT (STRLEN(?x34) AS ?n) {{ BIND ("xx" AS ?x0) {doubled} }}', limits=Limits(megabytes=64)
        )


def test_the_child_can_open_neither_socket_nor_file() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    code = (
        "import socket\nfrom kg.query.child import _lock_in\n"
        "_lock_in({'megabytes': 512, 'seconds': 20, 'output_bytes': 1000})\n"
        "for act in (lambda: socket.create_connection(('127.0.0.1', PORT), 2), lambda: open('/etc/hostname')):\n"
        "    try:\n        act()\n    except OSError:\n        print('barred')\n    else:\n        print('open')\n"
    ).replace("PORT", str(server.getsockname()[1]))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=HERE.parent, check=False)
    server.close()
    assert done.stdout.split() == ["barred", "barred"], done.stderr


def test_free_text_gives_all_four_forms(graph: ox.Store) -> None:
    assert run_free(graph, "ASK { ?s a pd:Meeting }").values() == (("true",),)
    assert run_free(graph, "CONSTRUCT { ?s a ?o } { ?s a ?o } LIMIT 3").kind == "graph"
    assert run_free(graph, "DESCRIBE <https://w3id.org/party-diplomacy/id/person/hun-sen>").rows
    free = parse_query("# param: who entity - who\nSELECT ?who ?l { ?who rdfs:label ?l }", "mine")
    assert run_query(graph, free, {"who": "Hun Sen"}).values() == (("Hun Sen",),)


# ---- formats


def _sample(small: ox.Store) -> StoredQuery:
    small.add(
        ox.Quad(ox.NamedNode("https://x.org/e"), ox.NamedNode(LABEL), ox.Literal('a "b", c | d\n<e>\té', language="fr"))
    )
    small.add(ox.Quad(ox.NamedNode("https://x.org/f"), ox.NamedNode(LABEL), ox.Literal(5)))
    return stored(f"SELECT ?s ?l ?none {{ ?s <{LABEL}> ?l OPTIONAL {{ ?s <a:none> ?none }} }}")


def test_formats_read_back(small: ox.Store) -> None:
    table = run_query(small, _sample(small))
    assert table == run_query(small, _sample(small)), "rows are in one order"
    rows = list(csv.reader(io.StringIO(render(table, "csv").decode(), newline="")))
    assert tuple(map(tuple, rows[1:])) == table.values()
    for format, engine in (
        ("json", ox.QueryResultsFormat.JSON),
        ("xml", ox.QueryResultsFormat.XML),
        ("tsv", ox.QueryResultsFormat.TSV),
    ):
        back = ox.parse_query_results(render(table, format), format=engine)
        assert isinstance(back, ox.QuerySolutions)
        assert tuple(tuple(row) for row in back) == table.rows
    ET.fromstring(render(table, "xml"))
    assert render(table, "md").decode().count("\n") == len(table.rows) + 2
    assert "Anna Holm" in render(table, "table", width=100).decode()


def test_ask_and_graph_have_their_formats(small: ox.Store) -> None:
    ask = run_query(small, stored("ASK { ?s ?p ?o }"))
    assert json.loads(render(ask, "json"))["boolean"] is True
    assert b"<boolean>true</boolean>" in render(ask, "xml")
    made = run_query(small, stored("CONSTRUCT { ?s a <a:b> } WHERE { ?s ?p ?o }"))
    assert len(list(ox.parse(render(made, "ttl"), format=ox.RdfFormat.TURTLE))) == 3
    for table, format in ((made, "json"), (ask, "ttl"), (ask, "nosuch")):
        with pytest.raises(KgError):
            render(table, format)
    assert set(FORMATS) >= {"table", "csv", "tsv", "json", "xml", "md", "ttl"}
