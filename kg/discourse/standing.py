"""How near to mind each person is where a pronoun stands, and which genders the article's own words tell.

Comes in: an article's persons and parses, what its sentences leave in mind. Goes out: the persons that a pronoun may
mean with the likeliest first, and genders told by forms beside a name. It never fixes a gender by where a pronoun
points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.discourse.lexicon import words
from kg.discourse.memory import REACH, SUBJECT, Memory, top
from kg.discourse.people import Individual, People
from kg.model import Span
from kg.syntax import Node, Parse
from kg.words import fold

OBJECT = frozenset({"dobj", "pobj", "dative", "nsubjpass"})
FRONTED = frozenset("in during at after before to with on following for from".split())
# What each circumstance is worth; their order matters, their size only where two meet.
HERE, ASIDE, BEFORE = 10.0, 6.0, 8.0  # a subject of the same sentence, another word of it, a subject of the last one
STEP, LESS, ACROSS = 2.0, 2.0, 1.0  # a sentence further back, not its main subject, another paragraph
MAIN, SURE, LEANING, PASSING = 1.5, 2.0, 8.0, 4.0  # the main actor, a known gender, one guessed, who speaks for others


class Standing:
    """Ranks persons for a pronoun; `leaning` counts the pronouns followed so far, female ones less male ones."""

    def __init__(self, people: People, memory: Memory) -> None:
        self.people, self.memory = people, memory
        self.leaning: Counter[str] = Counter()
        self.main = main_actor(people)

    def likeliest(self, node: Node, parse: Parse, female: bool, barred: Iterable[str] = ()) -> str | None:
        """Whom a pronoun of a gender most likely means, nobody barred; None where nobody in reach can be meant."""
        joined = self._joined(node, parse, female)
        if joined is not None:
            return joined
        worth = self._within(node, parse)
        for key, value in self._earlier(node, parse).items():
            worth[key] = max(value, worth.get(key, value))
        for key in (*self._barred(node, parse), *barred):
            worth.pop(key, None)
        fit = {k: v for k, v in worth.items() if self._may_be(k, female)}
        if not fit:
            return None
        verb = verb_above(node, parse)
        says = verb is not None and verb.lemma in words("saying")
        best = max(fit, key=lambda k: (fit[k] + self._weight(k, female, says), -self._first(k)))
        self.leaning[best] += 1 if female else -1
        return best

    def _joined(self, node: Node, parse: Parse, female: bool) -> str | None:
        """The one named right before "and his", "and her": who is told of with what is his or hers."""
        if node.dep != "poss" or node.index < 2 or fold(parse.nodes[node.index - 1].text) != "and":
            return None
        before, owned = parse.nodes[node.index - 2], parse.parent(node)
        keys = self.memory.persons(before) if owned is not None and owned.dep == "conj" else []
        fit = [k for k in keys if k in self.people.all and self.people.all[k].female in {None, female}]
        return fit[0] if len(fit) == 1 and top(owned or node, parse) is top(before, parse) else None

    def of_holders(self, node: Node, parse: Parse) -> dict[str, float]:
        """How near to mind each person is where an office is named, by the sentences before alone."""
        return {k: v + (MAIN if k == self.main else 0.0) for k, v in self._earlier(node, parse).items()}

    def _may_be(self, key: str, female: bool) -> bool:
        """Whether a pronoun of a gender can mean somebody; unnamed holders of offices are of either."""
        return key.startswith("post") or (key in self.people.all and self.people.all[key].female in {None, female})

    def _first(self, key: str) -> int:
        return self.people.all[key].spans[0].start if key in self.people.all else 0

    def _weight(self, key: str, female: bool, says: bool) -> float:
        person = self.people.all.get(key)
        total = MAIN if key == self.main else 0.0
        if person is not None and person.female is not None:
            total += SURE
        elif self.leaning[key]:
            total += SURE if (self.leaning[key] > 0) is female else -LEANING
        return total if says or person is None or not _speaks_for_others(person) else total - PASSING

    def _within(self, node: Node, parse: Parse) -> dict[str, float]:
        """What the words of the pronoun's own sentence are worth; for objects its other words as much as subjects."""
        found: dict[str, float] = {}
        for n in parse.nodes:
            ahead = n.span.start > node.span.start
            if n is node or (ahead and not (node.dep == "poss" and n.dep == "nsubj")):
                continue
            subject = top(n, parse).dep in SUBJECT
            value = HERE if subject else ASIDE
            if node.dep in OBJECT:
                value = BEFORE + (0 if subject else 1)
            if node.dep not in SUBJECT and _gender(n) is not None and _gender(n) == _gender(node):
                value = HERE + LESS
            if self._owns(n, node, parse):
                value = HERE + LESS
            if ahead:
                value = HERE + LESS if self._fronted(n, node, parse) else ASIDE - 1
            for key in self.memory.persons(n):
                found[key] = max(value, found.get(key, value))
        return found

    def _owns(self, other: Node, node: Node, parse: Parse) -> bool:
        """Whether a possessive says what somebody is thanked for or accompanied on ("thanked X for his work", "sent
        congratulations to X on his election").
        """
        owned = parse.parent(node) if node.dep == "poss" else None
        prep = parse.parent(owned) if owned is not None and owned.dep == "pobj" else None
        if owned is None or prep is None or fold(prep.text) not in {"on", "for", "upon", "over"}:
            return False
        verb = verb_above(owned, parse)
        judged = verb is not None and verb.lemma in words("judging") and other in parse.children(verb, "dobj")
        return judged or (verb is not None and _courted(other, verb, parse))

    def _fronted(self, subject: Node, node: Node, parse: Parse) -> bool:
        """Whether a possessive stands in a phrase before the subject of its own verb ("In his speech X said")."""
        verb = verb_above(node, parse)
        return verb is not None and subject.head == verb.index

    def _earlier(self, node: Node, parse: Parse) -> dict[str, float]:
        """What the sentences before are worth, within reach; the main actor is never out of it."""
        found: dict[str, float] = {}
        if self.main is not None and any(s.start < node.span.start for s in self.people.all[self.main].spans):
            found[self.main] = 0.0
        rows = list(zip(self.memory.rows, self.memory.mains, self.memory.paragraphs, strict=True))[-REACH:]
        for back, (row, mains, paragraph) in enumerate(reversed(rows)):
            for place, key in enumerate(row):
                value = BEFORE - STEP * back - (0 if key in mains else LESS + place / 10)
                value -= ACROSS if paragraph != parse.sentence.paragraph else 0
                found[key] = max(value, found.get(key, value))
        return found

    def _barred(self, node: Node, parse: Parse) -> list[str]:
        """Who an object cannot be: the subject of its own verb, inherited ones and antecedents of "who" too; who a
        subject cannot be: whom a phrase before its verb names ("in a talk with X he …").
        """
        if node.dep in SUBJECT:
            return self._ahead(node, parse)
        if node.dep not in OBJECT or fold(node.text).endswith("self"):
            return []
        verb = verb_above(node, parse)
        barred: list[str] = []
        while verb is not None:
            subjects = parse.children(verb, "nsubj", "nsubjpass")
            heads = [parse.nodes[verb.head]] if verb.dep in {"relcl", "acl"} else []
            every = [c for n in (*subjects, *heads) for c in (n, *joined_to(n, parse))]
            barred += [k for n in every if n is not node for k in self.memory.persons(n)]
            inherits = not subjects and verb.dep in {"conj", "xcomp", "advcl"}
            inherits = inherits or (verb.dep == "xcomp" and any(n.tag == "WP" for n in subjects))
            verb = parse.parent(verb) if inherits or (heads == [] and verb.dep == "xcomp") else None
        return barred

    def _ahead(self, node: Node, parse: Parse) -> list[str]:
        """The persons with whom or to whom something is done in a phrase before a subject."""
        verb = parse.parent(node)
        fronts = [p for p in parse.children(verb, "prep") if p.index < node.index] if verb is not None else []
        spots = [n for p in fronts if fold(p.text) in FRONTED for n in parse.subtree(p)]
        spots = [n for n in spots if n.dep in {"pobj", "conj", "dobj"}]
        return [k for n in spots for k in self.memory.persons(n)]


def _courted(node: Node, verb: Node, parse: Parse) -> bool:
    """Whether somebody is who congratulations, condolences or thanks go to, by a verb that rules them."""
    prep = parse.parent(node) if node.dep == "pobj" else None
    kind = [n for thing in parse.children(verb, "dobj") for n in parse.subtree(thing) if n.lemma in words("courtesy")]
    ruled = prep is not None and fold(prep.text) == "to" and verb_above(prep, parse) is verb
    return ruled and any(n.index < node.index for n in kind)


def joined_to(node: Node, parse: Parse) -> list[Node]:
    """All that is joined to a word by "and" and commas."""
    return [n for child in parse.children(node, "conj") for n in (child, *joined_to(child, parse))]


def main_actor(people: People) -> str | None:
    """The one person whom the article names most often, twice at least; None where two are named alike."""
    counts = sorted(((len(p.spans), key) for key, p in people.all.items()), reverse=True)
    if not counts or counts[0][0] < 2 or (len(counts) > 1 and counts[1][0] == counts[0][0]):
        return None
    return counts[0][1]


def gather_genders(people: People, named: Mapping[Span, str], parses: Sequence[Parse]) -> None:
    """Set the genders told beside names: "X himself", "X and her delegation", a pronoun when one person alone has been
    named.
    """
    for parse in parses:
        for node in parse.nodes:
            female = _gender(node)
            if female is None:
                continue
            key = _owner(node, parse, named) or _alone(node, people)
            if key in people.all and people.all[key].female is None:
                people.all[key].female = female


def _gender(node: Node) -> bool | None:
    """The gender of a pronoun, True for a female one; None for other words."""
    if node.phrase is not None:
        return None
    return True if fold(node.text) in words("she") else False if fold(node.text) in words("he") else None


def _owner(node: Node, parse: Parse, named: Mapping[Span, str]) -> str:
    """The person right before "himself", or before "and his", "and her"."""
    if not node.index:
        return ""
    before = parse.nodes[node.index - 1]
    if fold(node.text).endswith("self"):
        return named.get(before.span, "")
    joined = fold(before.text) == "and" and node.dep == "poss" and node.index > 1
    return named.get(parse.nodes[node.index - 2].span, "") if joined else ""


def _alone(node: Node, people: People) -> str:
    """The only person named before a pronoun that is a subject."""
    if node.dep not in SUBJECT:
        return ""
    before = [key for key, p in people.all.items() if p.spans[0].start < node.span.start]
    return before[0] if len(before) == 1 else ""


def _speaks_for_others(person: Individual) -> bool:
    heads = {title.head for title, _ in person.titles}
    return bool(heads) and heads <= words("spokesperson")


def verb_above(node: Node, parse: Parse) -> Node | None:
    """The verb that a word's phrase hangs on."""
    at: Node | None = node
    while at is not None and not at.tag.startswith("V"):
        at = parse.parent(at)
    return at
