"""Who stands over against whom: "his Norland counterpart" without a name, "the latter" of two persons.

Comes in: a noun of a parsed sentence, the article's offices, what its sentences leave in mind. Goes out: the key of the
person, or of the unnamed holder of the like office. It never gives a counterpart an office that the article does not
give the one whose counterpart it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.discourse.bodies import Bodies
from kg.discourse.holders import Holders
from kg.discourse.memory import Memory
from kg.discourse.posts import is_single, is_states
from kg.discourse.unnamed import Unnamed
from kg.syntax import Holding, Node, Parse, Title
from kg.words import fold

BEFORE = frozenset({"amod", "compound", "nmod", "poss"})
ARGUMENT = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "dative"})
FACING = frozenset({"counterpart", "colleague", "homologue"})
ONE_OF_TWO = frozenset({"former", "latter"})
LANDS = frozenset({"state", "place"})


@dataclass(frozen=True, slots=True)
class Facing:
    """Follows the words for one of two."""

    bodies: Bodies
    memory: Memory
    holders: Holders
    unnamed: Unnamed

    def read(self, node: Node, parse: Parse) -> str | None:
        """Whom a counterpart, or "the latter", is; None for other words."""
        if node.phrase is not None:
            return None
        if fold(node.text) in ONE_OF_TWO and any(fold(n.text) == "the" for n in parse.children(node)):
            return self._one_of_two(node, parse)
        return self._counterpart(node, parse) if fold(node.text) in FACING else None

    def _counterpart(self, node: Node, parse: Parse) -> str | None:
        """The holder of the office that the possessor of "counterpart" has, in the land that stands by the word; the
        one other holder in the article where none does.
        """
        mine = {k for n in parse.children(node, "poss") for k in self.memory.persons(n)}
        held = [h for h in self.holders.holdings.found if h.person in mine and h.title.status != "former"]
        held = [h for h in held if is_single(h.title) and h.span.start < node.span.start]
        lands = self._lands(node, parse)
        if not held or len(lands) > 1 or parse.children(node, "appos"):
            return None
        own = next((h for h in reversed(held) if is_states(h.title)), held[-1])
        if not lands:
            return self._other(own, mine)
        return self._of_land(own, lands[0], node)

    def _of_land(self, own: Holding, land: str, node: Node) -> str | None:
        if not is_states(own.title):
            return self.holders.leader_in_state(land)
        title = Title(own.title.text, own.title.head, node.span, definite=True)
        return self.holders.of(title, land, node.span.start) or self.unnamed.post(title, land)

    def _other(self, own: Holding, mine: set[str]) -> str | None:
        """The one other person of the article with the like office elsewhere."""
        alike = [h for h in self.holders.alike(own.title) if h.person not in mine and h.organization]
        others = {h.person for h in alike if h.organization != own.organization}
        return others.pop() if len(others) == 1 else None

    def _lands(self, node: Node, parse: Parse) -> list[str]:
        """The states and places named before the word, or behind "from" or "in" after it."""
        spots = [n for n in parse.children(node, *BEFORE) if n.phrase is not None]
        behind = [p for p in parse.children(node, "prep") if fold(p.text) in {"from", "of"}]
        spots += [n for p in behind for n in parse.children(p, "pobj")]
        keys = dict.fromkeys(self.bodies.root(self.memory.named.get(n.span)) for n in spots)
        known = [k for k in keys if k is not None and k in self.bodies.all]
        return [k for k in known if self.bodies.kind(self.bodies.all[k]) in LANDS]

    def _one_of_two(self, node: Node, parse: Parse) -> str | None:
        """Of "the former", "the latter" the one of the two persons that this sentence, else the one before, names."""
        if node.dep not in ARGUMENT or {fold(n.text) for n in parse.children(node)} & {"of", "part", "half"}:
            return None
        people = self.memory.people.all
        here = dict.fromkeys(k for n in parse.nodes[: node.index] for k in self.memory.persons(n) if k in people)
        pair = list(here)
        if len(pair) < 2 and self.memory.rows:
            row = [k for k in self.memory.rows[-1] if k in people]
            pair = sorted(row, key=lambda k: max((s for s in people[k].spans if s < node.span), default=node.span))
        return pair[fold(node.text) == "latter"] if len(pair) == 2 else None
