"""The room that answers: stored questions, and free SPARQL behind a guard.

Comes in: a store, the name of a stored query or SPARQL text, parameters as the user wrote them. Goes out: a `Table`,
which `render` writes in any of the formats. It never changes a store and never reaches the network.
"""

from __future__ import annotations

from kg.query.binding import bind, names_asked
from kg.query.catalogue import catalogue
from kg.query.evaluating import view
from kg.query.evidence import cited
from kg.query.guard import Examined, examine, refuse_reaching_out
from kg.query.run import Limits, finished, hold_evidence, read_answer, run_cited, run_free, run_query
from kg.query.stored import Param, StoredQuery, list_queries, load_query, parse_query
from kg.query.substituting import judged, substituted
from kg.query.table import Table
from kg.query.writing import FORMATS, render

__all__ = [
    "FORMATS",
    "Examined",
    "Limits",
    "Param",
    "StoredQuery",
    "Table",
    "bind",
    "catalogue",
    "cited",
    "examine",
    "finished",
    "hold_evidence",
    "judged",
    "list_queries",
    "load_query",
    "names_asked",
    "parse_query",
    "read_answer",
    "refuse_reaching_out",
    "render",
    "run_cited",
    "run_free",
    "run_query",
    "substituted",
    "view",
]
