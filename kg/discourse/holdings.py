"""The offices that an article gives to persons, with the organisations that its own words settle.

Comes in: the persons and bodies of the article, its phrases and parses. Goes out: Holdings, each with the words that state it. It never
supplies a country by default: an office whose organisation the text leaves open has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.discourse.bodies import Bodies, head_words
from kg.discourse.people import People
from kg.model import Reference, Span
from kg.syntax import Holding, Mentions, Name, Node, Parse, Phrase, Title

STATE_HEADS = frozenset(
    """president ambassador minister premier king queen emir amir sultan emperor empress prince princess chancellor vice-president monarch
    king-father queen-mother""".split()
)
LEADING = frozenset({"head", "chair", "lead", "preside"})
SERVING = frozenset({"be", "become", "serve", "act", "remain"})


class Holdings:
    """Reads titles with an article's persons and bodies at hand."""

    def __init__(self, people: People, bodies: Bodies, named: dict[Span, str], text: str) -> None:
        self.people, self.bodies, self.named, self.text = people, bodies, named, text
        self.found: list[Holding] = []

    def read(self, mentions: Sequence[Mentions], parses: Sequence[Parse]) -> tuple[Holding, ...]:
        """All holdings in text order: titles around a name, and those that a clause gives ("X heads Y", "X is a Z of Y")."""
        for i, sentence in enumerate(mentions):
            for phrase in sentence.phrases:
                if phrase.person is not None:
                    self._titled(phrase, sentence)
            if i < len(parses):
                self.found.extend(self._predicated(parses[i], sentence))
        self._complete(mentions)
        return tuple(sorted(self.found, key=lambda h: (h.span, h.person, h.title.text)))

    def _titled(self, phrase: Phrase, sentence: Mentions) -> None:
        person = phrase.person
        if person is None:
            return
        key = self.named[person.name.span]
        for title in person.titles:
            org, references = self.organization(title, sentence, key)
            start, end = min(title.span.start, person.span.start), max(title.span.end, person.name.span.end)
            if title.org is not None and end < title.org.span.end < end + 60:
                end = title.org.span.end
            self.found.append(Holding(key, title, org, Span(start, end), references))

    def _predicated(self, parse: Parse, sentence: Mentions) -> Iterator[Holding]:
        for node in parse.nodes:
            if node.tag.startswith("V") and node.lemma in LEADING | SERVING:
                person = self._subject(parse, node)
                if person is not None:
                    yield from self._clause(parse, node, person, sentence)

    def _subject(self, parse: Parse, verb: Node) -> Node | None:
        for child in parse.children(verb, "nsubj"):
            node: Node | None = child
            if child.tag in {"WP", "WDT"}:
                node = parse.parent(verb)
            if node is not None and node.phrase is not None and node.phrase.person is not None:
                return node
        head = parse.parent(verb)
        if verb.dep == "conj" and head is not None and head.tag.startswith("V"):
            return self._subject(parse, head)
        return None

    def _clause(self, parse: Parse, verb: Node, person: Node, sentence: Mentions) -> Iterator[Holding]:
        key = self.named[person.span]
        if verb.lemma in LEADING:
            for child in parse.children(verb, "dobj", "prep"):
                target = child if child.dep == "dobj" else next(iter(parse.children(child, "pobj")), None)
                if (
                    target is not None
                    and target.phrase is not None
                    and target.phrase.kind == "org"
                    and target.phrase.name is not None
                ):
                    org, refs = self._named(target.phrase.name, sentence, key)
                    noun = {"head": "head", "chair": "chair", "lead": "leader", "preside": "president"}[verb.lemma]
                    span = Span(person.span.start, target.span.end)
                    yield Holding(key, Title(noun, noun, verb.span, target.phrase.name), org, span, refs)
        else:
            for child in parse.children(verb, "attr", "prep"):
                target = child if child.dep == "attr" else next(iter(parse.children(child, "pobj")), None)
                while target is not None:
                    if target.phrase is not None and target.phrase.title is not None:
                        title = target.phrase.title
                        org, refs = self.organization(title, sentence, key)
                        yield Holding(key, title, org, Span(person.span.start, target.span.end), refs)
                    target = next(iter(parse.children(target, "conj")), None)

    def organization(
        self, title: Title, sentence: Mentions, person: str | None = None
    ) -> tuple[str | None, tuple[Reference, ...]]:
        """The key of what a title is of, and the reference followed if a pronoun or common noun stands for it."""
        if title.org is not None:
            return self._named(title.org, sentence, person)
        if title.owner is not None:
            return self.owner(title.owner, title.span, sentence, person)
        return None, ()

    def _named(self, name: Name, sentence: Mentions, person: str | None) -> tuple[str | None, tuple[Reference, ...]]:
        key = self.named.get(name.span)
        top = name
        while top.parent is not None:
            top = top.parent
        if top.owner is not None and key in self.bodies.all and self.bodies.all[key].owner is None:
            owner, references = self.owner(top.owner, name.span, sentence, person)
            if owner is not None and owner != key:
                self.bodies.all[key].owner = owner
            return key, references
        return key, ()

    def owner(
        self, words: str, span: Span, sentence: Mentions, person: str | None
    ) -> tuple[str | None, tuple[Reference, ...]]:
        """What "its", "the party", "his party" in an office or body stands for, with the reference that says so."""
        noun = words.split()[-1]
        key = self._party(span, person) if noun in {"party", "his", "her"} else self._by_noun(noun, span)
        if key is None:
            return None, ()
        return key, (Reference(Span(span.start, span.end), key, f"owner/{noun}"),)

    def _party(self, span: Span, person: str | None) -> str | None:
        own = [self.bodies.root(h.organization) for h in self.found if h.person == person and h.organization]
        mine = [k for k in own if k in self.bodies.all and self.bodies.all[k].kind in {"party", "organization"}]
        return mine[-1] if mine else self._nearest(span, {"party"}) or self._nearest(span, {"organization"})

    def _by_noun(self, noun: str, span: Span) -> str | None:
        if noun in {"its", "their", "our", "your", "my"}:
            return self._nearest(
                span, {"party", "organization", "party_body", "state_body", "state", "place"}, rooted=False
            )
        fits = [
            b
            for b in self.bodies.all.values()
            if b.spans
            and b.spans[0].start < span.start
            and (head_words(b.base).endswith(" " + noun) or (noun in {"country", "state"} and b.state))
        ]
        return max(fits, key=lambda b: max(s.start for s in b.spans if s.start < span.start)).key if fits else None

    def _nearest(self, span: Span, kinds: set[str], rooted: bool = True) -> str | None:
        best: tuple[int, str] | None = None
        for body in self.bodies.all.values():
            key = self.bodies.root(body.key) if rooted else body.key
            if key in self.bodies.all and self.bodies.kind(self.bodies.all[key]) in kinds:
                at = max((s.end for s in body.spans if s.end <= span.start), default=-1)
                if at >= 0 and (best is None or at > best[0]):
                    best = (at, key)
        return best[1] if best else None

    def _complete(self, mentions: Sequence[Mentions]) -> None:
        """Give an office without organisation the one that the same person's same title has elsewhere in the article."""
        for i, holding in enumerate(self.found):
            if holding.organization is not None and not holding.title.shared:
                continue
            others = [
                h
                for h in self.found
                if h.person == holding.person
                and h.title.head == holding.title.head
                and h.organization
                and not h.title.shared
            ]
            if others:
                self.found[i] = Holding(
                    holding.person,
                    holding.title,
                    others[0].organization,
                    holding.span,
                    (Reference(others[0].span, others[0].organization or "", "same-title"),),
                )
            elif holding.title.head in STATE_HEADS and holding.organization is None:
                self.found[i] = self._of_state(holding, mentions)

    def _of_state(self, holding: Holding, mentions: Sequence[Mentions]) -> Holding:
        """A head of state or minister named without a state: of the one state that the sentence, else the paragraph, speaks of before."""
        here = next(
            (m.sentence for m in mentions if m.sentence.span.start <= holding.span.start < m.sentence.span.end), None
        )
        if here is None:
            return holding
        rows = [m.sentence for m in mentions if here.paragraph - 2 <= m.sentence.paragraph <= here.paragraph]
        for start in (here.span.start, *(s.span.start for s in reversed(rows) if s.span.start < here.span.start)):
            states = {
                b.key
                for b in self.bodies.all.values()
                if self.bodies.kind(b) == "state" and any(start <= s.start < holding.span.start for s in b.spans)
            }
            if len(states) > 1:
                break
            if len(states) == 1:
                key = states.pop()
                at = max(s for s in self.bodies.all[key].spans if s.start < holding.span.start)
                return Holding(
                    holding.person,
                    holding.title,
                    key,
                    holding.span,
                    (Reference(at, key, "state-in-context"),),
                    stated=False,
                )
        return holding
