"""What a shapes file asks: its shapes as rules, each under one name.

Comes in: shapes as an rdflib graph. Goes out: for each shape that results can name a rule with its IRI, severity,
message and reason; shapes without an address are called after the shape they belong to and their path. It never
applies a shape.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.validate.report import Rule, Severity
from kg.vocab import PREFIXES, expand, shorten

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SEVERITY: Mapping[str, Severity] = {
    expand("sh:Violation"): "violation",
    expand("sh:Warning"): "warning",
    expand("sh:Info"): "info",
}
_TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
_ABOUT = frozenset((*_TARGETS, "property", "severity", "message", "deactivated", "name", "description"))
UNSAID = "The data does not have this shape."


def severity_of(node: object) -> Severity:
    """The severity that a sh:severity names: violation for none and for one of somebody's own (SHACL, 2.1.4)."""
    return _SEVERITY.get(str(node), "violation")


def rules_of(shapes: Graph) -> dict[Node, Rule]:
    """The rule that each shape stands for which a result can name as its source (SHACL, 3.6.2.5)."""
    from rdflib import BNode

    asked = _asked(shapes)
    names = {node: str(node) for node in asked if not isinstance(node, BNode)}
    for node in sorted((node for node in asked if isinstance(node, BNode)), key=_as_numbered):
        name, taken = _name(shapes, node), set(names.values())
        numbered = (f"{name}-{count}" for count in range(2, len(asked) + 2))
        names[node] = next(each for each in (name, *numbered) if each not in taken)
    return {node: _rule(shapes, node, name) for node, name in names.items()}


def _asked(shapes: Graph) -> set[Node]:
    from rdflib import RDF, SH

    properties = {*shapes.subjects(RDF.type, SH.PropertyShape), *shapes.objects(None, SH.property)}
    targeted = {node for target in _TARGETS for node in shapes.subjects(SH[target])}
    constrain = {node for node in targeted if any(_constrains(str(p)) for p in shapes.predicates(node))}
    return properties | set(shapes.subjects(SH.sparql)) | constrain


def _constrains(predicate: str) -> bool:
    return predicate.startswith(PREFIXES["sh"]) and predicate[len(PREFIXES["sh"]) :] not in _ABOUT


def _as_numbered(node: Node) -> tuple[str, int]:
    """Blank nodes in the order of the file: their labels end in numbers."""
    found = re.fullmatch(r"(.*?)(\d*)", str(node))
    return (found.group(1), int(found.group(2) or 0)) if found else (str(node), 0)


def _name(shapes: Graph, node: Node) -> str:
    from rdflib import SH, BNode, URIRef

    above = sorted({str(one) for one in shapes.subjects(None, node) if isinstance(one, URIRef)})
    path = shapes.value(node, SH.path)
    last = re.split(r"[/#:]", str(path))[-1] if path is not None and not isinstance(path, BNode) else "path"
    return f"{above[0] if above else 'urn:shape'}/{last}"


def _rule(shapes: Graph, node: Node, name: str) -> Rule:
    from rdflib import RDFS, SH

    messages = sorted(str(words) for words in shapes.objects(node, SH.message))
    for constraint in sorted(shapes.objects(node, SH.sparql), key=str):
        messages += sorted(str(words) for words in shapes.objects(constraint, SH.message))
    reasons = [*shapes.objects(node, RDFS.comment), *shapes.objects(node, SH.description)]
    path = shapes.value(node, SH.path)
    unsaid = UNSAID if path is None else f"{UNSAID[:-1]}: {shorten(str(path))}."
    why = min((str(words) for words in reasons), default="")
    return Rule(name, severity_of(shapes.value(node, SH.severity)), (messages or [unsaid])[0], why)
