"""Occurrences joined step by step, each join with its reason.

Comes in: pairs of occurrences with a rule and a reason in words. Goes out: the sets that they make and the list of
joins. It never joins by itself and never undoes a join.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.resolution import Merge, Occurrence


class Forest:
    """A partition of occurrences that only grows coarser; the smallest occurrence stands for its set."""

    def __init__(self, occurrences: Iterable[Occurrence]) -> None:
        self._up = {o: o for o in sorted(set(occurrences))}
        self._members = {o: [o] for o in self._up}
        self.merges: list[Merge] = []

    def root(self, occurrence: Occurrence) -> Occurrence:
        """The occurrence that stands for the set of this one."""
        while self._up[occurrence] != occurrence:
            self._up[occurrence] = self._up[self._up[occurrence]]
            occurrence = self._up[occurrence]
        return occurrence

    def join(self, left: Occurrence, right: Occurrence, rule: str, reason: str) -> bool:
        """Make the sets of both one and note why; False if they were one already."""
        low, high = sorted((self.root(left), self.root(right)))
        if low == high:
            return False
        self._up[high] = low
        self._members[low] = sorted(self._members[low] + self._members.pop(high))
        self.merges.append(Merge(min(left, right), max(left, right), rule, reason))
        return True

    def members(self, occurrence: Occurrence) -> tuple[Occurrence, ...]:
        """All occurrences of the set of this one, sorted."""
        return tuple(self._members[self.root(occurrence)])

    def sets(self) -> tuple[tuple[Occurrence, ...], ...]:
        """All sets, sorted by their first occurrence."""
        return tuple(tuple(self._members[root]) for root in sorted(self._members))
