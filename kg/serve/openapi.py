"""What every address takes and gives, in OpenAPI 3.1.

Comes in: the stored questions and the bounds. Goes out: a document that tools make clients from. It never describes
what the application does not serve.
"""

from __future__ import annotations

from typing import Any

from kg.serve.media import GRAPHS, TABLES, Format
from kg.serve.model import Parameter, Question, Site

SCHEMAS: dict[str, dict[str, Any]] = {
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "boolean": {"type": "string", "enum": ["true", "false"]},
    "date": {"type": "string", "format": "date"},
    "iri": {"type": "string", "format": "iri"},
}
PROBLEMS = {
    "400": "The request or query is not well formed, or asks for what is not allowed",
    "404": "There is no such thing",
    "406": "None of the accepted formats can be given",
    "413": "The query or body is too long",
    "422": "The query asks for more time or memory than its bounds allow",
    "429": "This client has too many queries under way",
    "503": "The server is busy",
}
CUT = {
    "X-Result-Cut": "Present where a bound cut the answer: which. The body says so too where its format has room",
    "Content-Disposition": "Of a cut answer in CSV, TSV or JSON-LD, which have no room: a file name that says it",
}
TEXT = {"type": "string"}


def described(site: Site) -> dict[str, Any]:
    """The document."""
    paths: dict[str, Any] = {"/sparql": _sparql(), "/graph-store": _store()}
    for path, says, media in (
        ("/.well-known/void", "The description of the data set (VoID)", GRAPHS),
        ("/health", "Whether the server can answer", ()),
        ("/bounds", "How much a request may ask", ()),
        ("/queries", "The stored questions", ()),
    ):
        paths[path] = {"get": {"summary": says, "responses": _responses(media, ())}}
    paths |= {f"/queries/{name}": _question(question) for name, question in site.questions.items()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Party diplomacy graph", "version": site.version},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": {"Problem": _problem()}},
    }


def _question(question: Question) -> dict[str, Any]:
    params = [_parameter(one) for one in question.parameters]
    if question.evidence:
        says = "Add the quotes that each row rests on, and links to their places"
        params.append({"name": "evidence", "in": "query", "description": says, "schema": SCHEMAS["boolean"]})
    made: dict[str, Any] = {
        "operationId": question.name,
        "summary": question.asks,
        "tags": list(question.topics),
        "parameters": params,
        "responses": _responses(TABLES, ("400", "406", "422", "429", "503")),
    }
    return {"get": made | ({"description": question.about} if question.about else {})}


def _parameter(param: Parameter) -> dict[str, Any]:
    schema = dict(SCHEMAS.get(param.kind, TEXT))
    if param.choices:
        schema["enum"] = list(param.choices)
    if param.default is not None:
        schema["default"] = int(param.default) if schema["type"] == "integer" else param.default
    says = f"{param.about} ({param.kind})" if param.about else param.kind
    return {"name": param.name, "in": "query", "description": says, "schema": schema}


def _sparql() -> dict[str, Any]:
    def field(name: str, says: str, *, several: bool = False) -> dict[str, Any]:
        schema = {"type": "array", "items": {"type": "string", "format": "iri"}} if several else TEXT
        return {"name": name, "in": "query", "description": says, "schema": schema}

    query = field("query", "SPARQL 1.1; without it, the service description")
    graphs = [
        field("default-graph-uri", "Graphs that make the default graph", several=True),
        field("named-graph-uri", "Graphs asked by name", several=True),
    ]
    responses = _responses((*TABLES, *GRAPHS), ("400", "406", "413", "422", "429", "503"))
    properties = {one["name"]: one["schema"] for one in (query, *graphs)}
    form = {"schema": {"type": "object", "required": ["query"], "properties": properties}}
    content = {"application/sparql-query": {"schema": TEXT}, "application/x-www-form-urlencoded": form}
    post = {"summary": "SPARQL 1.1 Protocol", "requestBody": {"required": True, "content": content}}
    return {
        "get": {"summary": "SPARQL 1.1 Protocol", "parameters": [query, *graphs], "responses": responses},
        "post": post | {"parameters": graphs, "responses": responses},
    }


def _store() -> dict[str, Any]:
    graph = {"name": "graph", "in": "query", "description": "IRI of a graph", "schema": SCHEMAS["iri"]}
    default = {"name": "default", "in": "query", "description": "The default graph, without a value", "schema": TEXT}
    responses = _responses(GRAPHS, ("400", "404", "406", "422", "429", "503"))
    return {
        "get": {
            "summary": "SPARQL 1.1 Graph Store HTTP Protocol",
            "parameters": [graph, default],
            "responses": responses,
        }
    }


def _responses(media: tuple[Format, ...], problems: tuple[str, ...]) -> dict[str, Any]:
    kinds = [one.types[0] for one in media] or ["application/json"]
    headers = {name: {"description": says, "schema": TEXT} for name, says in CUT.items()}
    fine = {"description": "The answer", "content": {kind: {} for kind in kinds}, "headers": headers}
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"200": fine} | {one: {"description": PROBLEMS[one], "content": content} for one in problems}


def _problem() -> dict[str, Any]:
    names = ("title", "detail", "remedy")
    properties = {"status": {"type": "integer"}, **dict.fromkeys(names, TEXT)}
    return {"type": "object", "required": ["title", "status", "detail"], "properties": properties}
