"""Shapes files, read and checked before anybody trusts them.

Comes in: a Turtle file of SHACL shapes. Goes out: an rdflib graph in which every SHACL term exists and no query
reaches out; BadInput otherwise. It never follows an import and never goes to the network.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import BadInput
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph

# SHACL (W3C Recommendation of 20 July 2017), sections 2 to 6: what shapes files may use. A misspelt term would be
# skipped in silence. Results, reports, rules and JavaScript are no part of shapes files here.
TERMS = frozenset(
    """
    NodeShape PropertyShape Shape SPARQLConstraint SPARQLConstraintComponent SPARQLAskValidator SPARQLSelectValidator
    Parameter PropertyGroup PrefixDeclaration
    targetClass targetNode targetObjectsOf targetSubjectsOf path property node not and or xone
    inversePath alternativePath zeroOrMorePath oneOrMorePath zeroOrOnePath
    class datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive maxInclusive minLength maxLength
    pattern flags languageIn uniqueLang equals disjoint lessThan lessThanOrEquals qualifiedValueShape qualifiedMinCount
    qualifiedMaxCount qualifiedValueShapesDisjoint closed ignoredProperties hasValue in
    message severity deactivated name description order group defaultValue
    Violation Warning Info IRI BlankNode Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral
    sparql select ask prefixes declare prefix namespace parameter optional nodeValidator propertyValidator validator
    labelTemplate
    """.split()
)
_REACHES_OUT = re.compile(r"(?i)(?<![?$\w])(?:service|from|load)\b|\\u")


def read_shapes(path: Path) -> Graph:
    """The shapes of a file; BadInput names the term that SHACL does not have, or the query that reaches out."""
    import rdflib

    graph = rdflib.Graph()
    try:
        graph.parse(data=path.read_text("utf-8"), format="turtle", publicID="urn:shapes")
    except Exception as fault:  # rdflib's Turtle parser raises whatever it meets
        raise BadInput(str(path), f"cannot be read as Turtle ({str(fault)[:200]})", "mend the file") from None
    space = PREFIXES["sh"]
    used = {str(node) for triple in graph for node in triple if isinstance(node, rdflib.URIRef)}
    unknown = sorted(term[len(space) :] for term in used if term.startswith(space) and term[len(space) :] not in TERMS)
    if unknown:
        raise BadInput(str(path), f"SHACL has no term sh:{unknown[0]} for shapes files", "correct the spelling")
    _check_queries(path, graph)
    return graph


def _check_queries(path: Path, graph: Graph) -> None:
    from rdflib import OWL, SH

    for predicate in (SH.select, SH.ask):
        for shape, query in sorted(graph.subject_objects(predicate)):
            if _REACHES_OUT.search(str(query)):
                raise BadInput(
                    str(path), f"the query of {shape} reaches out of the graph", "remove SERVICE, FROM, escapes"
                )
    if any(True for _ in graph.triples((None, OWL.imports, None))):
        raise BadInput(str(path), "imports another file", "put all shapes in one file")
