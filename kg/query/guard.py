"""The guard before free SPARQL: nothing may reach out of the store or change it.

Comes in: SPARQL text. Goes out: the text that all parsers read alike, the form of the query, or an error. It judges the
parsed query, never its text, and runs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

from kg.errors import BadInput
from kg.vocab import BASE, PREFIXES

FORMS = {"SelectQuery": "SELECT", "AskQuery": "ASK", "ConstructQuery": "CONSTRUCT", "DescribeQuery": "DESCRIBE"}

ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def plain(text: str, where: str = "query") -> str:
    """The text with its code point escapes resolved (SPARQL 1.1, section 19.2) and lines that end in a line feed.

    Only this may be judged and run: parsers differ on both, so that one would take for a string or a comment what the
    other runs. BadInput for what is no text, or for escapes that give new escapes.
    """
    try:
        text = ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
        text.encode("utf-8")
    except (ValueError, OverflowError):
        raise BadInput(where, "no Unicode text", "leave out surrogates and code points that are none") from None
    if ESCAPE.search(text):
        raise BadInput(where, "its escapes make escapes", "write the characters themselves")
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Data:
    """The IRIs of the graphs that make the default graph, and of those that are asked by name."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Examined:
    """A query that reaches out nowhere: the text to run, its form ("SELECT" …), the data it names, None if none;
    whether it asks graphs by name (GRAPH).
    """

    text: str
    form: str
    data: Data | None = None
    by_graph: bool = False


def refuse_reaching_out(text: str, where: str = "query") -> str:
    """The form of a query ("SELECT" …); BadInput if it asks for a service, names a data set, updates, or is no
    SPARQL 1.1.
    """
    return examine(text, where).form


def examine(text: str, where: str = "query", *, data_allowed: bool = False) -> Examined:
    """The form of a query and its data; BadInput as for `refuse_reaching_out`, unless FROM is allowed."""
    text = plain(text, where)
    parsed = _parsed(text, where)
    parts = list(_parts(parsed))
    names = {n for part in parts for n in [getattr(part, "name", None)] if isinstance(n, str)}
    if "ServiceGraphPattern" in names:
        raise BadInput(where, "it asks another server (SERVICE)", "ask this graph alone")
    if "DatasetClause" in names and not data_allowed:
        raise BadInput(where, "it names its data (FROM)", "leave FROM out; use GRAPH for one article's graph")
    form = next(form for name, form in FORMS.items() if name in names)
    clauses = [part for part in parts if getattr(part, "name", None) == "DatasetClause"]
    by_graph = "GraphGraphPattern" in names
    return Examined(text, form, _data(parsed, clauses, where) if clauses else None, by_graph)


def _data(parsed: Sequence[Any], clauses: Sequence[Any], where: str) -> Data:
    """The graphs that FROM and FROM NAMED name, as whole IRIs."""
    from rdflib.plugins.sparql.algebra import translatePrologue

    try:
        prologue = translatePrologue(parsed[0], BASE, dict(PREFIXES))
        default = tuple(str(prologue.absolutize(clause.default)) for clause in clauses if clause.default)
        named = tuple(str(prologue.absolutize(clause.named)) for clause in clauses if clause.named)
    except Exception as fault:  # rdflib raises nothing narrower for a prefix that it does not know
        raise BadInput(where, f"its data cannot be told ({fault})", "write whole IRIs after FROM") from None
    return Data(default, named)


def _parsed(text: str, where: str) -> Sequence[Any]:
    from concurrent.futures import ThreadPoolExecutor

    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    def parsed() -> Sequence[Any]:
        return cast("Sequence[Any]", parseQuery(text))

    try:
        with suppress(RecursionError):
            return parsed()
        # The parser recurses, and the caller's stack may be deep: once more on a stack of its own. Not at once, for a
        # process that has, or just had, a second thread is not forked (kg.query.guarded).
        with ThreadPoolExecutor(1) as alone:
            return alone.submit(parsed).result()
    except RecursionError:
        raise BadInput(where, "nested too deeply to be read", "write it flatter") from None
    except (ParseBaseException, ValueError, KeyError, TypeError, AttributeError) as fault:
        if _is_update(text):
            remedy = "ask with SELECT, ASK, CONSTRUCT or DESCRIBE; only kg build writes a graph"
            raise BadInput(where, "it changes data (SPARQL Update)", remedy) from None
        said = " ".join(str(fault).split())[:200]
        raise BadInput(where, f"no SPARQL query ({said})", "mend it") from None


def _parts(parsed: object) -> Iterator[object]:
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    waiting = [parsed]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, CompValue):
            waiting.extend(part.values())
        elif isinstance(part, ParseResults | list | tuple):
            waiting.extend(part)


def _is_update(text: str) -> bool:
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        return bool(text.strip()) and bool(parseUpdate(text))
    except (ParseBaseException, RecursionError, ValueError, KeyError, TypeError, AttributeError):
        return False
