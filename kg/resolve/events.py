"""Accounts of several articles that describe one event.

Comes in: profiles of accounts. Goes out: groups of accounts, each join with what ties the two. It never joins two
accounts of one article, nor any that differ in type, day, ordinal, number of sides or in who stands for a side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.resolution import Group, Occurrence, Proposal
from kg.resolve.accounts import Profile
from kg.resolve.blocks import telling
from kg.resolve.clashes import Sets, clash
from kg.resolve.dates import overlap
from kg.resolve.fold import slugify
from kg.resolve.forest import Forest

NEAR = 3  # days: only events dated as closely are proposed as perhaps one


class Tie(NamedTuple):
    """What ties two accounts: the stronger the less; `dated` if both have a day and the days meet.

    One that is not `sure` only lets a person be asked.
    """

    strength: int
    left: Occurrence
    right: Occurrence
    rule: str
    reason: str
    dated: bool
    sure: bool = True


def tie(a: Profile, b: Profile) -> Tie | None:
    """What ties two accounts of two articles of which nothing in the one speaks against the other."""
    if a.occurrence.article == b.occurrence.article or clash(a, b) is not None:
        return None
    one_time = a.when is not None and b.when is not None and overlap(a.when, b.when)
    if found := ground(a, b):
        return Tie(-found[0], a.occurrence, b.occurrence, found[1], found[2], one_time)
    reason = _likeness(a, b)
    return Tie(0, a.occurrence, b.occurrence, "perhaps-one-event", reason, one_time, sure=False) if reason else None


def _likeness(a: Profile, b: Profile) -> str:
    """Why a person could be asked if the two are of one event: somebody in common, or two sides, on days that meet."""
    days = [p.when.days if p.when is not None else None for p in (a, b)]
    if not _when(a, b) or any(n is None or n > NEAR for n in days):
        return ""
    in_common = sorted(a.everyone() & b.everyone()) or sorted(a.side_names & b.side_names)
    if not in_common or (len(in_common) < 2 and not a.everyone() & b.everyone()):
        return ""
    return f"{a.said} and {b.said} have {_list(in_common)} in common{_when(a, b)}; nothing more specific ties them"


def join_tied(forest: Forest, profiles: Mapping[Occurrence, Profile], ties: Sequence[Tie]) -> Sets:
    """Join accounts: the dated first, strongest ties first. An undated tie that fits several events joins none."""
    sets, of = Sets(forest, profiles), dict[Occurrence, list[Tie]]()
    sure = [one for one in ties if one.sure]
    for one in sure:
        if not one.dated:
            of.setdefault(one.left, []).append(one)
            of.setdefault(one.right, []).append(one)
    for one in sorted(sure, key=lambda t: (not t.dated, t)):
        if sets.allow(one.left, one.right) and (one.dated or not _rivals(sets, of, one)):
            sets.join(one.left, one.right, one.rule, one.reason)
    return sets


def proposals(sets: Sets, ties: Sequence[Tie]) -> list[Proposal]:
    """What ties events that were left apart and nothing speaks against: one for two events, the strongest."""
    found: dict[frozenset[Occurrence], Proposal] = {}
    for one in sorted(ties):
        pair = frozenset({sets.forest.root(one.left), sets.forest.root(one.right)})
        if len(pair) == 2 and pair not in found and sets.allow(one.left, one.right):
            found[pair] = Proposal(one.left, one.right, one.rule, one.reason, joined=False)
    return list(found.values())


def _rivals(sets: Sets, of: Mapping[Occurrence, Sequence[Tie]], tied: Tie) -> bool:
    """Whether either account is tied as strongly to another event, with no day to choose by. An account that is tied to
    both is none: all three can be of one event.
    """
    own = {sets.forest.root(tied.left), sets.forest.root(tied.right)}
    for one, opposite in ((tied.left, tied.right), (tied.right, tied.left)):
        both = {other for _, other in _tied_to(opposite, of)}
        for strength, other in _tied_to(one, of):
            joins = other in both and sets.allow(other, opposite)
            if strength <= tied.strength and not joins and sets.forest.root(other) not in own:
                return True
    return False


def _tied_to(one: Occurrence, of: Mapping[Occurrence, Sequence[Tie]]) -> Iterator[tuple[int, Occurrence]]:
    """The accounts that an account is tied to, each with the tie's strength."""
    return ((t.strength, t.right if t.left == one else t.left) for t in of[one])


def ground(a: Profile, b: Profile) -> tuple[int, str, str] | None:
    """What specific thing ties the two: its strength, rule and reason; None if they merely do not clash."""
    shared = sorted(a.everyone() & b.everyone())
    when = _when(a, b)
    if a.ordinal is not None and a.ordinal == b.ordinal and (a.side_names & b.side_names or shared):
        return (
            9,
            "same-ordinal",
            f"{a.said} and {b.said} are number {a.ordinal} of {_list(a.side_names & b.side_names) or _list(shared)}",
        )
    tied = shared or (when and a.side_names & b.side_names)
    if a.bare_name == b.bare_name and telling(a.bare_name) and tied and (when or _has_proper_name(a.claim.name)):
        return 8, "same-name", f"{a.said} and {b.said} have one name{when}"
    if when:
        return _dated_ground(a, b, shared, when)
    return _undated_ground(a, b, shared)


def _has_proper_name(name: str) -> bool:
    """Whether an event's name holds a word with a capital after its first: "14th Congress of …", not "talks"."""
    return any(word[:1].isupper() for word in name.split()[1:])


def _dated_ground(a: Profile, b: Profile, shared: Sequence[str], when: str) -> tuple[int, str, str] | None:
    if a.claim.type == "visit":
        guests = sorted(a.persons.get("visitor", frozenset()) & b.persons.get("visitor", frozenset()))
        return (7, "same-visitor", f"{a.said} and {b.said} are visits of {_list(guests)}{when}") if guests else None
    if len(a.side_names & b.side_names) > 1 and a.side_names == b.side_names:
        return 7, "same-sides", f"{a.said} and {b.said} have the sides {_list(a.side_names)}{when}"
    if len(shared) > 1:
        return 6, "same-persons", f"{a.said} and {b.said} share {_list(shared)}{when}"
    return None


def _undated_ground(a: Profile, b: Profile, shared: Sequence[str]) -> tuple[int, str, str] | None:
    """Where a day is missing: three or more sides with two leaders in common, or one guest's visit of one kind to
    one place.
    """
    if len(a.side_names) > 2 and a.side_names == b.side_names and len(shared) > 1 and (a.count or b.count):
        return (
            5,
            "same-many-sides",
            f"{a.said} and {b.said} have the sides {_list(a.side_names)} and share {_list(shared)}",
        )
    guests = sorted(a.persons.get("visitor", frozenset()) & b.persons.get("visitor", frozenset()))
    same_sides = len(a.side_names) > 1 and a.side_names == b.side_names
    if (a.changes(b) or b.changes(a)) and (guests or (shared and same_sides)):
        return 5, "called-off", f"{a.said} and {b.said} announce and call off what {_list(guests or shared)} planned"
    if (
        a.claim.type == "visit"
        and guests
        and a.place is not None
        and a.place == b.place
        and a.qualifiers & b.qualifiers
    ):
        kind = sorted(a.qualifiers & b.qualifiers)[0]
        return 4, "same-visit", f"{a.said} and {b.said} are {kind} visits of {_list(guests)} to {a.place.label}"
    return None


def _when(a: Profile, b: Profile) -> str:
    """The days in words, if both are dated to a month or better and overlap."""
    if a.when is None or b.when is None or not overlap(a.when, b.when):
        return ""
    if any(p.when is not None and (p.when.days is None or p.when.days > 31) for p in (a, b)):
        return ""
    return f", {a.claim.dates[0]} and {b.claim.dates[0]}"


def _list(items: Sequence[str] | frozenset[str]) -> str:
    return ", ".join(sorted(i.partition(":")[2] or i for i in items))


Short = Callable[[str], str | None]


def draft(members: Sequence[Profile], short: Short) -> Group:
    """An event with its label and names; its slug tells type, day and sides, and is not yet unique.

    `short` gives the abbreviation of the party that is the root of a side.
    """
    names = Counter(p.claim.name for p in members)
    held = {p.claim.name for p in members if p.claim.stage == "held"}
    label = min(names, key=lambda n: (n not in held, -names[n], -min(len(n), 100), n))
    slug = "-".join(x for x in (members[0].claim.type, _day(members), _who(members, short)) if x)
    ordered = (label, *sorted(n for n in names if n != label))
    return Group(slug or slugify(label), label, members[0].claim.type, ordered, tuple(p.occurrence for p in members))


def _day(members: Sequence[Profile]) -> str:
    """The best day of the event, or its number; without either nothing."""
    dated = [p for p in members if p.when is not None]
    if not dated:
        numbers = sorted({p.ordinal for p in members if p.ordinal is not None})
        return str(numbers[0]) if numbers else ""
    best = min(
        dated,
        key=lambda p: (p.when is not None and p.when.yearless, (p.when and p.when.days) or 10**6, p.claim.dates[0]),
    )
    return slugify(best.claim.dates[0].replace("/", " "))


def _who(members: Sequence[Profile], short: Short) -> str:
    """The sides by their parties' abbreviations or short names; for visits and messages the persons; else the name."""
    if members[0].claim.type in ("visit", "message", "interview"):
        visit = members[0].claim.type == "visit"
        roles = ("visitor",) if visit else ("sender", "recipient", "interviewee")
        slugs = sorted({s.partition(":")[2] for p in members for role in roles for s in p.persons.get(role, ())})
        if slugs:
            place = next((slugify(p.place.label) for p in members if p.place is not None), "")
            return "-".join(x for x in (*slugs[:3], place if visit else "") if x)
    fullest = max(members, key=lambda p: (len(p.sides), [s.name for s in p.sides]))
    if len(fullest.sides) > 1:
        return "-".join(
            _short(s.name, sorted({r for p in members for x in p.sides if x.name == s.name for r in x.roots}), short)
            for s in fullest.sides
        )
    return "-".join(slugify(min(p.claim.name for p in members)).split("-")[:8])


def _short(name: str, roots: Sequence[str], short: Short) -> str:
    """A side's party by its abbreviation if the side is one party, else the state's code or the root's own words."""
    parties = [r for r in roots if "party" in r.split("<")[0].split()]
    return slugify(next((found for top in parties if (found := short(top))), None) or name)


def with_slug(one: Group, unique: bool) -> Group:
    """The slug made unique by the first account's article and id, so that a new article does not rename the others."""
    first = one.occurrences[0]
    return one if unique else replace(one, slug=f"{one.slug}-{slugify(f'{first.article} {first.key}')}")
