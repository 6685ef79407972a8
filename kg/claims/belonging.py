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
from kg.syntax import Mentions, Name
from kg.words import fold

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
    rf"|\s+(?:under|within)\s+{THE}"
)
HOUSED = re.compile(r",\s+(?:the\s+)?")  # "the A Department, Ministry of B"
APPOSED = re.compile(r",\s+(?:the|its|an?)\s+")  # "the A League, the party's youth wing"
UNITS = frozenset("department division directorate bureau section unit desk branch office secretariat".split())
HOUSES = frozenset("ministry commission government university secretariat committee chancellery council".split())
LONGEST = 120  # code points between two bodies that are looked at
WHOLES = frozenset({"party", "party_body", "state_body", "organization"})
PARTS = WHOLES - {"party"}


def belonging(context: Context) -> Iterator[Claim]:
    """A claim for each pair of bodies that the words between them make part and whole."""
    seen: set[tuple[str, str]] = set()
    for mentions in context.mentions:
        for (a, key), (b, other) in pairwise(_bodies(context, mentions)):
            parent = _whole(context, a, key, b, other)
            if parent is None or (key, parent) in seen:
                continue
            seen.add((key, parent))
            yield PartOfClaim(key, parent, Evidence(Span(a.span.start, b.span.end), "part-of/clause"))


def _bodies(context: Context, mentions: Mentions) -> list[tuple[Name, str]]:
    """The bodies that a sentence names, by themselves or at the end of an office, with their keys."""
    found: list[tuple[Name, str]] = []
    for phrase in mentions.phrases:
        titles = phrase.person.titles if phrase.person else (phrase.title,) if phrase.title else ()
        held = [t.org for t in titles[-1:] if t.org is not None and t.org.span.end == phrase.span.end]
        name = phrase.name if phrase.kind == "org" else held[0] if held else None
        key = context.discourse.named.get(name.span) if name is not None else None
        if name is not None and key is not None:
            found.append((name, key))
    return found


def _whole(context: Context, a: Name, key: str, b: Name, other: str) -> str | None:
    """What body `a` belongs to by the words between it and body `b`: that body, or what it belongs to."""
    entity, text = context.entities.get(key), context.text
    if entity is None or key == other or b.span.start - a.span.end > LONGEST or context.kind(key) not in WHOLES:
        return None
    part = context.kind(key) in PARTS
    if part and (BELONGS.fullmatch(text, a.span.end, b.span.start) or _houses(a, b, text)):
        return other if context.kind(other) in WHOLES and entity.parent != other else None
    above = context.entities[other].parent if other in context.entities else None
    own = b.span.of(text)[:1].islower() and APPOSED.fullmatch(text, a.span.end, b.span.start) is not None
    fit = own and above is not None and context.kind(above) in WHOLES and entity.parent is None and above != key
    return above if fit else None


def _houses(a: Name, b: Name, text: str) -> bool:
    """Whether a unit and the body it is in are parted by a comma alone: "the Asia Department, Ministry of Trade"."""
    if HOUSED.fullmatch(text, a.span.end, b.span.start) is None or a.parent is not None:
        return False
    heads = [fold(n.text).split() for n in (a, b)]
    return heads[0][-1] in UNITS and heads[1][0] in HOUSES
