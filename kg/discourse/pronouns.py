"""What "he", "she", "they", and in letters and answers "I" and "you", stand for.

Comes in: a word of a parsed sentence, and what the article's sentences before it leave in mind. Goes out: the Anaphor
of a pronoun, with the rule that was followed. It never reads possessives of the first person plural, and never crosses
a known gender.
"""

from __future__ import annotations

from kg.discourse.correspondence import Correspondents
from kg.discourse.lexicon import words
from kg.discourse.memory import REACH, SUBJECT, Memory, pointing, top
from kg.discourse.people import People
from kg.syntax import Anaphor, Node, Parse
from kg.words import fold

OBJECT = frozenset({"dobj", "pobj", "dative", "nsubjpass"})
MOST = 6  # persons that "they" may mean


class Pronouns:
    """Follows pronouns; a pronoun that is followed tells the gender of its person."""

    def __init__(self, people: People, memory: Memory, turns: Correspondents) -> None:
        self.people, self.memory, self.turns = people, memory, turns

    def read(self, node: Node, parse: Parse) -> Anaphor | None:
        """What a pronoun stands for; None for other words and where nothing fits."""
        word = fold(node.text)
        if node.phrase is not None:
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
        female = word in words("she")
        fit = [k for k in self._candidates(node, parse) if k in self.people.all]
        fit = [k for k in fit if self.people.all[k].female in {None, female}]
        if not fit:
            return None
        key = self._known(fit, female, parse) or fit[0]
        self.people.all[key].female = female
        return pointing(node.span, (key,), f"pronoun/{word}")

    def _known(self, fit: list[str], female: bool, parse: Parse) -> str | None:
        """Before one of unknown gender of an earlier sentence: whom the last names, of this gender for sure."""
        here = {k for n in parse.nodes for k in self.memory.persons(n)}
        if self.people.all[fit[0]].female is not None or fit[0] in here or not self.memory.rows:
            return None
        last = [k for k in self.memory.rows[-1] if k in fit and self.people.all[k].female is female]
        return last[0] if len(set(last)) == 1 else None

    def _candidates(self, node: Node, parse: Parse) -> list[str]:
        """Who a singular pronoun may mean: earlier subjects of its sentence, then those of the sentences before."""
        inside = [n for n in parse.nodes if n.span.start < node.span.start]
        subjects = [k for n in inside if n.dep in SUBJECT for k in self.memory.persons(n)]
        others = [k for n in inside if n.dep not in SUBJECT for k in self.memory.persons(n)]
        earlier = list(self.memory.recent())
        verb = _verb(node, parse)
        if node.dep in OBJECT:
            own = [k for n in (parse.children(verb, "nsubj") if verb else []) for k in self.memory.persons(n)]
            return [k for k in (*others, *subjects, *earlier) if k not in own]
        ahead = [n for n in parse.nodes if n.dep == "nsubj" and n.span.start > node.span.start and node.dep == "poss"]
        late = [k for n in ahead for k in self.memory.persons(n)]
        fronted = [k for n in ahead if verb and n.head == verb.index for k in self.memory.persons(n)]
        return fronted + subjects + earlier + others + late

    def _they(self, node: Node, parse: Parse) -> Anaphor | None:
        before = [n for n in parse.nodes if n.span.start < node.span.start and n.dep in SUBJECT | {"conj"}]
        subjects = [n for n in before if top(n, parse).dep in SUBJECT]
        here = list(dict.fromkeys(k for n in subjects for k in self.memory.persons(n)))
        keys = here if len(here) > 1 else self._told_of_several()
        return pointing(node.span, tuple(keys), "pronoun/they") if keys else None

    def _told_of_several(self) -> list[str]:
        """The subjects of the latest main clause that has several or a group, else the last group as a subject."""
        for row in reversed(self.memory.mains[-REACH:]):
            if len(row) > 1:
                return row[:MOST]
            if row and row[0].startswith("group"):
                return row[:1]
        return [self.memory.collective] if self.memory.collective else []


def _verb(node: Node, parse: Parse) -> Node | None:
    """The verb that a word's phrase hangs on."""
    at: Node | None = node
    while at is not None and not at.tag.startswith("V"):
        at = parse.parent(at)
    return at
