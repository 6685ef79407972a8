"""Which accounts are worth comparing: those that share something specific that could tie them.

Comes in: profiles of accounts. Goes out: their blocks, and of each block the pairs to compare, far fewer than all.
It never decides that two are one, and leaves out only pairs that no ground could tie or that stand for the same
comparison.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from kg.resolution import Occurrence
from kg.resolve.accounts import Profile
from kg.resolve.linked import Key, Pair

FEW = 40  # up to so many accounts of one block are compared each with each
COMMON = frozenset(
    """
    meeting visit talks summit congress national party the of and between in a to at on with state official high
    level call letter message election ceremony signing conference bilateral trilateral leaders first second two three
    """.split()
)
Kind = tuple[object, ...]


def keys(one: Profile) -> Iterator[Key]:
    """The blocks of an account: a number, a telling name, or a side, person or guest in the same time."""
    yield from _keys(one)
    yield from (("any year", *key) for key in _keys_of_any_year(one))
    yield from (("plan", *key) for key in _keys_of_plans(one))


def within(key: Key, block: Sequence[Occurrence], profiles: Mapping[Occurrence, Profile]) -> Iterator[Pair]:
    """The pairs of a block worth comparing, the lesser account first."""
    if key[0] not in ("any year", "plan"):
        yield from _within(block, profiles)
        return
    # What has no year, or is called off, is rare: it is compared with all of its block, they not with each other.
    rare = [o for o in block if (profiles[o].called_off if key[0] == "plan" else _yearless(profiles[o]))]
    yield from ((min(a, b), max(a, b)) for a in rare for b in block if a != b)


def _yearless(p: Profile) -> bool:
    return p.when is not None and p.when.yearless


def _within(block: Sequence[Occurrence], profiles: Mapping[Occurrence, Profile]) -> Iterator[Pair]:
    """All pairs of a small block. In a large one accounts that say the same stand for each other: the first of each
    kind is compared with all of its kind and with the first of the other kinds.
    """
    if len(block) <= FEW:
        yield from combinations(block, 2)
        return
    alike: dict[Kind, list[Occurrence]] = {}
    seen: dict[tuple[Kind, str], int] = {}
    for occurrence in block:
        same = essence(profiles[occurrence])
        # Two of one article are two events: the second is of the kind of other articles' second.
        rank = seen.setdefault((same, occurrence.article), -1) + 1
        seen[same, occurrence.article] = rank
        alike.setdefault((*same, rank), []).append(occurrence)
    for first, *others in alike.values():
        yield from ((first, other) for other in others)
    yield from combinations(sorted(kind[0] for kind in alike.values()), 2)


def essence(p: Profile) -> Kind:
    """All that comparisons look at, without the article: accounts of one essence compare alike."""
    persons = tuple((role, tuple(sorted(slugs))) for role, slugs in sorted(p.persons.items()))
    sides = tuple((s.name, tuple(sorted(s.roots)), tuple(sorted(s.persons))) for s in p.sides)
    place = (p.place.kind, p.place.slug) if p.place else None
    times = (p.claim.dates[:1], p.claim.stage, p.claim.postponed)
    return (p.claim.type, *times, sides, p.count, persons, place, p.ordinal, p.bare_name)


def telling(name: Sequence[str]) -> bool:
    """Whether a name, as words, says more than what kind of event it is of."""
    return bool(set(name) - COMMON)


def _keys(p: Profile) -> Iterator[Key]:
    kind, people, sides = p.claim.type, sorted(p.everyone()), sorted(p.side_names)
    if p.ordinal is not None:
        yield from ((kind, "number", p.ordinal, name) for name in (*sides, *people))
    if telling(p.bare_name):
        yield from ((kind, "name", p.bare_name, one) for one in people)
    if len(sides) > 2:
        yield (kind, "sides", *sides)
    if p.place is not None:
        yield from ((kind, "guest", guest, p.place.slug) for guest in sorted(p.persons.get("visitor", ())))
    if p.when is not None and p.when.first is not None and not p.when.yearless:
        for month in _months(p):
            yield from _timed(p, f"{month:%Y-%m}")


def _keys_of_any_year(p: Profile) -> Iterator[Key]:
    for month in _months(p):
        yield from _timed(p, f"{month:%m}")


def _keys_of_plans(p: Profile) -> Iterator[Key]:
    if p.called_off or p.claim.stage == "planned":
        if len(p.side_names) > 1:
            yield (p.claim.type, "plan", *sorted(p.side_names))
        yield from ((p.claim.type, "plan", guest) for guest in sorted(p.persons.get("visitor", ())))


def _timed(p: Profile, month: str) -> Iterator[Key]:
    kind = p.claim.type
    if len(p.side_names) > 1:
        yield (kind, "sides", *sorted(p.side_names), month)
    if telling(p.bare_name):
        yield (kind, "name", p.bare_name, month)
    yield from ((kind, "person", one, month) for one in sorted(p.everyone()))


def _months(p: Profile) -> tuple[date, ...]:
    """First and last day of an account that is dated to a month or better; else none."""
    when = p.when
    if when is None or when.first is None or when.last is None or (when.days or 0) > 31:
        return ()
    return (when.first, when.last)
