"""Occurrences joined step by step, each join with its reason.

Comes in: persons' rulings, then pairs of occurrences with a rule and a reason in words. Goes out: the sets that they
make, the list of joins, the rulings that others forbid. It never undoes a join and never joins what a ruling keeps
apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.resolution import Merge, Occurrence, Ruling


class Forest:
    """A partition of occurrences that only grows coarser; the smallest occurrence stands for its set."""

    def __init__(self, sets: Iterable[Sequence[Occurrence]], rulings: Sequence[Ruling] = ()) -> None:
        """Start from sets, each sorted and joined already for reasons of their own."""
        self._members = {members[0]: list(members) for members in sets}
        self._up = {one: root for root, members in self._members.items() for one in members}
        self._unsorted: set[Occurrence] = set()
        self._apart: dict[Occurrence, set[Occurrence]] = {}
        self.merges: list[Merge] = []
        self.unmet: list[Ruling] = []
        own = [r for r in rulings if r.left in self._up and r.right in self._up]
        for ruling in (r for r in own if not r.same):
            self._keep_apart(ruling)
        for ruling in (r for r in own if r.same):
            self._obey(ruling)

    def _keep_apart(self, ruling: Ruling) -> None:
        if ruling.left == ruling.right:
            self.unmet.append(ruling)
            return
        self._apart.setdefault(self.root(ruling.left), set()).add(ruling.right)
        self._apart.setdefault(self.root(ruling.right), set()).add(ruling.left)

    def _obey(self, ruling: Ruling) -> None:
        made = ruling.decision
        places = f"{ruling.left.article} and {ruling.right.article}"
        reason = f"{made.who} decided on {made.when} that {made.what} is {made.new} ({places}): {made.why}"
        if self.apart(ruling.left, ruling.right):
            self.unmet.append(ruling)
        self.join(ruling.left, ruling.right, "decision", reason)

    def apart(self, left: Occurrence, right: Occurrence) -> bool:
        """Whether a ruling keeps the sets of the two from being one."""
        return self.root(right) in {self.root(one) for one in self._apart.get(self.root(left), ())}

    def ruled(self, occurrence: Occurrence) -> bool:
        """Whether a ruling keeps the set of this one apart from another."""
        return self.root(occurrence) in self._apart

    def root(self, occurrence: Occurrence) -> Occurrence:
        """The occurrence that stands for the set of this one."""
        while self._up[occurrence] != occurrence:
            self._up[occurrence] = self._up[self._up[occurrence]]
            occurrence = self._up[occurrence]
        return occurrence

    def one(self, left: Occurrence, right: Occurrence) -> bool:
        """Whether the two are in one set."""
        return self.root(left) == self.root(right)

    def join(self, left: Occurrence, right: Occurrence, rule: str, reason: str) -> bool:
        """Make the sets of both one and note why; False if they were one already or are kept apart."""
        low, high = self.root(left), self.root(right)
        if low == high or (self._apart and self.apart(low, high)):
            return False
        if high < low:
            low, high = high, low
        self._up[high] = low
        # The smaller list goes into the larger, and lists are sorted when they are read: n joins cost n log n.
        small, large = sorted((self._members[low], self._members.pop(high)), key=len)
        large.extend(small)
        self._members[low] = large
        self._unsorted.add(low)
        if high in self._apart:
            self._apart.setdefault(low, set()).update(self._apart.pop(high))
        self.merges.append(Merge(min(left, right), max(left, right), rule, reason))
        return True

    def members(self, occurrence: Occurrence) -> tuple[Occurrence, ...]:
        """All occurrences of the set of this one, sorted."""
        root = self.root(occurrence)
        if root in self._unsorted:
            self._members[root].sort()
            self._unsorted.discard(root)
        return tuple(self._members[root])

    def sets(self) -> tuple[tuple[Occurrence, ...], ...]:
        """All sets, sorted by their first occurrence."""
        return tuple(self.members(root) for root in sorted(self._members))
