"""The order of the rooms: the one door that the command line goes through.

Comes in: paths, options, the folder of a build, a question. Goes out: builds, facts, tables, graphs, explanations and
scores. It never prints, exits, or does a room's own work, and loads a room only when it is needed.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.exports import Choice
    from kg.pipeline.asking import (
        explain,
        explanation,
        findings,
        findings_as,
        findings_table,
        open_build,
        report_of,
        stats,
    )
    from kg.pipeline.building import BuildSummary, Making, build
    from kg.pipeline.checking import Checking, annotation, check, format_of, render_report, severity
    from kg.pipeline.comparing import Change, as_known, diff, diff_as
    from kg.pipeline.deciding import Question, answer, book, decide, fates, questions, take_back
    from kg.pipeline.documenting import document
    from kg.pipeline.exporting import export, packed, put
    from kg.pipeline.judging import evaluate, misses, scores_record, scores_text
    from kg.pipeline.loading import Loading, LoadSummary, load
    from kg.pipeline.mapping import MapSummary, engine, map_articles
    from kg.pipeline.publishing import page, publish
    from kg.pipeline.querying import Asking, ask, queries, queries_table, query, render
    from kg.pipeline.reading import Options, extract, read, read_article
    from kg.pipeline.serving import Bounds, Listening, Serving, application, serve, serve_tools
    from kg.pipeline.watching import Round, watch

__all__ = [
    "Asking", "Bounds", "BuildSummary", "Change", "Checking", "Choice", "Listening", "LoadSummary", "Loading",
    "Making", "MapSummary", "Options", "Question", "Round", "Serving", "annotation", "answer", "application",
    "as_known", "ask", "book", "build", "check", "decide", "diff", "diff_as", "document", "engine", "evaluate",
    "explain", "explanation", "export", "extract", "fates", "findings", "findings_as", "findings_table", "format_of",
    "load", "map_articles", "misses", "open_build", "packed", "page", "publish", "put", "queries", "queries_table",
    "query", "questions", "read", "read_article", "render", "render_report", "report_of", "scores_record",
    "scores_text", "serve", "serve_tools", "severity", "stats", "take_back", "watch",
]  # fmt: skip

_PLACES = {
    "asking": (
        "explain", "explanation", "findings", "findings_as", "findings_table", "open_build", "report_of", "stats",
    ),
    "checking": ("Checking", "annotation", "check", "format_of", "render_report", "severity"),
    "building": ("BuildSummary", "Making", "build"),
    "comparing": ("Change", "as_known", "diff", "diff_as"),
    "documenting": ("document",),
    "deciding": ("Question", "answer", "book", "decide", "fates", "questions", "take_back"),
    "exporting": ("Choice", "export", "packed", "put"),
    "loading": ("LoadSummary", "Loading", "load"),
    "mapping": ("MapSummary", "engine", "map_articles"),
    "judging": ("evaluate", "misses", "scores_record", "scores_text"),
    "publishing": ("page", "publish"),
    "querying": ("Asking", "ask", "queries", "queries_table", "query", "render"),
    "reading": ("Options", "extract", "read", "read_article"),
    "serving": ("Bounds", "Listening", "Serving", "application", "serve", "serve_tools"),
    "watching": ("Round", "watch"),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _PLACES.items() for name in names}


def __getattr__(name: str) -> object:
    """The named verb from the module that holds it, which is loaded now (PEP 562)."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
