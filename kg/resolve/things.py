"""The step that names what the others have joined, and proposes what else may be one.

Comes in: sets of mentions, new and gone. Goes out: groups with labels and slugs, of which those that changed; pairs
that a person could be asked about. It never parts a set, and joins sets of two sorts only where a ruling says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kg.resolution import Group, Occurrence, Proposal
from kg.resolve.authority import AuthorityEntry
from kg.resolve.entities import Wish, draft, slugs, wish
from kg.resolve.forest import Forest
from kg.resolve.joined import Joined, Members, Ruled, Rulings, joined, renewed, ruling_keys, rulings_of
from kg.resolve.linked import Linked, Pair, Paired
from kg.resolve.proposals import Likeness, alike_within, likeness, propose


class Whole(NamedTuple):
    """A set of mentions with the rulings that join it to something else, or keep it apart."""

    members: Members
    rulings: tuple[Ruled, ...]


@dataclass(slots=True)
class Things:
    """All entities: `groups` and `members` by their first occurrence."""

    groups: dict[Occurrence, Group] = field(default_factory=dict)
    members: dict[Occurrence, Members] = field(default_factory=dict)
    _crossed: Linked[Whole, Joined] = field(default_factory=Linked)
    _met: dict[Occurrence, Wish] = field(default_factory=dict)
    _named: Linked[Wish, dict[Occurrence, str]] = field(default_factory=Linked)
    _alike: Paired[Likeness, Proposal] = field(default_factory=Paired)

    def change(self, gone: Iterable[Occurrence], fresh: Mapping[Occurrence, Members], rulings: Rulings) -> None:
        """Sets that are no more, and those that are new or may have changed."""
        for root in gone:
            self._crossed.drop(root)
        for root, members in fresh.items():
            own = {m.occurrence for m in members}
            ruled = tuple((n, r) for n, r in rulings.on(members) if not {r.left, r.right} <= own)
            self._crossed.put(root, Whole(members, ruled), ruling_keys(ruled))

    def refresh(
        self, rulings: Rulings, linked: Mapping[str, AuthorityEntry]
    ) -> tuple[list[Joined], list[Joined], set[Occurrence], set[Pair]]:
        """Results that no longer hold, the new ones, the first occurrences of all groups gone, new or changed, and the
        pairs that are proposed now or no more.
        """
        before, after = self._crossed.refresh(_across)
        gone, fresh = renewed(before, after)
        for root in gone:
            self._named.drop(root)
            self._alike.drop(root)
            del self.members[root], self.groups[root], self._met[root]
        for root, members in fresh.items():
            self.members[root] = members
            one = wish(draft(members, linked))
            self._named.put(root, one, [(one.family, one.slug)])
            self._alike.put(root, *likeness(members, rulings.on(members)))
        proposed = self._alike.refresh(alike_within, propose)
        renamed = {root for root in self._name() if root not in fresh}
        return before, after, {*gone, *fresh, *renamed}, proposed

    def _name(self) -> Iterator[Occurrence]:
        """Give things their slugs: those that are other things now, or have another slug."""
        for found in self._named.refresh(lambda nodes: slugs(dict(nodes)))[1]:
            for root, slug in found.items():
                one = self._named.values[root]
                if self._met.get(root) is not one or self.groups[root].slug != slug:
                    self._met[root] = one
                    self.groups[root] = replace(one.draft, slug=slug)
                    yield root

    @property
    def proposals(self) -> Mapping[Pair, Proposal]:
        """What may be one and is not joined, by the first occurrences of both."""
        return self._alike.judged


def _across(nodes: Sequence[tuple[Occurrence, Whole]]) -> Joined:
    if len(nodes) == 1:
        return Joined((nodes[0][1].members,))
    known = {m.occurrence: m for _, whole in nodes for m in whole.members}
    person = {one: m.family == "person" for one, m in known.items()}
    ruled = [
        r
        for r in rulings_of(r for _, whole in nodes for r in whole.rulings)
        if not r.same or person.get(r.left) is not person.get(r.right)
    ]
    forest = Forest(([m.occurrence for m in whole.members] for _, whole in nodes), ruled)
    return joined(forest, known, first=True)
