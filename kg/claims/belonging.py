"""What clauses say belongs to what: "X, an organ of Y", "X is attached to Y", "X depends on Y".

Comes in: an article's context. Goes out: part_of claims that no name makes by itself, each once. It never takes a party
or a state for a part of anything, and never reads across the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.claims.context import Context
from kg.model import Claim, Evidence, PartOfClaim, Span

PART = (
    r"(?:organ|arm|wing|branch|body|agency|department|division|unit|subsidiary|section|chapter|office|committee|bureau|"
    r"institution|entity|offshoot|part)"
)
THE = r"(?:the\s+|its\s+parent,?\s+(?:the\s+)?)?"
BELONGS = re.compile(
    rf"\s*,?\s*(?:(?:which|that)\s+)?(?:(?:is|was|remains)\s+)?(?:an?\s+|the\s+)?(?:[\w-]+\s+){{0,2}}{PART}\s+"
    rf"(?:of|under|within|attached\s+to|affiliated\s+(?:to|with))\s+{THE}"
    r"|\s*,?\s*(?:(?:which|that)\s+)?(?:depends\s+on|belongs\s+to|falls\s+under|comes\s+under|"
    r"reports\s+to|operates\s+under|(?:is|was|are)?\s*(?:part\s+of|attached\s+to|subordinate\s+to|subordinated\s+to|affiliated\s+(?:to|with)|housed\s+in))"
    rf"\s+{THE}"
)
LONGEST = 120  # code points between two bodies that are looked at
WHOLES = frozenset({"party", "party_body", "state_body", "organization"})
PARTS = WHOLES - {"party"}


def belonging(context: Context) -> Iterator[Claim]:
    """A claim for each pair of bodies that the words between them make part and whole."""
    seen: set[tuple[str, str]] = set()
    for mentions in context.mentions:
        bodies = [p for p in mentions.phrases if p.kind == "org" and p.name is not None]
        for a, b in pairwise(bodies):
            key, parent = context.discourse.named.get(a.span), context.discourse.named.get(b.span)
            if key is None or parent is None or key == parent or (key, parent) in seen:
                continue
            entity = context.entities.get(key)
            if entity is None or entity.parent == parent or b.span.start - a.span.end > LONGEST:
                continue
            fit = context.kind(key) in PARTS and context.kind(parent) in WHOLES
            if fit and BELONGS.fullmatch(context.text, a.span.end, b.span.start):
                seen.add((key, parent))
                yield PartOfClaim(key, parent, Evidence(Span(a.span.start, b.span.end), "part-of/clause"))
