"""Resolution that is kept: articles come, change and go, and only what they touch is resolved again.

Comes in: readings, persons' rulings, the authority. Goes out: the resolution of all articles held, the same as if they
were resolved at once. It never changes a reading, and what it holds depends on nothing but what it was last given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from kg.garbage import no_collection
from kg.model import Reading
from kg.resolution import Changes, Group, Occurrence, Proposal, Resolution, Ruling
from kg.resolve.authority import Authority, AuthorityEntry
from kg.resolve.entities import authority_keys
from kg.resolve.faces import Faces
from kg.resolve.happenings import Happenings
from kg.resolve.institutions import Institutions
from kg.resolve.joined import Ledger, Rulings, record, renewed
from kg.resolve.linked import Pair
from kg.resolve.mentioned import Mentioned
from kg.resolve.people import People
from kg.resolve.proposals import WEAK_EVENTS, weak_joins
from kg.resolve.shorts import Shorts
from kg.resolve.things import Things
from kg.resolve.wordings import Wordings

Mentions = dict[Occurrence, Mentioned]


@dataclass(slots=True)
class Kept:
    """All that resolution knows of the articles it holds. `readings` are they, by name."""

    authority: Authority
    readings: dict[str, Reading] = field(default_factory=dict)
    _linked: dict[str, AuthorityEntry] = field(default_factory=dict)
    _rulings: Rulings = field(default_factory=Rulings)
    _ledger: Ledger = field(default_factory=Ledger)
    _words: Wordings = field(default_factory=Wordings)
    _bodies: Institutions = field(default_factory=Institutions)
    _people: People = field(default_factory=People)
    _things: Things = field(default_factory=Things)
    _faces: Faces = field(default_factory=Faces)
    _shorts: Shorts = field(default_factory=Shorts)
    _events: Happenings = field(default_factory=Happenings)
    _seen: set[Occurrence] = field(default_factory=set)
    _proposed: set[Pair] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Take the names of the reference data."""
        self._words.learn(self.authority)
        self._linked = authority_keys(self.authority)

    def change(
        self, put: Iterable[Reading] = (), gone: Iterable[str] = (), rulings: Sequence[Ruling] | None = None
    ) -> Changes:
        """Add or replace articles, take others out by name, and put other rulings in force if any are given."""
        new = {reading.article.name: reading for reading in put}
        lost = [name for name in gone if name in self.readings and name not in new]
        with no_collection():
            self._change(new, lost, rulings)
        return self._changes(tuple(new.values()), tuple(lost))

    def hold(self, readings: Sequence[Reading], rulings: Sequence[Ruling]) -> Changes:
        """Make these the articles held, and these the rulings: what is held already as it is stays untouched."""
        names = {reading.article.name for reading in readings}
        put = [r for r in readings if (old := self.readings.get(r.article.name)) is not r and old != r]
        return self.change(put, [name for name in self.readings if name not in names], rulings)

    def _changes(self, put: tuple[Reading, ...], lost: tuple[str, ...]) -> Changes:
        groups = {one: self._things.groups.get(one) or self._events.groups.get(one) for one in self._seen}
        pairs = {pair: self._things.proposals.get(pair) for pair in self._proposed}
        made, unmade = frozenset(self._ledger.made), frozenset(self._ledger.unmade)
        self._seen, self._proposed = set(), set()
        self._ledger.clear()
        return Changes(put, lost, groups, made, unmade, pairs)

    def _change(self, new: dict[str, Reading], lost: Sequence[str], rulings: Sequence[Ruling] | None) -> None:
        ruled = self._rulings.change(rulings) if rulings is not None else set()
        before = {name: self._words.mentions.get(name, ()) for name in (*lost, *new)}
        for name in lost:
            del self.readings[name]
        self.readings.update(new)
        spoken = self._words.change(self.readings, lost, new) | new.keys()
        fresh = spoken | {one.article for one in ruled if one.article in self.readings}
        gone_mentions = self._gone(before)
        touched = self._join(sorted(fresh), lost, gone_mentions)
        said = {one for name in sorted(new) for one in self._faces.put(self.readings[name])}
        self._faces.drop(gone_mentions)
        seen = self._faces.refresh(touched, self._things.groups, self._things.members, said)
        renamed = self._shorts.change(touched, self._things.groups, self._things.members)
        self._seen |= touched
        self._tell({one.article for one in seen} | fresh, lost, renamed)

    def _gone(self, before: dict[str, tuple[Mentioned, ...]]) -> list[Occurrence]:
        """Mentions that were there and are no more."""
        now = {m.occurrence for name in before for m in self._words.mentions.get(name, ())}
        return [m.occurrence for mentions in before.values() for m in mentions if m.occurrence not in now]

    def _join(self, fresh: Sequence[str], lost: Iterable[str], gone: Sequence[Occurrence]) -> set[Occurrence]:
        """Join the mentions of these articles with all others: the groups that this changes."""
        for name in lost:
            self._bodies.drop(name)
            self._people.drop(name)
        for name in fresh:
            self._bodies.put(self.readings[name], self._words.mentions[name], self._rulings)
        *named, before, after = self._bodies.refresh(self._rulings)
        self._people.forget(gone)
        for name in sorted(self._people.learn(m for one in after for m in one.sets).union(fresh)):
            mentions = {m.occurrence: m for m in self._words.mentions[name]}
            self._people.put(self.readings[name], mentions, self._rulings)
        *called, once, now = self._people.refresh(self._rulings)
        self._things.change(*renewed([*before, *once], [*after, *now]), self._rulings)
        *crossed, touched, proposed = self._things.refresh(self._rulings, self._linked)
        self._proposed |= proposed
        # At once: a join that one step no longer makes may now be another's.
        record(self._ledger, [*named[0], *before, *called[0], *once, *crossed[0]],
               [*named[1], *after, *called[1], *now, *crossed[1]])  # fmt: skip
        return touched

    def _tell(self, fresh: set[str], lost: Iterable[str], renamed: Iterable[str]) -> None:
        """Join the accounts of these articles with all others."""
        for name in lost:
            self._events.drop(name)
        for name in sorted(fresh):
            self._events.put(self.readings[name], self._faces.at, self._words.own[name])
        gone, made, named = self._events.refresh(fresh, self._rulings, self._shorts.short, renamed)
        self._seen |= named
        record(self._ledger, gone, made)

    @property
    def unmet(self) -> tuple[Ruling, ...]:
        """The rulings that another one forbids."""
        return tuple(ruling for ruling in self._rulings.all if ruling in self._ledger.unmet)

    def resolution(self) -> Resolution:
        """The resolution of all articles held."""
        by_slug = attrgetter("slug")
        entities: list[Group] = sorted(self._things.groups.values(), key=attrgetter("kind", "slug"))
        events: list[Group] = sorted(self._events.groups.values(), key=by_slug)
        proposals = sorted([*weak_joins(self._ledger.merges), *self._things.proposals.values()], key=_place)
        merges, told = tuple(self._ledger.merges), sorted(self._events.proposals(), key=_place)
        told += weak_joins(merges, WEAK_EVENTS)
        return Resolution(tuple(entities), tuple(events), merges, self.unmet, tuple(proposals), tuple(told))


def _place(one: Proposal) -> tuple[Occurrence, Occurrence, str]:
    return one.left, one.right, one.rule
