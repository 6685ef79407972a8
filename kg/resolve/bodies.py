"""The rules by which parties, bodies, states, places and posts of several articles are one.

Comes in: what the articles' names say, as chains and keys. Goes out: joins, each with rule and reason. It never joins
by likeness of words, nor groups and things of two articles.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from kg.model import AliasClaim, Reading, RoleClaim
from kg.resolution import Merge, Occurrence
from kg.resolve.chains import HEADS
from kg.resolve.context import best_chain
from kg.resolve.fold import fold
from kg.resolve.forest import Forest
from kg.resolve.mentioned import Chain, Mentioned
from kg.resolve.names import CENTRAL, skips_level

Known = Mapping[Occurrence, Mentioned]
Side = tuple[str, str, tuple[Occurrence, ...]]  # an article, the name of its event, its bodies there


def said(m: Mentioned) -> str:
    """A thing's fullest name with its article, for reasons."""
    return f"“{m.entity.name}” ({m.occurrence.article})"


def join_same_keys(forest: Forest, known: Known) -> None:
    """Join all that carry one key: one state, one place of this name, one chain from the body to its top."""
    by_key: dict[str, list[Mentioned]] = {}
    for m in known.values():
        for key in m.keys if m.family != "person" else ():
            by_key.setdefault(key, []).append(m)
    for key in sorted(by_key):
        first, *others = sorted(by_key[key], key=lambda m: m.occurrence)
        for other in others if not parted(forest, by_key[key]) else ():
            if not forest.one(first.occurrence, other.occurrence):
                forest.join(first.occurrence, other.occurrence, *_ground(key, first, other))


def parted(forest: Forest, alike: Sequence[Mentioned]) -> bool:
    """Whether a person ruled that these, alike by name, are several: which of them an article means is then open."""
    ruled = [m for m in alike if forest.ruled(m.occurrence)]
    return any(forest.apart(a.occurrence, b.occurrence) for a, b in _pairs(ruled))


def _ground(key: str, a: Mentioned, b: Mentioned) -> tuple[str, str]:
    if common := a.folded & b.folded:
        return "same-words", f"{said(a)} and {said(b)} share the name “{min(common)}”, case and diacritics aside"
    if key.startswith("state:"):
        return "same-state", f"{said(a)} and {said(b)} are names of the state with the code {key[6:]}"
    helped = sorted({*a.borrowed, *b.borrowed})
    with_help = f", with {helped[0]}" if helped else ""
    return "same-chain", f"{said(a)} and {said(b)} are one name in another order, wording or abbreviation{with_help}"


def stated_aliases(reading: Reading, known: Known) -> Iterator[Merge]:
    """Two entities of one article that it gives one name: the one has the other's name as an alias."""
    article = reading.article.name
    for claim in (c for c in reading.claims if isinstance(c, AliasClaim)):
        one, alias = known.get(Occurrence(article, claim.entity)), fold(claim.alias)
        for other in (m for m in known.values() if one is not None and m is not one):
            if one is not None and alias in other.folded and one.family == other.family != "person":
                reason = f"{article} gives {said(one)} the name “{claim.alias}”"
                yield Merge(one.occurrence, other.occurrence, "stated-alias", reason)


def join_skipped_levels(forest: Forest, known: Known) -> None:
    """Join a body named with and without its party's Central Committee in between, if no other body could be meant."""
    if not any(CENTRAL in links for links in {links for m in known.values() for links in m.chains}):
        return
    wordings = _wordings(forest, known)
    by_rest: dict[Chain, dict[Occurrence, None]] = {}
    for root, own in sorted(wordings.items()):
        for links in own:
            if len(rest := without_central(links)) > 1:
                by_rest.setdefault(rest, {})[root] = None
    for root, own in sorted(wordings.items()):
        others = sorted({other for links in own for other in by_rest.get(without_central(links), ())} - {root})
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


def without_central(links: Chain) -> Chain:
    """A chain with the Central Committee left out."""
    return tuple(link for link in links if link != CENTRAL)


def _skipping(mine: Mapping[Chain, Wording], theirs: Mapping[Chain, Wording]) -> tuple[Wording, Wording] | None:
    """The first two wordings of which one leaves the Central Committee out."""
    pairs = ((mine[a], theirs[b]) for a in mine for b in theirs if skips_level(a, b))
    return next(pairs, None)


def slips(reading: Reading, known: Known) -> Iterator[Merge]:
    """Abbreviations that nobody spells out with the one that the article means by it.

    The article lists it among others where, in the same list elsewhere, another abbreviation stands that differs in one
    letter and is spelt out; the two never stand in one list.
    """
    article, lists = reading.article.name, [frozenset(found) for found in _lists(reading.article.text)]
    bodies = [m for m in known.values() if m.family == "body"] if lists else []
    for slip in bodies:
        for name in slip.entity.names if not slip.keys else ():
            meant = [m for m in bodies if m.keys and any(_meant(name, n, lists) for n in m.entity.names)]
            if len(meant) == 1:
                full = said(meant[0])
                reason = f"{article} lists “{name}” among others in one place and {full} among the same elsewhere"
                yield Merge(slip.occurrence, meant[0].occurrence, "slip", reason)


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


def join_one_side(forest: Forest, known: Known, sides: Sequence[Side]) -> None:
    """Join two bodies that one article gives for one side of one event, alike but for the word for such a body."""
    for article, name, bodies in sides:
        for a, b in _pairs([known[o] for o in bodies]):
            if not forest.one(a.occurrence, b.occurrence) and _two_wordings(forest, known, a, b):
                reason = f"{article} uses {said(a)} and {said(b)} for the same side of “{name}”"
                forest.join(a.occurrence, b.occurrence, "one-side-two-wordings", reason)


def sides_of(reading: Reading, bodies: Collection[Occurrence]) -> Iterator[Side]:
    """The bodies at each event of an article, where there are several: its name and they, sorted."""
    article = reading.article.name
    agents: dict[str, set[Occurrence]] = {}
    for claim in reading.claims:
        if isinstance(claim, RoleClaim) and claim.role in ("participant", "chair", "host"):
            agents.setdefault(claim.event, set()).add(Occurrence(article, claim.agent))
    for event in sorted(reading.events(), key=lambda e: e.id):
        own = sorted(o for o in agents.get(event.id, ()) if o in bodies)
        if len(own) > 1:
            yield article, event.name, tuple(own)


def above(links: Chain) -> Chain:
    """What a body belongs to, the Central Committee left out: one side's wordings have it in common."""
    return without_central(links[1:])


def _two_wordings(forest: Forest, known: Known, a: Mentioned, b: Mentioned) -> bool:
    first = best_chain([known[o] for o in forest.members(a.occurrence)])
    second = best_chain([known[o] for o in forest.members(b.occurrence)])
    if min(len(first), len(second)) < 2 or above(first) != above(second):
        return False
    one, two = set(first[0].split()), set(second[0].split())
    return bool(one & two) and (one ^ two) <= HEADS and len(one - two) == len(two - one) == 1


def _pairs(items: Sequence[Mentioned]) -> Iterator[tuple[Mentioned, Mentioned]]:
    for i, a in enumerate(items):
        for b in items[i + 1 :]:
            yield a, b
