"""What each article's names say of whom they denote: abbreviations spelt out, chains of bodies, keys that mean one
thing.

Comes in: readings and the authority. Goes out: for every occurrence of an entity its family, names, chains and keys.
It never compares two articles beyond asking which of them spells an abbreviation out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import AliasClaim, Entity, PartOfClaim, Reading
from kg.resolution import Occurrence
from kg.resolve.authority import Authority
from kg.resolve.chains import TITLE_HEADS, chain, is_generic, state_of
from kg.resolve.fold import fold, plain
from kg.resolve.names import person_name
from kg.resolve.nations import nation

FAMILY = {
    "person": "person",
    "party": "body",
    "party_body": "body",
    "state_body": "body",
    "organization": "body",
    "outlet": "body",
    "state": "place",
    "place": "place",
    "post": "post",
    "group": "group",
    "thing": "thing",
}
BRACKET = re.compile(r"^(.*?[^\s(])\s*\(\s*([A-Z][A-Za-z0-9.&/-]*[A-Z][A-Za-z0-9.&/-]*)\s*\)")
CAPITALS = re.compile(r"[A-Z][A-Z0-9.&-]{1,9}[a-z]?")

Chain = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One entity of one article: `chains` are the readings of its names in their order, `keys` what it surely
    denotes.
    """

    occurrence: Occurrence
    entity: Entity
    family: str
    chains: tuple[Chain, ...]
    keys: tuple[str, ...]


@dataclass(slots=True)
class Abbreviations:
    """For each article what its abbreviations stand for, and where that was found if not in the article itself."""

    tables: dict[str, dict[str, str]] = field(default_factory=dict)
    borrowed: dict[tuple[str, str], str] = field(default_factory=dict)


def spelt_out(reading: Reading) -> dict[str, str]:
    """The abbreviations that an article explains itself: folded abbreviation to full name."""
    table: dict[str, str] = {}
    for claim in reading.claims:
        if isinstance(claim, AliasClaim) and CAPITALS.fullmatch(plain(claim.alias)):
            table.setdefault(fold(claim.alias), claim.name)
    for entity in reading.entities:
        if FAMILY.get(entity.kind) != "body":
            continue
        full = [n for n in entity.names if not CAPITALS.fullmatch(plain(n))]
        for name in entity.names:
            if (found := BRACKET.match(plain(name))) and len(found.group(1).split()) > 1:
                table.setdefault(fold(found.group(2)), found.group(1))
            elif full and entity.kind in ("party", "organization", "outlet") and CAPITALS.fullmatch(plain(name)):
                table.setdefault(fold(name), full[0])
    return table


def abbreviations(readings: Sequence[Reading], authority: Authority) -> Abbreviations:
    """Each article's own abbreviations, then those that it leaves unexplained and others explain in one way only.

    One that stands for a body of a state counts only where the article speaks of that state.
    """
    found = Abbreviations({r.article.name: spelt_out(r) for r in readings})
    elsewhere: dict[str, dict[Chain, tuple[str, str]]] = {}
    for source, name, full in (*_of_articles(found), *_of_authority(authority)):
        elsewhere.setdefault(name, {}).setdefault(chain(full), (full, source))
    for reading in readings:
        table, states = found.tables[reading.article.name], _states(reading)
        for name in sorted(_unexplained(reading, table)):
            fitting = [v for c, v in sorted(elsewhere.get(name, {}).items()) if (state_of(c) or "") in (*states, "")]
            if len(fitting) == 1:
                table[name], found.borrowed[reading.article.name, name] = fitting[0]
    return found


def _of_articles(found: Abbreviations) -> Iterator[tuple[str, str, str]]:
    for article, table in sorted(found.tables.items()):
        for name, full in sorted(table.items()):
            yield article, name, full


def _of_authority(authority: Authority) -> Iterator[tuple[str, str, str]]:
    for entry in authority.entries:
        if entry.kind != "state":
            for name in entry.names:
                if CAPITALS.fullmatch(plain(name)):
                    yield entry.iri, fold(name), entry.label


def _unexplained(reading: Reading, table: dict[str, str]) -> set[str]:
    """Abbreviations in the names of bodies that the article does not spell out; those of states are none."""
    tokens = {
        t
        for e in reading.entities
        if FAMILY.get(e.kind) in ("body", "post")
        for n in e.names
        for t in re.split(r"[\s']", plain(n))
    }
    return {fold(t) for t in tokens if CAPITALS.fullmatch(t) and fold(t) not in table and nation(t) is None}


def _states(reading: Reading) -> set[str]:
    """The states that an article speaks of, by a name of their own or inside another name."""
    found = {nation(n) for e in reading.entities if e.kind in ("state", "place") for n in e.names}
    found |= {state_of(chain(n)) for e in reading.entities if FAMILY.get(e.kind) == "body" for n in e.names}
    return {code for code in found if code}


def mentioned(reading: Reading, table: dict[str, str]) -> list[Mentioned]:
    """Every entity of an article with its chains and keys."""
    parents = {e.key: e.parent for e in reading.entities if e.parent}
    for claim in reading.claims:
        if isinstance(claim, PartOfClaim):
            parents.setdefault(claim.body, claim.parent)
    by_key = {e.key: e for e in reading.entities}
    return [_mentioned(reading.article.name, e, table, parents, by_key) for e in reading.entities]


def _mentioned(
    article: str, entity: Entity, table: dict[str, str], parents: dict[str, str], by_key: dict[str, Entity]
) -> Mentioned:
    family = FAMILY.get(entity.kind, "thing")
    chains: tuple[Chain, ...] = ()
    if family in ("body", "place", "post"):
        chains = tuple(_extended(n, entity, family, table, parents, by_key) for n in entity.names)
    keys = tuple(dict.fromkeys(k for k in _keys(entity, family, chains) if k))
    return Mentioned(Occurrence(article, entity.key), entity, family, chains, keys)


def _extended(
    name: str, entity: Entity, family: str, table: dict[str, str], parents: dict[str, str], by_key: dict[str, Entity]
) -> Chain:
    """The chain of a name, carried on by what the article says the body belongs to where the name alone is open."""
    links = chain(name, table, post=family == "post")
    key, seen = entity.key, {entity.key}
    while (
        family != "place" and not any(x.startswith("state:") for x in links) and (parent := parents.get(key)) in by_key
    ):
        if parent is None or parent in seen:
            break
        seen.add(parent)
        above = chain(by_key[parent].name, table)
        if not is_generic(links) and above[:1] and above[0] in links:
            break
        links, key = _carried_on(links, above), parent
    return links


def _carried_on(links: Chain, above: Chain) -> Chain:
    """`links` followed by `above` from where the two do not repeat each other."""
    for size in range(min(len(links), len(above)), 0, -1):
        if links[-size:] == above[:size]:
            return links + above[size:]
    return links + above


def _keys(entity: Entity, family: str, chains: Sequence[Chain]) -> Iterator[str]:
    if family == "person":
        for name in entity.names:
            bare = person_name(name)
            if len(bare.words) > 1:
                yield f"person:{''.join(bare.words)}:{bare.generation or ''}"
    for name, links in zip(entity.names, chains, strict=False) if family == "place" else ():
        yield links[0] if len(links) == 1 and links[0].startswith("state:") else f"place:{fold(name).replace(' ', '')}"
    for links in chains if family in ("body", "post") else ():
        if len(links) == 1 and links[0].startswith("state:"):
            yield links[0]
        elif links and not is_generic(links) and not unspelt(links):
            yield f"{family}:{'<'.join(links)}"


def unspelt(links: Chain) -> bool:
    """Whether a chain, a title in front left out, rests on an abbreviation that nobody spelt out."""
    return bool(links) and len(links[-1]) < 6 and " " not in links[-1] and set(links[:-1]) <= TITLE_HEADS
