"""The SPARQL endpoint, its description, and the Graph Store reads.

Comes in: requests of the SPARQL 1.1 Protocol and the Graph Store HTTP Protocol. Goes out: results, graphs, or the
service description, in the format that is wanted. It never changes a graph and never fetches one.
"""

from __future__ import annotations

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.serve import protocol
from kg.serve.answers import document, respond
from kg.serve.asking import answered, once, order_of, site_of
from kg.serve.media import GRAPHS, PAGE, TABLES, content_type, wanted
from kg.serve.model import Site
from kg.serve.pages import editor
from kg.vocab import iri, term

ENDPOINT, STORE = "/sparql", "/graph-store"
FORMATS = "http://www.w3.org/ns/formats/"
SD = "http://www.w3.org/ns/sparql-service-description#"
LISTED = 1_000  # named graphs that the service description names: a corpus has one for each article
W3C_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "JSON-LD", "RDF_XML", "TriG", "N-Quads",
)  # fmt: skip


async def sparql(request: Request) -> Response:
    """A query by GET, by POST of a form, or by POST of its text; without one, the editor or the service description."""
    site = site_of(request)
    asked = await protocol.read(request, site.bounds)
    accept = request.headers.get("accept")
    if asked is None:
        return await _described(request, site, accept)
    table, graph = wanted(accept, TABLES), wanted(accept, GRAPHS)
    if table is None and graph is None:
        raise HTTPException(406, "no format that is accepted can be given")
    order = order_of(
        site,
        "sparql",
        "query",
        text=asked.text,
        data={"default": asked.default, "named": asked.named} if asked.default or asked.named else None,
        formats={"table": table.name if table else None, "graph": graph.name if graph else None},
    )
    return respond(request, await answered(request, order))


async def graph_store(request: Request) -> Response:
    """A graph of the store by its name, or the default one (SPARQL 1.1 Graph Store HTTP Protocol, 5.2, 5.6)."""
    site = site_of(request)
    names = request.query_params.getlist("graph")
    default = "default" in request.query_params
    if len(names) + default != 1:
        raise HTTPException(400, "name one graph: ?graph=IRI or ?default")
    return await graph_of(request, site, None if default else names[0])


async def graph_of(request: Request, site: Site, name: str | None) -> Response:
    """A graph in the format that is wanted; 404 if the store has none of this name."""
    format = wanted(request.headers.get("accept"), GRAPHS)
    if format is None:
        raise HTTPException(406, "no format that is accepted can be given")
    if name is not None and name not in site.snapshot().graphs:
        raise HTTPException(404, "no graph has this name")
    answer = await answered(request, order_of(site, "graph", "graph", graph=name, format=format.name))
    return respond(request, answer)


async def _described(request: Request, site: Site, accept: str | None) -> Response:
    format = wanted(accept, (*GRAPHS, PAGE))
    if format is None:
        raise HTTPException(406, "no format that is accepted can be given")
    if format is PAGE:
        return editor(request, site)
    address = str(request.url.replace(query=""))
    key = ("service", address, format.name)
    body = await once(request, key, lambda: site.write(_service(site, address), format.name))
    return document(request, body, **{"Content-Type": content_type(format.name)})


def _service(site: Site, address: str) -> list[ox.Quad]:
    """The endpoint in the terms of SPARQL 1.1 Service Description, without blank nodes."""
    service, data, default = (ox.NamedNode(f"{address}#{name}") for name in ("service", "data", "default"))
    snapshot = site.snapshot()

    def sd(name: str) -> ox.NamedNode:
        return ox.NamedNode(SD + name)

    made = [
        ox.Quad(service, term("rdf:type"), sd("Service")),
        ox.Quad(service, sd("endpoint"), iri(address)),
        ox.Quad(service, sd("supportedLanguage"), sd("SPARQL11Query")),
        ox.Quad(service, sd("defaultDataset"), data),
        ox.Quad(data, term("rdf:type"), sd("Dataset")),
        ox.Quad(data, sd("defaultGraph"), default),
        ox.Quad(default, term("rdf:type"), sd("Graph")),
    ]
    made += [ox.Quad(service, sd("resultFormat"), ox.NamedNode(FORMATS + name)) for name in W3C_FORMATS]
    for name in snapshot.graphs[:LISTED]:
        node, graph = ox.NamedNode(f"{address}#name={name}"), ox.NamedNode(f"{address}#graph={name}")
        made += [
            ox.Quad(data, sd("namedGraph"), node),
            ox.Quad(node, term("rdf:type"), sd("NamedGraph")),
            ox.Quad(node, sd("name"), ox.NamedNode(name)),
            ox.Quad(node, sd("graph"), graph),
            ox.Quad(graph, term("rdf:type"), sd("Graph")),
        ]
    return made


async def void(request: Request) -> Response:
    """The description of the data set (VoID), with the address of this endpoint."""
    site = site_of(request)
    format = wanted(request.headers.get("accept"), GRAPHS)
    if format is None:
        raise HTTPException(406, "no format that is accepted can be given")
    address = str(request.url.replace(path=ENDPOINT, query=""))
    key = ("void", address, format.name)
    body = await once(request, key, lambda: site.write(_data_set(site, address), format.name))
    return document(request, body, **{"Content-Type": content_type(format.name)})


def _data_set(site: Site, address: str) -> list[ox.Quad]:
    triples = ox.parse(site.snapshot().void, format=ox.RdfFormat.TURTLE)
    quads = [ox.Quad(t.subject, t.predicate, t.object) for t in triples]
    sets = {q.subject for q in quads if q.predicate == term("rdf:type") and q.object == term("void:Dataset")}
    whole = sets - {q.object for q in quads if q.predicate == term("void:subset")}
    return quads + [ox.Quad(one, term("void:sparqlEndpoint"), iri(address)) for one in whole]
