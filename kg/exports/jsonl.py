"""Claims as JSON Lines.

Comes in: an index of the graph. Goes out: one JSON object a line and claim, with its quotes, their offsets and their
articles. It never holds words of an article other than quotes.
"""

from __future__ import annotations

import json
from typing import Any

from kg.exports.index import Index
from kg.exports.material import Material
from kg.exports.tables.sayings import quotes_of, stage_of_claim
from kg.vocab import shorten


def jsonl(material: Material) -> bytes:
    """All claims, sorted by IRI; a key whose value is not known is left out."""
    index = material.index
    lines = (json.dumps(_claim(index, node), ensure_ascii=False) for node in material.claims)
    return "".join(f"{line}\n" for line in lines).encode()


def _claim(index: Index, node: str) -> dict[str, Any]:
    value, about = index.iri(node, "rdf:object"), index.iri(node, "pd:claimsAbout")
    return _known(
        id=index.short(node),
        iri=node,
        kind=index.text(node, "pd:hasKind"),
        subject=_thing(index, index.iri(node, "rdf:subject")),
        predicate=shorten(index.iri(node, "rdf:predicate") or ""),
        object=_thing(index, value) or index.text(node, "rdf:object"),
        about=index.short(about),
        stage=stage_of_claim(index, node),
        evidence=[_evidence(index, *found) for found in quotes_of(index, node)],
    )


def _evidence(index: Index, node: str, quote: str, start: int | None, end: int | None) -> dict[str, Any]:
    bound = index.iris(node, "pd:bindsReference")
    return _known(
        article=article(index, index.iri(node, "oa:hasSource")),
        quote=quote,
        start=start,
        end=end,
        rule=index.name(index.iri(node, "prov:wasGeneratedBy")),
        references=[_reference(index, one) for one in bound] or None,
    )


def _reference(index: Index, node: str) -> dict[str, Any]:
    places = {edge: int(at) for edge in ("start", "end") for at in index.texts(node, f"oa:{edge}")}
    refers = _thing(index, index.iri(node, "pd:refersTo"))
    return _known(text=index.text(node, "oa:exact"), **places, refers_to=refers)


def article(index: Index, node: str | None) -> dict[str, Any] | None:
    """What is known of an article."""
    if node is None:
        return None
    return _known(
        id=index.short(node),
        name=index.text(node, "dcterms:identifier"),
        title=index.text(node, "dcterms:title"),
        outlet=index.name(index.iri(node, "pd:isPublishedBy")),
        published=index.text(node, "dcterms:issued"),
        address=index.iri(node, "dcterms:source"),
    )


def _thing(index: Index, node: str | None) -> dict[str, Any] | None:
    return None if node is None else _known(id=index.short(node), name=index.name(node))


def _known(**said: Any) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value is not None}
