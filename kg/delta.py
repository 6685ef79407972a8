"""The shape of a change: what came and what went.

Comes in: nothing; `graph` and `reason` construct it. Goes out: two sets of triples. It never says which of them is
right, and no triple is in both.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

Node = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Node]


@dataclass(frozen=True, slots=True)
class Delta:
    """Triples that came and triples that went."""

    came: set[Triple] = field(default_factory=set)
    went: set[Triple] = field(default_factory=set)
