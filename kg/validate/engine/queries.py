"""SPARQL constraints of SHACL (section 5): their queries, asked of one focus node.

Comes in: a constraint with its query, prefixes and messages, a store, a focus node. Goes out: the rows as faults, each
with its path, value and messages. It never runs a query that reaches out: shapes files are checked when they are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QuerySolutions, Store, Variable

from kg.errors import BadInput
from kg.validate.engine.data import Term
from kg.validate.tokens import scan

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

REMEDY = "use --engine reference"
UNBOUND = frozenset({"shapesgraph", "currentshape"})
# SHACL, appendix A: what pre-binding is not defined for; and BIND, which the query engine does before it binds $this.
BARRED = frozenset({"minus", "values", "service", "bind"})


@dataclass(frozen=True, slots=True)
class Row:
    """What one row finds at fault; its messages have the row's values in the place of {?variables}."""

    path: Node | None
    value: Term | None
    messages: tuple[str, ...]


def rows(shapes: Graph, constraint: Node, store: Store, focus: Term, path: Node | None) -> Iterator[Row]:
    """The rows of the constraint's query with $this bound to the focus node, $PATH written as the shape's path.

    BadInput for a constraint without SELECT, with a variable that is not covered, or that the engine cannot run.
    """
    from rdflib import SH, URIRef

    text = str(shapes.value(constraint, SH.select) or "")
    _check_covered(text, str(constraint))
    if isinstance(path, URIRef):
        text = text.replace("$PATH", f"<{path}>")
    try:
        found = store.query(text, prefixes=_prefixes(shapes, constraint), substitutions={Variable("this"): focus})
    except (SyntaxError, ValueError) as fault:
        raise BadInput("shapes", f"the query of {constraint} cannot be run ({fault})", "mend it") from None
    if not isinstance(found, QuerySolutions):
        raise BadInput("shapes", f"the query of {constraint} is no SELECT", "mend it")
    names = [variable.value for variable in found.variables]
    messages = sorted(str(words) for words in shapes.objects(constraint, SH.message))
    for row in found:
        told = {name: row[name] for name in names}
        way = told.get("path")
        yield Row(
            URIRef(way.value) if isinstance(way, NamedNode) else None,
            told.get("value"),
            tuple(_filled(words, told) for words in messages),
        )


def _check_covered(text: str, name: str) -> None:
    """BadInput unless binding $this from outside says the same as writing its value in each of its places.

    The query engine binds it outside of nested groups and sub-selects; within EXISTS it is known.
    """
    groups: list[bool] = []  # for each open brace: whether what is in it knows what is bound outside
    selects, before = 0, ""
    for token in scan(text):
        word = token.text.lower()
        if word == "{":
            groups.append(not groups or before == "exists")
        elif word == "}" and groups:
            groups.pop()
        selects += word == "select"
        unknown = word[1:] == "this" and word[0] in "?$" and (not all(groups) or before == "as")
        if unknown or word in BARRED or selects > 1 or (word[0] in "?$" and word[1:] in UNBOUND):
            raise BadInput("shapes", f"“{token.text}” in the query of {name} is not covered", REMEDY)
        before = word
    if not selects:
        raise BadInput("shapes", f"{name} has no SELECT", REMEDY)


def _prefixes(shapes: Graph, constraint: Node) -> dict[str, str]:
    from rdflib import SH

    above = shapes.objects(constraint, SH.prefixes)
    declared = [one for ontology in above for one in shapes.objects(ontology, SH.declare)]
    return {str(shapes.value(one, SH.prefix)): str(shapes.value(one, SH.namespace)) for one in declared}


def _filled(message: str, row: Mapping[str, object]) -> str:
    for name, value in row.items():
        words = str(getattr(value, "value", ""))
        message = message.replace(f"{{?{name}}}", words).replace(f"{{${name}}}", words)
    return message
