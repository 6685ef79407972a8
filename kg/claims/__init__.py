"""The room where claims are made: the door to its kinds, a module each.

Comes in: an article with its sentences, phrases, parses and discourse. Goes out: the article's Reading: entities,
claims in text order, coverage. It never keeps a claim whose arguments are neither in its quote nor bound to it by a
reference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.claims.agreements import agreements
from kg.claims.binding import bound, spoken_of
from kg.claims.context import Context
from kg.claims.coverage import cover
from kg.claims.events import events
from kg.claims.naming import aliases, offices, parts
from kg.claims.quantities import quantities
from kg.claims.signatories import linked
from kg.claims.statements import statements
from kg.model import Claim, Reading, in_order
from kg.syntax import AnnotatedText, Discourse, Mentions, Parse

__all__ = ["extract_claims"]

KINDS: dict[str, Callable[[Context], Iterable[Claim]]] = {
    "office": offices,
    "part_of": parts,
    "alias": aliases,
    "event": events,
    "agreement": agreements,
    "statement": statements,
    "quantity": quantities,
}


def extract_claims(
    annotated: AnnotatedText, mentions: Sequence[Mentions], parses: Sequence[Parse], discourse: Discourse
) -> Reading:
    """All that the article says, without the reader's name (the pipeline adds it)."""
    context = Context(annotated, mentions, parses, discourse)
    made, refused = bound(context, (claim for kind in KINDS.values() for claim in kind(context)))
    claims = in_order(linked(made))
    coverage = cover(context, claims, refused)
    return Reading(annotated.article, spoken_of(context, claims), claims, coverage, "")
