"""Documents listed with their signers behind a colon: "Loan agreement: X, Governor of A, and Y, chairman of B".

Comes in: a document and its sentence's parse. Goes out: whether it is such an item, and the sides that the words
behind the colon give. It never takes a side from another item.
"""

from __future__ import annotations

from kg.claims.context import Context, Found
from kg.claims.documents import FINITE, Document
from kg.claims.sides import Sides
from kg.model import Reference
from kg.syntax import Node, Parse
from kg.words import fold

NEAR = 90  # code points from the head noun of a document to the colon behind its name


def is_item(document: Document, parse: Parse) -> bool:
    """Whether a document's name opens its line and a colon ends it."""
    opens = document.span.start - parse.sentence.span.start < 12
    return opens and document.act is None and _colon(document, parse) is not None


def _colon(document: Document, parse: Parse) -> Node | None:
    head = document.head
    near = [n for n in parse.nodes[head.index + 1 :] if n.span.start - head.span.end < NEAR]
    found = next((n for n in near if n.text == ":"), None)
    told = found is not None and any(n.tag in FINITE and n.phrase is None for n in near if n.index < found.index)
    return None if told else found


def item_sides(document: Document, parse: Parse, context: Context, sides: Sides) -> list[Found]:
    """The sides that "for A, X; for B, Y" names, else the bodies named and those that the persons named speak for."""
    colon = _colon(document, parse) if is_item(document, parse) else None
    behind = parse.nodes[colon.index + 1 :] if colon is not None else ()
    spoken = [n for n in behind if n.phrase is not None and fold(parse.nodes[n.index - 1].text) == "for"]
    named = [f for n in spoken for f in context.own(n)[:1]]
    if len(named) < 2:
        named = [side for n in behind if (side := _side(n, context, sides)) is not None]
    return list({found[0]: found for found in named}.values())


def _side(node: Node, context: Context, sides: Sides) -> Found | None:
    """The body that a node names outside brackets, or that a person named there holds office of."""
    phrase = node.phrase
    if phrase is None or phrase.kind not in {"person", "org"} or not context.own(node):
        return None
    key, references = context.own(node)[0]
    if phrase.kind == "org":
        return (key, references) if context.kind(key) != "person" else None
    ahead = context.text[max(0, node.span.start - 1) : node.span.start]
    office = sides.office(key, node.span.start) if ahead != "(" else None
    return (office, (Reference(node.span, office, "side/office"),)) if office else None
