"""What the server answers: queries in every format, stored questions, descriptions of things, its own description."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from serving import Serves, serving

from kg.pipeline.serving import Serving
from kg.query import list_queries, load_query, render, run_query
from kg.serve.media import GRAPHS, TABLES, wanted
from kg.serve.protocol import depth

THING = "/id/state/laos"
READERS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}


@pytest.fixture(scope="module")
def server(seeds_build: Path) -> Iterator[Serves]:
    with serving(seeds_build, Serving(origins=("https://pages.example",))) as serves:
        yield serves


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("application/xml", "application/sparql-results+xml"),
        ("text/turtle, application/sparql-results+json;q=0.5", "application/sparql-results+json"),
        ("text/csv;q=0.1, text/tab-separated-values;q=0.9", "text/tab-separated-values"),
        ("*/*", "application/sparql-results+json"),
    ],
)
def test_rows_come_in_the_format_that_is_wanted(accept: str, kind: str, server: Serves) -> None:
    got = server.ask("SELECT ?p { ?p a pd:Party } ORDER BY ?p LIMIT 2", Accept=accept)
    assert (got.status, got.headers["content-type"].partition(";")[0]) == (200, kind)
    assert "https://w3id.org/party-diplomacy/id/" in got.text or "party:" in got.text or "id:party" in got.text
    assert "x-result-cut" not in got.headers


@pytest.mark.parametrize("kind", list(READERS))
def test_graphs_come_in_the_format_that_is_wanted(kind: str, server: Serves) -> None:
    got = server.ask("CONSTRUCT { ?p rdfs:label ?l } { ?p a pd:Party ; rdfs:label ?l }", Accept=kind)
    whole = server.ask("SELECT DISTINCT ?p ?l { ?p a pd:Party ; rdfs:label ?l }", Accept="text/csv")
    assert got.kind == kind
    assert len(list(ox.parse(got.body, format=READERS[kind]))) == len(whole.text.splitlines()) - 1 > 3


def test_what_cannot_be_given_is_406(server: Serves) -> None:
    assert server.ask("ASK {}", Accept="image/png").status == 406
    assert server.ask("CONSTRUCT { ?s a ?o } { ?s a ?o }", Accept="text/csv").status == 406
    assert server.ask("ASK {}", Accept="text/turtle").status == 406
    assert server.get(THING, Accept="image/png").status == 406


def test_the_form_of_an_accept_header_is_read_as_the_rfc_has_it() -> None:
    def best(accept: str | None) -> str | None:
        found = wanted(accept, (*TABLES, *GRAPHS))
        return found.name if found else None

    assert best(None) == best("") == best("*/*") == "json"
    assert best("text/*") == "xml"
    assert best("text/csv;q=0, text/*;q=0.5, application/trig;q=0.4") == "xml"
    assert best("TEXT/CSV ; Q=1.0") == "csv"
    assert best("text/csv;q=junk") is None
    assert best(",;,/") is None


def test_faults_are_problem_details_of_one_line(server: Serves) -> None:
    for query in (
        "SELECT * {",
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "INSERT DATA { <a:b> a <a:c> }",
    ):
        got = server.ask(query)
        assert (got.status, got.kind) == (400, "application/problem+json")
        assert "\n" not in got.json["detail"]
        assert "Traceback" not in got.text
    assert server.get("/nothing/here").json["status"] == 404
    assert server.get("/health", "DELETE").status == 405
    assert server.get("/sparql", "POST", b"ASK {}", Content_Type="application/sparql-update").status == 403


def test_a_data_set_holds_graphs_of_the_store_alone(server: Serves, graph: ox.Store) -> None:
    article = next(g.value for g in graph.named_graphs() if "/article/" in g.value)
    size = sum(1 for _ in graph.quads_for_pattern(None, None, None, ox.NamedNode(article)))
    count = quote("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")

    def counted(path: str) -> int:
        return int(server.get(path, Accept="text/csv").text.splitlines()[1])

    assert counted(f"/sparql?query={count}&default-graph-uri={quote(article)}") == size
    both = f"&default-graph-uri={quote(article)}&default-graph-uri={quote('http://127.0.0.1:1/x')}"
    assert counted(f"/sparql?query={count}{both}") == size, "an unknown graph is empty, and what is shared counts once"
    named = quote("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert counted(f"/sparql?query={named}&named-graph-uri={quote(article)}") == size
    assert counted(f"/sparql?query={count}&named-graph-uri={quote(article)}") == 0
    asked = quote(f"SELECT (COUNT(*) AS ?n) FROM <{article}> {{ ?s ?p ?o }}")
    assert counted(f"/sparql?query={asked}") == size
    assert server.get(f"/sparql?query={count}&default-graph-uri=no-iri").status == 400


def test_a_graph_is_read_whole(server: Serves, graph: ox.Store) -> None:
    name = ox.NamedNode("https://w3id.org/party-diplomacy/graph/authority")
    got = server.get(f"/graph-store?graph={quote(name.value)}", Accept="application/n-triples")
    wanted = {str(q.triple) for q in graph.quads_for_pattern(None, None, None, name)}
    assert {str(t.triple) for t in ox.parse(got.body, format=ox.RdfFormat.N_TRIPLES)} == wanted
    assert server.get("/graph/authority", Accept="application/n-triples").body == got.body
    default = server.get("/graph-store?default", Accept="application/n-triples")
    assert len(default.body.splitlines()) > 10_000, "the bound on rows is for queries"
    assert server.get(f"/graph-store?graph={quote(name.value)}", "HEAD").status == 200
    assert server.get("/graph-store?graph=http://127.0.0.1:1/none").status == 404
    assert server.get("/graph-store").status == 400
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        assert server.get("/graph-store?default", method, b"").status == 405


def test_a_thing_leads_to_the_document_that_is_wanted(server: Serves) -> None:
    for accept, suffix in (
        ("text/html", "html"),
        ("application/ld+json", "jsonld"),
        ("*/*", "ttl"),
        ("text/turtle", "ttl"),
    ):
        got = server.get(THING, Accept=accept)
        assert (got.status, got.headers["location"]) == (303, f"{THING}.{suffix}")
        assert "Accept" in got.headers["vary"]
    iri = f"https://w3id.org/party-diplomacy{THING}"
    for suffix, kind in (("ttl", "text/turtle"), ("nt", "application/n-triples"), ("jsonld", "application/ld+json")):
        got = server.get(f"{THING}.{suffix}")
        said = {str(t.predicate.value) for t in ox.parse(got.body, format=READERS[kind]) if t.subject.value == iri}
        assert got.kind == kind
        assert "http://www.w3.org/2000/01/rdf-schema#label" in said
        assert f'<{THING}.jsonld>; rel="alternate"; type="application/ld+json"' in got.headers["link"]
    page = server.get(f"{THING}.html")
    assert page.kind == "text/html"
    assert "<h1>Laos</h1>" in page.text
    for missing in ("/id/state/nowhere.ttl", "/id/%20.ttl", "/id/a%22b.html", "/graph/none", "/ontology/rule/none.ttl"):
        assert server.get(missing).status == 404


def test_the_ontology_and_its_rules_dereference(server: Serves) -> None:
    got = server.get("/ontology", Accept="text/turtle")
    assert any(t.object.value.endswith("owl#Ontology") for t in ox.parse(got.body, format=ox.RdfFormat.TURTLE))
    for path in ("/ontology", "/ontology.html"):
        got = server.get(path, Accept="text/html")
        assert (got.status, got.headers["location"]) == (303, "/ontology/")
    page = server.get("/ontology/", Accept="text/html")
    assert page.kind == "text/html"
    for file, kind in (("rules.html", "text/html"), ("ontology.css", "text/css"), ("shapes.ttl", "text/turtle")):
        assert f'="{file}"' in page.text
        assert server.get(f"/ontology/{file}").kind == kind
    assert server.get("/ontology.jsonld").kind == "application/ld+json"
    rule = re.search(r"pdr:([\w-]+)", server.ask("DESCRIBE pdr:number-before", Accept="text/turtle").text)
    assert rule is not None
    assert server.get(f"/ontology/rule/{rule[1]}.ttl").status == 200


def test_every_stored_question_answers_as_the_command_does(server: Serves, graph: ox.Store) -> None:
    for stored in list_queries():
        wanted = render(run_query(graph, stored), "csv")
        got = server.get(f"/queries/{stored.id}", Accept="text/csv")
        assert got.body == wanted, stored.id


def test_a_stored_question_takes_parameters_evidence_and_formats(server: Serves, graph: ox.Store) -> None:
    name, params = "cq-27-who-met-a-person", {"person": "Thongloun Sisoulith"}
    wanted = run_query(graph, load_query(name), params, evidence=True)
    assert server.question(name, **params, evidence="true").body == render(wanted, "csv")
    for suffix in ("srj", "json", "srx", "tsv", "md", "html", "rq"):
        assert server.get(f"/queries/{name}.{suffix}").status == 200
    assert server.get(f"/queries/{name}.html").text.count("<tr>") > 3
    assert server.question(name, person="Nobody At All").status == 400
    assert server.question(name, nonsense="x").status == 400
    assert server.get(f"/queries/{name}?person=a&person=b").status == 400
    assert server.get("/queries/cq-99").status == 404
    assert server.get("/queries/..%2F..%2Fpyproject").status == 404
    listed = server.get("/queries").json["questions"]
    assert [one["name"] for one in listed] == [stored.id for stored in list_queries()]


def test_openapi_describes_every_question_and_names_no_other_address(server: Serves) -> None:
    told = server.get("/openapi.json").json
    assert told["openapi"].startswith("3.1")
    for stored in list_queries():
        get = told["paths"][f"/queries/{stored.id}"]["get"]
        named = {one["name"] for one in get["parameters"]} - {"evidence"}
        assert named == {param.name for param in stored.params}
    for path in (path for path in told["paths"] if not path.startswith("/queries/")):
        assert server.get(path).status in (200, 400), path
    references = set(re.findall(r'"\$ref": "#/components/schemas/(\w+)"', json.dumps(told)))
    assert references == set(told["components"]["schemas"])


def test_void_names_the_endpoint(server: Serves) -> None:
    got = server.get("/.well-known/void", Accept="application/n-triples")
    (line,) = (line for line in got.text.splitlines() if "void#sparqlEndpoint" in line)
    assert line.endswith(f"<{server.url}/sparql> .")


def test_answers_are_the_same_bytes_and_known_to_caches(server: Serves) -> None:
    query = "SELECT ?s ?p { ?s ?p ?o } LIMIT 50"
    first, second = server.ask(query), server.ask(query)
    assert first.body == second.body
    assert server.ask(query, If_None_Match=first.headers["etag"]).status == 304
    assert server.ask(query, If_None_Match='"other"').status == 200


def test_pages_elsewhere_may_ask_only_where_they_are_named(server: Serves) -> None:
    assert server.get("/health", Origin="https://pages.example").headers["access-control-allow-origin"]
    assert "access-control-allow-origin" not in server.get("/health", Origin="https://other.example").headers


def test_a_query_may_nest_as_deep_as_the_bound_says(server: Serves) -> None:
    for deep, status in ((20, 200), (21, 400)):
        assert server.ask("ASK " + "{" * deep + "?s ?p ?o" + "}" * deep).status == status
        brackets = "(" * (deep - 1) + "1" + ")" * (deep - 1)
        assert server.ask(f"ASK {{ ?s ?p ?o FILTER {brackets} }}").status == status


def test_brackets_are_counted_outside_of_strings_iris_and_comments() -> None:
    assert depth("SELECT * { { ?s ?p (1 2) } }") == 3
    assert depth("ASK { ?s ?p '{{{{' , \"((((\" , '''{'{{''' FILTER (1 < 2 && 3 > 2) } # ((((") == 2
    assert depth("ASK { <http://x.org/{> ?p <http://x.org/(((> }") == 2
