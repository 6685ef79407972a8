"""What a page says, for machines: Turtle and JSON-LD beside it, a little JSON-LD inside it.

Comes in: a thing. Goes out: its description as bytes. It never describes more than the thing with what supports it, and
holds no text beyond the quotes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyoxigraph as ox

from kg.exports import serialize
from kg.exports.choosing import described
from kg.exports.jsonld import small_jsonld
from kg.exports.webannotation import collection
from kg.pipeline.publishing.articles import article_claims, article_evidence
from kg.pipeline.publishing.desk import Desk
from kg.vocab import term

DATA = (("index.ttl", "text/turtle"), ("index.jsonld", "application/ld+json"))
ANNOTATIONS = ("annotations.jsonld", "application/ld+json")
MERGED = ox.DefaultGraph()


def data_files(desk: Desk, thing: str) -> Iterator[tuple[str, bytes]]:
    """The files of DATA beside the page of a thing: path and content."""
    contents = _described(desk, thing)
    yield from ((f"id/{desk.key(thing)}/{name}", made) for (name, _), made in zip(DATA, contents, strict=True))


def _described(desk: Desk, thing: str) -> tuple[bytes, bytes]:
    """The thing with what supports it, in Turtle as `kg export turtle --about` has it, and in JSON-LD.

    The JSON-LD holds besides, in a graph of its own, what was inferred of the thing.
    """
    node, store, part = ox.NamedNode(thing), desk.built.store, ox.Store()
    part.extend(described(store, node, lambda quad: quad.graph_name == MERGED))
    stated = serialize(part, "turtle")
    part.extend(store.quads_for_pattern(node, None, None, desk.built.inferred))
    return stated, small_jsonld(part).encode()


def embedded(desk: Desk, thing: str) -> str:
    """The thing's own statements, stated and inferred, with the names of what they lead to, as JSON-LD."""
    part, store = ox.Store(), desk.built.store
    for graph in (MERGED, desk.built.inferred):
        for quad in store.quads_for_pattern(ox.NamedNode(thing), None, None, graph):
            part.add(ox.Quad(quad.subject, quad.predicate, quad.object))
            if isinstance(quad.object, ox.NamedNode):
                for label in store.quads_for_pattern(quad.object, term("rdfs:label"), None, MERGED):
                    part.add(label)
    return small_jsonld(part)


def annotations_of(desk: Desk, article: str) -> bytes:
    """The quotes of an article as Web Annotations."""
    own = article_evidence(desk, article)
    made = collection(desk.index, article_claims(desk, article), f"{article}/annotations", own)
    return json.dumps(made, ensure_ascii=False, indent=1).encode() + b"\n"
