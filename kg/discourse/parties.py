"""Which parties "the two parties", "both parties" means.

Comes in: an article's bodies and text, a plural noun. Goes out: the keys of two parties, or nothing. It never chooses
two of three that are named alike.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kg.discourse.bodies import Bodies
from kg.model import Span
from kg.syntax import Node

NOUNS = frozenset({"party", "organization", "organisation", "movement", "front", "league", "union", "formation"})
KINDS = frozenset({"party", "organization"})
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


class Parties:
    """Finds the two parties of which an article last spoke together."""

    def __init__(self, bodies: Bodies, text: str) -> None:
        self.bodies, self.text = bodies, text

    def two(self, node: Node) -> tuple[str, ...]:
        """The only two that the text names before a noun, else those that the latest sentence to name two does."""
        if node.lemma not in NOUNS:
            return ()
        kinds = {"party"} if node.lemma == "party" else KINDS
        end = node.span.start
        spots = sorted((s, key) for key, body in self.bodies.all.items() if self.bodies.kind(body) in kinds
                       for s in body.spans if s.start < end)  # fmt: skip
        every = tuple(dict.fromkeys(key for _, key in spots))
        if len(every) == 2:
            return every
        for sentence in reversed(self._sentences(end)):
            named = tuple(dict.fromkeys(key for at, key in spots if at.within(sentence)))
            if len(named) > 1:
                return named if len(named) == 2 else ()
        return ()

    def _sentences(self, end: int) -> list[Span]:
        cuts = [0, *(m.end() for m in SENTENCE.finditer(self.text, 0, end)), end]
        return [Span(a, b) for a, b in pairwise(cuts)]
