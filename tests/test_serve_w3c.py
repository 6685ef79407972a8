"""The W3C's tests of the SPARQL 1.1 Protocol and of service descriptions, found through the variable W3C_SUITES."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Node
from serving import Got, Serves, folder_of, serving

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SUITES = Path(os.environ.get("W3C_SUITES", ""))
HERE = bool(os.environ.get("W3C_SUITES")) and (SUITES / "protocol" / "manifest.ttl").is_file()
pytestmark = pytest.mark.skipif(not HERE, reason="W3C_SUITES names no folder with the W3C's test suites: NOT TESTED")
RESULTS = {"application/sparql-results+json", "application/sparql-results+xml"}
KINDS = {
    "boolean": RESULTS,
    "tabular": RESULTS | {"text/csv", "text/tab-separated-values"},
    "RDF": {"application/rdf+xml", "text/turtle", "application/n-triples", "text/html"},
}


@pytest.fixture(scope="module")
def manifest() -> Graph:
    return Graph().parse(SUITES / "protocol" / "manifest.ttl")


@pytest.fixture(scope="module")
def w3c(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serves]:
    """The three data files as named graphs under the names that the tests give them."""
    lines = []
    for number in (1, 2, 3):
        text = (SUITES / "protocol" / f"data{number}.nt").read_text("utf-8")
        graph = f"<http://kasei.us/2009/09/sparql/data/data{number}.rdf> ."
        lines += [line.rstrip().removesuffix(".") + graph for line in text.splitlines() if line.strip()]
    with serving(folder_of("\n".join(lines).encode(), tmp_path_factory.mktemp("w3c") / "build")) as server:
        yield server


def entries_of(manifest: Graph) -> dict[str, Node]:
    entries = next(manifest.objects(None, MF.entries))
    return {str(test).partition("#")[2]: test for test in Collection(manifest, entries)}


def ask(manifest: Graph, server: Serves, request: Node) -> Got:
    """A request of the manifest, sent."""
    path = str(manifest.value(request, HT.absolutePath)).replace("/sparql/", "/sparql", 1)
    sent, headers = manifest.value(request, HT.body), {}
    for header in Collection(manifest, manifest.value(request, HT.headers) or RDF.nil):
        headers[str(manifest.value(header, HT.fieldName))] = str(manifest.value(header, HT.fieldValue))
    body = None
    if sent is not None:
        encoding = str(manifest.value(sent, CNT.characterEncoding))
        body = str(manifest.value(sent, CNT.chars)).encode(encoding)
    return server.get(path, str(manifest.value(request, HT.methodName)), body, **headers)


def test_all_protocol_tests_of_queries_hold(manifest: Graph, w3c: Serves) -> None:
    ran = 0
    for name, test in entries_of(manifest).items():
        if "update" in name:
            continue
        action = manifest.value(test, MF.action)
        for request in Collection(manifest, manifest.value(action, HT.requests)):
            got, wanted = ask(manifest, w3c, request), manifest.value(request, HT.resp)
            allowed = {str(status)[-3] for status in manifest.objects(wanted, MF.expectedStatus)}
            assert str(got.status)[0] in allowed, f"{name}: {got.status} {got.text}"
            if form := manifest.value(wanted, MF.expectedFormat):
                assert got.kind in KINDS[str(form)], name
            if (truth := manifest.value(wanted, MF.expectedBoolean)) is not None:
                assert json.loads(got.body)["boolean"] is bool(truth), name
        ran += 1
    assert ran == 20


def test_every_update_is_refused(manifest: Graph, w3c: Serves) -> None:
    ran = 0
    for name, test in entries_of(manifest).items():
        if "update" in name:
            action = manifest.value(test, MF.action)
            request = next(iter(Collection(manifest, manifest.value(action, HT.requests))))
            got = ask(manifest, w3c, request)
            assert 400 <= got.status < 500, f"{name}: {got.status} {got.text}"
            ran += 1
    assert ran == 14
    assert (
        w3c.ask("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").json["results"]["bindings"][0]["n"]["value"] == "3"
    )


def test_the_service_description_is_rdf_names_its_endpoint_and_keeps_to_the_schema(w3c: Serves) -> None:
    """The three tests of service-description/manifest.ttl; the cardinalities are those of the W3C's vocabulary."""
    got = w3c.get("/sparql")
    assert got.status == 200
    assert got.kind in KINDS["RDF"]
    told = Graph().parse(data=got.body, format="turtle")
    (service,) = told.subjects(RDF.type, SD.Service)
    assert [str(one) for one in told.objects(service, SD.endpoint)] == [f"{w3c.url}/sparql"]
    known = {
        "endpoint",
        "supportedLanguage",
        "defaultDataset",
        "defaultGraph",
        "resultFormat",
        "namedGraph",
        "name",
        "graph",
    }
    used = {str(p).removeprefix(str(SD)) for p in told.predicates() if str(p).startswith(str(SD))}
    assert used <= known
    (dataset,) = told.objects(service, SD.defaultDataset)
    assert (dataset, RDF.type, SD.Dataset) in told
    (default,) = told.objects(dataset, SD.defaultGraph)
    assert (default, RDF.type, SD.Graph) in told
    named = list(told.objects(dataset, SD.namedGraph))
    assert len(named) == 3
    for node in named:
        assert (node, RDF.type, SD.NamedGraph) in told
        (name,), (graph,) = told.objects(node, SD.name), told.objects(node, SD.graph)
        assert str(name).startswith("http://kasei.us/")
        assert (graph, RDF.type, SD.Graph) in told
