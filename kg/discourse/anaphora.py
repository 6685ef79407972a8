"""What pronouns, definite descriptions and unnamed offices of an article stand for.

Comes in: the persons and bodies of the article, its phrases and parses, in text order. Goes out: an Anaphor for each referring
stretch, with the rule that was followed, and entities for collectives and unnamed office-holders. It never reaches back further than
a few sentences, and leaves a word alone rather than guess between two that fit alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.discourse.bodies import Bodies
from kg.discourse.holdings import Holdings
from kg.discourse.people import Individual, People
from kg.model import Entity, Reference, Span
from kg.syntax import Anaphor, Mentions, Node, Parse, Phrase, Title
from kg.words import fold

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "themselves"})
PEOPLE_NOUNS = frozenset(
    """official leader leaders officials guest guests visitor visitors host hosts pair couple man men woman women politician
    diplomat diplomats lawmaker lawmakers counterpart counterparts chief chiefs side sides delegation delegations spouse wife husband
    statesman statesmen minister ministers president presidents premier premiers secretary secretaries chairman envoy monarch
    co-chairs speakers representatives delegates participants parties countries nations parliaments governments ministries agency
    prime monarchs peer peers""".split()
)
PAIRS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
REACH = 4  # sentences that a reference may reach back


class Anaphora:
    """Follows references through an article, sentence by sentence."""

    def __init__(self, people: People, bodies: Bodies, named: dict[Span, str], holdings: Holdings, text: str) -> None:
        self.people, self.bodies, self.named, self.holdings, self.text = people, bodies, named, holdings, text
        self.found: dict[Span, Anaphor] = {}
        self.made: dict[tuple[str, str], Entity] = {}
        self.subjects: list[list[str]] = []  # the persons that each sentence read so far has as subjects, then its others
        self.collective: str | None = None

    def read(self, mentions: Sequence[Mentions], parses: Sequence[Parse]) -> dict[Span, Anaphor]:
        """An Anaphor for every referring word and unnamed office, by its span (a noun phrase by its head's)."""
        for i, sentence in enumerate(mentions):
            parse = parses[i] if i < len(parses) else Parse(sentence.sentence, ())
            for node in parse.nodes:
                anaphor = self._office(node, sentence) or self._pronoun(node, parse) or self._noun(node, parse)
                if anaphor is not None:
                    self.found[node.span] = anaphor
            self._remember(parse)
        return self.found

    def entities(self) -> tuple[Entity, ...]:
        """The collectives and unnamed office-holders that the references made."""
        return tuple(self.made.values())

    def _remember(self, parse: Parse) -> None:
        subjects: list[str] = []
        others: list[str] = []
        for node in parse.nodes:
            keys = self._persons(node)
            if not keys:
                continue
            top = node
            while top.dep == "conj" and (above := parse.parent(top)) is not None:
                top = above
            (subjects if top.dep in {"nsubj", "nsubjpass"} else others).extend(keys)
            if top.dep in {"nsubj", "nsubjpass"} and node.phrase is None and node.span in self.found:
                entity = next((e for e in self.made.values() if e.key in self.found[node.span].keys), None)
                self.collective = entity.key if entity else self.collective
        self.subjects.append(list(dict.fromkeys(subjects + others)))

    def _persons(self, node: Node) -> list[str]:
        key = self.named.get(node.span)
        if key is not None and key in self.people.all:
            return [key]
        anaphor = self.found.get(node.span)
        return [k for k in anaphor.keys if k in self.people.all or k.startswith("group")] if anaphor else []

    def _pronoun(self, node: Node, parse: Parse) -> Anaphor | None:
        word = fold(node.text)
        if node.phrase is not None or word not in HE | SHE | THEY:
            return None
        if word in THEY:
            return self._they(node, parse)
        female = word in SHE
        for key in self._candidates(node, parse):
            person = self.people.all.get(key)
            if person is not None and person.female in {None, female}:
                person.female = female
                return self._anaphor(node.span, (key,), f"pronoun/{word}")
        return None

    def _candidates(self, node: Node, parse: Parse) -> list[str]:
        """Who a singular pronoun may mean: earlier subjects of its sentence, then those of the sentences before."""
        inside = [n for n in parse.nodes if n.span.start < node.span.start]
        subjects = [k for n in inside if n.dep in {"nsubj", "nsubjpass"} for k in self._persons(n)]
        others = [k for n in inside if n.dep not in {"nsubj", "nsubjpass"} for k in self._persons(n)]
        if node.dep in {"dobj", "pobj", "dative", "nsubjpass"}:
            own = self._clause_subject(node, parse)
            subjects = [k for k in subjects if k not in own]
            others = [k for k in others if k not in own]
            earlier = [k for row in reversed(self.subjects[-REACH:]) for k in row if k not in own]
            return others + subjects + earlier
        quoted = [n for n in parse.nodes if n.dep == "nsubj" and n.span.start > node.span.start and node.dep == "poss"]
        late = [k for n in quoted for k in self._persons(n)]
        return subjects + [k for row in reversed(self.subjects[-REACH:]) for k in row] + others + late

    def _clause_subject(self, node: Node, parse: Parse) -> list[str]:
        at: Node | None = node
        while at is not None and not at.tag.startswith("V"):
            at = parse.parent(at)
        return [k for n in (parse.children(at, "nsubj") if at else []) for k in self._persons(n)]

    def _they(self, node: Node, parse: Parse) -> Anaphor | None:
        subjects = [n for n in parse.nodes if n.span.start < node.span.start and n.dep in {"nsubj", "nsubjpass", "conj"}]
        here = [k for n in subjects for k in self._persons(n)]
        if len(here) > 1:
            return self._anaphor(node.span, tuple(dict.fromkeys(here)), "pronoun/they")
        if self.collective is not None and not (self.subjects and len(self.subjects[-1]) > 1 and self.collective not in self.subjects[-1]):
            return self._anaphor(node.span, (self.collective,), "pronoun/they")
        if self.subjects and len(self.subjects[-1]) > 1:
            return self._anaphor(node.span, tuple(self.subjects[-1][:3]), "pronoun/they")
        return None

    def _office(self, node: Node, sentence: Mentions) -> Anaphor | None:
        """An unnamed office: the person whom the article gives it to, else a post of its own."""
        phrase = node.phrase
        if phrase is None or phrase.title is None or phrase.person is not None:
            return None
        title = phrase.title
        org, references = self.holdings.organization(title, sentence)
        holder = None if title.plural else self._holder(title, org, node.span.start)
        if holder is not None:
            return self._anaphor(node.span, (holder,), "office", references)
        if org is None and not title.text[0].isupper():
            return None
        if title.plural:
            return self._posts(node, phrase, title, sentence)
        return self._anaphor(node.span, (self._post(title, org),), "unnamed-office", references)

    def _posts(self, node: Node, phrase: Phrase, title: Title, sentence: Mentions) -> Anaphor:
        words = " ".join(phrase.span.of(self.text).split())
        return self._anaphor(node.span, (self._group(words, ()),), "plural-office")

    def _holder(self, title: Title, org: str | None, position: int) -> str | None:
        held = [h for h in self.holdings.found if h.title.head == title.head and h.title.status != "former"]
        same = [h for h in held if org is None or h.organization in {org, None} or self.bodies.root(h.organization) == self.bodies.root(org)]
        close = [h for h in same if fold(h.title.text).split()[-1] == fold(title.text).split()[-1]
                 and (len(title.text.split()) == 1 or fold(h.title.text) == fold(title.text))]
        keys = list(dict.fromkeys(h.person for h in close))
        if len(keys) == 1:
            return keys[0]
        before = [h for h in close if h.span.start < position]
        return max(before, key=lambda h: h.span).person if before and org is None and title.definite else None

    def _post(self, title: Title, org: str | None) -> str:
        body = self.bodies.all.get(org or "")
        names: tuple[str, ...] = (title.text,)
        if body is not None:
            forms = [f for f in self.bodies.names(body)]
            names = (*(f"{title.text} of {f}" for f in forms[:2]), *(f"{f} {title.text}" for f in forms[:2]), title.text)
        key = self.made.setdefault(("post", names[0]), Entity(f"post{len(self.made) + 1}", "post", names, parent=org))
        return key.key

    def _group(self, words: str, members: tuple[str, ...]) -> str:
        plain = words[4:] if words.casefold().startswith("the ") else words
        forms = tuple(dict.fromkeys((words, plain)))
        made = self.made.setdefault(("group", fold(plain)), Entity(f"group{len(self.made) + 1}", "group", forms, members=members))
        return made.key

    def _noun(self, node: Node, parse: Parse) -> Anaphor | None:
        word = fold(node.text)
        if node.phrase is not None or word not in PEOPLE_NOUNS or not node.tag.startswith("N"):
            return None
        determiners = [fold(n.text) for n in parse.children(node, "det", "nummod", "poss", "predet", "amod")]
        count = next((PAIRS[d] for d in determiners if d in PAIRS), 2 if word in {"pair", "couple"} else None)
        plural = node.tag in {"NNS", "NNPS"} or word in {"pair", "couple"}
        if not (set(determiners) & {"the", "both", "two", "three", "his", "her", "its"}):
            return None
        if plural:
            members = self._members(word, count)
            return self._anaphor(node.span, (self._group(self._phrase(node, parse), members),), "collective")
        if word in {"side", "delegation"}:
            return self._anaphor(node.span, (self._group(self._phrase(node, parse), ()),), "collective")
        key = self._described(node, parse, word) if "the" in determiners else None
        return self._anaphor(node.span, (key,), "description") if key else None

    def _members(self, word: str, count: int | None) -> tuple[str, ...]:
        if word in {"sides", "side", "parties", "countries", "nations", "delegations", "parliaments", "governments", "ministries"} or count is None:
            return ()
        for row in reversed(self.subjects[-2 * REACH:]):
            persons = [k for k in row if k in self.people.all]
            if len(persons) >= count:
                return tuple(persons[:count])
        return ()

    def _phrase(self, node: Node, parse: Parse) -> str:
        """The noun phrase up to and with "of …" as the text has it."""
        parts = [n for n in parse.subtree(node) if n.index <= node.index or self._of(n, node, parse)]
        return " ".join(Span(parts[0].span.start, parts[-1].span.end).of(self.text).split())

    def _of(self, inner: Node, node: Node, parse: Parse) -> bool:
        at: Node | None = inner
        while at is not None and parse.parent(at) is not None and parse.parent(at) is not node:
            at = parse.parent(at)
        return at is not None and at.dep == "prep" and fold(at.text) == "of"

    def _described(self, node: Node, parse: Parse, word: str) -> str | None:
        """One person that "the CPP official", "the visiting Premier" or "the guest" can mean: by organisation, title, then recency."""
        around = [n for n in parse.subtree(node) if n.phrase is not None and n.index < node.index]
        orgs = {self.bodies.root(self.named.get(n.span)) for n in around} - {None}
        before = [p for p in self.people.before(node.span.start)]
        if orgs:
            linked = [p for p in before if any(self.bodies.root(h.organization) in orgs for h in self.holdings.found if h.person == p.key)]
            return linked[0].key if linked else None
        titled = [p for p in before if any(h.title.head == word and h.person == p.key for h in self.holdings.found)]
        if titled and word not in {"leader", "official", "guest", "visitor", "host"}:
            return titled[0].key
        if word in {"chief", "leader", "official"}:
            recent = [k for row in reversed(self.subjects[-REACH:]) for k in row if k in self.people.all]
            return recent[0] if recent else None
        return None

    def _anaphor(self, span: Span, keys: tuple[str, ...], rule: str, more: tuple[Reference, ...] = ()) -> Anaphor:
        return Anaphor(span, keys, tuple(Reference(span, key, rule) for key in keys) + more)
