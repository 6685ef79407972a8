"""Likenesses that no rule may decide: what a person could be asked.

Comes in: the sets that the rules have made. Goes out: pairs of things that may be one, each with its ground, and the
joins whose ground is weaker than a name. It never joins anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from kg.resolution import Merge, Occurrence, Proposal
from kg.resolve.bodies import said
from kg.resolve.chains import HEADS
from kg.resolve.joined import Members, Ruled, rulings_of
from kg.resolve.linked import Key, Pair
from kg.resolve.mentioned import Chain, Mentioned
from kg.resolve.names import CENTRAL, person_name, same_name, skips_level

WEAK = frozenset({"transliteration", "order", "shorter-form", "skipped-level", "one-side-two-wordings", "slip"})
WEAK_EVENTS = frozenset({"called-off", "same-visit", "same-many-sides"})
CROWD = 40  # a word that more persons than this share proposes nobody


def weak_joins(merges: Iterable[Merge], weak: Collection[str] = WEAK) -> Iterator[Proposal]:
    """The joins on weak grounds (for names: more than the two names themselves), for a person to confirm or forbid."""
    return (Proposal(m.left, m.right, m.rule, m.reason, joined=True) for m in merges if m.rule in weak)


class Likeness(NamedTuple):
    """A thing so far, as far as its likeness to others goes: its first mention, all chains, rulings that part it."""

    first: Mentioned
    chains: frozenset[Chain]
    apart: frozenset[tuple[Occurrence, Occurrence]]


def likeness(members: Members, ruled: Iterable[Ruled]) -> tuple[Likeness, list[Key]]:
    """A set of mentions with the keys under which others may be like it: words of names, or whose portfolio it is."""
    chains = frozenset(links for m in members for links in m.chains) if members[0].family == "body" else frozenset()
    apart = frozenset((r.left, r.right) for r in rulings_of(ruled) if not r.same)
    keys: list[Key] = [("portfolio", key) for links in chains if (key := _portfolio(links))]
    if members[0].family == "person":
        names = {name for m in members for name in m.entity.names}
        keys += [("word", w) for w in {w for n in names for w in person_name(n).words} if len(w) > 1]
    return Likeness(members[0], chains, apart), keys


def alike_within(key: Key, block: Sequence[Occurrence], values: Mapping[Occurrence, Likeness]) -> Iterator[Pair]:
    """All pairs of a small block; what many share proposes nobody."""
    return iter(()) if len(block) > CROWD else combinations(block, 2)


def propose(a: Likeness, b: Likeness) -> Proposal | None:
    """Whether a person should be asked if the two are one."""
    if a.apart & b.apart:
        return None
    left, right = a.first.occurrence, b.first.occurrence
    if a.first.family == "person":
        verdict = same_name(a.first.entity.name, b.first.entity.name)
        if verdict.answer != "possible":
            return None
        reason = f"{said(a.first)} and {said(b.first)} may be one name ({verdict.rule}); nothing else ties them"
        return Proposal(left, right, verdict.rule, reason, joined=False)
    rule = "skipped-level" if _skipping(a.chains, b.chains) else "same-portfolio"
    ground = "one portfolio under one party or state, with other words for the body itself"
    return Proposal(left, right, rule, f"{said(a.first)} and {said(b.first)} name {ground}", joined=False)


def _portfolio(links: Chain) -> str:
    """What a body is for and whose it is, whatever kind of body it calls itself; "" where it has no portfolio."""
    field = set(links[0].split()) - HEADS - {"central"} if len(links) > 1 else set()
    above = [link for link in links[1:] if link != CENTRAL]
    return "<".join([" ".join(sorted(field)), *above]) if field and above else ""


def _skipping(mine: Iterable[Chain], theirs: Iterable[Chain]) -> bool:
    return any(skips_level(a, b) for a in mine for b in theirs)
