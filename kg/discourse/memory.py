"""What an article's sentences leave in mind for the references of the next: who was a subject, who visits, which side
was named.

Comes in: parsed sentences in text order, with what their references were found to stand for. Goes out: the persons that
a later word may mean, the most recent first. It never decides which of them a word means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.discourse.lexicon import words
from kg.discourse.people import People
from kg.model import Reference, Span
from kg.syntax import Anaphor, Node, Parse, Phrase
from kg.words import fold

REACH = 4  # sentences that a reference may reach back
SUBJECT = frozenset({"nsubj", "nsubjpass"})
UNNAMED = ("group", "post")  # how the keys of those begin who are not named
CREDITS = frozenset({"source", "noise", "related", "date_line", "dateline"})


class Memory:
    """The persons and collectives of the sentences read so far, a row a sentence.

    `rows` hold a sentence's subjects, those of its main clauses first, then its other persons; `mains` the subjects of
    main clauses alone, `paragraphs` in which each stands; `collective` is the group that was a subject last, `guest`
    the person of the article's first words of a visit, `host` the first who receives or invites somebody, `leaders` who
    leads a delegation.
    """

    def __init__(self, people: People, named: dict[Span, str]) -> None:
        self.people, self.named = people, named
        self.forget()

    def forget(self) -> None:
        """Start again, as before the first sentence."""
        self.found: dict[Span, Anaphor] = {}
        self.rows: list[list[str]] = []
        self.mains: list[list[str]] = []
        self.paragraphs: list[int] = []
        self.collective: str | None = None
        self.guest: str | None = None
        self.host: str | None = None
        self.leaders: list[str] = []

    def persons(self, node: Node) -> list[str]:
        """The persons, unnamed office-holders and groups that a node names or refers to."""
        key = self.named.get(node.span)
        if key is not None and key in self.people.all:
            return [key]
        anaphor = self.found.get(node.span)
        if anaphor is None or (node.phrase is not None and not _pointed(node.phrase)):
            return [k for k in anaphor.keys if k in self.people.all or k.startswith("group")] if anaphor else []
        return [k for k in anaphor.keys if k in self.people.all or k.startswith(UNNAMED)]

    def recent(self) -> Iterator[str]:
        """The persons and groups of the sentences within reach, the latest sentence first."""
        return (key for row in reversed(self.rows[-REACH:]) for key in row)

    def together(self, count: int, fits: Callable[[str], bool] = lambda _: True) -> tuple[str, ...]:
        """The first fitting persons of the latest sentence that speaks of so many; none if no sentence does."""
        for row in reversed(self.rows[-2 * REACH :]):
            persons = [k for k in row if k in self.people.all and fits(k)]
            if len(persons) >= count:
                return tuple(persons[:count])
        return ()

    def remember(self, parse: Parse) -> None:
        """Take in a sentence whose references have been followed; bylines and credits leave nobody in mind."""
        if parse.sentence.zone in CREDITS:
            return
        main: list[str] = []
        subjects: list[str] = []
        others: list[str] = []
        for node in parse.nodes:
            keys = self.persons(node)
            if not keys:
                continue
            at = top(node, parse)
            subject = at.dep in SUBJECT or self._does(at, parse)
            leading = subject and _leading(_verb(at, parse), parse)
            (main if leading else subjects if subject else others).extend(keys)
            if leading and node.phrase is None:
                self.collective = next((k for k in keys if k.startswith("group")), self.collective)
        every = [*main, *subjects, *others]
        heads = [k for k in self._leaders(parse) if k in self.people.all]
        self.leaders += heads
        self._note_sides(parse, heads, every)
        self.mains.append(list(dict.fromkeys(main)))
        self.rows.append(list(dict.fromkeys(every)))
        self.paragraphs.append(parse.sentence.paragraph)

    def _does(self, node: Node, parse: Parse) -> bool:
        """Whether somebody is the agent of a passive whose subject is nobody ("it was handed over by X")."""
        by = parse.parent(node)
        verb = parse.parent(by) if by is not None and by.dep == "agent" else None
        subjects = parse.children(verb, "nsubjpass") if verb is not None else []
        return bool(subjects) and not any(self.persons(n) for n in subjects)

    def _note_sides(self, parse: Parse, heads: list[str], every: list[str]) -> None:
        """Take in who visits and who receives, the first of each."""
        if self.guest is None and any(fold(n.lemma) in words("visiting") for n in parse.nodes):
            self.guest = next((k for k in (*heads, *every) if k in self.people.all), None)
        if self.guest is None:
            calling = (k for n in parse.nodes for k in self._calling(n, parse))
            received = (k for n in parse.nodes for k in self._received(n, parse))
            self.guest = next(calling, None) or next(received, None)
        if self.host is None:
            self.host = next((k for n in parse.nodes for k in self._receiving(n, parse) if k != self.guest), None)

    def _calling(self, node: Node, parse: Parse) -> list[str]:
        """Who calls on somebody: "X called on Y", "X paid a (courtesy) call on Y"."""
        if node.lemma != "call":
            return []
        verb = node if node.tag.startswith("V") else parse.parent(node)
        paid = node.tag.startswith("V") or (verb is not None and verb.lemma in {"pay", "make"} and node.dep == "dobj")
        if verb is None or not paid or parse.children(verb, "nsubjpass"):
            return []
        on = any(fold(p.text) in {"on", "upon"} for p in parse.children(node, "prep", "prt"))
        spots = parse.children(verb, "nsubj") if on else []
        return [k for spot in spots for k in self.persons(spot) if k in self.people.all]

    def _receiving(self, node: Node, parse: Parse) -> list[str]:
        """Who receives, by a verb in either voice, or invites, by "invitation of"."""
        spots: list[Node] = []
        if node.lemma in words("inviting") and node.tag.startswith("V"):
            passive = bool(parse.children(node, "nsubjpass", "agent"))
            agents = [c for by in parse.children(node, "agent") for c in parse.children(by, "pobj")]
            spots = agents if passive else parse.children(node, "nsubj")
        elif fold(node.lemma) in {"invitation", "guest"} and node.dep == "pobj":
            spots = [c for of in parse.children(node, "prep") if of.text == "of" for c in parse.children(of, "pobj")]
        return [k for spot in spots for k in self.persons(spot) if k in self.people.all]

    def _received(self, node: Node, parse: Parse) -> list[str]:
        """Who is received, by a verb in either voice."""
        if node.lemma not in words("inviting") or node.lemma == "invite" or not node.tag.startswith("V"):
            return []
        spots = parse.children(node, "nsubjpass") or parse.children(node, "dobj")
        return [k for spot in spots for k in self.persons(spot) if k in self.people.all]

    def _leaders(self, parse: Parse) -> list[str]:
        """Who leads a delegation in the sentence: "a delegation led by X", "X heads a delegation", "X, at the head of
        one".
        """
        verbs = [n for n in parse.nodes if n.lemma in {"lead", "head"} and n.tag.startswith("V")]
        agents = [
            n
            for n in parse.nodes
            if n.dep == "pobj" and (by := parse.parent(n)) is not None and by.head in {v.index for v in verbs}
        ]
        leading = [v for v in verbs if any(n.lemma in words("team") for n in parse.children(v, "dobj"))]
        return [k for n in (*agents, *(s for v in leading for s in self._doing(v, parse))) for k in self.persons(n)]

    def _doing(self, verb: Node, parse: Parse) -> list[Node]:
        """The subjects of a verb, in a relative clause what it explains, else those of the verb that it goes with."""
        own = [n for n in parse.children(verb, "nsubj") if n.tag not in {"WP", "WDT"}]
        above = parse.parent(verb)
        if own or above is None:
            return own
        if verb.dep in {"relcl", "acl"}:
            return [above]
        return self._doing(above, parse) if verb.dep in {"advcl", "conj", "xcomp"} else []


def _pointed(phrase: Phrase) -> bool:
    """Whether an office is named with a definite article, so that a pronoun may take it up."""
    return phrase.title is not None and phrase.title.definite


def top(node: Node, parse: Parse) -> Node:
    """The first of the coordinated nodes that this one belongs to."""
    while node.dep == "conj" and (above := parse.parent(node)) is not None:
        node = above
    return node


def _verb(node: Node, parse: Parse) -> Node | None:
    """The verb of a subject, or of the agent of a passive."""
    above = parse.parent(node)
    return parse.parent(above) if above is not None and above.dep == "agent" else above


def _leading(verb: Node | None, parse: Parse) -> bool:
    """Whether a verb is the sentence's main one or joined to it."""
    while verb is not None and verb.dep == "conj":
        verb = parse.parent(verb)
    return verb is not None and verb.dep in {"ROOT", "parataxis"}


def pointing(span: Span, keys: tuple[str, ...], rule: str, more: tuple[Reference, ...] = ()) -> Anaphor:
    """The Anaphor of words that stand for entities by one rule, a reference to each; `more` were followed beside."""
    return Anaphor(span, keys, tuple(Reference(span, key, rule) for key in keys) + more)
