"""The room that answers: stored questions, and free SPARQL behind a guard.

Comes in: a store, the name of a stored query or SPARQL text, parameters as the user wrote them. Goes out: a `Table`,
which `render` writes in any of the formats. It never changes a store and never reaches the network.
"""

from __future__ import annotations

from kg.query.binding import bind
from kg.query.catalogue import catalogue
from kg.query.evidence import cited
from kg.query.guard import refuse_reaching_out
from kg.query.run import Limits, run_cited, run_free, run_query
from kg.query.stored import Param, StoredQuery, list_queries, load_query, parse_query
from kg.query.table import Table
from kg.query.writing import FORMATS, render

__all__ = [
    "FORMATS",
    "Limits",
    "Param",
    "StoredQuery",
    "Table",
    "bind",
    "catalogue",
    "cited",
    "list_queries",
    "load_query",
    "parse_query",
    "refuse_reaching_out",
    "render",
    "run_cited",
    "run_free",
    "run_query",
]
