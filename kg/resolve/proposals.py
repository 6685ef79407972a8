"""Likenesses that no rule may decide: what a person could be asked.

Comes in: the sets that the rules have made. Goes out: pairs of things that may be one, each with its ground, and the
joins whose ground is weaker than a name. It never joins anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.resolution import Merge, Occurrence, Proposal
from kg.resolve.bodies import said
from kg.resolve.chains import HEADS
from kg.resolve.forest import Forest
from kg.resolve.mentioned import Chain, Mentioned
from kg.resolve.names import CENTRAL, person_name, same_name, skips_level

Known = Mapping[Occurrence, Mentioned]
WEAK = frozenset({"transliteration", "order", "shorter-form", "skipped-level", "one-side-two-wordings", "slip"})
CROWD = 40  # a word that more persons than this share proposes nobody


def weak_joins(merges: Iterable[Merge]) -> Iterator[Proposal]:
    """The joins that rest on more than the two names, for a person to confirm or forbid."""
    return (Proposal(m.left, m.right, m.rule, m.reason, joined=True) for m in merges if m.rule in WEAK)


def entity_proposals(forest: Forest, known: Known) -> tuple[Proposal, ...]:
    """Persons and bodies that may be one and are not joined, and those joined on weak grounds."""
    open_ones = [*_persons(forest, known), *_bodies(forest, known)]
    return tuple(sorted([*weak_joins(forest.merges), *open_ones], key=lambda p: (p.left, p.right, p.rule)))


def _persons(forest: Forest, known: Known) -> Iterator[Proposal]:
    by_word: dict[str, set[Occurrence]] = {}
    for m in known.values():
        if m.family == "person":
            for word in {w for name in m.entity.names for w in person_name(name).words if len(w) > 1}:
                by_word.setdefault(word, set()).add(forest.root(m.occurrence))
    for left, right in _pairs(by_word.values()):
        a, b = known[left], known[right]
        verdict = same_name(a.entity.name, b.entity.name)
        if verdict.answer == "possible" and not forest.apart(left, right):
            reason = f"{said(a)} and {said(b)} may be one name ({verdict.rule}); nothing else ties them"
            yield Proposal(left, right, verdict.rule, reason, joined=False)


def _bodies(forest: Forest, known: Known) -> Iterator[Proposal]:
    by_key: dict[str, set[Occurrence]] = {}
    chains: dict[Occurrence, set[Chain]] = {}
    for m in known.values():
        if m.family == "body":
            root = forest.root(m.occurrence)
            for links in m.chains:
                chains.setdefault(root, set()).add(links)
                if key := _portfolio(links):
                    by_key.setdefault(key, set()).add(root)
    for left, right in _pairs(by_key.values()):
        a, b = known[left], known[right]
        rule = "skipped-level" if _skipping(chains[left], chains[right]) else "same-portfolio"
        if not forest.apart(left, right):
            ground = "one portfolio under one party or state, with other words for the body itself"
            yield Proposal(left, right, rule, f"{said(a)} and {said(b)} name {ground}", joined=False)


def _portfolio(links: Chain) -> str:
    """What a body is for and whose it is, whatever kind of body it calls itself; "" where it has no portfolio."""
    field = set(links[0].split()) - HEADS - {"central"} if len(links) > 1 else set()
    above = [link for link in links[1:] if link != CENTRAL]
    return "<".join([" ".join(sorted(field)), *above]) if field and above else ""


def _skipping(mine: Iterable[Chain], theirs: Iterable[Chain]) -> bool:
    return any(skips_level(a, b) for a in mine for b in theirs)


def _pairs(buckets: Iterable[Iterable[Occurrence]]) -> Sequence[tuple[Occurrence, Occurrence]]:
    grouped = [sorted(bucket) for bucket in buckets]
    return sorted({pair for bucket in grouped if len(bucket) <= CROWD for pair in combinations(bucket, 2)})
