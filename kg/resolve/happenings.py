"""The step that joins accounts of one event, for what a change touches alone.

Comes in: accounts of articles, the faces of those who take part. Goes out: events with their slugs, and the joins that
made them. It never compares accounts that share no block with a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import EventClaim, Reading, RoleClaim
from kg.resolution import Group, Merge, Occurrence, Proposal, Ruling
from kg.resolve.accounts import Faces, Profile, profile
from kg.resolve.blocks import keys, within
from kg.resolve.events import Short, Tie, draft, join_tied, proposals, tie, with_slug
from kg.resolve.forest import Forest
from kg.resolve.joined import Ruled, Rulings, ruling_keys, rulings_of
from kg.resolve.linked import Linked, Paired


class Tied(NamedTuple):
    """An account with its ties to others, of which it is the first, and the rulings on it."""

    profile: Profile
    ties: tuple[Tie, ...]
    rulings: tuple[Ruled, ...]


class Told(NamedTuple):
    """The events of one component, each as its accounts, with what made them."""

    sets: tuple[tuple[Profile, ...], ...]
    merges: tuple[Merge, ...] = ()
    unmet: tuple[Ruling, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(slots=True)
class Happenings:
    """All accounts: `groups` are the events by their first account."""

    groups: dict[Occurrence, Group] = field(default_factory=dict)
    _pairs: Paired[Profile, Tie] = field(default_factory=Paired)
    _tied: Linked[Tied, Told] = field(default_factory=Linked)
    _named: Linked[Group, tuple[Group, ...]] = field(default_factory=Linked)
    _events: dict[Occurrence, tuple[Profile, ...]] = field(default_factory=dict)
    _ties: dict[Occurrence, set[tuple[Occurrence, Occurrence]]] = field(default_factory=dict)
    _in: dict[str, tuple[Occurrence, ...]] = field(default_factory=dict)
    _tops: dict[str, set[Occurrence]] = field(default_factory=dict)

    def put(self, reading: Reading, faces: Faces, table: dict[str, str]) -> None:
        """Add or change the accounts of an article."""
        article, roles = reading.article.name, dict[str, list[RoleClaim]]()
        for claim in reading.claims:
            if isinstance(claim, RoleClaim):
                roles.setdefault(claim.event, []).append(claim)
        own = {Occurrence(article, c.id): c for c in reading.claims if isinstance(c, EventClaim)}
        self.drop(article, keep=own)
        self._in[article] = tuple(own)
        for one, claim in own.items():
            told = profile(article, claim, roles.get(claim.id, ()), faces, table)
            self._pairs.put(one, told, keys(told))

    def drop(self, article: str, keep: Iterable[Occurrence] = ()) -> None:
        """Take the accounts of an article out."""
        for one in set(self._in.pop(article, ())) - set(keep):
            self._pairs.drop(one)
            self._tied.drop(one)

    def refresh(
        self, fresh: Iterable[str], rulings: Rulings, short: Short, renamed: Iterable[str]
    ) -> tuple[list[Told], list[Told], set[Occurrence]]:
        """Join what changed: `fresh` are articles put again, `renamed` the parties with another abbreviation now.

        Goes out: results that no longer hold, the new ones, the first accounts of events gone, new or changed.
        """
        changed = self._pairs.refresh(within, tie)
        for pair in changed:
            for one in pair:
                (set.add if pair in self._pairs.judged else set.discard)(self._ties.setdefault(one, set()), pair)
        own = (one for article in fresh for one in self._in.get(article, ()))
        for one in {*own, *(one for pair in changed for one in pair)} & self._pairs.values.keys():
            pairs = self._ties.get(one, ())
            ties = tuple(sorted(self._pairs.judged[pair] for pair in pairs if pair[0] == one))
            tied = Tied(self._pairs.values[one], ties, rulings.at(one))
            self._tied.put(one, tied, [*(("tie", *pair) for pair in pairs), *ruling_keys(tied.rulings)])
        gone, made = self._tied.refresh(_solve)
        return gone, made, self._name(gone, made, short, renamed)

    def proposals(self) -> Iterator[Proposal]:
        """Accounts that may be of one event and are not joined."""
        return (one for told in self._tied.results() for one in told.proposals)

    def _name(
        self, gone: Iterable[Told], made: Iterable[Told], short: Short, renamed: Iterable[str]
    ) -> set[Occurrence]:
        """Give the events that changed their labels and slugs; gives the first accounts of all that it looked at."""
        fresh = {members[0].occurrence: members for told in made for members in told.sets}
        lost = {members[0].occurrence for told in gone for members in told.sets} - fresh.keys()
        for root in lost:
            self._named.drop(root)
        for root in {*lost, *fresh} & self._events.keys():
            for top in _tops(self._events.pop(root)):
                self._tops[top].discard(root)
        for root, members in fresh.items():
            self._events[root] = members
            for top in _tops(members):
                self._tops.setdefault(top, set()).add(root)
        for root in {*fresh, *(root for top in renamed for root in self._tops.get(top, ()))}:
            one = draft(self._events[root], short)
            self._named.put(root, one, [(one.slug,)])
        unnamed, named = self._named.refresh(_unique)
        before = {group.occurrences[0] for groups in unnamed for group in groups}
        for root in before:
            self.groups.pop(root, None)
        after = {group.occurrences[0]: group for groups in named for group in groups}
        self.groups.update(after)
        return before | after.keys()


def _unique(nodes: Sequence[tuple[Occurrence, Group]]) -> tuple[Group, ...]:
    return tuple(with_slug(one, len(nodes) == 1) for _, one in nodes)


def _tops(members: Iterable[Profile]) -> set[str]:
    return {top for p in members for side in p.sides for top in side.roots}


def _solve(nodes: Sequence[tuple[Occurrence, Tied]]) -> Told:
    profiles = {one: tied.profile for one, tied in nodes}
    if len(nodes) == 1 and not nodes[0][1].rulings:
        return Told(((nodes[0][1].profile,),))
    forest = Forest(([one] for one in profiles), rulings_of(r for _, tied in nodes for r in tied.rulings))
    ties = [t for _, tied in nodes for t in tied.ties]
    left_open = proposals(join_tied(forest, profiles, ties), ties)
    sets = tuple(tuple(profiles[o] for o in members) for members in forest.sets())
    return Told(sets, tuple(forest.merges), tuple(forest.unmet), tuple(left_open))
