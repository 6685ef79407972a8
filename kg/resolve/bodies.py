"""Parties, bodies, states, places and posts of several articles that are one.

Comes in: what the articles' names say, as chains and keys. Goes out: joins in the forest, each with rule and reason.
It never joins by likeness of words, nor groups and things of two articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.model import AliasClaim, Reading
from kg.resolution import Occurrence
from kg.resolve.chains import HEADS
from kg.resolve.context import best_chain
from kg.resolve.fold import fold
from kg.resolve.forest import Forest
from kg.resolve.mentioned import Abbreviations, Chain, Mentioned
from kg.resolve.names import CENTRAL, skips_level

Known = Mapping[Occurrence, Mentioned]


def said(m: Mentioned) -> str:
    """A thing's fullest name with its article, for reasons."""
    return f"“{m.entity.name}” ({m.occurrence.article})"


def join_same_keys(forest: Forest, known: Known, abbreviations: Abbreviations) -> None:
    """Join all that carry one key: one state, one place of this name, one chain from the body to its top."""
    by_key: dict[str, list[Mentioned]] = {}
    for m in known.values():
        for key in m.keys if m.family != "person" else ():
            by_key.setdefault(key, []).append(m)
    for key in sorted(by_key):
        first, *others = sorted(by_key[key], key=lambda m: m.occurrence)
        for other in others if not parted(forest, by_key[key]) else ():
            forest.join(first.occurrence, other.occurrence, *_ground(key, first, other, abbreviations))


def parted(forest: Forest, alike: Sequence[Mentioned]) -> bool:
    """Whether a person ruled that these, alike by name, are several: which of them an article means is then open."""
    ruled = [m for m in alike if forest.ruled(m.occurrence)]
    return any(forest.apart(a.occurrence, b.occurrence) for a, b in _pairs(ruled))


def _ground(key: str, a: Mentioned, b: Mentioned, abbreviations: Abbreviations) -> tuple[str, str]:
    common = sorted({fold(n) for n in a.entity.names} & {fold(n) for n in b.entity.names})
    if common:
        return "same-words", f"{said(a)} and {said(b)} share the name “{common[0]}”, case and diacritics aside"
    if key.startswith("state:"):
        return "same-state", f"{said(a)} and {said(b)} are names of the state with the code {key[6:]}"
    borrowed = sorted(
        f"“{name.upper()}” as {where} spells it out"
        for (article, name), where in abbreviations.borrowed.items()
        if article in (a.occurrence.article, b.occurrence.article)
        and name
        in {w for m in (a, b) if m.occurrence.article == article for n in m.entity.names for w in fold(n).split()}
    )
    with_help = f", with {borrowed[0]}" if borrowed else ""
    return "same-chain", f"{said(a)} and {said(b)} are one name in another order, wording or abbreviation{with_help}"


def join_aliases(forest: Forest, readings: Sequence[Reading], known: Known) -> None:
    """Join two entities of one article if the article gives one of them the other's name as an alias."""
    for reading in readings:
        for claim in reading.claims:
            if isinstance(claim, AliasClaim):
                left = Occurrence(reading.article.name, claim.entity)
                for other in reading.entities:
                    named = fold(claim.alias) in {fold(n) for n in other.names}
                    right = Occurrence(reading.article.name, other.key)
                    if (
                        named
                        and right != left
                        and left in known
                        and known[left].family == known[right].family != "person"
                    ):
                        forest.join(
                            left,
                            right,
                            "stated-alias",
                            f"{reading.article.name} gives {said(known[left])} the name “{claim.alias}”",
                        )


def join_skipped_levels(forest: Forest, known: Known) -> None:
    """Join a body named with and without its party's Central Committee in between, if no other body could be meant."""
    wordings = _wordings(forest, known)
    by_rest: dict[Chain, dict[Occurrence, None]] = {}
    for root, own in sorted(wordings.items()):
        for links in own:
            if len(rest := _without_central(links)) > 1:
                by_rest.setdefault(rest, {})[root] = None
    for root, own in sorted(wordings.items()):
        others = sorted({other for links in own for other in by_rest.get(_without_central(links), ())} - {root})
        fitting = [pair for other in others if (pair := _skipping(own, wordings[other]))]
        if len(fitting) == 1:
            ((left, mine), (right, theirs)) = fitting[0]
            reason = f"{mine} and {theirs} name one head under one party; one of them leaves the Central Committee out"
            forest.join(left, right, "skipped-level", reason)


Wording = tuple[Occurrence, str]


def _wordings(forest: Forest, known: Known) -> dict[Occurrence, dict[Chain, Wording]]:
    """For each body so far: every chain that its names read as, where it first stands, and in words."""
    found: dict[Occurrence, dict[Chain, Wording]] = {}
    for m in sorted(known.values(), key=lambda m: m.occurrence):
        if m.family == "body":
            wordings = found.setdefault(forest.root(m.occurrence), {})
            for name, links in zip(m.entity.names, m.chains, strict=True):
                wordings.setdefault(links, (m.occurrence, f"“{name}” ({m.occurrence.article})"))
    return found


def _without_central(links: Chain) -> Chain:
    return tuple(link for link in links if link != CENTRAL)


def _skipping(mine: Mapping[Chain, Wording], theirs: Mapping[Chain, Wording]) -> tuple[Wording, Wording] | None:
    """The first two wordings of which one leaves the Central Committee out."""
    pairs = ((mine[a], theirs[b]) for a in mine for b in theirs if skips_level(a, b))
    return next(pairs, None)


def join_slips(forest: Forest, readings: Sequence[Reading], known: Known) -> None:
    """Join an abbreviation that nobody spells out with the one that an article means by it.

    The article lists it among others where, in the same list elsewhere, another abbreviation stands that differs in one
    letter and is spelt out; the two never stand in one list.
    """
    for reading in readings:
        lists = [frozenset(found) for found in _lists(reading.article.text)]
        own = (known[Occurrence(reading.article.name, entity.key)] for entity in reading.entities)
        bodies = [m for m in own if m.family == "body"]
        for slip in bodies:
            for name in slip.entity.names if not slip.keys else ():
                meant = [m for m in bodies if m.keys and any(_meant(name, n, lists) for n in m.entity.names)]
                if len(meant) == 1:
                    article, full = reading.article.name, said(meant[0])
                    reason = f"{article} lists “{name}” among others in one place and {full} among the same elsewhere"
                    forest.join(slip.occurrence, meant[0].occurrence, "slip", reason)


def _lists(text: str) -> Iterator[tuple[str, ...]]:
    """Every "A, B and C" of abbreviations."""
    for found in re.finditer(r"\b[A-Z]{2,6}(?:, [A-Z]{2,6})+,? and [A-Z]{2,6}\b", text):
        yield tuple(re.findall(r"[A-Z]{2,6}", found.group()))


def _meant(slip: str, name: str, lists: Sequence[frozenset[str]]) -> bool:
    if len(slip) != len(name) or sum(a != b for a, b in zip(slip, name, strict=True)) != 1:
        return False
    if any({slip, name} <= one for one in lists):
        return False
    return any(slip in one and (one - {slip}) | {name} in lists for one in lists)


def join_one_side(forest: Forest, readings: Sequence[Reading], known: Known) -> None:
    """Join two wordings that one article uses for the same side of the same event.

    Both are bodies of one party or state, their names differ in the head noun only ("Standing Board", "Standing
    Committee"), and the article names no other body of that side at the event.
    """
    for reading in readings:
        for event in sorted(reading.events(), key=lambda e: e.id):
            agents = {
                Occurrence(reading.article.name, r.agent)
                for r in reading.roles(event.id)
                if r.role in ("participant", "chair", "host")
            }
            bodies = [known[o] for o in sorted(agents) if o in known and known[o].family == "body"]
            for a, b in _pairs(bodies):
                if forest.root(a.occurrence) != forest.root(b.occurrence) and _two_wordings(forest, known, a, b):
                    forest.join(
                        a.occurrence,
                        b.occurrence,
                        "one-side-two-wordings",
                        f"{reading.article.name} uses {said(a)} and {said(b)} for the same side of “{event.name}”",
                    )


def _two_wordings(forest: Forest, known: Known, a: Mentioned, b: Mentioned) -> bool:
    first = best_chain([known[o] for o in forest.members(a.occurrence)])
    second = best_chain([known[o] for o in forest.members(b.occurrence)])
    if (
        not first
        or not second
        or tuple(x for x in first[1:] if x != "central committee")
        != tuple(x for x in second[1:] if x != "central committee")
    ):
        return False
    one, two = set(first[0].split()), set(second[0].split())
    return len(first) > 1 and bool(one & two) and (one ^ two) <= HEADS and len(one - two) == len(two - one) == 1


def _pairs(items: Sequence[Mentioned]) -> Iterator[tuple[Mentioned, Mentioned]]:
    for i, a in enumerate(items):
        for b in items[i + 1 :]:
            yield a, b
