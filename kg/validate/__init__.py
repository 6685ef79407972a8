"""Validation: what is broken or suspicious in the graph, in words that name the article and the quote.

Comes in: a store that build_graph made, the shapes, the articles' texts if they are at hand. Goes out: a report of
violations. It never changes the store, never follows an import, and never uses the network.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg import vocab
from kg.errors import BadInput
from kg.paths import ontology_dir
from kg.validate.checks import check_base, check_disjoint, check_evidence_types, check_quotes
from kg.validate.context import Context
from kg.validate.report import SEVERITIES, Finding, Report, Severity, Violation
from kg.validate.shapes import read_shapes
from kg.vocab import expand, term

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["SEVERITIES", "Report", "Severity", "Violation", "read_shapes", "validate"]
_SEVERITY: Mapping[str, Severity] = {
    expand("sh:Violation"): "violation",
    expand("sh:Warning"): "warning",
    expand("sh:Info"): "info",
}
_CHECKS = 5  # pds:quote-in-text, reference-in-text, own-base, inferred-apart, described


def validate(
    store: Store, *, shapes: Path | None = None, texts: Mapping[str, str] | None = None, base: str = vocab.BASE
) -> Report:
    """Hold the asserted triples against the shapes (ontology/shapes.ttl unless given), and quotes against `texts`.

    `texts` maps an article's name to its text; without it the quotes' words are not compared. Reference data that no
    article speaks of is left out. BadInput if the shapes cannot be read or hold a term that SHACL does not have.
    """
    shapes = shapes or ontology_dir() / "shapes.ttl"
    shapes_graph = read_shapes(shapes)
    data = _data(store, base)
    looked_at = len(data)
    found = [*_by_shapes(data, shapes_graph, shapes), *check_base(store, base), *check_disjoint(store, base)]
    found += [*check_evidence_types(store), *(check_quotes(store, texts) if texts is not None else ())]
    return Report(_in_words(store, found), _count(shapes_graph) + _CHECKS, looked_at)


def _data(store: Store, base: str) -> Graph:
    """The asserted triples as an rdflib graph, the authority's names left out, the ontology's class tree put in."""
    import rdflib

    named = vocab.iri(f"{base}graph/authority")
    aside = {(q.subject, q.predicate, q.object) for q in store.quads_for_pattern(None, None, None, named)}
    kept = {(q.subject, q.predicate, q.object) for q in store.quads_for_pattern(None, None, None, DefaultGraph())}
    spoken = kept - aside
    subjects = {node for triple in spoken for node in (triple[0], triple[2])}
    graph = rdflib.Graph()
    for subject, predicate, value in spoken | {t for t in aside if t[0] in subjects and t[1] != term("skos:altLabel")}:
        graph.add((_node(subject), _node(predicate), _node(value)))
    for part, whole in _class_tree():
        graph.add((rdflib.URIRef(part), rdflib.RDFS.subClassOf, rdflib.URIRef(whole)))
    return graph


def _class_tree() -> Iterable[tuple[str, str]]:
    from pyoxigraph import RdfFormat, parse

    with (ontology_dir() / "party-diplomacy.ttl").open("rb") as file:
        for quad in parse(file, RdfFormat.TURTLE):
            if quad.predicate == term("rdfs:subClassOf") and isinstance(quad.object, NamedNode):
                yield str(quad.subject).strip("<>"), quad.object.value


def _node(node: object):  # type: ignore[no-untyped-def]
    import rdflib

    if isinstance(node, Literal):
        if node.language:
            return rdflib.Literal(node.value, lang=node.language)
        # Plain strings stay untyped in rdflib: "x" and "x"^^xsd:string are two terms there.
        kind = None if node.datatype == term("xsd:string") else rdflib.URIRef(node.datatype.value)
        return rdflib.Literal(node.value, datatype=kind, normalize=False)
    return rdflib.URIRef(node.value) if isinstance(node, NamedNode) else rdflib.BNode(str(node).removeprefix("_:"))


def _by_shapes(data: Graph, shapes: Graph, path: Path) -> Iterable[Finding]:
    import pyshacl
    from rdflib import RDF, SH, Graph, URIRef

    _, results, text = pyshacl.validate(
        data, shacl_graph=shapes, inplace=True, do_owl_imports=False, meta_shacl=False, advanced=False, js=False
    )
    if not isinstance(results, Graph):
        raise BadInput(str(path), f"the shapes cannot be applied ({str(text)[:200]})", "mend the shapes")
    whole = expand("pds:whole-graph")
    for result in sorted(results.subjects(RDF.type, SH.ValidationResult), key=str):
        shape, focus = str(results.value(result, SH.sourceShape)), str(results.value(result, SH.focusNode))
        severity = _SEVERITY.get(str(results.value(result, SH.resultSeverity)), "violation")
        message = min(
            (str(words) for words in results.objects(result, SH.resultMessage)), default="Something is wrong here."
        )
        value, trail = results.value(result, SH.value), results.value(result, SH.resultPath)
        if focus == whole:
            yield Finding(shape, severity, str(value), message)
        else:
            named = vocab.shorten(str(trail)) if isinstance(trail, URIRef) else None
            yield Finding(shape, severity, focus, message, None if value is None else str(value), named)


def _in_words(store: Store, found: Iterable[Finding]) -> tuple[Violation, ...]:
    context, known = Context(store), dict[str, tuple[str | None, str | None, str | None]]()
    violations = set()
    for one in found:
        if one.focus not in known:
            known[one.focus] = context.about(one.focus)
        told = Violation(one.shape, one.severity, one.focus, one.message, one.path, one.value, *known[one.focus])
        violations.add(told)
    return tuple(sorted(violations, key=Violation.key))


def _count(shapes: Graph) -> int:
    from rdflib import RDF, SH

    return len(set(shapes.subjects(RDF.type, SH.PropertyShape)) | set(shapes.subjects(SH.sparql, None)))
