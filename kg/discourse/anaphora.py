"""What pronouns, definite descriptions and unnamed offices of an article stand for.

Comes in: the persons and bodies of the article, its phrases and parses, in text order. Goes out: an Anaphor for each
referring stretch, with the rule that was followed, and entities for collectives and unnamed office-holders. It never
reaches back further than a few sentences, and leaves a word alone rather than guess between two that fit alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.discourse.bodies import Bodies
from kg.discourse.correspondence import correspondents
from kg.discourse.descriptions import Descriptions
from kg.discourse.holders import Holders
from kg.discourse.holdings import Holdings
from kg.discourse.incumbents import Incumbents
from kg.discourse.memory import Memory, pointing
from kg.discourse.people import People
from kg.discourse.pronouns import Pronouns
from kg.discourse.several import Several
from kg.discourse.standing import Standing, gather_genders
from kg.discourse.unnamed import Unnamed
from kg.model import Entity, Span
from kg.syntax import Anaphor, Mentions, Node, Parse, Title
from kg.words import fold

READINGS = 2  # the genders that all pronouns of the first reading suggest decide in the second


class Anaphora:
    """Follows references through an article, sentence by sentence; `answerer` is who is interviewed in it."""

    def __init__(self, people: People, bodies: Bodies, named: dict[Span, str], holdings: Holdings, text: str) -> None:
        self.people, self.named, self.holdings, self.text = people, named, holdings, text
        self.answerer: str | None = None
        self.memory = Memory(people, named)
        self.unnamed = Unnamed(bodies)
        self.holders = Holders(bodies, holdings)
        self.several = Several(bodies, named, self.memory, self.holders, self.unnamed, text)
        self.standing = Standing(people, self.memory)
        self.incumbents = Incumbents(self.holders, self.memory, self.standing, text)
        self.descriptions = Descriptions(bodies, self.memory, self.several, self.incumbents, text)

    def read(self, mentions: Sequence[Mentions], parses: Sequence[Parse]) -> dict[Span, Anaphor]:
        """An Anaphor for every referring word and unnamed office, by its span (a noun phrase by its head's)."""
        gather_genders(self.people, self.named, parses)
        turns = correspondents(mentions, parses, self.people, self.named, self.text)
        self.answerer = turns.answerer
        pronouns = Pronouns(self.memory, self.standing, turns)
        for _ in range(READINGS):
            self.memory.forget()
            self.unnamed.all.clear()
            self._follow(pronouns, mentions, parses)
        return self.memory.found

    def _follow(self, pronouns: Pronouns, mentions: Sequence[Mentions], parses: Sequence[Parse]) -> None:
        for sentence, parse in zip(mentions, parses, strict=True):
            for node in parse.nodes:
                if node.phrase is not None:
                    anaphor = self._office(node, sentence, parse)
                else:
                    anaphor = pronouns.read(node, parse) or self.descriptions.read(node, parse)
                if anaphor is not None:
                    self.memory.found[node.span] = anaphor
            self.memory.remember(parse)

    def entities(self) -> tuple[Entity, ...]:
        """The collectives and unnamed office-holders that the references made."""
        return tuple(self.unnamed.all.values())

    def _office(self, node: Node, sentence: Mentions, parse: Parse) -> Anaphor | None:
        """An unnamed office: the person whom the article gives it to, else a post of its own."""
        phrase = node.phrase
        if phrase is None or phrase.title is None or phrase.person is not None:
            return None
        title = phrase.title
        org, references = self.holdings.organization(title, sentence)
        spot = self.incumbents.at(node, parse, title)
        place = node.span.start
        holder = None if title.plural else self._visiting(title) or self.holders.of(title, org, place, spot)
        holder = holder or (self.descriptions.ranks.called(title, place) if org is None else None)
        if holder is not None and any(fold(n.text) in {"a", "an"} for n in parse.children(node, "det")):
            return None  # "the first visit by a Norwegian leader" speaks of any
        if holder is not None:
            return pointing(node.span, (holder,), "office", references)
        if org is None and not title.text[0].isupper():
            return None
        if title.plural:
            return self.several.of_phrase(node, phrase, sentence, parse)
        return pointing(node.span, (self.unnamed.post(title, org),), "unnamed-office", references)

    def _visiting(self, title: Title) -> str | None:
        """The guest, where "the visiting President" is said and the guest holds such an office."""
        if not fold(title.span.of(self.text)).startswith("visiting ") or self.memory.guest is None:
            return None
        held = {holding.person for holding in self.holders.alike(title)}
        return self.memory.guest if self.memory.guest in held else None
