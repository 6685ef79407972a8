"""What common nouns stand for: "both sides", "the two leaders", "the party's official", "the guest".

Comes in: a noun of a parsed sentence, the article's persons and offices, what its sentences leave in mind. Goes out:
the Anaphor of a noun that stands for persons or sides. It never reads a noun without a determiner that says which.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.discourse.bodies import Bodies
from kg.discourse.facing import Facing
from kg.discourse.holders import Holders
from kg.discourse.incumbents import Incumbents
from kg.discourse.lexicon import count_of, words
from kg.discourse.memory import REACH, Memory, pointing
from kg.discourse.parties import Parties
from kg.discourse.people import Individual
from kg.discourse.ranks import Ranks
from kg.discourse.several import Several, titled
from kg.discourse.standing import joined_to
from kg.discourse.unnamed import Unnamed
from kg.model import EntityKind, Span
from kg.syntax import Anaphor, Node, Parse, Title
from kg.words import fold

POINTING = frozenset({"the", "both", "two", "three", "his", "her", "its"})
ALONE = frozenset({"nsubj", "nsubjpass", "pobj", "dobj"})
ALL_OF = frozenset({"both", "two", "three", "all"})
BELONGING: dict[str, EntityKind] = {"party": "party", "country": "state", "nation": "state"}
ONE_SIDE = frozenset({"side", "delegation"})


class Descriptions:
    """Follows nouns that describe persons and sides."""

    def __init__(self, bodies: Bodies, memory: Memory, several: Several, incumbents: Incumbents, text: str) -> None:
        self.bodies, self.memory, self.several, self.text = bodies, memory, several, text
        self.incumbents = incumbents
        self.holders: Holders = several.holders
        self.unnamed: Unnamed = several.unnamed
        self.facing = Facing(bodies, memory, self.holders, self.unnamed)
        self.ranks = Ranks(bodies, self.holders.holdings, memory)
        self.parties = Parties(bodies, text)

    def read(self, node: Node, parse: Parse) -> Anaphor | None:
        """What a noun stands for; None for other words and where its determiner points at nothing."""
        word = fold(node.text)
        if node.phrase is None and word in ALL_OF and node.dep in ALONE:
            return self._all_alone(node, parse, word)
        ranked = self.ranks.read(node, parse)
        if ranked:
            keys = ranked[:1] if len(ranked) == 1 else (self.unnamed.group(self._phrase(node, parse), ranked),)
            return pointing(node.span, keys, "rank")
        if node.phrase is None and word in BELONGING and (body := self._own_body(node, parse)) is not None:
            return pointing(node.span, (body,), "own-body")
        leading = self._leading_team(node, parse)
        if leading is not None:
            return pointing(node.span, (leading,), "leader") if leading else None
        facing = self.facing.read(node, parse)
        if facing is not None:
            return pointing(node.span, (facing,), "facing")
        if node.phrase is not None or word not in words("people") or not node.tag.startswith("N"):
            return None
        determiners = [fold(n.text) for n in parse.children(node, "det", "nummod", "poss", "predet", "amod")]
        couple = word in {"pair", "couple"}
        plural = node.tag in {"NNS", "NNPS"} or couple
        several = self.several.of_noun(node, parse) if plural else ()
        if not (several or (plural and _of_all(node, parse)) or set(determiners) & POINTING):
            return None
        if plural:
            count = count_of(determiners) or (2 if couple else None)
            rank = self.several.of_title(titled(node, parse), node.lemma, node, count) if _alone(node, parse) else ()
            pair = self._pair(determiners, node) if _alone(node, parse) else ()
            members = several or self._listed(node, parse, count) or rank or self._members(node, parse, count) or pair
            members = members or (self.parties.two(node) if count == 2 and _alone(node, parse) else ())
            return pointing(node.span, (self.unnamed.group(self._phrase(node, parse), members),), "collective")
        if word in ONE_SIDE:
            return pointing(node.span, (self.unnamed.group(self._phrase(node, parse), ()),), "collective")
        owners = [n for n in parse.children(node, "poss") if n.phrase is None]
        if owners and word in words("host") | words("caller") | {"counterpart"}:
            key = self._other_side(node, owners[0], parse)
        else:
            key = self._described(node, parse, word) if "the" in determiners else None
        return pointing(node.span, (key,), "description") if key else None

    def _leading_team(self, node: Node, parse: Parse) -> str | None:
        """Of "the head of (the) delegation", "the delegation leader" the one who was said to lead one; '' where
        nobody or several were, None for other words.
        """
        if node.phrase is not None or node.tag != "NN" or node.lemma not in words("leading") | {"chairman"}:
            return None
        behind = [c for p in parse.children(node, "prep") if fold(p.text) == "of" for c in parse.children(p, "pobj")]
        near = (*parse.children(node, "compound"), *behind)
        teams = [n for n in near if n.phrase is None and n.lemma in words("team")]
        named = node.dep in {"appos", "attr"} or parse.children(node, "appos")
        pointed = {fold(n.text) for n in parse.children(node, "det", "poss")} & {"the", "its", "their"}
        if not teams or named or not pointed:
            return None
        before = [n for team in teams for n in parse.children(team, "amod")]
        lands = {self.bodies.root(self.memory.named.get(n.span)) for n in before} - {None}
        people = self.memory.people.all
        fit = [k for k in dict.fromkeys(self.memory.leaders) if not lands or self._is_of(people[k], lands)]
        return fit[0] if len(fit) == 1 else ""

    def _own_body(self, node: Node, parse: Parse) -> str | None:
        """Of "her party", "his country" the one party or state that whoever the pronoun means holds office of."""
        owners = [n for n in parse.children(node, "poss") if n.phrase is None and n.tag == "PRP$"]
        people = {key for n in owners for key in self.memory.persons(n)}
        held = [h for h in self.holders.holdings.found if h.person in people and h.title.status != "former"]
        roots = dict.fromkeys(root for h in held if (root := self.bodies.root(h.organization)) in self.bodies.all)
        fit = [root for root in roots if root and self.bodies.kind(self.bodies.all[root]) == BELONGING[fold(node.text)]]
        return fit[0] if len(fit) == 1 else None

    def _all_alone(self, node: Node, parse: Parse, word: str) -> Anaphor | None:
        """Of "the two", "both", "all three" without a noun: so many persons told of together."""
        pointed = word == "both" or {fold(n.text) for n in parse.children(node, "det", "predet")} & {"the", "all"}
        count = count_of([word])
        members = self._members(node, parse, count) if pointed and count else ()
        return pointing(node.span, members, "collective") if members else None

    def _other_side(self, node: Node, owner: Node, parse: Parse) -> str | None:
        """Of "his guest", "her host": who stands in apposition, else who was received or came, not the possessor."""
        mine, word = self.memory.persons(owner), fold(node.text)
        named = [k for n in parse.children(node, "appos") for k in self.memory.persons(n)]
        if named:
            return named[0]
        hosting = word in words("host")
        main = self.memory.host if hosting else self.memory.guest if word in words("caller") else None
        if main in mine and owner.tag == "PRP$":  # nobody is his own host: whose host he is was misread
            other = self.memory.guest if hosting else self.memory.host
            if other is None or other == main:
                return None
            self.memory.found[owner.span] = pointing(owner.span, (other,), "description")
            return main
        return main if main is not None and main not in mine else None

    def _members(self, node: Node, parse: Parse, count: int | None) -> tuple[str, ...]:
        """So many persons told of together: by this sentence before the noun, else by an earlier one."""
        if fold(node.text) in words("sides") or count is None:
            return ()
        here = dict.fromkeys(k for n in parse.nodes[: node.index] for k in self.memory.persons(n))
        orgs = self._orgs(node, parse)
        people = self.memory.people.all

        def fits(key: str) -> bool:
            return self.holders.may_be(key, node.lemma) and (not orgs or self._is_of(people[key], orgs))

        persons = tuple(k for k in here if k in people and fits(k))
        return persons if len(persons) == count else self.memory.together(count, fits)

    def _listed(self, node: Node, parse: Parse, count: int | None) -> tuple[str, ...]:
        """The persons of a list in apposition: "the foreign ministers of the day, A and B"."""
        named = [c for n in parse.children(node, "appos") for c in (n, *joined_to(n, parse))]
        keys = tuple(dict.fromkeys(k for n in named for k in self.memory.persons(n) if k in self.memory.people.all))
        return keys if len(keys) == count or (count is None and len(keys) > 1) else ()

    def _pair(self, determiners: list[str], node: Node) -> tuple[str, ...]:
        """The two persons whom the latest sentence with several names, of "the ministers" without a number."""
        if determiners != ["the"] or fold(node.lemma) not in words("ranked"):
            return ()
        for row in reversed(self.memory.rows[-2 * REACH :]):
            persons = tuple(k for k in row if not k.startswith("group"))
            if len(persons) > 1:
                fit = len(persons) == 2 and all(self.holders.may_be(k, node.lemma) for k in persons)
                return persons if fit else ()
        return ()

    def _phrase(self, node: Node, parse: Parse) -> str:
        """The noun phrase up to and with "of …" as the text has it."""
        parts = [n for n in parse.subtree(node) if n.index <= node.index or _behind_of(n, node, parse)]
        return " ".join(Span(parts[0].span.start, parts[-1].span.end).of(self.text).split())

    def _described(self, node: Node, parse: Parse, word: str) -> str | None:
        """One person whom the words can mean: by organisation, by title, as the visitor, else who was named last."""
        orgs = self._orgs(node, parse)
        before = self.memory.people.before(node.span.start)
        if orgs:
            theirs = [p for p in before if self._is_of(p, orgs)]
            holder = self._titled(node, parse, theirs) if word not in words("anybody") else None
            return holder or next((p.key for p in theirs), None)
        if word not in words("anybody") and (holder := self._titled(node, parse, before)) is not None:
            return holder
        if word in words("caller"):
            return self.memory.guest
        if word in words("host"):
            return self.memory.host
        if word in words("chief"):
            return next((k for k in self.memory.recent() if k in self.memory.people.all), None)
        return None

    def _orgs(self, node: Node, parse: Parse) -> set[str | None]:
        """The topmost owners of what is named before a noun ("the Norwegian minister")."""
        around = [n for n in parse.subtree(node) if n.phrase is not None and n.index < node.index]
        return {self.bodies.root(self.memory.named.get(n.span)) for n in around} - {None}

    def _is_of(self, person: Individual, orgs: set[str | None]) -> bool:
        held = [h.organization for h in self.holders.holdings.found if h.person == person.key]
        return any(self.holders.sides(org) & orgs for org in held)

    def _titled(self, node: Node, parse: Parse, before: Sequence[Individual]) -> str | None:
        """Who is nearest to mind of those named before whose office the noun and the words before it can mean."""
        inner = [n for n in parse.children(node, "amod", "compound") if n.phrase is None]
        wanted = Title(" ".join(n.text for n in (*inner, node)), node.lemma, node.span, definite=True)
        holdings = self.holders.alike(wanted) or self.holders.alike(Title(node.text, node.lemma, node.span))
        fitting = {h.person for h in holdings}
        named = [p.key for p in before if p.key in fitting]
        spot = self.incumbents.at(node, parse, wanted)
        free = [key for key in named if key not in spot.barred]
        return spot.likeliest(free) if free else None


def _alone(node: Node, parse: Parse) -> bool:
    """Whether a plural stands without "of" or a possessor, by which it would be of somebody."""
    return not parse.children(node, "prep", "poss")


def _of_all(node: Node, parse: Parse) -> bool:
    """Whether "of" or "from" behind a plural counts what it is of: "leaders of both parties"."""
    spots = [
        c for p in parse.children(node, "prep") if fold(p.text) in {"of", "from"} for c in parse.children(p, "pobj")
    ]
    return any(fold(n.text) in ALL_OF for spot in spots for n in parse.children(spot, "det", "nummod", "predet"))


def _behind_of(inner: Node, node: Node, parse: Parse) -> bool:
    at: Node | None = inner
    while at is not None and parse.parent(at) is not None and parse.parent(at) is not node:
        at = parse.parent(at)
    return at is not None and at.dep == "prep" and fold(at.text) == "of"
