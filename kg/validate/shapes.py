"""Shapes files, read and checked before anybody trusts them.

Comes in: a file of SHACL shapes in any RDF syntax. Goes out: an rdflib graph in which every SHACL term exists and no
query reaches out; BadInput otherwise. It never follows an import and never goes to the network.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import NamedNode

from kg.errors import BadInput
from kg.validate.files import read_rdf
from kg.validate.tokens import Token, scan
from kg.vocab import PREFIXES, term

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
_OUTWARD = frozenset({"service", "from", "load"})


def read_shapes(path: Path, format: str | None = None) -> Graph:
    """The shapes of a file; BadInput names the term that SHACL does not have, or the query that reaches out."""
    read = read_rdf(path, format)
    graph = to_rdflib(quad.triple for quad in read.quads)
    space = PREFIXES["sh"]
    named = (node for q in read.quads for node in (q.subject, q.predicate, q.object))
    used = {node.value for node in named if isinstance(node, NamedNode)}
    unknown = sorted(term[len(space) :] for term in used if term.startswith(space) and term[len(space) :] not in TERMS)
    if unknown:
        line = read.line_of(space + unknown[0])
        where = f"{path}, line {line}" if line else str(path)
        raise BadInput(where, f"SHACL has no term sh:{unknown[0]} for shapes files", "correct the spelling")
    _check_queries(path, graph)
    return graph


def _check_queries(path: Path, graph: Graph) -> None:
    from rdflib import OWL, SH

    for predicate in (SH.select, SH.ask):
        for shape, query in sorted(graph.subject_objects(predicate)):
            if reaches_out(str(query)) is not None:
                raise BadInput(
                    str(path), f"the query of {shape} reaches out of the graph", "remove SERVICE, FROM, escapes"
                )
    if any(True for _ in graph.triples((None, OWL.imports, None))):
        raise BadInput(str(path), "imports another file", "put all shapes in one file")


def reaches_out(query: str) -> Token | None:
    """The word of a SPARQL query that names another source (SERVICE, FROM, LOAD), or an escape that could hide one."""
    # At a bare carriage return a comment ends for some parsers and goes on for others.
    if (hidden := re.search(r"\\u|\r(?!\n)", query, re.IGNORECASE)) is not None:
        return Token("word", hidden.group(), hidden.start())
    return next((t for t in scan(query) if t.kind == "word" and t.text.lower() in _OUTWARD), None)


@contextmanager
def quietly() -> Iterator[None]:
    """rdflib keeps to itself which literals are ill-typed: shapes say it, with the place."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            yield
    finally:
        logger.setLevel(before)


def to_rdflib(triples: Iterable[ox.Triple]) -> Graph:
    """The triples as an rdflib graph, literals exactly as written; triple terms (RDF 1.2) are left out."""
    import rdflib

    graph = rdflib.Graph()
    for triple in triples:
        if not isinstance(triple.object, ox.Triple):
            graph.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
    return graph


def _node(node: object):  # type: ignore[no-untyped-def]
    import rdflib

    if isinstance(node, ox.Literal):
        if node.language:
            return rdflib.Literal(node.value, lang=node.language)
        # Plain strings stay untyped in rdflib: "x" and "x"^^xsd:string are two terms there.
        kind = None if node.datatype == term("xsd:string") else rdflib.URIRef(node.datatype.value)
        return rdflib.Literal(node.value, datatype=kind, normalize=False)
    return rdflib.URIRef(node.value) if isinstance(node, NamedNode) else rdflib.BNode(str(node).removeprefix("_:"))
