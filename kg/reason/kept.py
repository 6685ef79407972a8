"""What follows from a graph, kept true while the graph changes.

Comes in: triples that come to be asserted and that go. Goes out: the triples of graph/inferred that come and go with
them, each rule's with its premises. It never draws a conclusion again that no change bears on, and what it holds
depends on nothing but what is asserted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import vocab
from kg.delta import Delta, Triple
from kg.errors import BadInput
from kg.nquads import put
from kg.reason.axioms import Axioms
from kg.reason.bearing import Bearing
from kg.reason.following import Key, Looked
from kg.reason.rules import Rule, fire
from kg.vocab import term

MOST_ROUNDS = 30
MANY = 4000  # where more triples changed than this, and at first, all conclusions are drawn again
Premises = frozenset[NamedNode]
Holds = Callable[[Triple], bool]
Quads = dict[Triple, Quad]  # triples, as the rules' store takes them


class Closes(Protocol):
    """An engine of OWL 2 RL."""

    closure: set[Triple]

    def change(self, came: Iterable[Triple], went: Iterable[Triple]) -> tuple[set[Triple], set[Triple]]:
        """Give triples and take others back: what is in the closure now and was not, and what is no more."""


@dataclass
class Inference:
    """All that follows: `inferred`, and of it what rules made, `noted`, by rule with its premises. A rule draws its
    conclusions from all else that holds.

    `asserted` tells whether a triple is stated, `spoken` whether an article or a claim states it: on these alone
    OWL 2 RL works, since the authority's hundreds of things that no article names draw no conclusions.
    """

    base: str
    axioms: Axioms
    rules: Sequence[Rule]
    closing: Closes
    asserted: Holds
    spoken: Holds
    inferred: set[Triple] = field(default_factory=set)
    noted: dict[Triple, dict[Rule, Premises]] = field(default_factory=dict)
    _work: Store = field(default_factory=Store)
    _bearings: dict[Rule, Bearing] = field(default_factory=dict)
    _asked: frozenset[NamedNode] = frozenset()
    _made: dict[Rule, dict[Key, dict[Triple, Premises]]] = field(default_factory=dict)
    _makers: dict[Triple, dict[Rule, Premises]] = field(default_factory=dict)
    _fired: Counter[Rule] = field(default_factory=Counter)
    _begun: bool = False

    def __post_init__(self) -> None:
        """Take the axioms that rules ask about."""
        self._work.extend(Quad(*triple) for triple in self.axioms.lifts)
        self._bearings = {rule: Bearing(rule) for rule in self.rules}
        self._asked = frozenset[NamedNode]().union(*(one.properties for one in self._bearings.values()))

    def change(self, asserted: Delta, spoken: Delta) -> Delta:
        """Follow a change of what is asserted, and of what is spoken, to the change of graph/inferred.

        BadInput if the rules come to no end within MOST_ROUNDS rounds.
        """
        doubtful, given = asserted.came | asserted.went, spoken.came | spoken.went
        given |= doubtful & self._makers.keys()
        touched = set[Triple]()
        for _ in range(MOST_ROUNDS):
            doubtful |= self._close(given)
            touched |= doubtful
            given = self._rule(*self._settled(doubtful, asserted))
            doubtful, asserted = set(given), Delta()
            if not given:
                return self._written(touched)
        raise BadInput("ontology/rules", f"the rules come to no end after {MOST_ROUNDS} rounds", "look for a loop")

    def _close(self, given: set[Triple]) -> set[Triple]:
        """Tell OWL 2 RL which triples it has to go by now: the triples that follow now or no more."""
        stands = {t for t in given if self.spoken(t) or (t in self._makers and not self.asserted(t))}
        made, lost = self.closing.change(stands, given - stands) if given else (set(), set())
        return made | lost

    def _settled(self, doubtful: set[Triple], asserted: Delta) -> tuple[Quads, Quads]:
        """Of triples whose ground changed those that hold now and did not, and those that do no more; among the first
        may be some that were asserted just now and followed before. No rule asks about half of the properties.
        """
        came = {triple: quad for triple, quad in asserted.arrived.items() if triple[1] in self._asked}
        gone = (triple for triple in asserted.went if triple[1] in self._asked)
        went = {triple: Quad(*triple) for triple in gone if not self._follows(triple)}
        for triple in doubtful - asserted.came - asserted.went:
            if triple[1] not in self._asked:
                continue
            holds = self.asserted(triple) or self._follows(triple)
            if holds != ((quad := Quad(*triple)) in self._work):
                (came if holds else went)[triple] = quad
        return came, went

    def _follows(self, triple: Triple) -> bool:
        return triple in self.closing.closure or triple in self._makers

    def _rule(self, came: Quads, went: Quads) -> set[Triple]:
        """Draw the rules' conclusions again where these bear on them: the triples that a rule makes now or no more."""
        whole = not self._begun or len(came) + len(went) > MANY
        put(self._work, came.values())
        changed: dict[NamedNode, list[Triple]] = {}
        for triple in (*came, *went):
            changed.setdefault(triple[1], []).append(triple)
        self._begun = True
        looked = Looked(self._work)
        keys = {rule: None if whole else one.affected(looked, changed) for rule, one in self._bearings.items()}
        for quad in went.values():
            self._work.remove(quad)
        found = set[Triple]()
        for rule, some in keys.items():
            if some is None or some:
                found |= self._draw(rule, some)
        return found

    def _draw(self, rule: Rule, keys: set[Key] | None) -> set[Triple]:
        """Draw a rule's conclusions again, all or those of some keys; gives the triples that differ."""
        bearing, made = self._bearings[rule], self._made.setdefault(rule, {})
        before = {t: p for key in (made if keys is None else keys) for t, p in made.get(key, {}).items()}
        alone = [Quad(*t) for t in before if self._stands_by(rule, t)] if bearing.denies_itself else []
        for quad in alone:
            self._work.remove(quad)
        after: dict[Triple, set[NamedNode]] = {}
        for query in (rule.query,) if keys is None else bearing.queries(keys):
            for triple, premises in fire(rule, self._work, query):
                after.setdefault(triple, set()).update(premises)
        self._work.extend(alone)
        now = {triple: frozenset(premises) for triple, premises in after.items()}
        differing = {t for t in (*before, *now) if before.get(t) != now.get(t)}
        for triple in differing:
            self._file(rule, bearing.key_of(triple), triple, now.get(triple))
        return differing

    def _stands_by(self, rule: Rule, triple: Triple) -> bool:
        """Whether this rule alone makes the triple hold."""
        others = self._makers[triple].keys() - {rule}
        return not (others or self.asserted(triple) or triple in self.closing.closure)

    def _file(self, rule: Rule, key: Key, triple: Triple, premises: Premises | None) -> None:
        made, makers = self._made[rule].setdefault(key, {}), self._makers.setdefault(triple, {})
        made.pop(triple, None)
        makers.pop(rule, None)
        if premises is not None:
            made[triple] = makers[rule] = premises
        if not made:
            del self._made[rule][key]
        if not makers:
            del self._makers[triple]

    def _written(self, touched: set[Triple]) -> Delta:
        """What changes in graph/inferred, notes on rules included."""
        facts, notes, fired = Delta(), Delta(), set(self._fired)
        follow = (self._makers.keys(), self.closing.closure, self.inferred, self.noted.keys())
        for triple in set[Triple]().union(*(touched & some for some in follow)):
            makers = {} if self.asserted(triple) else self._makers.get(triple, {})
            holds = bool(makers) or (triple in self.closing.closure and not self.asserted(triple))
            if holds != (triple in self.inferred):
                (facts.came if holds else facts.went).add(triple)
            noted = self.noted.pop(triple, {})
            for rule in noted.keys() | makers.keys():
                if noted.get(rule) != makers.get(rule):
                    notes.went.update(self._notes(triple, rule, noted.get(rule)))
                    notes.came.update(self._notes(triple, rule, makers.get(rule)))
                    self._fired[rule] += (rule in makers) - (rule in noted)
            if makers:
                self.noted[triple] = dict(makers)
        self.inferred.difference_update(facts.went)
        self.inferred.update(facts.came)
        self._fired = +self._fired
        for rule in fired ^ set(self._fired):
            (notes.came if rule in self._fired else notes.went).update(_described(rule))
        return Delta(facts.came | (notes.came - notes.went), facts.went | (notes.went - notes.came))

    def _notes(self, triple: Triple, rule: Rule, premises: Premises | None) -> set[Triple]:
        """A rule's conclusion as a thing of its own, with what it rests on; nothing if there is none."""
        if premises is None:
            return set()
        content = (triple[0].value, triple[1].value, str(triple[2]), rule.iri.value)
        node = vocab.mint(f"{self.base}id/", "inference", vocab.digest(*content))
        return {
            (node, term("rdf:type"), term("pd:Inference")),
            (node, term("rdf:subject"), triple[0]),
            (node, term("rdf:predicate"), triple[1]),
            (node, term("rdf:object"), triple[2]),
            (node, term("prov:wasGeneratedBy"), rule.iri),
            *((node, term("pd:hasPremise"), premise) for premise in premises),
        }


def _described(rule: Rule) -> set[Triple]:
    return {(rule.iri, term("rdf:type"), term("pd:Rule")), (rule.iri, term("rdfs:label"), Literal(rule.label))}
