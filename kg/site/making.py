"""Sequences whose items are made only when they are asked for.

Comes in: keys, and how to make an item of a key. Goes out: a sequence as long as the keys, for tables and lists with
more rows than should be in memory at once. It never keeps an item that it has made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, overload

Item = TypeVar("Item", covariant=True)


@dataclass(frozen=True, slots=True)
class Made(Sequence[Item]):
    """The items of `keys`, each made anew by `make` whenever it is asked for."""

    keys: Sequence[Any]
    make: Callable[[Any], Item]

    def __len__(self) -> int:
        """How many items there are; none is made for it."""
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, at: int | slice) -> Item | tuple[Item, ...]:
        """The item at a place, or those of a part."""
        return tuple(map(self.make, self.keys[at])) if isinstance(at, slice) else self.make(self.keys[at])
