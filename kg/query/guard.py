"""The guard before free SPARQL: nothing may reach out of the store or change it.

Comes in: SPARQL text. Goes out: the form of the query, or an error. It judges the parsed query, never its text, and
runs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import BadInput

FORMS = {"SelectQuery": "SELECT", "AskQuery": "ASK", "ConstructQuery": "CONSTRUCT", "DescribeQuery": "DESCRIBE"}


def refuse_reaching_out(text: str, where: str = "query") -> str:
    """The form of a query ("SELECT" …); BadInput if it asks for a service, names a data set, updates, or is no
    SPARQL 1.1.
    """
    parts = list(_parsed(text, where))
    names = {n for part in parts for n in [getattr(part, "name", None)] if isinstance(n, str)}
    if "ServiceGraphPattern" in names:
        raise BadInput(where, "it asks another server (SERVICE)", "ask this graph alone")
    if "DatasetClause" in names:
        raise BadInput(where, "it names its data (FROM)", "leave FROM out; use GRAPH for one article's graph")
    return next(form for name, form in FORMS.items() if name in names)


def _parsed(text: str, where: str) -> Iterator[object]:
    from pyparsing import ParseBaseException, ParseResults
    from rdflib.plugins.sparql.parser import parseQuery
    from rdflib.plugins.sparql.parserutils import CompValue

    try:
        waiting: list[object] = [parseQuery(text)]
    except RecursionError:
        raise BadInput(where, "nested too deeply to be read", "write it flatter") from None
    except (ParseBaseException, ValueError, KeyError, TypeError, AttributeError) as fault:
        if _is_update(text):
            remedy = "ask with SELECT, ASK, CONSTRUCT or DESCRIBE; only kg build writes a graph"
            raise BadInput(where, "it changes data (SPARQL Update)", remedy) from None
        said = " ".join(str(fault).split())[:200]
        raise BadInput(where, f"no SPARQL query ({said})", "mend it") from None
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
