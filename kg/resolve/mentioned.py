"""What each article's names say of whom they denote: abbreviations spelt out, chains of bodies, keys that mean one
thing.

Comes in: a reading and the abbreviations that hold in its article. Goes out: for every occurrence of an entity its
family, names, chains and keys. It never looks at another article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import AliasClaim, Entity, PartOfClaim, Reading
from kg.resolution import Occurrence
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
    denotes; `borrowed` says which abbreviations in its names other articles spell out; `folded` are all its names.
    """

    occurrence: Occurrence
    entity: Entity
    family: str
    chains: tuple[Chain, ...]
    keys: tuple[str, ...]
    borrowed: tuple[str, ...] = ()
    folded: frozenset[str] = frozenset()


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


def unexplained(reading: Reading, table: dict[str, str]) -> set[str]:
    """Abbreviations in the names of bodies that the article does not spell out; those of states are none."""
    tokens = {
        t
        for e in reading.entities
        if FAMILY.get(e.kind) in ("body", "post")
        for n in e.names
        for t in re.split(r"[\s']", plain(n))
    }
    return {fold(t) for t in tokens if CAPITALS.fullmatch(t) and fold(t) not in table and nation(t) is None}


def states_of(reading: Reading) -> set[str]:
    """The states that an article speaks of, by a name of their own or inside another name."""
    found = {nation(n) for e in reading.entities if e.kind in ("state", "place") for n in e.names}
    found |= {state_of(chain(n)) for e in reading.entities if FAMILY.get(e.kind) == "body" for n in e.names}
    return {code for code in found if code}


def mentioned(reading: Reading, table: dict[str, str], borrowed: Mapping[str, str]) -> tuple[Mentioned, ...]:
    """Every entity of an article with its chains and keys, by all abbreviations and by where some were spelt out."""
    parents = {e.key: e.parent for e in reading.entities if e.parent}
    for claim in reading.claims:
        if isinstance(claim, PartOfClaim):
            parents.setdefault(claim.body, claim.parent)
    by_key = {e.key: e for e in reading.entities}
    return tuple(_mentioned(reading.article.name, e, table, parents, by_key, borrowed) for e in reading.entities)


def _mentioned(
    article: str,
    entity: Entity,
    table: dict[str, str],
    parents: dict[str, str],
    by_key: dict[str, Entity],
    borrowed: Mapping[str, str],
) -> Mentioned:
    family = FAMILY.get(entity.kind, "thing")
    chains: tuple[Chain, ...] = ()
    if family in ("body", "place", "post"):
        chains = tuple(_extended(n, entity, family, table, parents, by_key) for n in entity.names)
    keys = tuple(dict.fromkeys(k for k in _keys(entity, family, chains) if k))
    used = {w for n in entity.names for w in fold(n).split()} & borrowed.keys() if borrowed else set()
    helped = tuple(f"“{name.upper()}” as {borrowed[name]} spells it out" for name in sorted(used))
    folded = frozenset(fold(name) for name in entity.names)
    return Mentioned(Occurrence(article, entity.key), entity, family, chains, keys, helped, folded)


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
