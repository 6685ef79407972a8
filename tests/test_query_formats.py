"""Answers written out: each format read back by a second reader."""

from __future__ import annotations

import codecs
import csv
import io
import json
import xml.etree.ElementTree as ET
from importlib import resources

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SH

from kg.errors import KgError, UsageError
from kg.pipeline import queries
from kg.query import FORMATS, StoredQuery, list_queries, parse_query, refuse_reaching_out, render, run_query
from kg.query.catalogue import form
from kg.query.table import Table

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def stored(text: str) -> StoredQuery:
    return parse_query(text, "q", reviewed=True)


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
    assert len(list(ox.parse(render(made, "nt"), format=ox.RdfFormat.N_TRIPLES))) == 3
    for table, format in ((made, "json"), (ask, "ttl"), (ask, "nosuch")):
        with pytest.raises(KgError):
            render(table, format)
    assert set(FORMATS) >= {"table", "csv", "tsv", "json", "xml", "md", "ttl", "nt"}


def test_excel_gets_letters_right_and_runs_no_cell() -> None:
    cells = ["=1+1", "+x", "-2", "@SUM(A1)", "\t=1", "Tô Lâm", "-5.5", "plain"]
    table = Table("select", ("x",), tuple((ox.Literal(cell),) for cell in cells))
    written = render(table, "csv", excel=True)
    assert written.startswith(codecs.BOM_UTF8)
    rows = [row[0] for row in csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))][1:]
    assert rows == ["'=1+1", "'+x", "-2", "'@SUM(A1)", "'\t=1", "Tô Lâm", "-5.5", "plain"]
    with pytest.raises(UsageError, match="csv"):
        render(table, "json", excel=True)


def test_the_stored_queries_are_linked_data() -> None:
    """Read by rdflib, with terms that SHACL's own vocabulary has, and texts that parse as what they are said to be."""
    catalogue = rdflib.Graph().parse(data=queries("ttl"), format="turtle")
    shacl = rdflib.Graph().parse(str(resources.files("pyshacl") / "assets" / "shacl.ttl"))
    used = {term for triple in catalogue for term in triple[1:] if str(term).startswith(str(SH))}
    assert used <= set(shacl.subjects())
    assert not [node for triple in catalogue for node in triple if isinstance(node, rdflib.BNode)]
    for query in list_queries():
        node = rdflib.URIRef(f"https://w3id.org/party-diplomacy/query/{query.id}")
        assert (node, RDF.type, SH.SPARQLExecutable) in catalogue
        assert (node, RDF.type, SH.SPARQLSelectExecutable) in catalogue
        assert str(catalogue.value(node, RDFS.comment)) == query.question
        assert form(str(catalogue.value(node, SH.select))) == "SELECT"
        assert {str(catalogue.value(p, SH.name)) for p in catalogue.objects(node, SH.parameter)} == {
            param.name for param in query.params
        }
    for query in list_queries()[::9]:
        node = rdflib.URIRef(f"https://w3id.org/party-diplomacy/query/{query.id}")
        assert refuse_reaching_out(str(catalogue.value(node, SH.select))) == "SELECT"


def test_queries_are_listed_by_topic() -> None:
    rows = list(csv.reader(io.StringIO(queries("csv").decode(), newline="")))
    assert rows[0] == ["topic", "id", "question", "parameters"]
    topics = [row[0] for row in rows[1:]]
    assert topics.count("offices") == sum(
        row[0] == "offices" for row in csv.reader(io.StringIO(queries("csv", "offices").decode()))
    )
    assert len(dict.fromkeys(topics)) == sum(a != b for a, b in zip(topics, ["", *topics], strict=False)), (
        "each topic once"
    )
    with pytest.raises(UsageError, match="use one of parties"):
        queries("csv", "weather")
