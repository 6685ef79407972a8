"""The shape of a change: what came and what went.

Comes in: nothing; `graph` and `reason` construct it. Goes out: two sets of triples. It never says which of them is
right, and no triple is in both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad

Node = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Node]


@dataclass(frozen=True)
class Delta:
    """Triples that came and triples that went."""

    came: set[Triple] = field(default_factory=set)
    went: set[Triple] = field(default_factory=set)

    @cached_property
    def arrived(self) -> dict[Triple, Quad]:
        """What came, as quads of the default graph: made once for all stores. To be asked when all has come."""
        return {triple: Quad(*triple) for triple in self.came}
