"""Parameters in the text of a query: the variables of patterns alone, and nothing in strings, IRIs or comments."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import BadInput, UsageError
from kg.query import list_queries, parse_query, refuse_reaching_out, run_query, substituted
from kg.vocab import sparql_prefixes

X = ox.NamedNode("urn:x")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("SELECT ?a ?b { ?a ?p ?b }", "SELECT  ?b { <urn:x> ?p ?b }"),
        ("SELECT ?a { ?a ?p ?b }", "SELECT (<urn:x> AS ?a) { <urn:x> ?p ?b }"),
        ("SELECT * { $a ?p 'it is ?a' } # ?a", "SELECT * { <urn:x> ?p 'it is ?a' } # ?a"),
        ("SELECT ?b { <p?a> ?p ?b . pd:select ?p ?ab }", "SELECT ?b { <p?a> ?p ?b . pd:select ?p ?ab }"),
        ("SELECT ?b { FILTER (!BOUND( ?a ) || ?a < ?b) }", "SELECT ?b { FILTER (!(1 = 1) || <urn:x> < ?b) }"),
        ("SELECT ?b { ?a ?p ?b } GROUP BY ?a ?b", "SELECT ?b { <urn:x> ?p ?b } GROUP BY  ?b"),
        (
            "SELECT (COUNT(?a) AS ?n) { { SELECT ?a { ?a ?p ?b } } } GROUP BY ?a ORDER BY ?a DESC(?a)",
            "SELECT (COUNT(<urn:x>) AS ?n) { { SELECT (<urn:x> AS ?a) { <urn:x> ?p ?b } } } GROUP BY (<urn:x> AS ?a_) "
            "ORDER BY (<urn:x>) DESC(<urn:x>)",
        ),
    ],
)
def test_terms_stand_where_variables_stood(text: str, made: str) -> None:
    assert substituted(text, {"a": X}) == made
    refuse_reaching_out(f"PREFIX pd: <urn:pd:>\n{made}")


def test_a_query_that_gives_its_parameter_a_value_is_refused() -> None:
    for text in ("SELECT ?b { BIND (1 AS ?a) }", "SELECT ?b { VALUES ?a { 1 } }", "SELECT ?b { } VALUES (?a) { (1) }"):
        with pytest.raises(BadInput, match="value itself"):
            substituted(text, {"a": X})


def test_an_escape_that_servers_may_resolve_is_refused() -> None:
    with pytest.raises(UsageError, match="code point"):
        substituted("SELECT ?b { ?b ?p ?a }", {"a": ox.Literal(r"\u0022 } SELECT")})


def test_every_stored_question_stays_a_query() -> None:
    for query in list_queries():
        if query.params:
            things = {p.name for p in query.params if p.type in ("entity", "iri") or ":" in p.type}
            terms = {p.name: X if p.name in things else ox.Literal("1") for p in query.params}
            ox.Store().query(sparql_prefixes() + substituted(query.text, terms))


def test_bound_is_true_of_a_parameter_that_is_given(small: ox.Store) -> None:
    text = "#+ params:\n#+   - who: iri, one\nSELECT ?s WHERE { ?s ?p 'Bo Dahl' FILTER (!BOUND(?who) || ?s = ?who) }"
    query = parse_query(text, "q", reviewed=True)
    assert len(run_query(small, query).rows) == 2
    assert run_query(small, query, {"who": "https://x.org/b"}).values() == (("https://x.org/b",),)
    assert run_query(small, query, {"who": "https://x.org/a"}).rows == ()
