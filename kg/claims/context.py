"""One article with everything that the earlier rooms made of it, and the questions that every kind of claim asks.

Comes in: an annotated article, its phrases, parses and discourse. Goes out: the entities of nodes, subjects, objects,
clauses, and evidence. It never makes a claim itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kg.claims.days import Days
from kg.claims.event_words import words
from kg.model import Entity, Evidence, Reference, Span
from kg.syntax import AnnotatedText, Discourse, Holding, Mentions, Node, Parse
from kg.words import fold

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
CONTROL = frozenset(
    "invite ask urge allow permit request instruct order authorize authorise enable encourage lead help".split()
)
FIRST = frozenset({"i", "we"})
Found = tuple[str, tuple[Reference, ...]]


@dataclass
class Context:
    """What the kinds of claim read; `made` collects entities that claims themselves need (delegations, things),
    `delegations` the keys of those delegations, in the order in which they were named, `leaders` who leads
    each (None: several do), `crews` who else is in it, `teams` the delegation of each side and whether a headline
    announces it.
    """

    annotated: AnnotatedText
    mentions: Sequence[Mentions]
    parses: Sequence[Parse]
    discourse: Discourse
    made: dict[str, Entity] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    delegations: list[str] = field(default_factory=list)
    leaders: dict[str, str | None] = field(default_factory=dict)
    crews: dict[str, dict[str, Span]] = field(default_factory=dict)
    teams: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.entities = {e.key: e for e in self.discourse.entities}

    @property
    def text(self) -> str:
        """The article's text."""
        return self.annotated.article.text

    @cached_property
    def days(self) -> Days:
        """The article's day, and dates read from it."""
        return Days(self.annotated, [m.sentence for m in self.mentions])

    @property
    def anchor(self) -> str | None:
        """The day from which dates count (kg.claims.days)."""
        return self.days.anchor

    @property
    def today(self) -> str | None:
        """The article's day, its year left open where nothing tells it (kg.claims.days)."""
        return self.days.today

    @property
    def holdings(self) -> tuple[Holding, ...]:
        """The offices that the article gives."""
        return self.discourse.holdings

    def kind(self, key: str) -> str:
        """The kind of an entity, '' for an unknown key."""
        entity = self.entities.get(key) or self.made.get(key)
        return entity.kind if entity else ""

    def name(self, key: str) -> str:
        """The fullest name of an entity."""
        return (self.entities.get(key) or self.made[key]).name

    def forms(self, key: str) -> tuple[str, ...]:
        """All forms of an entity's name, those that the article does not use last."""
        entity = self.entities.get(key) or self.made[key]
        return (*entity.names, *entity.variants)

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds a place in the text; the place alone if none does."""
        found = (m.sentence.span for m in self.mentions if m.sentence.span.start <= position < m.sentence.span.end)
        return next(found, Span(position, position + 1))

    def own(self, node: Node) -> list[Found]:
        """What one node stands for, its conjuncts left out; collectives whose members are known stay one."""
        if node.phrase is not None and node.phrase.kind in {"person", "org", "place", "demonym"}:
            key = self.discourse.named.get(node.span)
            return [(key, ())] if key else []
        anaphor = self.discourse.anaphors.get(node.span)
        if anaphor is not None:
            return [(key, anaphor.references) for key in anaphor.keys]
        return []

    def all_of(self, node: Node, parse: Parse) -> list[Found]:
        """What a node and its conjuncts stand for."""
        found = self.own(node)
        for child in parse.children(node, "conj"):
            found += self.all_of(child, parse)
        for child in parse.children(node, "appos"):
            if not found:
                found += self.all_of(child, parse)
        return found

    def members(self, found: Sequence[Found]) -> list[Found]:
        """The same with collectives replaced by the persons that they are known to be."""
        spread: list[Found] = []
        for key, references in found:
            entity = self.entities.get(key)
            if entity is not None and entity.kind == "group" and entity.members:
                spread += [
                    (m, (*references, Reference(r.span, m, r.rule))) for m in entity.members for r in references[:1]
                ]
            else:
                spread.append((key, references))
        return spread

    def subject_nodes(self, verb: Node, parse: Parse) -> list[Node]:
        """The subjects of a verb: its own, a relative pronoun's antecedent, else those of the verb it is joined to."""
        above = parse.parent(verb)
        if verb.dep in {"csubj", "advcl"} and verb.tag == "VBG" and above is not None and above.lemma == "be":
            return parse.children(above, "attr", "appos")
        if verb.tag == "VBG" and verb.index == 0 and any(n.lemma == "be" for n in parse.children(verb, "aux")):
            return parse.children(verb, "attr", "nsubj")  # "Chairing the talks was A"
        if verb.tag == "VBN" and any(n.index > verb.index for n in parse.children(verb, "auxpass")):
            return parse.children(verb, "attr", "nsubjpass")  # "Also elected were A and B"
        auxiliaries = parse.children(verb, "auxpass", "aux")  # on which a subject far ahead may hang
        own = parse.children(verb, *SUBJECTS) or [n for a in auxiliaries for n in parse.children(a, *SUBJECTS)]
        head = parse.parent(verb)
        if verb.dep == "advcl" and head is not None and self.led_on(verb, parse):
            return self.subject_nodes(head, parse)
        if own:
            return [self.antecedent(n, verb, parse) for n in own]
        if head is None:
            return self._fronted(verb, parse)
        if verb.dep == "xcomp" and head.lemma in CONTROL and parse.children(head, "dobj"):
            return parse.children(head, "dobj")
        if (
            head is not None
            and verb.dep in {"conj", "xcomp", "advcl"}
            and (head.tag.startswith("V") or head.tag == "MD")
        ):
            return self.subject_nodes(head, parse)
        if head is not None and verb.dep in {"conj", "xcomp"} and head.dep in {"acomp", "attr"}:
            above = parse.parent(head)
            return self.subject_nodes(above, parse) if above else []
        if verb.dep == "pcomp":
            return self._controlled(verb, parse)
        if verb.dep in {"acl", "relcl"} and verb.tag in {"VBG", "VB"}:
            return [head]
        return []

    def led_on(self, verb: Node, parse: Parse) -> list[Node]:
        """The goal of a journey that the parser took for who does what it is made for ("left for A to attend B")."""
        mark = any(fold(n.text) == "for" for n in parse.children(verb, "mark"))
        goals = parse.children(verb, "nsubj") if mark else []
        return [n for n in goals if n.phrase is not None and n.phrase.kind == "place"]

    def _controlled(self, verb: Node, parse: Parse) -> list[Node]:
        """Who does what a gerund behind a preposition says: the object of thanks and praise, else the subject above."""
        above = parse.parent(parse.nodes[verb.head])
        if above is not None and above.lemma in words("thank"):
            return parse.children(above, "dobj")
        while above is not None and not above.tag.startswith("V"):
            above = parse.parent(above)
        return self.subject_nodes(above, parse) if above is not None else []

    def _fronted(self, verb: Node, parse: Parse) -> list[Node]:
        """The subject that the parser took for an apposition of a fronted phrase ("at the invitation of A, B …")."""
        late = [
            n
            for n in parse.nodes
            if n.dep == "appos"
            and n.index < verb.index
            and n.phrase is not None
            and parse.nodes[n.index - 1].text == ","
        ]
        return [n for n in late[-1:] if any(a.dep == "pobj" for a in [parse.nodes[n.head]])]

    def antecedent(self, node: Node, verb: Node, parse: Parse) -> Node:
        """What a relative pronoun in a verb's clause stands for; any other node itself."""
        if fold(node.text) in {"who", "whom"} and (named := _right_before(node, parse)) is not None:
            return named
        at: Node | None = verb
        while node.tag in {"WDT", "WP"} and at is not None:
            if at.dep == "relcl":
                return _led(node, parse.parent(at) or node, parse)
            at = parse.parent(at) if at.dep in {"conj", "xcomp", "ccomp"} else None
        return node

    def passive(self, verb: Node, parse: Parse) -> bool:
        """Whether the verb stands in the passive."""
        return bool(parse.children(verb, "nsubjpass", "auxpass", "agent")) or (
            verb.dep == "acl" and verb.tag == "VBN" and not parse.children(verb, "nsubj")
        )

    def prepositions(self, node: Node, parse: Parse) -> Iterator[tuple[str, Node]]:
        """(preposition, object) pairs below a node, chains ("on behalf of") by their first words, conjuncts apart."""
        first = parse.children(node, "prep", "agent", "dative")
        marks = {fold(p.text) for p in first}
        beside = [n for n in parse.children(node, "conj") if n.tag == "IN" and fold(n.text) in marks]  # "by A and by B"
        joined = (n for p in first for n in parse.children(p, "conj") if n.tag in {"IN", "TO"})
        for prep in [*first, *joined, *beside]:
            for child in parse.children(prep, "pobj", "pcomp"):
                whom = child.tag == "WP" and node.dep != "ROOT"  # "with whom he signed": the one named before
                yield fold(prep.text), self.antecedent(child, node, parse) if whom else child
            for inner in parse.children(prep, "prep"):
                for child in parse.children(inner, "pobj"):
                    yield fold(f"{prep.text} {inner.text}"), child

    def evidence(
        self, parse: Parse, rule: str, references: Sequence[Reference] = (), span: Span | None = None
    ) -> Evidence:
        """Evidence by a rule: the sentence's words unless a narrower span is given."""
        return Evidence(span or parse.sentence.span, rule, tuple(dict.fromkeys(references)))

    def entity(self, kind: str, names: Sequence[str], parent: str | None = None) -> str:
        """The key of an entity that a claim needs and no name makes (a delegation, a thing), made once."""
        forms = tuple(dict.fromkeys(n for n in names if n))
        label = fold(forms[0])
        for entity in (*self.entities.values(), *self.made.values()):
            if entity.kind == kind and label in {fold(n) for n in entity.names}:
                return entity.key
        key = f"{kind}{len(self.entities) + len(self.made) + 1}"
        self.made[key] = Entity(key, kind, forms, parent=parent)  # type: ignore[arg-type]
        return key

    def renamed(self, key: str, names: Sequence[str]) -> str:
        """The key of a made entity that now bears these names too, those in front."""
        if key in self.made:
            self.made[key] = replace(self.made[key], names=tuple(dict.fromkeys((*names, *self.made[key].names))))
        return key


def _led(pronoun: Node, node: Node, parse: Parse) -> Node:
    """What a "which" behind a person's name stands for: the delegation or body that the person is said to lead."""
    person = node.phrase is not None and node.phrase.kind == "person"
    by = parse.parent(node) if person and fold(pronoun.text) == "which" else None
    verb = parse.parent(by) if by is not None and fold(by.text) == "by" else None
    led = parse.parent(verb) if verb is not None and verb.lemma in {"lead", "head"} else None
    of = parse.parent(led) if led is not None and led.dep == "pobj" else None
    team = parse.parent(of) if of is not None and fold(of.text) in {"of", "from"} else None
    led = team if team is not None and team.lemma in words("delegation") else led
    return led if led is not None and led.tag.startswith("N") else node


def _right_before(node: Node, parse: Parse) -> Node | None:
    """The person whose name stands right before a "who" or "with whom", a comma between or none."""
    end = node.index - (fold(node.text) == "whom" and parse.nodes[node.index - 1].tag in {"IN", "TO"})
    before = [n for n in parse.nodes[max(end - 2, 0) : end] if n.text != ","]
    phrase = before[-1].phrase if before else None
    return before[-1] if phrase is not None and phrase.kind == "person" else None
