"""JSON-LD, compacted with the project's context.

Comes in: a store. Goes out: one JSON-LD 1.1 document (W3C) with its context inside, nodes sorted by graph and IRI.
It never names a remote context and writes no blank node that the store does not hold.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from kg.errors import BadInput
from kg.exports.context import context, prefixes
from kg.exports.plain import all_sorted

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD = "http://www.w3.org/2001/XMLSchema#"


def jsonld(store: ox.Store) -> bytes:
    """The whole store, a line a node: the default graph's first, then one with "@graph" for each named graph."""
    return _document(json.dumps(context(), ensure_ascii=False, indent=1), _lines(_nodes(store))).encode()


def small_jsonld(store: ox.Store) -> str:
    """The same with no more of the context than it uses: to stand on or beside a web page."""
    nodes = _nodes(store)
    lines = _lines(nodes)
    inner = [node for outer in nodes for node in (outer, *outer.get("@graph", ()))]
    written = {*(key for node in inner for key in node), *re.findall(r'"(\w+)"', " ".join(map(_kinds, inner)))}
    used = {name: said for name, said in context().items() if name.startswith("@") or name in written}
    spaces = set(re.findall(r'"(\w+):', lines + json.dumps(used)))
    used |= {prefix: space for prefix, space in prefixes().items() if prefix in spaces}
    return _document(json.dumps(used), lines)


def _document(context: str, lines: str) -> str:
    return f'{{"@context":{context},\n"@graph":[\n{lines}\n]}}\n'


def _lines(nodes: list[dict[str, Any]]) -> str:
    """The nodes, those of a named graph each on a line of its own too."""
    return ",\n".join(
        f'{{"@id": {json.dumps(node["@id"], ensure_ascii=False)}, "@graph": [\n{_lines(node["@graph"])}\n]}}'
        if "@graph" in node
        else json.dumps(node, ensure_ascii=False)
        for node in nodes
    )


def _kinds(node: dict[str, Any]) -> str:
    return json.dumps(node.get(_aliases().get("@type", "@type")))


def _nodes(store: ox.Store) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = []
    for graph, quads in groupby(all_sorted(store), key=lambda q: q.graph_name):
        own = [_node(str(s), list(some)) for s, some in groupby(quads, key=lambda q: q.subject)]
        if isinstance(graph, ox.DefaultGraph):
            nodes.extend(own)
        else:
            nodes.append({"@id": compact(graph.value), "@graph": own})
    return nodes


def _node(subject: str, quads: list[ox.Quad]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _reference(quads[0].subject)}
    for quad in quads:
        if quad.predicate.value == TYPE and isinstance(quad.object, ox.NamedNode):
            key, value = _aliases().get("@type", "@type"), _vocabulary(quad.object.value)
        else:
            key, value = _pair(quad.predicate.value, quad.object)
        if key not in node:
            node[key] = value
        elif isinstance(node[key], list):
            node[key].append(value)
        else:
            node[key] = [node[key], value]
    return node


def _pair(predicate: str, value: object) -> tuple[str, Any]:
    """The key for a predicate and its value: a term whose type fits gives the shortest."""
    terms = _terms().get(predicate, {})
    if isinstance(value, ox.NamedNode | ox.BlankNode):
        if "@id" in terms:
            return terms["@id"], _reference(value)
        return terms.get("", compact(predicate)), {"@id": _reference(value)}
    if not isinstance(value, ox.Literal):
        raise TypeError("a triple inside a term has no place in JSON-LD")
    if value.language is None and value.datatype.value in terms:
        return terms[value.datatype.value], value.value
    return terms.get("", compact(predicate)), _literal(value)


def _literal(value: ox.Literal) -> Any:
    """A plain string, or an object that names language or datatype: no native number changes a lexical form."""
    if value.language is not None:
        return {"@language": value.language, "@value": value.value}
    if value.datatype.value == f"{XSD}string":
        return value.value
    if value.datatype.value == f"{XSD}boolean" and value.value in ("true", "false"):
        return value.value == "true"
    return {"@type": compact(value.datatype.value), "@value": value.value}


def _reference(node: object) -> str:
    if isinstance(node, ox.BlankNode):
        return f"_:{node.value}"
    return compact(node.value) if isinstance(node, ox.NamedNode) else str(node)


@lru_cache(maxsize=4096)
def compact(iri: str) -> str:
    """`prefix:name` where that reads back as the IRI, else the IRI itself."""
    fitting = [(len(space), prefix) for prefix, space in prefixes().items() if iri.startswith(space)]
    if not fitting:
        if iri.partition(":")[0] in prefixes():
            raise BadInput(
                iri, "its scheme is a prefix of the context, which JSON-LD cannot tell apart", "use another format"
            )
        return iri
    size, prefix = max(fitting)
    rest = iri[size:]
    return f"{prefix}:{rest}" if rest and not rest.startswith("//") else iri


@lru_cache(maxsize=4096)
def _vocabulary(iri: str) -> str:
    """A class by its term, else compacted."""
    plain = _terms().get(iri, {})
    return plain.get("", compact(iri))


@lru_cache(maxsize=1)
def _terms() -> dict[str, dict[str, str]]:
    """IRI to terms by the type they give: "" for a term without a type."""
    found: dict[str, dict[str, str]] = {}
    for name, meaning in sorted(context().items()):
        if name.startswith("@") or name in prefixes():
            continue
        written = meaning if isinstance(meaning, str) else meaning.get("@id")
        if not isinstance(written, str) or written.startswith("@"):
            continue
        given = "" if isinstance(meaning, str) else str(meaning.get("@type", ""))
        found.setdefault(_expanded(written), {})[given if given in ("", "@id") else _expanded(given)] = name
    return found


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    """JSON-LD's own words that the context gives another name: "@type" as "type"."""
    return {v: k for k, v in context().items() if isinstance(v, str) and v.startswith("@") and not k.startswith("@")}


def _expanded(written: str) -> str:
    prefix, colon, rest = written.partition(":")
    return prefixes()[prefix] + rest if colon and prefix in prefixes() else written
