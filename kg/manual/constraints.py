"""What the shapes ask, in words.

Comes in: the ontology's shapes. Goes out: for each class its constraints, and those on the graph as a whole. It never
applies a shape.
"""

from __future__ import annotations

import textwrap

import pyoxigraph as ox

from kg.manual.graph import Files, Node, local
from kg.manual.model import Constraint, Ref
from kg.vocab import shorten, term

WHOLE = term("pds:whole-graph")
# SHACL's constraint parameters in the words of a sentence: "is a …", "is one of …".
_WORDS = {
    "class": "a", "datatype": "of type", "nodeKind": "an", "in": "one of", "hasValue": "exactly",
    "pattern": "matching", "minLength": "at least so many characters:", "maxLength": "at most so many characters:",
    "minInclusive": "at least", "maxInclusive": "at most", "minExclusive": "more than", "maxExclusive": "less than",
    "lessThan": "less than", "lessThanOrEquals": "at most", "equals": "equal to", "disjoint": "other than",
    "languageIn": "in", "or": "one of several shapes:", "not": "not", "qualifiedValueShape": "of the shape",
}  # fmt: skip


def of_class(files: Files, target: Node) -> tuple[Constraint, ...]:
    """The property shapes of the node shapes that target a class, and what these ask themselves."""
    shapes = files.subjects("sh:targetClass", target)
    own = [shape for shape in shapes if files.text(shape, "sh:message")]
    parts = [part for shape in shapes for part in files.nodes(shape, "sh:property")]
    return tuple(_constraint(files, one) for one in (*own, *parts))


def of_whole(files: Files) -> tuple[Constraint, ...]:
    """The SPARQL constraints on the graph as a whole."""
    return tuple(_constraint(files, shape) for shape in files.subjects("sh:targetNode", WHOLE))


def targets(files: Files) -> list[Node]:
    """The classes that shapes target."""
    found: set[Node] = {node for shape in _shapes(files) for node in files.nodes(shape, "sh:targetClass")}
    return sorted(found, key=str)


def on_property(files: Files, path: Node) -> list[Node]:
    """The classes whose constraints are about a property."""
    shapes = {shape for part in files.subjects("sh:path", path) for shape in files.subjects("sh:property", part)}
    return sorted({node for shape in shapes for node in files.nodes(shape, "sh:targetClass")}, key=str)


def _shapes(files: Files) -> list[Node]:
    return files.subjects("rdf:type", term("sh:NodeShape"))


def _constraint(files: Files, shape: Node) -> Constraint:
    iri = str(shape).strip("<>")
    path = next(iter(files.nodes(shape, "sh:path")), None)
    queries = [files.text(query, "sh:select") for query in files.nodes(shape, "sh:sparql")]
    severities = [str(node).strip("<>").rpartition("#")[2].lower() for node in files.nodes(shape, "sh:severity")]
    return Constraint(
        local(iri), shorten(iri), None if path is None else files.ref(path), _asks(files, shape),
        severities[0] if severities else "violation",
        files.text(shape, "sh:message"), files.text(shape, "rdfs:comment"),
        "\n".join(textwrap.dedent(f"        {query}").strip() for query in queries),
    )  # fmt: skip


def _asks(files: Files, shape: Node) -> tuple[Ref, ...]:
    counted = _count(files.text(shape, "sh:minCount"), files.text(shape, "sh:maxCount"))
    found = [Ref(counted)] if counted else []
    for name, words in _WORDS.items():
        for value in files.values(shape, f"sh:{name}"):
            if isinstance(value, ox.BlankNode):
                listed = ", ".join(files.ref(member).text for member in files.members(value))
                found.append(Ref(f"{words} {listed}".rstrip()))
            else:
                ref = files.ref(value)
                text = value.value if isinstance(value, ox.Literal) else ref.text
                found.append(Ref(f"{words} {text}", ref.href if ref.href and ref.href.startswith("#") else None))
    return tuple(found)


def _count(least: str, most: str) -> str:
    if least and most:
        return f"exactly {least}" if least == most else f"{least} to {most}"
    return f"at least {least}" if least else f"at most {most}" if most else ""
