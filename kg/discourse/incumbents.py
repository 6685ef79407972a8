"""Which of several holders an office named without its organisation means, and whom it cannot mean.

Comes in: a title's node in its parsed sentence, the holders that fit, what the article's sentences leave in mind. Goes
out: one of them, and the persons who do something together with the holder. It never adds a holder of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.discourse.holders import Holders
from kg.discourse.memory import Memory, top
from kg.discourse.posts import content
from kg.discourse.standing import Standing, verb_above
from kg.model import Span
from kg.syntax import Node, Parse, Title

STYLE = re.compile(r"\b(highness|majesty|excellency|eminence|holiness)(?:\s+the)?\s+$", re.IGNORECASE)
ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj"})
EQUATING = frozenset({"as", "like", "including", "than"})  # prepositions behind which somebody may be called again
BEING = frozenset("be become serve remain act elect appoint name succeed replace swear".split())
OWN = 4.0  # what an office named bare is worth, against the circumstances of a pronoun
WINDOW = 30  # code points before an office in which a form of address stands


@dataclass(slots=True)
class Incumbents:
    """Weighs the holders of one office; `others` are those who by some sentence are not the ones that a bare office
    means.
    """

    holders: Holders
    memory: Memory
    standing: Standing
    text: str
    others: dict[frozenset[str], set[str]] = field(default_factory=dict)

    def at(self, node: Node, parse: Parse, title: Title) -> Spot:
        """The place of one title in the article."""
        if not title.definite or title.org is not None:
            return Spot(self, node, parse, frozenset(), frozenset())
        alike = self.holders.alike(title)
        beside, fitting = self._beside(node, parse), {h.person for h in alike}
        others = self.others.setdefault(content(title.text), set())
        others |= beside & fitting
        known = others if fitting - others or len(fitting) == 1 else set[str]()
        own = frozenset(h.person for h in alike if h.title.org is None)
        return Spot(self, node, parse, frozenset(beside | known), own)

    def _beside(self, node: Node, parse: Parse) -> set[str]:
        """The persons named in other arguments of the verb that a title is an argument of."""
        verb = _governor(node, parse)
        if verb is None or verb.lemma in BEING:
            return set()
        named = [n for n in parse.nodes if n.phrase is not None and n.phrase.person is not None]
        return {k for n in named if _governor(n, parse) is verb for k in self.memory.persons(n)}

    def styled(self, key: str, span: Span) -> bool:
        """Whether a person's title somewhere follows the form of address that an office at `span` follows."""
        style = self._style(span)
        titles = self.memory.people.all[key].titles
        return style is not None and any(self._style(t.span) == style for t, _ in titles)

    def _style(self, span: Span) -> str | None:
        found = STYLE.search(self.text[max(0, span.start - WINDOW) : span.start])
        return found[1].casefold() if found else None


@dataclass(slots=True)
class Spot:
    """One place at which an office is named; `barred` are those who do something together with its
    holder, `own` those whose office the article names somewhere without saying what it is of, as outlets name their
    own country's.
    """

    incumbents: Incumbents
    node: Node
    parse: Parse
    barred: frozenset[str]
    own: frozenset[str]

    def likeliest(self, keys: Sequence[str]) -> str:
        """Whom of several the office means: one addressed alike, who is nearest to mind, else who was named first."""
        alike = [k for k in keys if self.incumbents.styled(k, self.node.span)]
        worth = self.incumbents.standing.of_holders(self.node, self.parse)
        return max(alike or keys, key=lambda k: worth.get(k, 0.0) + (OWN if k in self.own else 0.0))


def _governor(node: Node, parse: Parse) -> Node | None:
    """The verb of which a word is an argument, by itself, behind a preposition or joined to one that is."""
    at = top(node, parse)
    if at.dep not in ARGUMENT:
        return None
    above = parse.parent(at)
    if above is not None and at.dep == "pobj":
        if above.text.casefold() in EQUATING:
            return None
        above = parse.parent(above)
    return above if above is not None and above.tag.startswith("V") and above is verb_above(at, parse) else None
