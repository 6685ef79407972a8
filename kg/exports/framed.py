"""JSON-LD framed per entity: plain keys and nested objects, for those who do not know RDF.

Comes in: a store. Goes out: one JSON object with lists of persons, parties, offices, events and so on (JSON-LD 1.1
Framing, W3C), or the one thing that was asked for. It never says what the graph does not say, and fetches no context.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from kg.errors import BadInput, UsageError
from kg.exports.material import Material
from kg.paths import ontology_dir, read_bounded
from kg.vocab import expand, shorten

Frame = dict[str, Any]
Node = dict[str, Any]
MAX_FRAMES_BYTES = 1_000_000
TYPE = expand("rdf:type")
XSD = expand("xsd:")
CHUNK = 10  # things framed at a time: PyLD holds each node of a call against every other
KEYWORDS = ("@type", "@embed")


def framed(material: Material) -> bytes:
    """All entities by the kinds of the frames, each list sorted; with `about` the one entity alone.

    UsageError for a thing that no frame is for.
    """
    context = {"@base": f"{material.base}id/", **frames()["@context"]}
    about = material.choice.about
    document: Node = {"@context": context}
    for kind, frame in frames()["frames"].items():
        roots = _roots(material, frame["@type"], about)
        chunks = (roots[at : at + CHUNK] for at in range(0, len(roots), CHUNK))
        found = [node for chunk in chunks for node in _frame(material, context, frame, chunk)]
        if about is None:
            document[kind] = found
        elif found:
            return _json({**document, **found[0]})
    if about is not None:
        kinds = ", ".join(frames()["frames"])
        raise UsageError("--about", f"{shorten(about.value)} has no frame", f"name one of the {kinds}")
    return _json(document)


@lru_cache(maxsize=1)
def frames() -> dict[str, Any]:
    """The context and the frames of ontology/frames.jsonld; BadInput if the file is broken."""
    path = ontology_dir() / "frames.jsonld"
    try:
        found = json.loads(read_bounded(path, MAX_FRAMES_BYTES))
        return {"@context": dict(found["@context"]), "frames": dict(found["frames"])}
    except (ValueError, KeyError, TypeError):
        raise BadInput(str(path), "no JSON-LD frames", "restore the file") from None


def refuse(address: str, *_: object) -> Any:
    """A document loader that loads nothing."""
    raise BadInput(address, "a context elsewhere is not fetched", "write the context out")


def _roots(material: Material, kind: str, about: ox.NamedNode | None) -> list[str]:
    """The things of a class that articles speak of."""
    found = [thing for thing in material.index.things(kind) if thing in material.index.told]
    return found if about is None else [thing for thing in found if thing == about.value]


def _frame(material: Material, context: Frame, frame: Frame, roots: list[str]) -> list[Node]:
    from pyld import jsonld

    cut = _Cut(material, context)
    for root in roots:
        cut.take(root, frame)
    # A smaller context says the same of these terms, and PyLD asks every term of it for each IRI.
    terms = _terms(frame)
    used = {name: said for name, said in context.items() if name in terms or _is_general(name, said)}
    wanted = {"@context": used, **frame, "@id": roots}
    options = {"embed": "@always", "explicit": True, "omitDefault": True, "omitGraph": False, "documentLoader": refuse}
    result = jsonld.frame([cut.nodes[key] for key in sorted(cut.nodes)], {**wanted, "@type": {}}, options)
    return [_ordered(node, frame) for node in result["@graph"]]


def _terms(frame: Frame) -> set[str]:
    return {"id", "type", *frame}.union(*(_terms(below) for below in frame.values() if isinstance(below, dict)))


def _is_general(name: str, said: object) -> bool:
    """Whether an entry of the context matters to every frame: a keyword, a class, a prefix."""
    return not name[0].islower() or (isinstance(said, str) and said.endswith(("#", "/")))


class _Cut:
    """The nodes that a frame speaks of, with the properties it asks for, in expanded form."""

    def __init__(self, material: Material, context: Frame) -> None:
        self.nodes: dict[str, Node] = {}
        self._store, self._context = material.store, context
        self._graphs = (ox.DefaultGraph(), ox.NamedNode(f"{material.base}graph/inferred"))
        self._seen: set[tuple[str, int]] = set()

    def take(self, thing: str, frame: Frame) -> None:
        if (thing, id(frame)) in self._seen:
            return
        self._seen.add((thing, id(frame)))
        node = self._node(thing)
        for key, below in frame.items():
            if key in KEYWORDS:
                continue
            said = self._context[key]
            said = {"@id": said} if isinstance(said, str) else said
            if "@reverse" in said:
                predicate = expand(said["@reverse"])
                for subject in self._subjects(predicate, thing):
                    _put(self._node(subject), predicate, {"@id": thing})
                    self.take(subject, below)
            else:
                self._forward(node, thing, expand(said["@id"]), below)

    def _forward(self, node: Node, thing: str, predicate: str, below: Frame) -> None:
        for value in self._objects(thing, predicate):
            _put(node, predicate, _expanded(value))
            if isinstance(value, ox.NamedNode) and below.keys() - set(KEYWORDS):
                self.take(value.value, below)

    def _node(self, thing: str) -> Node:
        if thing not in self.nodes:
            types = self._store.quads_for_pattern(ox.NamedNode(thing), ox.NamedNode(TYPE), None, self._graphs[0])
            kinds = sorted({q.object.value for q in types if isinstance(q.object, ox.NamedNode)})
            kinds = [kind for kind in kinds if kind.startswith(expand("pd:"))]
            narrow = [kind for kind in kinds if kind != expand("pd:Event")] or kinds
            self.nodes[thing] = {"@id": thing, **({"@type": narrow} if narrow else {})}
        return self.nodes[thing]

    def _objects(self, thing: str, predicate: str) -> list[ox.NamedNode | ox.Literal]:
        terms = ox.NamedNode(thing), ox.NamedNode(predicate)
        found = {q.object for g in self._graphs for q in self._store.quads_for_pattern(*terms, None, g)}
        return sorted((one for one in found if isinstance(one, ox.NamedNode | ox.Literal)), key=str)

    def _subjects(self, predicate: str, thing: str) -> list[str]:
        terms = ox.NamedNode(predicate), ox.NamedNode(thing)
        found = {q.subject for g in self._graphs for q in self._store.quads_for_pattern(None, *terms, g)}
        return sorted(one.value for one in found if isinstance(one, ox.NamedNode))


def _put(node: Node, predicate: str, value: Node) -> None:
    values = node.setdefault(predicate, [])
    if value not in values:
        values.append(value)


def _expanded(value: ox.NamedNode | ox.Literal) -> Node:
    """A value object (JSON-LD 1.1, 3.2); whole numbers and truths are native where that keeps them as they are."""
    if isinstance(value, ox.NamedNode):
        return {"@id": value.value}
    if value.language is not None:
        return {"@value": value.value, "@language": value.language}
    kind = value.datatype.value
    if kind == f"{XSD}string":
        return {"@value": value.value}
    if kind == f"{XSD}boolean" and value.value in ("true", "false"):
        return {"@value": value.value == "true"}
    if kind == f"{XSD}integer" and value.value == str(_whole(value.value)):
        return {"@value": int(value.value)}
    return {"@value": value.value, "@type": kind}


def _whole(text: str) -> int | None:
    return int(text) if text.lstrip("-").isdigit() and len(text) < 16 else None


def _ordered(node: Any, frame: Frame) -> Any:
    """The keys of a framed node in the order of its frame, what it is first."""
    if isinstance(node, list):
        return [_ordered(one, frame) for one in node]
    if not isinstance(node, dict):
        return node
    keys = _unique(("id", "type", *frame, *node))
    return {key: _ordered(node[key], frame.get(key, {})) for key in keys if key in node}


def _unique(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(keys))


def _json(document: Node) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
