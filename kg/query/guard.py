"""The guard before free SPARQL: nothing may reach out of the store or change it.

Comes in: SPARQL text. Goes out: the text that all parsers read alike, the form of the query, or an error. It judges the
parsed query, never its text, and runs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import BadInput

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


def refuse_reaching_out(text: str, where: str = "query") -> str:
    """The form of a query ("SELECT" …); BadInput if it asks for a service, names a data set, updates, or is no
    SPARQL 1.1.
    """
    parts = list(_parsed(plain(text, where), where))
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
