"""Things tied by what they share, so that only what a change touches is worked out again.

Comes in: nodes with a value and keys. Goes out: the groups of nodes that shared keys connect, or the pairs of a block,
each worked out anew only if a node of it came, went or changed. It never knows what nodes and keys stand for, and what
it holds depends on its nodes alone, never on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kg.resolution import Occurrence

Key = tuple[object, ...]
Pair = tuple[Occurrence, Occurrence]
V = TypeVar("V")
R = TypeVar("R")
J = TypeVar("J")


@dataclass(slots=True)
class Keyed(Generic[V]):
    """Nodes with their values, and for each key the nodes that have it."""

    values: dict[Occurrence, V] = field(default_factory=dict)
    keys: dict[Occurrence, frozenset[Key]] = field(default_factory=dict)
    nodes: dict[Key, set[Occurrence]] = field(default_factory=dict)

    def put(self, node: Occurrence, value: V, keys: Iterable[Key]) -> None:
        """Add or change a node; nothing happens if it is there already as it is."""
        new, old = frozenset(keys), self.keys.get(node)
        if old == new and self.values[node] == value:
            return
        for key in (old or frozenset()) - new:
            self._leave(node, key)
        for key in new - (old or frozenset()):
            self.nodes.setdefault(key, set()).add(node)
        self.values[node], self.keys[node] = value, new
        self.changed(node)

    def drop(self, node: Occurrence) -> None:
        """Take a node out; nothing happens if it is not there."""
        if node in self.keys:
            for key in self.keys.pop(node):
                self._leave(node, key)
            del self.values[node]
            self.left(node)

    def _leave(self, node: Occurrence, key: Key) -> None:
        others = self.nodes[key]
        others.discard(node)
        self.parted(key, others)
        if not others:
            del self.nodes[key]

    def changed(self, node: Occurrence) -> None:
        """A node came or changed."""

    def left(self, node: Occurrence) -> None:
        """A node went."""

    def parted(self, key: Key, others: Iterable[Occurrence]) -> None:
        """A node lost a key; the others keep it."""


@dataclass(slots=True)
class Linked(Keyed[V], Generic[V, R]):
    """Nodes in components: all that shared keys connect, with one result for each component."""

    _touched: set[Occurrence] = field(default_factory=set)
    _stale: set[int] = field(default_factory=set)
    _home: dict[Occurrence, int] = field(default_factory=dict)
    _results: dict[int, R] = field(default_factory=dict)
    _next: int = 0

    def changed(self, node: Occurrence) -> None:
        """Its component is worked out again."""
        self._touched.add(node)

    def left(self, node: Occurrence) -> None:
        """The result of its component no longer holds."""
        self._touched.discard(node)
        if node in self._home:
            self._stale.add(self._home.pop(node))

    def parted(self, key: Key, others: Iterable[Occurrence]) -> None:
        """What the key held together may fall apart."""
        self._touched.update(others)

    def refresh(self, solve: Callable[[Sequence[tuple[Occurrence, V]]], R]) -> tuple[list[R], list[R]]:
        """Solve the components that changed, their nodes sorted: the results that no longer hold, and the new ones."""
        made = []
        for component in self._components():
            number, self._next = self._next, self._next + 1
            for node in component:
                if (old := self._home.get(node)) is not None:
                    self._stale.add(old)
                self._home[node] = number
            self._results[number] = solve([(node, self.values[node]) for node in component])
            made.append(self._results[number])
        gone = [self._results.pop(number) for number in sorted(self._stale)]
        self._stale.clear()
        self._touched.clear()
        return gone, made

    def results(self) -> Iterable[R]:
        """The results of all components, in no order."""
        return self._results.values()

    def _components(self) -> Iterator[list[Occurrence]]:
        seen: set[Occurrence] = set()
        for start in sorted(self._touched):
            if start in seen:
                continue
            seen.add(start)
            component, at = [start], 0
            keys: set[Key] = set()
            while at < len(component):
                for key in self.keys[component[at]] - keys:
                    keys.add(key)
                    fresh = self.nodes[key] - seen
                    seen |= fresh
                    component.extend(fresh)
                at += 1
            yield sorted(component)


@dataclass(slots=True)
class Paired(Keyed[V], Generic[V, J]):
    """Nodes in blocks, one a key, and what is found on each pair of a block that is worth comparing."""

    judged: dict[Pair, J] = field(default_factory=dict)
    _blocks: set[Key] = field(default_factory=set)
    _new: set[Occurrence] = field(default_factory=set)
    _pairs: dict[Key, frozenset[Pair]] = field(default_factory=dict)
    _count: dict[Pair, int] = field(default_factory=dict)

    def changed(self, node: Occurrence) -> None:
        """Its blocks are gone through again, and its pairs judged again."""
        self._blocks |= self.keys[node]
        self._new.add(node)

    def left(self, node: Occurrence) -> None:
        """It is no longer to be judged."""
        self._new.discard(node)

    def parted(self, key: Key, others: Iterable[Occurrence]) -> None:
        """The block has one node less."""
        self._blocks.add(key)

    def refresh(
        self,
        within: Callable[[Key, Sequence[Occurrence], Mapping[Occurrence, V]], Iterable[Pair]],
        judge: Callable[[V, V], J | None],
    ) -> set[Pair]:
        """Go through the blocks that changed and judge their new and changed pairs: all pairs now judged otherwise.

        `within` gives the pairs of a block worth comparing, the lesser node first; `judge` None for nothing found.
        """
        open_pairs: set[Pair] = set()
        for key in self._blocks:
            block = sorted(self.nodes.get(key, ()))
            before, after = self._pairs.pop(key, frozenset()), frozenset(within(key, block, self.values))
            if after:
                self._pairs[key] = after
            for pair in before - after:
                self._count[pair] -= 1
            for pair in after - before:
                self._count[pair] = self._count.get(pair, 0) + 1
            open_pairs |= before ^ after
            if not self._new.isdisjoint(block):
                open_pairs.update(p for p in after if p[0] in self._new or p[1] in self._new)
        self._blocks.clear()
        self._new.clear()
        return {pair for pair in open_pairs if self._judge(pair, judge)}

    def _judge(self, pair: Pair, judge: Callable[[V, V], J | None]) -> bool:
        """Whether the judgement on a pair is now another."""
        before = self.judged.pop(pair, None)
        if not self._count[pair]:
            del self._count[pair]
            return before is not None
        if (now := judge(self.values[pair[0]], self.values[pair[1]])) is not None:
            self.judged[pair] = now
        return now != before
