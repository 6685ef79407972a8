"""The offices that an article gives to persons, with the organisations that its own words settle.

Comes in: the persons and bodies of the article, its phrases and parses. Goes out: Holdings, each with the words that
state it. It never supplies a country by default: an office whose organisation the text leaves open has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.discourse.bodies import Bodies, Body, head_words
from kg.discourse.counterparts import paired
from kg.discourse.homes import Homes
from kg.discourse.lexicon import value, words
from kg.discourse.partylands import of_party
from kg.discourse.people import People
from kg.discourse.posts import content, is_partys, is_states
from kg.discourse.predications import Predication, predications, signatures
from kg.discourse.seats import seats, seats_by_line
from kg.discourse.settling import Settling
from kg.model import Article, EntityKind, Reference, Span
from kg.syntax import Holding, Mentions, Name, Node, Parse, Phrase, Title
from kg.territories import territory

LANDS: frozenset[EntityKind] = frozenset({"state", "place"})
YOURS = frozenset({"your"})  # whom a letter or an answer speaks to
AIDES = frozenset("press aide adviser advisor spokesman spokeswoman spokesperson staff protocol".split())  # of persons
TEAMS = frozenset({"delegation", "mission", "team", "contingent", "entourage"})  # led for a while, no office
SHORTENED = 4  # letters that an office's abbreviation has at most, and one
NEAR = 140  # code points behind a title in which what it is of may stand
OWN = frozenset({"its", "their", "our", "my", "whose"})  # pronouns in an owner's place that any body may stand for
ORGANIZED: frozenset[EntityKind] = frozenset({"party", "organization", "party_body", "state_body", "state", "place"})


class Holdings:
    """Reads titles with an article's persons and bodies at hand."""

    def __init__(self, people: People, bodies: Bodies, named: dict[Span, str], article: Article) -> None:
        self.people, self.bodies, self.named, self.text = people, bodies, named, article.text
        self.place = article.place
        self.found: list[Holding] = []
        self.homes: Homes | None = None

    def read(self, mentions: Sequence[Mentions], parses: Sequence[Parse]) -> tuple[Holding, ...]:
        """All holdings in text order: titles around a name, those of clauses ("X heads Y", "X is a Z of Y")."""
        for i, sentence in enumerate(mentions):
            for phrase in sentence.phrases:
                if phrase.person is not None:
                    self._titled(phrase, sentence)
            said = (*predications(sentence, self.text), *seats(sentence, self.text))
            self.found.extend(self._given(said, sentence))
            if i < len(parses):
                self.found.extend(self._predicated(parses[i], sentence))
        for seat, sentence in (*seats_by_line(mentions, self.text), *signatures(mentions, self.text)):
            self.found.extend(self._given((seat,), sentence))
        self._seat_bodies()
        self.found = paired(self.found, self.text)
        self._complete(mentions)
        return tuple(_once(sorted(self.found, key=lambda h: (h.span, h.person, h.title.text))))

    def _titled(self, phrase: Phrase, sentence: Mentions) -> None:
        person = phrase.person
        if person is None:
            return
        key = self.named[person.name.span]
        for title in person.titles:
            org, references = self.organization(title, sentence, key)
            start, end = min(title.span.start, person.span.start), max(title.span.end, person.name.span.end)
            self.found.append(Holding(key, title, org, reaching(Span(start, end), title), references))

    def _seat_bodies(self) -> None:
        """Give "the Politburo", which only parties have, to the party named last before it."""
        for body in self.bodies.all.values():
            if body.owner is None and body.spans and body.base in words("party-own"):
                body.owner = self.bodies.nearest_party(body.spans[0].start)

    def _given(self, every: Iterable[Predication], sentence: Mentions) -> Iterator[Holding]:
        """The offices that clauses give, with what a clause's own subject or the title's words say that they are of."""
        for said in every:
            key = self.named.get(said.person.span)
            if key is None:
                continue
            org, references = self.organization(said.title, sentence, key)
            held = any(h.person == key and h.title.head == said.title.head and h.organization for h in self.found)
            if org is None and said.body is not None and not held and not is_states(said.title):
                org, references = self._named(said.body, sentence, key)
            yield Holding(key, said.title, org, reaching(said.span, said.title), references)

    def _predicated(self, parse: Parse, sentence: Mentions) -> Iterator[Holding]:
        for node in parse.nodes:
            if node.tag.startswith("V") and node.lemma in words("choose"):
                yield from self._chosen(parse, node, sentence)
            if not node.tag.startswith("V") or node.lemma not in words("lead") | words("serve"):
                continue
            person = self._subject(parse, node)
            if person is not None:
                read = self._led if node.lemma in words("lead") else self._served
                yield from read(parse, node, person, sentence)

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

    def _led(self, parse: Parse, verb: Node, person: Node, sentence: Mentions) -> Iterator[Holding]:
        """The office that a verb of leading gives: "X heads the Commission"."""
        key = self.named[person.span]
        noun = value("lead", verb.lemma)
        for child in parse.children(verb, "dobj", "prep"):
            target = _complement(child, "dobj", parse)
            name = target.phrase.name if target is not None and target.phrase is not None else None
            if name is not None and name.text.casefold().split()[-1] in TEAMS:
                continue
            if target is not None and name is not None and target.phrase is not None and target.phrase.kind == "org":
                org, references = self._named(name, sentence, key)
                span = Span(person.span.start, target.span.end)
                yield Holding(key, Title(noun, noun, verb.span, name), org, span, references)

    def _chosen(self, parse: Parse, verb: Node, sentence: Mentions) -> Iterator[Holding]:
        """The office that somebody is elected or named to: "X was elected (as) Y", "they elected X Y"."""
        persons = [n for n in parse.children(verb, "nsubjpass", "dobj") if n.phrase is not None and n.phrase.person]
        marks = [p for p in parse.children(verb, "prep") if p.text.casefold() == "as"]
        behind = [n for mark in marks for n in parse.children(mark, "pobj")]
        for person in persons[:1]:
            key = self.named[person.span]
            for target in (*parse.children(verb, "oprd", "attr", "dobj", "ccomp"), *behind):
                if target.phrase is not None and target.phrase.title is not None and target.phrase.person is None:
                    org, references = self.organization(target.phrase.title, sentence, key)
                    span = Span(min(person.span.start, target.span.start), max(person.span.end, target.span.end))
                    yield Holding(key, target.phrase.title, org, span, references)

    def _served(self, parse: Parse, verb: Node, person: Node, sentence: Mentions) -> Iterator[Holding]:
        """The offices that a verb of being gives: "X is a Y of Z and a W"."""
        key = self.named[person.span]
        for child in parse.children(verb, "attr", "prep"):
            target = _complement(child, "attr", parse)
            while target is not None:
                if target.phrase is not None and target.phrase.title is not None:
                    title = target.phrase.title
                    over = verb.tag in {"VBD", "VBN"} and verb.lemma in {"serve", "act", "work"}
                    title = replace(title, status="former") if over and title.status == "current" else title
                    org, references = self.organization(title, sentence, key)
                    span = reaching(Span(person.span.start, target.span.end), title)
                    yield Holding(key, title, org, span, references)
                target = next(iter(parse.children(target, "conj")), None)

    def organization(
        self, title: Title, sentence: Mentions, person: str | None = None
    ) -> tuple[str | None, tuple[Reference, ...]]:
        """The key of what a title is of, and the reference followed if a pronoun or common noun stands for it."""
        if title.org is not None:
            return self._named(title.org, sentence, person)
        if title.owner is not None:
            aide = bool(set(title.text.casefold().split()) & AIDES)
            if title.owner in words("he") | words("she") and (is_states(title) or aide):
                return self._ruled(title, person, is_states(title))
            return self.owner(title.owner, title.span, sentence, person, is_partys(title))
        return None, ()

    def _ruled(self, title: Title, person: str | None, states: bool) -> tuple[str | None, tuple[Reference, ...]]:
        """The state of "his foreign minister": of the last person before who has an office of a state; for an aide, of
        any body.
        """
        others = [h for h in self.found if h.person != person and h.span.start < title.span.start]
        sent = words("envoy")
        before = [
            h for h in others if h.organization and ((is_states(h.title) and h.title.head not in sent) or not states)
        ]
        last = max(before, key=lambda h: h.span, default=None)
        root = self.bodies.root(last.organization) if last is not None else None
        return (root, (Reference(title.span, root, "owner/his"),)) if root is not None else (None, ())

    def _named(self, name: Name, sentence: Mentions, person: str | None) -> tuple[str | None, tuple[Reference, ...]]:
        key = self.named.get(name.span)
        top = name
        while top.parent is not None:
            top = top.parent
        if top.owner is not None and key in self.bodies.all and self.bodies.all[key].owner is None:
            owner, references = self.owner(top.owner, name.span, sentence, person, top.kind == "party_body")
            if owner is not None and owner != key:
                self.bodies.all[key].owner = owner
            return key, references
        return key, ()

    def owner(
        self, words: str, span: Span, sentence: Mentions, person: str | None, partys: bool = False
    ) -> tuple[str | None, tuple[Reference, ...]]:
        """What "its", "the party", "his party" in an office or body stands for, with the reference that says so."""
        noun = words.split()[-1]
        key = self._party(span, person) if noun in {"party", "his", "her"} else self._country(noun, person)
        if key is None and noun not in {"party", "his", "her"}:
            key = self._by_noun(noun, span, partys)
        if key is None:
            return None, ()
        return key, (Reference(Span(span.start, span.end), key, f"owner/{noun}"),)

    def _party(self, span: Span, person: str | None) -> str | None:
        own = [self.bodies.root(h.organization) for h in self.found if h.person == person and h.organization]
        mine = [k for k in own if k in self.bodies.all and self.bodies.all[k].kind in {"party", "organization"}]
        return (
            mine[-1]
            if mine
            else self._nearest(span, frozenset({"party"})) or self._nearest(span, frozenset({"organization"}))
        )

    def _country(self, noun: str, person: str | None) -> str | None:
        """The state of "President of the Republic": the one that the name of the person's own party holds."""
        own = [self.bodies.root(h.organization) for h in self.found if h.person == person and h.organization]
        parties = [self.bodies.all[k] for k in own if k in self.bodies.all and self.bodies.all[k].kind == "party"]
        lands = [land for party in parties if (land := of_party(party)) is not None]
        bases = {b.base: b.key for b in self.bodies.all.values()}
        return bases.get(f"@{lands[0].code}") if lands and noun in {"country", "state"} else None

    def _by_noun(self, noun: str, span: Span, partys: bool) -> str | None:
        if noun in YOURS:
            return None
        if noun in OWN:
            mine = noun in {"our", "my"} or partys
            return self._nearest(span, ORGANIZED - LANDS if mine else ORGANIZED, rooted=False)
        fits = [
            b
            for b in self.bodies.all.values()
            if b.spans
            and b.spans[0].start < span.start
            and (head_words(b.base).endswith(" " + noun) or (noun in {"country", "state"} and b.state))
        ]
        return max(fits, key=lambda b: max(s.start for s in b.spans if s.start < span.start)).key if fits else None

    def _nearest(self, span: Span, kinds: frozenset[EntityKind], rooted: bool = True) -> str | None:
        best: tuple[int, str] | None = None
        for body in self.bodies.all.values():
            key = self.bodies.root(body.key) if rooted else body.key
            if key in self.bodies.all and not rooted and _is_town(self.bodies.all[key]):
                continue
            if key in self.bodies.all and self.bodies.kind(self.bodies.all[key]) in kinds:
                at = max((s.end for s in body.spans if s.end <= span.start), default=-1)
                if at >= 0 and (best is None or at > best[0]):
                    best = (at, key)
        return best[1] if best else None

    def _complete(self, mentions: Sequence[Mentions]) -> None:
        """Give an office without organisation the one that the same person's same title has elsewhere."""
        for i, holding in enumerate(self.found):
            if holding.organization is not None and not holding.title.shared:
                continue
            other = next((h for h in self.found if _settles(h, holding)), None)
            if other is not None and other.organization is not None:
                reference = Reference(other.span, other.organization, "same-title")
                self.found[i] = replace(holding, organization=other.organization, references=(reference,), stated=True)
        settling = Settling(self.people, self.bodies, self.text, self.place)
        self.found, self.homes = settling.settle(self.found, mentions), settling.homes


def reaching(span: Span, title: Title) -> Span:
    """A span up to the end of what a title is of, where a list of titles names that last."""
    end = title.org.span.end if title.org is not None else span.end
    return Span(span.start, end) if span.end < end < span.end + NEAR else span


def _once(found: Iterable[Holding]) -> Iterator[Holding]:
    """The holdings, an office of a state that other words say again ("PM A" behind "Prime Minister A") left out."""
    seen: dict[tuple[str, str, frozenset[str]], str] = {}
    every = list(found)
    for holding in sorted(every, key=lambda h: len(h.title.text) < SHORTENED):  # "PM" gives way to "Prime Minister"
        key = (holding.person, holding.organization or "", content(holding.title.text))
        if is_states(holding.title) and holding.organization and holding.title.status == "current":
            seen.setdefault(key, holding.title.text)
    for holding in every:
        key = (holding.person, holding.organization or "", content(holding.title.text))
        held = is_states(holding.title) and bool(holding.organization) and holding.title.status == "current"
        if not held or seen.setdefault(key, holding.title.text) == holding.title.text:
            yield holding


def _is_town(body: Body) -> bool:
    """Whether a body is a seat of government by name, which has no spokesmen and whips."""
    lands = [territory(form) for form in body.forms]
    return bool(lands) and all(land is not None and land.form == "city" for land in lands)


def _complement(child: Node, dep: str, parse: Parse) -> Node | None:
    """The object itself, or what stands behind a preposition."""
    return child if child.dep == dep else next(iter(parse.children(child, "pobj")), None)


def _settles(other: Holding, holding: Holding) -> bool:
    """Whether another holding of the same title by the same person names the organisation that this one leaves open."""
    same = other.person == holding.person and other.title.head == holding.title.head
    return same and bool(other.organization) and not other.title.shared
