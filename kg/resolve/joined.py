"""What a step of resolution leaves: sets of mentions, the joins that made them, the rulings that others forbid.

Comes in: a forest that has been joined. Goes out: its sets and joins, and what of them is new since the last time. It
never joins anything.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from kg.resolution import Merge, Occurrence, Ruling
from kg.resolve.forest import Forest
from kg.resolve.mentioned import Mentioned

FEW = 500  # up to so many joins are put in their places one by one
Members = tuple[Mentioned, ...]
Ruled = tuple[int, Ruling]


class Joined(NamedTuple):
    """The sets of one component, each sorted, with what made them."""

    sets: tuple[Members, ...]
    merges: tuple[Merge, ...] = ()
    unmet: tuple[Ruling, ...] = ()


@dataclass(slots=True)
class Ledger:
    """All joins and unmet rulings, as steps add and withdraw them; `made` and `unmade` are the joins since `clear`."""

    merges: list[Merge] = field(default_factory=list)
    unmet: list[Ruling] = field(default_factory=list)
    made: set[Merge] = field(default_factory=set)
    unmade: set[Merge] = field(default_factory=set)

    def clear(self) -> None:
        """Call what is now what was."""
        self.made, self.unmade = set(), set()

    def enter(self, gone: Iterable[Merge], made: Iterable[Merge]) -> None:
        """Withdraw joins and add others; they stay sorted."""
        old, new = set(gone), set(made)
        lost, fresh = old - new, new - old
        self.made, self.unmade = (self.made - lost) | (fresh - self.unmade), (self.unmade - fresh) | (lost - self.made)
        if len(lost) + len(fresh) > FEW:
            self.merges = sorted([*(merge for merge in self.merges if merge not in lost), *sorted(fresh)])
            return
        for merge in lost:
            del self.merges[bisect_left(self.merges, merge)]
        for merge in fresh:
            insort(self.merges, merge)

    def judge(self, gone: Iterable[Ruling], made: Iterable[Ruling]) -> None:
        """Withdraw and add rulings that were not met."""
        for ruling in gone:
            self.unmet.remove(ruling)
        self.unmet.extend(made)


@dataclass(slots=True)
class Rulings:
    """What persons decided, by occurrence, each with its place in their order."""

    all: tuple[Ruling, ...] = ()
    _at: dict[Occurrence, tuple[Ruled, ...]] = field(default_factory=dict)

    def change(self, rulings: Sequence[Ruling]) -> set[Occurrence]:
        """Take new rulings for the old ones: the occurrences that are now ruled otherwise."""
        at: dict[Occurrence, list[Ruled]] = {}
        for number, ruling in enumerate(rulings if tuple(rulings) != self.all else ()):
            for one in {ruling.left, ruling.right}:
                at.setdefault(one, []).append((number, ruling))
        if tuple(rulings) == self.all:
            return set()
        new = {one: tuple(ruled) for one, ruled in at.items()}
        changed = {one for one in (*new, *self._at) if new.get(one) != self._at.get(one)}
        self.all, self._at = tuple(rulings), new
        return changed

    def at(self, occurrence: Occurrence) -> tuple[Ruled, ...]:
        """The rulings on an occurrence, in their order."""
        return self._at.get(occurrence, ())

    def on(self, members: Members) -> tuple[Ruled, ...]:
        """The rulings on any of these, in their order."""
        return in_order(ruled for m in members for ruled in self.at(m.occurrence)) if self._at else ()


def in_order(ruled: Iterable[Ruled]) -> tuple[Ruled, ...]:
    """Rulings once each, in the order in which they were made."""
    return tuple(sorted(dict(ruled).items()))


def rulings_of(ruled: Iterable[Ruled]) -> list[Ruling]:
    """The rulings alone, once each, in their order."""
    return [ruling for _, ruling in in_order(ruled)]


def ruling_keys(ruled: Iterable[Ruled]) -> list[tuple[object, ...]]:
    """Keys by which all that one ruling is on are worked out together."""
    return [("ruling", ruling.left, ruling.right) for _, ruling in ruled]


def joined(forest: Forest, known: Mapping[Occurrence, Mentioned], *, first: bool = False) -> Joined:
    """What a forest has come to; only the `first` step on things tells which rulings were not met."""
    sets = tuple(tuple(known[o] for o in members) for members in forest.sets())
    return Joined(sets, tuple(forest.merges), tuple(forest.unmet) if first else ())


def renewed(gone: Iterable[Joined], made: Iterable[Joined]) -> tuple[Collection[Occurrence], dict[Occurrence, Members]]:
    """The sets that are no more, by their first occurrence, and those that are new or may have changed."""
    fresh = {members[0].occurrence: members for one in made for members in one.sets}
    before = {members[0].occurrence for one in gone for members in one.sets}
    return before - fresh.keys(), fresh


class _Made(Protocol):
    @property
    def merges(self) -> tuple[Merge, ...]: ...
    @property
    def unmet(self) -> tuple[Ruling, ...]: ...


def record(ledger: Ledger, gone: Sequence[_Made], made: Sequence[_Made]) -> None:
    """Enter the joins of a step in the ledger."""
    ledger.enter(*([m for one in some for m in one.merges] for some in (gone, made)))
    ledger.judge(*([r for one in some for r in one.unmet] for some in (gone, made)))
