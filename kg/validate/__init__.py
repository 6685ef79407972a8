"""Validation: what is broken or suspicious in the graph, in words that name the article and the quote.

Comes in: a store that build_graph made, the shapes, the articles' texts if they are at hand. Goes out: a report of
violations. It never changes the store, never follows an import, and never uses the network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse

from kg import vocab
from kg.engines import Engine
from kg.errors import BadInput
from kg.paths import ontology_dir
from kg.validate.asked import UNSAID, rules_of, severity_of
from kg.validate.checks import RULES, check_base, check_disjoint, check_evidence_types, check_quotes, check_terms
from kg.validate.context import About, Context
from kg.validate.files import RdfFile, read_rdf
from kg.validate.known import is_own
from kg.validate.report import SEVERITIES, Finding, Place, Report, Rule, Severity, Violation, together
from kg.validate.shapes import quietly, read_shapes, to_rdflib
from kg.vocab import expand, term

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = [
    "SEVERITIES", "Place", "RdfFile", "Report", "Rule", "Severity", "Violation", "read_rdf", "read_shapes", "store_of",
    "together", "validate",
]  # fmt: skip
AUTHORITY = "/graph/authority"


def validate(
    store: Store,
    *,
    shapes: Path | None = None,
    texts: Mapping[str, str] | None = None,
    base: str | None = vocab.BASE,
    engine: Engine = "reference",
) -> Report:
    """Hold the asserted triples against ontology/shapes.ttl and the checks that no shape can make, or, where `shapes`
    are given, against the shapes of that file alone.

    `texts` maps an article's name to its text; without it the quotes' words are not compared. Reference data that no
    article speaks of is left out. `base` begins the IRIs of the graph's own things; None if whose it is is not known.
    `engine` applies the shapes: pyshacl as reference, the own one, which finds the same sooner, or both, and where they
    differ the report says so. BadInput if the shapes cannot be read, hold a term that SHACL does not have, or ask what
    the own engine does not cover.
    """
    path = shapes or ontology_dir() / "shapes.ttl"
    asked, data = read_shapes(path), _data(store)
    of_shape = rules_of(asked)
    with quietly():
        own = _by_own_engine(data, asked, of_shape) if engine != "reference" else []
        found = _by_pyshacl(data, asked, of_shape, path) if engine != "own" else own
    found += _differences(found, own) if engine == "both" else ()
    rules = tuple(of_shape[node] for node in sorted(of_shape, key=lambda node: of_shape[node].shape))
    if shapes is None:
        found += [*check_evidence_types(store), *check_terms(store)]
        found += [*check_base(store, base), *check_disjoint(store, base)] if base is not None else ()
        found += check_quotes(store, texts) if texts is not None else ()
        rules = (*rules, *RULES)
    return Report(_in_words(store, found), rules, len(data))


def store_of(files: Iterable[RdfFile]) -> Store:
    """Files as one store to validate: all that they say in its default graph, but for what was inferred and the
    reference data, where the files keep those in graphs of their own, as builds do.
    """
    store, aside = Store(), ("/graph/inferred", AUTHORITY)
    for file in files:
        for quad in file.quads:
            apart = isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.endswith(aside)
            store.add(quad if apart else Quad(*quad.triple))
    store.extend(Quad(*triple) for triple in _reference(store))
    return store


def _reference(store: Store) -> set[Triple]:
    """The triples of the authority's graph."""
    graphs = [g for g in store.named_graphs() if isinstance(g, NamedNode) and g.value.endswith(AUTHORITY)]
    return {quad.triple for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph)}


def _data(store: Store) -> set[Triple]:
    """The asserted triples, the authority's names left out, and the ontology's class tree put in where its classes are
    used.
    """
    aside = _reference(store)
    spoken = {q.triple for q in store.quads_for_pattern(None, None, None, DefaultGraph())} - aside
    subjects = {node for triple in spoken for node in (triple.subject, triple.object)}
    known = {t for t in aside if t.subject in subjects and t.predicate != term("skos:altLabel")}
    own = any(t.predicate == term("rdf:type") and is_own(str(t.object).strip("<>")) for t in spoken)
    return {*spoken, *known, *(_class_tree() if own else ())}


def _class_tree() -> Iterator[Triple]:
    with (ontology_dir() / "party-diplomacy.ttl").open("rb") as file:
        for quad in parse(file, RdfFormat.TURTLE):
            if quad.predicate == term("rdfs:subClassOf") and isinstance(quad.object, NamedNode):
                yield quad.triple


def _by_pyshacl(data: set[Triple], shapes: Graph, rules: Mapping[Node, Rule], path: Path) -> list[Finding]:
    import pyshacl
    from rdflib import SH, Graph

    graph = to_rdflib(data)
    _, results, text = pyshacl.validate(
        graph, shacl_graph=shapes, inplace=True, do_owl_imports=False, meta_shacl=False, advanced=False, js=False
    )
    if not isinstance(results, Graph):
        raise BadInput(str(path), f"the shapes cannot be applied ({str(text)[:200]})", "mend the shapes")
    # Not what stands behind a result as its sh:detail: that is no result of its own (SHACL, section 3.6.2.4).
    return [_result(results, one, rules) for one in sorted(results.objects(None, SH.result), key=str)]


def _result(results: Graph, result: Node, rules: Mapping[Node, Rule]) -> Finding:
    """A node of pyshacl's report as a finding."""
    from rdflib import SH

    source, path = results.value(result, SH.sourceShape), results.value(result, SH.resultPath)
    return _finding(
        rules[source].shape if source is not None and source in rules else str(source),
        severity_of(results.value(result, SH.resultSeverity)),
        _told(results.value(result, SH.focusNode)),
        path,
        None if (value := results.value(result, SH.value)) is None else _told(value),
        [str(words) for words in results.objects(result, SH.resultMessage)],
        str(results.value(result, SH.sourceConstraintComponent)),
    )


def _by_own_engine(data: set[Triple], shapes: Graph, rules: Mapping[Node, Rule]) -> list[Finding]:
    from rdflib import SH

    from kg.validate import engine

    store = Store()
    store.bulk_extend(Quad(*triple) for triple in data)
    found = []
    for one in engine.Engine(shapes, store).results():
        found.append(
            _finding(
                rules[one.source].shape if one.source in rules else str(one.source),
                severity_of(shapes.value(one.source, SH.severity)),
                one.focus.value if isinstance(one.focus, NamedNode) else str(one.focus),
                one.path,
                None if one.value is None else str(one.value) if isinstance(one.value, BlankNode) else one.value.value,
                one.messages or [str(words) for words in shapes.objects(one.source, SH.message)],
                one.component,
            )
        )
    return found


def _differences(reference: Iterable[Finding], own: Iterable[Finding]) -> Iterator[Finding]:
    """What one engine alone finds."""
    shape = expand("pds:engines-agree")
    # Where a shape has no message, each engine says what is wrong in its own words.
    ours, theirs = ({replace(one, message=""): one for one in found} for found in (own, reference))
    for name, found, other in (("pyshacl", theirs, ours), ("The own engine", ours, theirs)):
        for one in sorted((found[key] for key in found.keys() - other.keys()), key=str):
            message = f"{name} alone finds this of {vocab.shorten(one.shape)}: {one.message}"
            yield Finding(shape, "violation", one.focus, message, one.value, one.path, one.component)


def _finding(
    shape: str,
    severity: Severity,
    focus: str,
    path: Node | None,
    value: str | None,
    messages: Sequence[str],
    component: str,
) -> Finding:
    from rdflib import URIRef

    message = min(messages, default=UNSAID)
    if focus == expand("pds:whole-graph"):
        return Finding(shape, severity, value or "", message, component=component)
    named = vocab.shorten(str(path)) if isinstance(path, URIRef) else None
    return Finding(shape, severity, focus, message, value, named, component)


def _told(node: Node | None) -> str:
    from rdflib import BNode

    return f"_:{node}" if isinstance(node, BNode) else str(node)


def _in_words(store: Store, found: Iterable[Finding]) -> tuple[Violation, ...]:
    context, known = Context(store), dict[str, About]()
    violations = set()
    for one in found:
        about = known[one.focus] = known.get(one.focus) or context.about(one.focus)
        told = Violation(one.shape, one.severity, one.focus, one.message, one.path, one.value, component=one.component)
        violations.add(replace(told, **asdict(about)))
    return tuple(sorted(violations, key=Violation.key))
