"""What "he", "she", "they", and in letters and answers "I" and "you", stand for.

Comes in: a word of a parsed sentence, and what the article's sentences before it leave in mind. Goes out: the Anaphor
of a pronoun, with the rule that was followed. It never reads possessives of the first person plural, and never crosses
a known gender.
"""

from __future__ import annotations

from kg.discourse.correspondence import Correspondents
from kg.discourse.lexicon import words
from kg.discourse.memory import REACH, SUBJECT, Memory, pointing, top
from kg.discourse.standing import Standing
from kg.syntax import Anaphor, Node, Parse
from kg.words import fold

MOST = 6  # persons that "they" may mean
PAIR = 2  # persons of one sentence for whom "they" stands


class Pronouns:
    """Follows pronouns; who is in mind decides, and the genders that are known."""

    def __init__(self, memory: Memory, standing: Standing, turns: Correspondents) -> None:
        self.memory, self.standing, self.turns = memory, standing, turns
        self.every = frozenset({"our", "we"}).union(*(words(g) for g in ("first", "second", "they", "he", "she")))

    def read(self, node: Node, parse: Parse) -> Anaphor | None:
        """What a pronoun stands for; None for other words and where nothing fits."""
        if node.phrase is not None:
            return None
        word = fold(node.text)
        if word not in self.every:
            return None
        if parse.sentence.zone == "answer" and word in words("first"):
            return self._turn(node, self.turns.answerer, "answer")
        if parse.sentence.zone == "letter" and word in {"our", "we"}:
            return self._both(node, parse)
        if parse.sentence.zone == "letter" and word in words("first") | words("second"):
            return self._turn(node, self.turns.writer if word in words("first") else self.turns.reader, "letter")
        if word in words("they"):
            return self._they(node, parse)
        return self._singular(node, parse, word) if word in words("he") | words("she") else None

    def _turn(self, node: Node, key: str | None, zone: str) -> Anaphor | None:
        return pointing(node.span, (key,), f"{zone}/{fold(node.text)}") if key else None

    def _both(self, node: Node, parse: Parse) -> Anaphor | None:
        """The two correspondents, of "our meeting" and "we met"."""
        above = parse.parent(node)
        keys = tuple(key for key in (self.turns.writer, self.turns.reader) if key is not None)
        met = above is not None and (above.lemma in words("shared") or (above.lemma == "meet" and node.dep == "nsubj"))
        return pointing(node.span, keys, f"letter/{fold(node.text)}") if met and len(keys) == 2 else None

    def _singular(self, node: Node, parse: Parse, word: str) -> Anaphor | None:
        key = self.standing.likeliest(node, parse, word in words("she"), self._speaking(parse))
        return pointing(node.span, (key,), f"pronoun/{word}") if key is not None else None

    def _speaking(self, parse: Parse) -> list[str]:
        """Who says "I" or "we" in a sentence of an answer, and is not "he" in it."""
        said = {fold(n.text) for n in parse.nodes if n.phrase is None} & (words("first") | {"we", "our"})
        key = self.turns.answerer if parse.sentence.zone == "answer" and said else None
        return [key] if key is not None else []

    def _they(self, node: Node, parse: Parse) -> Anaphor | None:
        before = [n for n in parse.nodes if n.span.start < node.span.start and n.dep in SUBJECT | {"conj"}]
        subjects = [n for n in before if top(n, parse).dep in SUBJECT]
        here = list(dict.fromkeys(k for n in subjects for k in self.memory.persons(n)))
        plural = any(n.tag in {"NNS", "NNPS"} for n in subjects)
        keys = here if len(here) > 1 else (not plural and self._pair()) or self._told_of_several()
        return pointing(node.span, tuple(keys), "pronoun/they") if keys else None

    def _pair(self) -> list[str]:
        """The two persons of whom the sentence before told, one of them its only subject ("A met B")."""
        if not self.memory.rows:
            return []
        mains, row = self.memory.mains[-1], self.memory.rows[-1]
        pair = [key for key in row if key in self.memory.people.all]
        groups = any(key.startswith("group") for key in row)
        return pair if len(pair) == PAIR and len(mains) == 1 and mains[0] in pair and not groups else []

    def _told_of_several(self) -> list[str]:
        """The subjects of the latest main clause that has several or a group, else the last group as a subject."""
        for row in reversed(self.memory.mains[-REACH:]):
            if len(row) > 1:
                return row[:MOST]
            if row and row[0].startswith("group"):
                return row[:1]
        return [self.memory.collective] if self.memory.collective else []
