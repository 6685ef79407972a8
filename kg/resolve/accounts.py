"""What an account says that can tell its event from others: days, place, sides, persons, ordinal, number of sides.

Comes in: an account, and what is known of all who take part in it. Goes out: its profile. It never compares two
accounts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kg.model import EventClaim, RoleClaim
from kg.resolution import Group, Occurrence
from kg.resolve.chains import chain, is_generic, state_of
from kg.resolve.context import root
from kg.resolve.dates import Stretch, stretch
from kg.resolve.fold import fold, words
from kg.resolve.mentioned import Chain, unspelt
from kg.resolve.nations import city_state, nation

COUNTS = {
    "bilateral": 2,
    "two": 2,
    "both": 2,
    "trilateral": 3,
    "tripartite": 3,
    "three": 3,
    "quadrilateral": 4,
    "four": 4,
    "five": 5,
    "six": 6,
}
COUNTED = frozenset(
    "party parties country countries nation nations side sides state states leader leaders chief chiefs head heads "
    "minister ministers meeting summit talks".split()
)
NUMBERED = {"congress": "congress|plenum|convention", "meeting": "meeting|summit|talks|conference|session|round"}
ASIDE = frozenset({"inviter", "witness", "organizer"})
OUTSIDE = {"congress": ASIDE - {"organizer"}, "election": ASIDE - {"organizer"}}
PREMISES = frozenset(
    "headquarters palace hall hotel centre center house office building airport residence embassy".split()
)
STAYS = frozenset("state official working friendly courtesy private royal goodwill inspection field".split())


@dataclass(frozen=True, slots=True)
class Face:
    """A thing as far as accounts of events look at it.

    `persons` are it and whom it stands for, `roots` the tops of what it serves, `words` those of its names as a place.
    """

    kind: str
    slug: str
    label: str
    persons: frozenset[str] = frozenset()
    roots: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    state: str | None = None


Faces = Mapping[Occurrence, Face]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an event: a state's code, or the top of a chain; the chains' roots and the persons it is there
    with.
    """

    name: str
    roots: frozenset[str]
    persons: frozenset[str]


@dataclass(frozen=True, slots=True)
class Profile:
    """One account in the terms that tell events apart. `persons` are slugs by role, `said` its name and article in
    words.
    """

    occurrence: Occurrence
    claim: EventClaim
    when: Stretch | None
    sides: tuple[Side, ...]
    count: int | None
    persons: Mapping[str, frozenset[str]]
    place: Face | None
    ordinal: int | None
    bare_name: tuple[str, ...]
    qualifiers: frozenset[str]
    said: str

    @property
    def called_off(self) -> bool:
        """Whether the account tells of an event that was put off or does not take place."""
        return self.claim.postponed or self.claim.stage == "cancelled"

    def changes(self, other: Profile) -> bool:
        """Whether this account calls off what the other announces: its day need not be the other's."""
        return self.called_off and other.claim.stage == "planned" and not other.called_off

    @property
    def side_names(self) -> frozenset[str]:
        """The names of the sides."""
        return frozenset(s.name for s in self.sides)

    def everyone(self) -> frozenset[str]:
        """All persons and posts that take part in any role."""
        return frozenset(p for some in self.persons.values() for p in some)


def persons_of(group: Group, holders: Collection[str]) -> frozenset[str]:
    """A person, or a post and the one person whom the articles give as its present holder."""
    found = {f"{group.kind}:{group.slug}"}
    return frozenset(found | ({f"person:{slug}" for slug in holders} if len(holders) == 1 else set()))


def post_key(links: Chain) -> tuple[str, str]:
    """A post by its title and what it is of; of no use where the chain does not say whose post it is."""
    return (links[0], "<".join(root(links[1:]))) if len(links) > 1 else ("", "")


def roots_of(group: Group, links: Chain) -> frozenset[str]:
    """What a participant that is no person stands for: the root of its chain."""
    if group.kind == "post":
        links = links[1:]
    # Whose a body is that nobody says ("National Assembly"), or what an abbreviation stands for that nobody spells
    # out, is open: it stands for no side.
    return frozenset({"<".join(root(links))} if links and not is_generic(links) and not unspelt(links) else ())


def state_of_place(group: Group, links: Chain) -> str | None:
    """The state that a place lies in, by its chain, its names, or a seat of government."""
    for one in (links, *(chain(n) for n in group.names)):
        if code := state_of(one):
            return code
    return next((code for n in group.names if (code := city_state(n))), None)


def profile(
    article: str, claim: EventClaim, roles: Sequence[RoleClaim], faces: Faces, table: Mapping[str, str]
) -> Profile:
    """The profile of one account. `table` holds the abbreviations that its article explains."""
    agents = [(r, faces[Occurrence(article, r.agent)]) for r in roles]
    sides = _sides(agents, claim.type)
    if {"party", "parties"} & set(words(claim.name)):
        sides = tuple(_of_parties(side) for side in sides)
    return Profile(
        occurrence=Occurrence(article, claim.id),
        claim=claim,
        when=stretch(claim.dates[0]) if claim.dates else None,
        sides=sides or _named_sides(claim.name, table),
        count=_count(claim.name),
        persons=_persons(agents),
        place=faces[Occurrence(article, claim.place)] if claim.place else None,
        ordinal=claim.ordinal if claim.ordinal is not None else _ordinal(claim),
        bare_name=tuple(sorted(set(words(claim.name)))),
        qualifiers=frozenset(words(claim.name)) & STAYS,
        said=f"“{claim.name}” ({article})",
    )


def _persons(agents: Sequence[tuple[RoleClaim, Face]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for role, face in agents:
        if face.kind in ("person", "post"):
            found.setdefault(role.role, set()).update(face.persons)
    return {role: frozenset(slugs) for role, slugs in sorted(found.items())}


def _sides(agents: Sequence[tuple[RoleClaim, Face]], kind: str) -> tuple[Side, ...]:
    """Sides by state where it is known, else by root: whoever invites or witnesses makes none."""
    roots: dict[str, set[str]] = {}
    persons: dict[str, set[str]] = {}
    for role, face in agents:
        if role.role in OUTSIDE.get(kind, ASIDE) or face.kind in ("thing", "group", "outlet"):
            continue
        for name in {side_name(r) for r in face.roots}:
            roots.setdefault(name, set()).update(r for r in face.roots if side_name(r) == name)
            if face.kind == "person" and role.role != "participant":
                persons.setdefault(name, set()).add(face.slug)
    return tuple(Side(n, frozenset(roots[n]), frozenset(persons.get(n, ()))) for n in sorted(roots))


def _of_parties(side: Side) -> Side:
    """A side of a meeting of parties: whoever is there stands for a party, whatever they are in the state."""
    return Side(side.name, frozenset(r for r in side.roots if not r.startswith("state:")), side.persons)


def side_name(top: str) -> str:
    """The side that a root belongs to: its state's code, or itself."""
    links = tuple(top.split("<"))
    return state_of(links) or links[-1]


def _named_sides(name: str, table: Mapping[str, str]) -> tuple[Side, ...]:
    """The states and abbreviations that an event's own name lists, where no participant is known."""
    tokens = re.findall(r"[^\s,;()–—-]+", re.sub(r"['’]s\b", "", name))
    codes = {nation(t) for t in tokens if t[:1].isupper()}
    codes |= {state_of(chain(table[fold(t)], table)) for t in tokens if fold(t) in table}
    return tuple(Side(c, frozenset(), frozenset()) for c in sorted(c for c in codes if c))


def _count(name: str) -> int | None:
    """How many sides the name says there are: "trilateral", "three Party leaders"."""
    tokens = words(name)
    for i, word in enumerate(tokens):
        if word in COUNTS and (word.endswith(("lateral", "partite")) or COUNTED & set(tokens[i + 1 : i + 3])):
            return COUNTS[word]
    return None


def _ordinal(claim: EventClaim) -> int | None:
    """The number in front of the event's own noun: "14th National Congress", not "meeting of the 14th Committee"."""
    heads = NUMBERED.get(claim.type)
    found = (
        re.search(rf"\b(\d{{1,3}})(?:st|nd|rd|th)\s+(?:[\w’'-]+\s+){{0,3}}?(?:{heads})\b", claim.name, re.I)
        if heads
        else None
    )
    return int(found.group(1)) if found else None
