"""The step that joins parties, bodies, states, places and posts, for what a change touches alone.

Comes in: the mentions of articles. Goes out: sets of mentions of one thing, with the joins that made them. It never
joins persons, and never goes through what shares no key with a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import Reading
from kg.resolution import Merge, Occurrence
from kg.resolve.bodies import (
    Side,
    above,
    join_one_side,
    join_same_keys,
    join_skipped_levels,
    sides_of,
    slips,
    stated_aliases,
    without_central,
)
from kg.resolve.context import best_chain
from kg.resolve.forest import Forest
from kg.resolve.joined import Joined, Members, Ruled, Rulings, joined, renewed, ruling_keys, rulings_of
from kg.resolve.linked import Key, Linked
from kg.resolve.mentioned import Mentioned

Numbered = tuple[int, Side]


class Local(NamedTuple):
    """A mention with what its own article says: other names of it, slips for it, its sides of events."""

    mention: Mentioned
    aliases: tuple[Merge, ...]
    slips: tuple[Merge, ...]
    sides: tuple[Numbered, ...]
    rulings: tuple[Ruled, ...]


class Formed(NamedTuple):
    """A set of mentions joined by their names, with the sides of events that it stands on."""

    members: Members
    sides: tuple[Numbered, ...]
    rulings: tuple[Ruled, ...]


@dataclass(slots=True)
class Institutions:
    """All mentions but those of persons: first joined by name, then by the sides that they stand on."""

    _named: Linked[Local, Joined] = field(default_factory=Linked)
    _sided: Linked[Formed, Joined] = field(default_factory=Linked)
    _sides: dict[Occurrence, tuple[Numbered, ...]] = field(default_factory=dict)
    _in: dict[str, tuple[Occurrence, ...]] = field(default_factory=dict)

    def put(self, reading: Reading, mentions: Iterable[Mentioned], rulings: Rulings) -> None:
        """Add or change the mentions of an article."""
        own = {m.occurrence: m for m in mentions if m.family != "person"}
        self.drop(reading.article.name, keep=own)
        self._in[reading.article.name] = tuple(own)
        aliases, slipped = tuple(stated_aliases(reading, own)), tuple(slips(reading, own))
        bodies = [o for o, m in own.items() if m.family == "body"]
        at: dict[Occurrence, list[Numbered]] = {}
        for number, side in enumerate(sides_of(reading, bodies)):
            for one in side[2]:
                at.setdefault(one, []).append((number, side))
        for one, m in own.items():
            told = tuple(a for a in aliases if one in (a.left, a.right))
            slip = tuple(a for a in slipped if one in (a.left, a.right))
            local = Local(m, told, slip, tuple(at.get(one, ())), rulings.at(one))
            if local.sides:
                self._sides[one] = local.sides
            else:
                self._sides.pop(one, None)
            self._named.put(one, local, _name_keys(local))

    def drop(self, article: str, keep: Iterable[Occurrence] = ()) -> None:
        """Take the mentions of an article out."""
        for one in set(self._in.pop(article, ())) - set(keep):
            self._named.drop(one)
            self._sides.pop(one, None)

    def refresh(self, rulings: Rulings) -> tuple[list[Joined], list[Joined], list[Joined], list[Joined]]:
        """Join what changed: the results by name and by side that no longer hold, and the new ones of both."""
        named_before, named = self._named.refresh(_by_name)
        gone, fresh = renewed(named_before, named)
        for root in gone:
            self._sided.drop(root)
        for root, members in fresh.items():
            sides = tuple(side for m in members for side in self._sides.get(m.occurrence, ()))
            formed = Formed(members, sides, rulings.on(members))
            self._sided.put(root, formed, _side_keys(formed))
        sided_before, sided = self._sided.refresh(_by_side)
        return named_before, named, sided_before, sided


def _name_keys(local: Local) -> Iterable[Key]:
    m = local.mention
    yield from (("key", key) for key in m.keys)
    if m.family == "body":
        yield from (("level", rest) for links in m.chains if len(rest := without_central(links)) > 1)
    yield from (("stated", *sorted((a.left, a.right))) for a in (*local.aliases, *local.slips))
    yield from ruling_keys(local.rulings)


def _by_name(nodes: Sequence[tuple[Occurrence, Local]]) -> Joined:
    known = {one: local.mention for one, local in nodes}
    if len(nodes) == 1 and not nodes[0][1].rulings:
        return Joined(((nodes[0][1].mention,),))
    forest = Forest(([one] for one in known), rulings_of(r for _, local in nodes for r in local.rulings))
    join_same_keys(forest, known)
    for some in ([a for _, x in nodes for a in x.aliases], [a for _, x in nodes for a in x.slips]):
        for told in some:
            forest.join(*told)
    join_skipped_levels(forest, known)
    return joined(forest, known, first=True)


def _side_keys(formed: Formed) -> Iterable[Key]:
    links = best_chain(formed.members) if formed.sides else ()
    if len(links) > 1:
        yield from (("side", side[0], number, above(links)) for number, side in formed.sides)


def _by_side(nodes: Sequence[tuple[Occurrence, Formed]]) -> Joined:
    if len(nodes) == 1:
        return Joined((nodes[0][1].members,))
    known = {m.occurrence: m for _, formed in nodes for m in formed.members}
    ruled = rulings_of(r for _, formed in nodes for r in formed.rulings if not r[1].same)
    forest = Forest(([m.occurrence for m in formed.members] for _, formed in nodes), ruled)
    sides = sorted({(side[0], number, side) for _, formed in nodes for number, side in formed.sides})
    join_one_side(forest, known, [(a, n, tuple(o for o in b if o in known)) for _, _, (a, n, b) in sides])
    return joined(forest, known)
