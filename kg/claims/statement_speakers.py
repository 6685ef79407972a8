"""Whom the subject of a reporting verb denotes: named persons and bodies, documents, unnamed speakers.

Comes in: a subject's node and what was said before. Goes out: the keys of the speakers with the references followed.
It never lets a thing or an abstract noun speak.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.claims.context import SUBJECTS, Context, Found
from kg.claims.lexicon import is_noun
from kg.model import Reference, Span
from kg.syntax import Node, Parse
from kg.territories import territory
from kg.words import fold

BODIES = frozenset({"party", "party_body", "state", "state_body", "organization", "outlet", "group", "post"})
PRONOUNS = frozenset("i we you he she it they this that these those who which what him her them us me one".split())
COUNTED = frozenset({"two", "three", "four", "five"})  # "the two" speak as one
LANDS = re.compile(r"(?P<first>[A-Z][\w-]+)(?:, [A-Z][\w-]+){0,3} and $")  # before "Cambodian ministers"
STYLES = frozenset({"highness", "majesty", "excellency", "eminence", "holiness"})
SEVERAL = frozenset({"some", "others", "many"})
INNER = ("amod", "compound", "nummod", "poss", "nmod", "case", "quantmod")
FEMALE = frozenset("mrs ms miss madam madame mme lady dame queen princess señora doña".split())
MALE = frozenset("mr sir lord king prince señor don brother".split())
REACH = 3  # sentences over which "it", "they" and "the party" reach back to a speaker


@dataclass(slots=True)
class Speakers:
    """Remembers who has spoken so far, for the words that only they explain."""

    context: Context
    said: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    gender: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for mentions in self.context.mentions:
            for phrase in mentions.phrases:
                key = self.context.discourse.named.get(phrase.span)
                if phrase.person is not None and key is not None and phrase.person.honorific:
                    first = fold(phrase.person.honorific).split()[0].rstrip(".")
                    pronoun = "she" if first in FEMALE else "he" if first in MALE else None
                    if pronoun:
                        self.gender.setdefault(key, pronoun)

    def note(self, sentence: int, keys: tuple[str, ...]) -> None:
        """Records who spoke in a sentence."""
        self.said.append((sentence, keys))

    def latest(self, sentence: int) -> tuple[str, ...]:
        """Who spoke last, if within reach."""
        return self.said[-1][1] if self.said and sentence - self.said[-1][0] <= REACH else ()

    def of(self, node: Node, parse: Parse) -> list[Found]:
        """The speakers that a node and its conjuncts name."""
        if node.phrase is None and node.tag == "CD" and fold(node.text) in COUNTED:
            return [(self.context.entity("group", [f"the {fold(node.text)}", fold(node.text)]), ())]
        found = self._continued(node, parse) or (list(self.context.own(node)) if self._speaks(node) else [])
        found = self._named_behind(node, parse) or found or self._apposed(node, parse) or self._unnamed(node, parse)
        for child in parse.children(node, "conj"):
            if (child.phrase is not None or not self._proper(child)) and not self._of_list(node, child, parse):
                found += self.of(child, parse)
        bound = [(key, references or self._outside(node, key)) for key, references in found]
        return list(dict.fromkeys(bound))

    def _named_behind(self, node: Node, parse: Parse) -> list[Found]:
        """The person whose name explains an office or a common noun: "a spokesman for the ministry, X,"."""
        if node.phrase is not None and node.phrase.kind != "office":
            return []
        near = parse.nodes[node.index + 1 : node.index + 4]
        beside = near[1:2] if len(near) > 2 and near[0].text == near[2].text == "," else []
        people = [*beside, *parse.children(node, "appos")]
        people = [n for n in people if n.phrase is not None and n.phrase.kind == "person"]
        people = [n for n in people if parse.nodes[n.index - 1].text in {",", "—", "–"}]
        return [f for n in people[:1] for f in self.context.own(n)]

    def _of_list(self, node: Node, child: Node, parse: Parse) -> bool:
        """Whether what is joined to a plural goes on its list of owners: "representatives of A, B and C"."""
        plural = node.tag == "NNS" or (node.phrase is not None and node.phrase.title and node.phrase.title.plural)
        return bool(plural) and child.phrase is not None and child.phrase.kind in {"org", "place"}

    def _continued(self, node: Node, parse: Parse) -> list[Found]:
        """The subject "he" or "she" of a report: who spoke in the sentence before, if nothing speaks against it."""
        word = fold(node.text)
        if node.phrase is not None or word not in {"he", "she"} or not self.said:
            return []
        if parse.sentence.zone in {"answer", "letter"}:  # there the speaker says I
            return []
        sentence, keys = self.said[-1]
        inside = [
            n
            for n in parse.nodes
            if n.index < node.index and n.dep == "nsubj" and n.phrase and n.phrase.kind == "person"
        ]
        if (
            len(keys) != 1
            or self.context.kind(keys[0]) != "person"
            or inside
            or not self._near(sentence, parse.sentence.index)
        ):
            return []
        if self.gender.get(keys[0], word) != word:
            return []
        return [(keys[0], (Reference(node.span, keys[0], f"pronoun/{word}"),))]

    def _near(self, earlier: int, later: int) -> bool:
        """Whether a sentence follows another, or one without a person as its subject stands between."""
        between = [p for p in self.context.parses if earlier < p.sentence.index < later]
        people = [
            n
            for p in between
            for n in p.nodes
            if n.dep in (*SUBJECTS, "npadvmod", "appos") and n.phrase and n.phrase.kind in {"person", "office"}
        ]
        return 0 < later - earlier <= 2 and not people

    def _outside(self, node: Node, key: str) -> tuple[Reference, ...]:
        return (Reference(node.span, key, "subject"),)

    def _speaks(self, node: Node) -> bool:
        """Whether what discourse knows of a node will do: not for plural offices, whose number stands outside them."""
        phrase = node.phrase
        return (
            phrase is None
            or phrase.kind in {"person", "org", "place"}
            or (phrase.title is not None and not phrase.title.plural)
        )

    def _apposed(self, node: Node, parse: Parse) -> list[Found]:
        if node.phrase is not None and node.phrase.title is not None and node.phrase.title.plural:
            return []
        return [f for child in parse.children(node, "appos") for f in self.context.own(child)]

    def _unnamed(self, node: Node, parse: Parse) -> list[Found]:
        word = fold(node.text)
        if node.phrase is not None:
            return self._office(node, parse)
        if word in {"it", "they"}:
            return self._earlier(node, parse, word)
        if word in SEVERAL:
            return [(self.context.entity("group", (node.text,)), ())]
        if word in PRONOUNS or not node.tag.startswith(("N", "CD")) or word.isdigit():
            return []
        head = fold(node.lemma or node.text)
        definite = any(fold(c.text) in {"the", "this", "its", "their"} for c in parse.children(node, "det", "poss"))
        plain = not parse.children(node, "amod", "compound", "nummod", "nmod")
        document = is_noun("document", head)
        if definite and plain and not document and (known := self._known(node, head, parse)):
            return known
        if document and (issued := self._issuer(node, parse)):
            return issued
        if document or is_noun("speaker", word) or is_noun("speaker", head) or self._proper(node):
            return [(self.context.entity("group", self._forms(node, parse)), ())]
        return []

    def _issuer(self, node: Node, parse: Parse) -> list[Found]:
        """The body whose document speaks: "a statement by the House", "a statement issued by the ministry"."""
        issued = [n for n in parse.children(node, "acl") if n.tag == "VBN"]
        by = [p for n in (node, *issued) for p in parse.children(n, "prep", "agent") if fold(p.text) in {"by", "from"}]
        named = [n for p in by for n in parse.children(p, "pobj") if n.phrase is not None]
        return [f for n in named[:1] if n.phrase and n.phrase.kind in {"org", "person"} for f in self.context.own(n)]

    def _office(self, node: Node, parse: Parse) -> list[Found]:
        if node.phrase is None or node.phrase.kind != "office":
            return []
        forms, before = self._forms(node, parse), self.context.text[: node.span.start]
        lands = LANDS.search(before) if node.phrase.title is not None and node.phrase.title.plural else None
        if lands is not None and territory(lands["first"]) is not None:
            forms = (f"{' '.join(lands[0].split())} {forms[0]}", *forms)
        return [(self.context.entity("group", forms), ())]

    def _proper(self, node: Node) -> bool:
        style = fold(node.text) in STYLES  # "His Highness the Amir" speaks as the Amir
        return node.tag.startswith("NNP") and node.text[:1].isupper() and len(node.text) > 1 and not style

    def _earlier(self, node: Node, parse: Parse, word: str) -> list[Found]:
        """The last speaker that "it" (a body or document) or "they" (several, or a group) can mean."""
        for sentence, keys in reversed(self.said):
            if parse.sentence.index - sentence > REACH:
                break
            kinds = {self.context.kind(key) for key in keys}
            if (word == "it" and len(keys) == 1 and kinds <= BODIES) or (
                word == "they" and (len(keys) > 1 or (kinds == {"group"} and not self._document(keys[0])))
            ):
                return [(key, (Reference(node.span, key, f"pronoun/{word}"),)) for key in keys]
        return []

    def _document(self, key: str) -> bool:
        """Whether who spoke was a paper ("a statement of the ministry"), for which no "they" stands."""
        names = self.context.forms(key)
        return any(is_noun("document", word) for name in names for word in fold(name).partition(" of ")[0].split()[-1:])

    def _known(self, node: Node, head: str, parse: Parse) -> list[Found]:
        """The body that "the party" means: the one whose officer spoke last, else the one named last whose own name
        has that noun.
        """
        latest = self.latest(parse.sentence.index)
        officers = {h.organization for h in self.context.holdings if h.person in latest and h.title.status == "current"}
        own = [key for key in officers if key is not None and self.context.kind(key) in {"party", "organization"}]
        if len(own) == 1 and head == "party":
            return [(own[0], (Reference(node.span, own[0], "description"),))]
        best: tuple[Span, str] | None = None
        for span, key in self.context.discourse.named.items():
            entity = self.context.entities.get(key)
            if entity is None or entity.kind not in BODIES or span.start >= node.span.start:
                continue
            if (entity.kind == head or any(head in fold(n).split() for n in entity.names)) and (
                best is None or span > best[0]
            ):
                best = (span, key)
        return [(best[1], (Reference(node.span, best[1], "description"),))] if best else []

    def _forms(self, node: Node, parse: Parse) -> tuple[str, ...]:
        """The noun phrase with what "of" and "from" add, then without, then the bare noun of a document."""
        inner = [
            n
            for n in parse.children(node, *INNER)
            if n.index < node.index and fold(n.text) not in {"its", "their", "his", "her"}
        ]
        first = min([parse.extent(n).start for n in inner] + [node.span.start])
        behind = [
            parse.extent(p).end
            for p in parse.children(node, "prep")
            if fold(p.text) in {"of", "from", "for"} and p.index == node.index + 1
        ]
        compounds = [n.span.start for n in parse.children(node, "compound") if n.phrase is None]
        spans = [
            Span(first, max([node.span.end, *behind])),
            Span(first, node.span.end),
            Span(min([*compounds, node.span.start]), node.span.end),
        ]
        forms = [" ".join(s.of(self.context.text).split()) for s in spans]
        return tuple(
            dict.fromkeys(
                forms
                if is_noun("document", fold(node.lemma)) or not behind
                else forms[:1]
                if forms[2] == node.text
                else forms
            )
        )
