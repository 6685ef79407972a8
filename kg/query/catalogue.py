"""The stored queries as linked data, so that other tools can list and run them.

Comes in: stored queries. Goes out: a graph in the terms of SHACL (sh:SPARQLExecutable and its kinds), each query with
its question as rdfs:comment, its text and its parameters. It never runs a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.query.header import without_header
from kg.query.stored import Param, StoredQuery
from kg.query.table import Table, Term
from kg.vocab import BASE, expand, label, term, truth

QUERIES = f"{BASE}query/"
# SHACL-AF has a class and a property for each of these forms; a DESCRIBE has none of its own.
OF_FORM = {
    "SELECT": ("sh:SPARQLSelectExecutable", "sh:select"),
    "ASK": ("sh:SPARQLAskExecutable", "sh:ask"),
    "CONSTRUCT": ("sh:SPARQLConstructExecutable", "sh:construct"),
}
DATATYPES = {
    "string": "xsd:string", "integer": "xsd:integer", "decimal": "xsd:decimal", "boolean": "xsd:boolean",
    "date": "xsd:date", "earliest": "xsd:date", "latest": "xsd:date",
}  # fmt: skip
CLASSES = {"class": "owl:Class", "concept": "skos:Concept"}


_ASIDE = re.compile(r'<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|#[^\n]*')
_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)


def form(text: str) -> str:
    """The form of a stored query, which has been reviewed: its first keyword outside IRIs, strings and comments.

    What comes from elsewhere is parsed instead (kg.query.guard), which takes a tenth of a second.
    """
    found = _FORM.search(_ASIDE.sub(" ", text))
    return found[0].upper() if found else ""


def catalogue(queries: Iterable[StoredQuery]) -> Table:
    """The graph of the queries: `https://w3id.org/party-diplomacy/query/NAME` for each, no blank nodes."""
    rows = {triple for query in queries for triple in _of_query(query)}
    return Table("graph", ("subject", "predicate", "object"), tuple(rows)).sorted()


def _of_query(query: StoredQuery) -> Iterator[tuple[Term, Term, Term]]:
    node = ox.NamedNode(QUERIES + query.id)
    kind, text = OF_FORM.get(form(query.text), (None, "schema:text"))
    yield node, term("rdf:type"), term("sh:SPARQLExecutable")
    if kind:
        yield node, term("rdf:type"), term(kind)
    yield node, term("dcterms:identifier"), label(query.id)
    yield node, term("rdfs:label"), label(query.id)
    yield node, term("rdfs:comment"), ox.Literal(query.question, language="en")
    yield node, term(text), ox.Literal(without_header(query.text))
    yield from ((node, term("schema:keywords"), label(tag)) for tag in query.tags)
    for param in query.params:
        yield from _of_param(node, param)


def _of_param(query: ox.NamedNode, param: Param) -> Iterator[tuple[Term, Term, Term]]:
    node = ox.NamedNode(f"{query.value}/{param.name}")
    yield query, term("sh:parameter"), node
    yield node, term("rdf:type"), term("sh:Parameter")
    yield node, term("sh:name"), label(param.name)
    yield node, term("sh:description"), label(param.description)
    yield node, term("sh:optional"), truth(True)
    if param.type in DATATYPES:
        yield node, term("sh:datatype"), term(DATATYPES[param.type])
    else:
        yield node, term("sh:nodeKind"), term("sh:IRI")
        if ":" in param.type or param.type in CLASSES:
            yield node, term("sh:class"), ox.NamedNode(expand(CLASSES.get(param.type, param.type)))
    if param.default is not None:
        yield node, term("sh:defaultValue"), label(param.default)
