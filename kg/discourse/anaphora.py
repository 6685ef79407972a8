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
from kg.territories import territory
from kg.words import fold

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
FIRST = frozenset({"i", "me", "my"})
SECOND = frozenset({"you", "your"})
THEY = frozenset({"they", "them", "themselves"})
PEOPLE_NOUNS = frozenset(
    """official leader leaders officials guest guests visitor visitors host hosts pair couple man men woman women politician
    diplomat diplomats lawmaker lawmakers counterpart counterparts chief chiefs side sides delegation delegations spouse wife husband
    statesman statesmen minister ministers president presidents premier premiers secretary secretaries chairman envoy monarch
    co-chairs speakers representatives delegates participants parties countries nations parliaments governments ministries agency
    prime monarchs peer peers""".split()
)
VISITING = frozenset({"visit", "trip", "tour", "arrive", "stay", "journey", "arrival"})
OFFICES = frozenset("minister president secretary leader head chief chairman speaker premier king governor".split())
FIRST_OFFICES = frozenset(
    {"secretary", "secretary-general", "president", "chairman", "chairwoman", "chairperson", "leader", "chair"}
)
PAIRS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
REACH = 4  # sentences that a reference may reach back


def office_words(title: str) -> frozenset[str]:
    """A title's content words, so that "Minister of Defence" and "Defence Minister" are one."""
    words = fold(title).replace("-", " ").split()
    return frozenset(
        w for w in words if w not in {"of", "for", "the", "and", "affairs", "party", "state"}
    ) or frozenset(words)


def _single(text: str) -> str:
    return " ".join(
        w[:-1] if w.casefold().endswith("s") and not w.casefold().endswith("ss") and w.casefold() != "affairs" else w
        for w in text.split()
    )


class Anaphora:
    """Follows references through an article, sentence by sentence."""

    def __init__(self, people: People, bodies: Bodies, named: dict[Span, str], holdings: Holdings, text: str) -> None:
        self.people, self.bodies, self.named, self.holdings, self.text = people, bodies, named, holdings, text
        self.found: dict[Span, Anaphor] = {}
        self.made: dict[tuple[str, str], Entity] = {}
        self.subjects: list[
            list[str]
        ] = []  # the persons that each sentence read so far has as subjects, then its others
        self.mains: list[list[str]] = []  # the persons that are subjects of main clauses
        self.collective: str | None = None
        self.lands: tuple[str, ...] = ()
        self.writer: str | None = None
        self.reader: str | None = None
        self.answerer: str | None = None
        self.guest: str | None = None

    def read(self, mentions: Sequence[Mentions], parses: Sequence[Parse]) -> dict[Span, Anaphor]:
        """An Anaphor for every referring word and unnamed office, by its span (a noun phrase by its head's)."""
        self._correspondents(mentions)
        for i, sentence in enumerate(mentions):
            parse = parses[i] if i < len(parses) else Parse(sentence.sentence, ())
            for node in parse.nodes:
                anaphor = self._office(node, sentence, parse) or self._pronoun(node, parse) or self._noun(node, parse)
                if anaphor is not None:
                    self.found[node.span] = anaphor
            self._remember(parse)
        return self.found

    def _correspondents(self, mentions: Sequence[Mentions]) -> None:
        """Of an article that is a letter: its writer, by the signature, and its addressee, named first behind "To"."""
        letter = [m for m in mentions if m.sentence.zone == "letter"]
        signed = next((fold(m.sentence.speaker) for m in letter if m.sentence.speaker), None)
        for person in self.people.all.values():
            if signed and signed in {fold(f) for f in person.forms}:
                self.writer = person.key
        told = [m for m in mentions if "interview" in fold(m.sentence.span.of(self.text)) and m.sentence.zone == "body"]
        asked = [self.named[p.person.name.span] for m in told for p in m.phrases if p.person is not None]
        self.answerer = asked[0] if asked else None
        for m in letter:
            if fold(m.sentence.span.of(self.text)).startswith(("to ", "dear ")):
                keys = [self.named[p.person.name.span] for p in m.phrases if p.person is not None]
                self.reader = self.reader or next((k for k in keys if k != self.writer), None)

    def entities(self) -> tuple[Entity, ...]:
        """The collectives and unnamed office-holders that the references made."""
        return tuple(self.made.values())

    def _remember(self, parse: Parse) -> None:
        main: list[str] = []
        subjects: list[str] = []
        others: list[str] = []
        for node in parse.nodes:
            keys = self._persons(node)
            if not keys:
                continue
            top = _top(node, parse)
            subject = top.dep in {"nsubj", "nsubjpass"}
            leading = subject and _leading(parse.parent(top), parse)
            (main if leading else subjects if subject else others).extend(keys)
            if leading and node.phrase is None:
                self.collective = next((k for k in keys if k.startswith("group")), self.collective)
        if self.guest is None and any(fold(n.lemma) in VISITING for n in parse.nodes):
            self.guest = next(
                (k for k in (*self._leaders(parse), *main, *subjects, *others) if k in self.people.all), None
            )
        self.mains.append(list(dict.fromkeys(main)))
        self.subjects.append(list(dict.fromkeys(main + subjects + others)))

    def _leaders(self, parse: Parse) -> list[str]:
        """Who leads a delegation in the sentence."""
        verbs = {n.index for n in parse.nodes if n.lemma in {"lead", "head"}}
        agents = [
            n for n in parse.nodes if n.dep == "pobj" and (by := parse.parent(n)) is not None and by.head in verbs
        ]
        return [k for n in agents for k in self._persons(n)]

    def _persons(self, node: Node) -> list[str]:
        key = self.named.get(node.span)
        if key is not None and key in self.people.all:
            return [key]
        anaphor = self.found.get(node.span)
        return [k for k in anaphor.keys if k in self.people.all or k.startswith("group")] if anaphor else []

    def _pronoun(self, node: Node, parse: Parse) -> Anaphor | None:
        word = fold(node.text)
        if node.phrase is None and parse.sentence.zone == "answer" and word in FIRST:
            return self._anaphor(node.span, (self.answerer,), f"answer/{word}") if self.answerer else None
        if node.phrase is None and parse.sentence.zone == "letter" and word in FIRST | SECOND:
            key = self.writer if word in FIRST else self.reader
            return self._anaphor(node.span, (key,), f"letter/{word}") if key else None
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
        ahead = [n for n in parse.nodes if n.dep == "nsubj" and n.span.start > node.span.start and node.dep == "poss"]
        late = [k for n in ahead for k in self._persons(n)]
        fronted = [k for n in ahead if n.head == self._verb(node, parse) for k in self._persons(n)]
        return fronted + subjects + [k for row in reversed(self.subjects[-REACH:]) for k in row] + others + late

    def _verb(self, node: Node, parse: Parse) -> int:
        """The index of the verb that a word's phrase hangs on."""
        at: Node | None = node
        while at is not None and not at.tag.startswith("V"):
            at = parse.parent(at)
        return at.index if at else -1

    def _clause_subject(self, node: Node, parse: Parse) -> list[str]:
        at: Node | None = node
        while at is not None and not at.tag.startswith("V"):
            at = parse.parent(at)
        return [k for n in (parse.children(at, "nsubj") if at else []) for k in self._persons(n)]

    def _they(self, node: Node, parse: Parse) -> Anaphor | None:
        subjects = [
            n
            for n in parse.nodes
            if n.span.start < node.span.start
            and n.dep in {"nsubj", "nsubjpass", "conj"}
            and _top(n, parse).dep in {"nsubj", "nsubjpass"}
        ]
        here = list(dict.fromkeys(k for n in subjects for k in self._persons(n)))
        if len(here) > 1:
            return self._anaphor(node.span, tuple(here), "pronoun/they")
        for row in reversed(self.mains[-REACH:]):
            if len(row) > 1:
                return self._anaphor(node.span, tuple(row[:6]), "pronoun/they")
            if row and row[0].startswith("group"):
                return self._anaphor(node.span, (row[0],), "pronoun/they")
        return self._anaphor(node.span, (self.collective,), "pronoun/they") if self.collective else None

    def _office(self, node: Node, sentence: Mentions, parse: Parse) -> Anaphor | None:
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
            return self._posts(node, phrase, sentence, parse)
        return self._anaphor(node.span, (self._post(title, org),), "unnamed-office", references)

    def _posts(self, node: Node, phrase: Phrase, sentence: Mentions, parse: Parse) -> Anaphor:
        """Offices in the plural: a post for each state named, else a collective with the persons last named in such numbers."""
        titles = [t for t in (phrase.title, *phrase.more) if t is not None]
        lands = [(t, self.holdings.organization(t, sentence)[0]) for t in titles]
        if titles[0].org is not None and (titles[0].org.kind in {"state", "place"} or len(titles) > 1):
            keys = []
            for title, org in lands:
                single = Title(_single(title.text), title.head, title.span, title.org)
                keys.append(self._holder(single, org, node.span.start) or self._post(single, org))
            return self._anaphor(node.span, tuple(dict.fromkeys(keys)), "plural-office")
        numbers = [fold(n.text) for n in parse.children(node, "nummod", "det", "predet")]
        count = next((PAIRS[n] for n in numbers if n in PAIRS), None)
        words = " ".join(phrase.span.of(self.text).split())
        return self._anaphor(node.span, (self._group(words, self._members("leaders", count)),), "plural-office")

    def _holder(self, title: Title, org: str | None, position: int) -> str | None:
        """The one person who holds the office by the article; a leader is whoever holds any office of the organisation."""
        held = [h for h in self.holdings.found if h.title.status != "former"]
        same = [
            h
            for h in held
            if org is None or h.organization in {org, None} or self.bodies.root(h.organization) == self.bodies.root(org)
        ]
        wanted = office_words(title.text)
        close = [
            h
            for h in same
            if wanted <= office_words(h.title.text)
            and (h.title.head == title.head or wanted == office_words(h.title.text))
        ]
        keys = list(dict.fromkeys(h.person for h in close))
        if len(keys) == 1:
            return keys[0]
        if title.head in {"leader", "chief", "head"} and org is not None and not keys:
            if "party" in fold(title.text):
                return self._leader_of_state_party(org)
            leading = [h.person for h in same if h.organization and h.title.head != "member"]
            return leading[0] if leading else None
        before = [h for h in close if h.span.start < position]
        return max(before, key=lambda h: h.span).person if before and org is None and title.definite else None

    def _post(self, title: Title, org: str | None) -> str:
        body = self.bodies.all.get(org or "")
        names: tuple[str, ...] = (title.text,)
        if body is not None:
            forms = [f for f in self.bodies.names(body)]
            names = (
                *(f"{title.text} of {f}" for f in forms[:2]),
                *(f"{f} {title.text}" for f in forms[:2]),
                title.text,
            )
        key = self.made.setdefault(("post", names[0]), Entity(f"post{len(self.made) + 1}", "post", names, parent=org))
        return key.key

    def _group(self, words: str, members: tuple[str, ...]) -> str:
        plain = words[4:] if words.casefold().startswith("the ") else words
        forms = tuple(dict.fromkeys((words, plain)))
        made = self.made.setdefault(
            ("group", fold(plain)), Entity(f"group{len(self.made) + 1}", "group", forms, members=members)
        )
        return made.key

    def _noun(self, node: Node, parse: Parse) -> Anaphor | None:
        word = fold(node.text)
        if node.phrase is not None or word not in PEOPLE_NOUNS or not node.tag.startswith("N"):
            return None
        determiners = [fold(n.text) for n in parse.children(node, "det", "nummod", "poss", "predet", "amod")]
        count = next((PAIRS[d] for d in determiners if d in PAIRS), 2 if word in {"pair", "couple"} else None)
        plural = node.tag in {"NNS", "NNPS"} or word in {"pair", "couple"}
        several = self._of_several(node, parse) if plural else ()
        behind = {fold(n.text) for p in parse.children(node, "prep") if fold(p.text) in {"of", "from"} for c in parse.children(p, "pobj")
                  for n in parse.children(c, "det", "nummod", "predet")}
        named = plural and bool(behind & {"both", "two", "three", "all"})
        if not (several or named or set(determiners) & {"the", "both", "two", "three", "his", "her", "its"}):
            return None
        if plural:
            members = several or self._members(word, count)
            return self._anaphor(node.span, (self._group(self._phrase(node, parse), members),), "collective")
        if word in {"side", "delegation"}:
            return self._anaphor(node.span, (self._group(self._phrase(node, parse), ()),), "collective")
        key = self._described(node, parse, word) if "the" in determiners else None
        return self._anaphor(node.span, (key,), "description") if key else None

    def _of_several(self, node: Node, parse: Parse) -> tuple[str, ...]:
        """Of "the prime ministers of the three countries", "heads of the two parties": a post a state, a person a party."""
        whole = next(
            (n for p in parse.children(node, "prep") if fold(p.text) == "of" for n in parse.children(p, "pobj")), None
        )
        if whole is None or node.lemma not in OFFICES:
            return ()
        words = {fold(n.text) for n in parse.children(whole, "nummod", "det", "predet", "poss")}
        count = next((PAIRS[w] for w in words if w in PAIRS), None)
        title = " ".join([fold(n.text) for n in parse.children(node, "amod", "compound")] + [node.lemma]).title()
        if fold(whole.text) in {"countries", "nations", "states", "neighbours", "neighbors"} and count:
            self.lands = self._states(count, node.span.end)
            return tuple(self._post(Title(title, node.lemma, node.span), land) for land in self.lands)
        if fold(whole.text) == "parties" and count:
            lands = self._listed_lands(whole, parse)
            if len(lands) == count:
                single = Title(f"Party {node.lemma}", node.lemma, node.span)
                return tuple(self._leader_of_state_party(land) or self._post(single, land) for land in lands)
            leaders = self._members("leaders", count)
            return leaders or self._party_leaders(count, node.span.start)
        if "their" in words and self.lands:
            body = " ".join([fold(n.text) for n in parse.children(whole, "amod", "compound")] + [whole.lemma]).title()
            return tuple(self._seat(title, body, land) for land in self.lands)
        return ()

    def _listed_lands(self, node: Node, parse: Parse) -> list[str]:
        """The states behind "of" after a noun ("the three parties of A, B, and C")."""
        spots = [c for p in parse.children(node, "prep") if fold(p.text) == "of" for c in parse.children(p, "pobj")]
        spots += [c for spot in spots for c in parse.children(spot, "conj")]
        keys = [self.named[n.span] for n in spots if n.span in self.named]
        return [k for k in keys if k in self.bodies.all and self.bodies.kind(self.bodies.all[k]) in {"state", "place"}]

    def _states(self, count: int, position: int) -> tuple[str, ...]:
        """The states named last before a place in the text, themselves or in a party's name, if they are that many."""
        seen: list[tuple[int, str]] = []
        for body in self.bodies.all.values():
            key = body.key if self.bodies.kind(body) == "state" else self._state_of(body.key)
            seen += [(s.start, key) for s in body.spans if key is not None and s.start < position]
        recent: list[str] = []
        for _, key in sorted(seen, reverse=True):
            if key not in recent:
                recent.append(key)
        return tuple(reversed(recent[:count])) if len(recent) >= count else ()

    def _state_of(self, key: str) -> str | None:
        """The state of this article that a party's own name holds ("Cambodian People's Party")."""
        body = self.bodies.all[key]
        if body.kind != "party":
            return None
        found = next(
            (
                t
                for f in body.forms
                for w in (f.split()[0], f.split()[-1], f.rpartition(" of ")[2])
                if (t := territory(w))
            ),
            None,
        )
        if found is None:
            return None
        return next((b.key for b in self.bodies.all.values() if b.base == f"@{found.code}"), None)

    def _party_leaders(self, count: int, position: int) -> tuple[str, ...]:
        """Whom the article gives the first office in each of the parties named."""
        leaders: dict[str, str] = {}
        for h in self.holdings.found:
            root = self.bodies.root(h.organization)
            if root in self.bodies.all and self.bodies.all[root].kind == "party" and _first(h.title):
                leaders.setdefault(root, h.person)
        return tuple(leaders.values()) if len(leaders) == count else ()

    def _leader_of_state_party(self, state: str) -> str | None:
        """The party leader whose party's name holds the state ("party chief of Cambodia")."""
        parties = [b.key for b in self.bodies.all.values() if self._state_of(b.key) == state]
        held = [
            h.person for h in self.holdings.found if self.bodies.root(h.organization) in parties and _first(h.title)
        ]
        return held[0] if held else None

    def _sides(self, key: str | None) -> set[str | None]:
        """The topmost owner of an organisation, and the state in its name if it is a party."""
        root = self.bodies.root(key)
        return {root, self._state_of(root)} - {None} if root in self.bodies.all else set()

    def _seat(self, title: str, body: str, land: str) -> str:
        place = self.bodies.all[land].forms[0]
        names = (f"{title} of the {body} of {place}", f"{place} {body} {title}", f"{title} of {place} {body}")
        made = self.made.setdefault(("post", names[0]), Entity(f"post{len(self.made) + 1}", "post", names, parent=land))
        return made.key

    def _members(self, word: str, count: int | None) -> tuple[str, ...]:
        if (
            word
            in {
                "sides",
                "side",
                "parties",
                "countries",
                "nations",
                "delegations",
                "parliaments",
                "governments",
                "ministries",
            }
            or count is None
        ):
            return ()
        for row in reversed(self.subjects[-2 * REACH :]):
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
            linked = [
                p
                for p in before
                if any(self._sides(h.organization) & orgs for h in self.holdings.found if h.person == p.key)
            ]
            return linked[0].key if linked else None
        titled = [p for p in before if any(h.title.head == word and h.person == p.key for h in self.holdings.found)]
        if titled and word not in {"leader", "official", "guest", "visitor", "host"}:
            return titled[0].key
        if word in {"guest", "visitor"}:
            return self.guest
        if word in {"chief", "leader", "official"}:
            recent = [k for row in reversed(self.subjects[-REACH:]) for k in row if k in self.people.all]
            return recent[0] if recent else None
        return None

    def _anaphor(self, span: Span, keys: tuple[str, ...], rule: str, more: tuple[Reference, ...] = ()) -> Anaphor:
        return Anaphor(span, keys, tuple(Reference(span, key, rule) for key in keys) + more)


def _first(title: Title) -> bool:
    """Whether a title names a party's first office rather than a deputy's."""
    return title.head in FIRST_OFFICES and not set(fold(title.text).replace("-", " ").split()) & {
        "vice",
        "deputy",
        "assistant",
    }


def _top(node: Node, parse: Parse) -> Node:
    """The first of the coordinated nodes that this one belongs to."""
    while node.dep == "conj" and (above := parse.parent(node)) is not None:
        node = above
    return node


def _leading(verb: Node | None, parse: Parse) -> bool:
    """Whether a verb is the sentence's main one or joined to it."""
    while verb is not None and verb.dep == "conj":
        verb = parse.parent(verb)
    return verb is not None and verb.dep in {"ROOT", "parataxis"}
