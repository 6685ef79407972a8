"""What an account says that can tell its event from others: days, place, sides, persons, ordinal, number of sides.

Comes in: readings with their entities resolved. Goes out: one profile for each account. It never compares two accounts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import EventClaim, MemberClaim, OfficeClaim, Reading, RoleClaim
from kg.resolution import Group, Occurrence
from kg.resolve.chains import chain, is_generic, state_of
from kg.resolve.context import best_chain, root
from kg.resolve.dates import Stretch, stretch
from kg.resolve.fold import fold, words
from kg.resolve.mentioned import CAPITALS, Chain, Mentioned, spelt_out, unspelt
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

Lookup = Callable[[str, str], Group]


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
    place: Group | None
    place_state: str | None
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


@dataclass(slots=True)
class World:
    """Look-ups over all readings: the group of a key, the chains of a group, the roots that a person serves."""

    group: Lookup
    known: Mapping[Occurrence, Mentioned]
    serves: dict[str, frozenset[str]]
    holders: dict[tuple[str, str], set[str]]
    _tables: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _chains: dict[tuple[str, str], Chain] = field(default_factory=dict)
    _short: dict[str, str] = field(default_factory=dict)

    def table(self, reading: Reading) -> Mapping[str, str]:
        """The abbreviations that an article explains itself."""
        name = reading.article.name
        if name not in self._tables:
            self._tables[name] = spelt_out(reading)
        return self._tables[name]

    def chain_of(self, group: Group) -> Chain:
        """The fullest chain of a body, party, state or post."""
        name = (group.kind, group.slug)
        if name not in self._chains:
            self._chains[name] = best_chain([self.known[o] for o in group.occurrences])
        return self._chains[name]

    def abbreviation(self, top: str) -> str | None:
        """The abbreviation most used of the party whose chain this is; a slip for it stands behind."""
        if not self._short:
            self._short[""] = ""
            for occurrence, m in sorted(self.known.items()):
                key = "<".join(m.chains[0]) if m.entity.kind == "party" and m.chains else ""
                if key and key not in self._short:
                    names = self.group(occurrence.article, occurrence.key).names
                    if short := next((n for n in names if CAPITALS.fullmatch(n)), None):
                        self._short[key] = short
        return self._short.get(top)

    def persons_of(self, group: Group) -> frozenset[str]:
        """A person, or a post and the one person whom the articles give as its present holder."""
        found = {f"{group.kind}:{group.slug}"}
        links = self.chain_of(group) if group.kind == "post" else ()
        holders = self.holders.get((links[0], "<".join(root(links[1:]))), set()) if len(links) > 1 else set()
        return frozenset(found | ({f"person:{slug}" for slug in holders} if len(holders) == 1 else set()))

    def roots_of(self, group: Group) -> frozenset[str]:
        """What a participant stands for: its own root, or those of the offices that any article gives a person."""
        if group.kind == "person":
            return self.serves.get(group.slug, frozenset())
        links = self.chain_of(group)
        if group.kind == "post":
            links = links[1:]
        # Whose a body is that nobody says ("National Assembly"), or what an abbreviation stands for that nobody spells
        # out, is open: it stands for no side.
        return frozenset({"<".join(root(links))} if links and not is_generic(links) and not unspelt(links) else ())


def world(readings: Sequence[Reading], group: Lookup, known: Mapping[Occurrence, Mentioned]) -> World:
    """The look-ups, with every person's offices and seats gathered over all articles."""
    made = World(group, known, {}, {})
    for reading in readings:
        for claim in reading.claims:
            if isinstance(claim, OfficeClaim | MemberClaim) and claim.organization is not None:
                person = group(reading.article.name, claim.person).slug
                roots = made.roots_of(group(reading.article.name, claim.organization))
                made.serves[person] = made.serves.get(person, frozenset()) | roots
                if isinstance(claim, OfficeClaim) and claim.status == "current":
                    for top in roots:
                        made.holders.setdefault((" ".join(sorted(words(claim.title))), top), set()).add(person)
    return made


def profile(reading: Reading, claim: EventClaim, look: World) -> Profile:
    """The profile of one account."""
    article = reading.article.name
    roles = list(reading.roles(claim.id))
    groups = [(r, look.group(article, r.agent)) for r in roles]
    sides = _sides(groups, claim.type, look)
    if {"party", "parties"} & set(words(claim.name)):
        sides = tuple(_of_parties(side) for side in sides)
    place = look.group(article, claim.place) if claim.place else None
    table = look.table(reading)
    return Profile(
        occurrence=Occurrence(article, claim.id),
        claim=claim,
        when=stretch(claim.dates[0]) if claim.dates else None,
        sides=sides or _named_sides(claim.name, table),
        count=_count(claim.name),
        persons=_persons(groups, look),
        place=place,
        place_state=_place_state(place, look),
        ordinal=claim.ordinal if claim.ordinal is not None else _ordinal(claim),
        bare_name=tuple(sorted(set(words(claim.name)))),
        qualifiers=frozenset(words(claim.name)) & STAYS,
        said=f"“{claim.name}” ({article})",
    )


def _persons(groups: Sequence[tuple[RoleClaim, Group]], look: World) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for role, group in groups:
        if group.kind in ("person", "post"):
            found.setdefault(role.role, set()).update(look.persons_of(group))
    return {role: frozenset(slugs) for role, slugs in sorted(found.items())}


def _sides(groups: Sequence[tuple[RoleClaim, Group]], kind: str, look: World) -> tuple[Side, ...]:
    """Sides by state where it is known, else by root: whoever invites or witnesses makes none."""
    roots: dict[str, set[str]] = {}
    persons: dict[str, set[str]] = {}
    for role, group in groups:
        if role.role in OUTSIDE.get(kind, ASIDE) or group.kind in ("thing", "group", "outlet"):
            continue
        own = look.roots_of(group)
        for name in {side_name(r) for r in own}:
            roots.setdefault(name, set()).update(r for r in own if side_name(r) == name)
            if group.kind == "person" and role.role != "participant":
                persons.setdefault(name, set()).add(group.slug)
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


def _place_state(place: Group | None, look: World) -> str | None:
    if place is None:
        return None
    for links in (look.chain_of(place), *(chain(n) for n in place.names)):
        if code := state_of(links):
            return code
    return next((code for n in place.names if (code := city_state(n))), None)
