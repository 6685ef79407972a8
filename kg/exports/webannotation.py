"""The evidence as Web Annotations.

Comes in: an index of the graph. Goes out: an annotation collection in JSON-LD (W3C Web Annotation Data Model), one
annotation a quote, whose body says the claim. It never holds words of an article other than quotes, so no prefix or
suffix, and fetches nothing: the context's address is data.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from typing import Any

from kg.exports.index import Index
from kg.exports.material import Material
from kg.exports.tables.sayings import quotes_of, stage_of_claim
from kg.vocab import shorten

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def web_annotations(material: Material) -> bytes:
    """The collection with one page, its annotations sorted by IRI."""
    made = collection(material.index, material.claims, f"{material.base}id/annotations")
    return json.dumps(made, ensure_ascii=False, indent=1).encode() + b"\n"


def collection(index: Index, claims: Iterable[str], start: str, among: Container[str] | None = None) -> dict[str, Any]:
    """The quotes of these claims as an annotation collection of this address, those of evidence among some if given."""
    items = sorted(
        (_annotation(index, claim, *found) for claim in claims for found in quotes_of(index, claim, among)),
        key=lambda one: str(one["id"]),
    )
    return {
        "@context": CONTEXT,
        "id": start,
        "type": "AnnotationCollection",
        "label": "Quotes behind the claims of the party diplomacy graph",
        "total": len(items),
        "first": {"id": f"{start}/1", "type": "AnnotationPage", "partOf": start, "startIndex": 0, "items": items},
    }


def _annotation(
    index: Index, claim: str, evidence: str, quote: str, start: int | None, end: int | None
) -> dict[str, Any]:
    """One annotation: the claim in words and by its IRI on the words that state it.

    Offsets are those of the text as received, so they stand only where the target is that text and no web page.
    """
    article = index.iri(evidence, "oa:hasSource")
    address = index.iri(article, "dcterms:source") if article else None
    selectors: list[dict[str, Any]] = [{"type": "TextQuoteSelector", "exact": quote}]
    if address is None and start is not None and end is not None:
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    return {
        "id": f"{evidence}/annotation",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "value": in_words(index, claim), "format": "text/plain", "purpose": "describing"},
            {"type": "SpecificResource", "source": claim, "purpose": "linking"},
        ],
        "target": {"type": "SpecificResource", "source": address or article, "selector": selectors},
    }


def in_words(index: Index, claim: str) -> str:
    """The main triple of a claim by its labels, with the stage of its account: a plan must not read like a fact."""
    value = index.iri(claim, "rdf:object")
    said = index.name(value) or index.text(claim, "rdf:object") or ""
    predicate = shorten(index.iri(claim, "rdf:predicate") or "")
    stage = stage_of_claim(index, claim)
    words = f"{index.name(index.iri(claim, 'rdf:subject'))} — {predicate} — {said}"
    return f"{words} [{stage}]" if stage else words
