"""Who signs a document: the subject or agent of the act, those who look on, the article's two states.

Comes in: an article's context, a document and its sentence's parse. Goes out: the sides that they act for and where the
text names them. It never takes a person for a side.
"""

from __future__ import annotations

import re

from kg.claims.context import Context, Found
from kg.claims.document_acts import edge_of
from kg.claims.documents import Document, listed
from kg.claims.levels import LEVELS
from kg.claims.sides import Sides
from kg.model import Reference, Span
from kg.syntax import Node, Parse
from kg.words import fold

COLLECTIVE_ACTS = frozenset({"sign", "release", "issue", "exchange", "adopt", "present", "conclude", "hand"})
PAIRED = frozenset(
    "side pair minister co-chair president leader premier speaker ambassador chair official representative "
    "delegation".split()
)
CLAUSAL = frozenset({"and", "while", "whereas"})
Signed = tuple[list[Found], list[Span]]


class Signers:
    """Finds the sides that an act joins in one article."""

    def __init__(self, context: Context, sides: Sides) -> None:
        self.context, self.sides = context, sides

    def of(self, document: Document, parse: Parse) -> Signed:
        """The sides of the act's subject or agent; of those who look on; the article's pair for "were signed"."""
        act = document.act
        if act is None:
            if parse.sentence.zone == "headline":
                return self._headline(document, parse)
            return self._whole(document, document.head) if _joint(document) else ([], [])
        if not act.tag.startswith("V"):
            return self._deed(document, act, parse)
        if listed("yield", fold(act.lemma)):
            return self._whole(document, act)
        gapped = self._gapped(document, act, parse)
        if len(gapped[0]) > 1:
            return gapped
        others = [n for n in parse.children(act, "nsubj") if n is not document.head]
        passive = self.context.passive(act, parse) and not others
        agents = [n for w, n in self.context.prepositions(act, parse) if w == "by"] if passive else []
        nodes = agents or ([] if passive else self.context.subject_nodes(act, parse) + self._partners(act, parse))
        if not nodes and passive:
            return self._whole(document, act)
        return self._complete(nodes, parse), [*_places(nodes, parse), act.span]

    def _gapped(self, document: Document, act: Node, parse: Parse) -> Signed:
        """Who signs by the verb of the clause before: "A and B signed a treaty, and C and D a protocol"."""
        edge = edge_of(document.head, parse)
        marks = [n.index for n in parse.nodes[act.index + 1 : edge] if n.text in {",", ";"}]
        opened = next((i for i in reversed(marks) if fold(parse.nodes[i + 1].text) in CLAUSAL), None)
        if opened is None:
            return [], []
        start, stop = opened + 2, parse.nodes[edge].span.start
        plain = [n for n in parse.nodes[start:edge] if n.phrase is None and fold(n.text) != "of"]
        if any(n.tag[:1] in {"V", "M", "I"} for n in plain):
            return [], []
        found = self.sides.between(parse, start, stop)
        return self.sides.level(found), [n.span for n in parse.nodes[start:edge]]

    def _partners(self, act: Node, parse: Parse) -> list[Node]:
        """With whom a subject signs: "signed with her a protocol"."""
        marked = [n for w, n in self.context.prepositions(act, parse) if w in {"with", "alongside"}]
        nodes = [self._named_before(n, parse) if n.tag == "WP" else n for n in marked]
        spoken = {n: {self.context.kind(k) for k, _ in self.context.all_of(n, parse)} for n in nodes}
        people = [n for n in nodes if spoken[n] & {"person", "post"}]
        return people + [n for n in nodes if n not in people and self.context.own(n) and n.index < act.index + 4]

    def _named_before(self, node: Node, parse: Parse) -> Node:
        """Whom a "whom" means: who is named last before it ("B, with whom he signed a treaty")."""
        phrases = [n for n in parse.nodes[: node.index] if n.phrase is not None]
        people = [n for n in phrases if n.phrase is not None and n.phrase.kind in {"person", "office"}]
        return people[-1] if people else node

    def _headline(self, document: Document, parse: Parse) -> Signed:
        """The names before a headline's verb, which the parser often takes for a noun: "A, B sign treaty"."""
        before = parse.nodes[: document.head.index]
        acts = [n for n in before if n.phrase is None and listed("firm", fold(n.lemma))]
        names = [n for n in before if acts and n.index < acts[0].index and n.phrase is not None]
        return self.sides.level([f for n in names for f in self.sides.represented(n)]), [n.span for n in names]

    def owner(self, document: Document, parse: Parse) -> Signed:
        """Who has a treaty "with" another: the possessor, else the subject of the verb that governs it."""
        for child in parse.children(document.head, "poss"):
            if child.phrase is not None and child.phrase.kind != "person":
                return self.sides.represented(child), [child.span]
        verb = parse.parent(document.head)
        if verb is None or document.head.dep != "dobj" or not verb.tag.startswith("V"):
            return [], []
        nodes = self.context.subject_nodes(verb, parse)
        return [f for node in nodes for f in self._signers(node, parse)], [n.span for n in nodes]

    def _complete(self, nodes: list[Node], parse: Parse) -> list[Found]:
        """The signers' sides on one level; the other state of the article for a second signer of no known office."""
        found = self.sides.level([f for node in nodes for f in self._signers(node, parse)])
        known = [f for f in found if self.context.kind(f[0]) != "person"]
        signers = [n for node in nodes for n in (node, *parse.children(node, "conj"))]
        people = [f for f in found if self.context.kind(f[0]) == "person"]
        if not known and len(people) == 2 and len(signers) > 1:  # two ministers of whom no more is said
            pair = self.sides.pair("country")
            return [(key, (Reference(signers[0].span, key, "side/article"),)) for key in pair]
        if len(known) != 1 or len(signers) < 2:
            return known
        other = self.sides.opposite(self.sides.root(known[0][0]))
        if other is None:
            return known
        first = (self.sides.root(known[0][0]), known[0][1])
        return self.sides.level([first, (other, (Reference(signers[1].span, other, "side/article"),))])

    def _deed(self, document: Document, act: Node, parse: Parse) -> Signed:
        """The sides of "the signing of": "by" A and B, else those whose leaders look on, else the article's pair."""
        agents = [n for w, n in self.context.prepositions(act, parse) if w == "by"]
        verb = parse.parent(act)
        nodes = agents or (self.context.subject_nodes(verb, parse) if verb is not None and act.dep == "dobj" else [])
        found = self._complete(nodes, parse)
        whole = self._whole(document, act)
        if not agents and whole[0]:
            return whole
        looking = verb is not None and not agents and listed("witness", fold(verb.lemma))
        found = self.sides.level([(self.sides.root(k), r) for k, r in found]) if looking else found
        alike = not looking or all(self.context.kind(k) in LEVELS for k, _ in found)
        return (found, [*_places(nodes, parse), act.span]) if len(found) == 2 and alike else whole

    def _whole(self, document: Document, act: Node) -> tuple[list[Found], list[Span]]:
        """Several documents without signers named, or a joint one, are between the article's two states."""
        several = document.count or document.head.tag in {"NNS", "NNPS"} or self._lone(document, act)
        signed = fold(act.lemma) in {"signing", "signature"} or (act.tag == "VBN" and listed("firm", fold(act.lemma)))
        named = signed and len(re.findall(r"\b[A-Z]", document.name)) > 1
        several = several or named
        if not (several or _joint(document)) or (
            document.definite and not (document.count or _joint(document) or named)
        ):
            return [], []
        deed = fold(act.lemma)
        joint = deed in COLLECTIVE_ACTS or listed("yield", deed) or listed("firm", deed)
        if act.phrase is None and act.tag.startswith("V") and not joint:
            return [], []
        keys = self.sides.main() or self.sides.near(document.span.start)
        return [(key, (Reference(document.head.span, key, "side/article"),)) for key in keys], [act.span]

    def _lone(self, document: Document, act: Node) -> bool:
        """Whether one document is told to be signed and nobody said by whom: "an agreement will be signed"."""
        return act.tag == "VBN" and listed("firm", fold(act.lemma)) and not listed("loose", document.word)

    def opposite(self, key: str, span: Span) -> list[Found]:
        """The other of the article's two states, for a treaty "with" one of them."""
        other = self.sides.opposite(key)
        return [(other, (Reference(span, other, "side/article"),))] if other else []

    def _signers(self, node: Node, parse: Parse) -> list[Found]:
        """The sides that a subject and what is joined to it stand for."""
        found = self._behalf(node, parse) or self.sides.represented(node)
        if not found or (node.phrase is not None and node.phrase.kind == "office"):
            found = self._described(node, parse) or found
        if (found and all(self.context.kind(key) == "group" for key, _ in found)) or not found:
            found = self._collective(node, parse)
        for child in self._joined(node, parse):
            plural = node.phrase is not None and node.phrase.title is not None and node.phrase.title.plural
            listed_too = (
                child.dep == "conj" or plural or (parse.sentence.zone == "headline" and child.phrase is not None)
            )
            if listed_too and not self._adjacent(child, parse):
                found = found + self._signers(child, parse)
        return found

    def _behalf(self, node: Node, parse: Parse) -> list[Found]:
        """Whom a signer signs for: "X, on behalf of A, and Y, for B"."""
        after = parse.nodes[node.index + 1 : node.index + 8]
        words = [fold(n.text) for n in after]
        if words[:4] == [",", "on", "behalf", "of"] or words[:3] == ["on", "behalf", "of"]:
            return self.sides.between(parse, node.index + (5 if words[0] == "," else 4), parse.sentence.span.end)[:1]
        named = after[1].phrase if len(after) > 1 and words[0] == "for" else None
        if named is not None and named.kind in {"org", "place"} and node.phrase is not None:
            return self.sides.between(parse, node.index + 2, after[1].span.end)[:1]
        if words[:2] == [",", "for"] and node.phrase is not None and node.phrase.kind == "person":
            return self.sides.between(parse, node.index + 3, parse.sentence.span.end)[:1]
        return []

    def _joined(self, node: Node, parse: Parse) -> list[Node]:
        """What is joined to a node or to the place or name that explains it ("A of X, Y, and B of Z")."""
        apposed = parse.children(node, "appos")
        return (
            parse.children(node, "conj") + apposed + [n for a in apposed for n in parse.children(a, "conj") if n.phrase]
        )

    def _adjacent(self, node: Node, parse: Parse) -> bool:
        """Whether a name stands right behind another, as its short form does."""
        before = parse.nodes[node.index - 1] if node.index else None
        return (
            before is not None and before.phrase is not None and before.phrase.kind == "org" and node.phrase is not None
        )

    def _described(self, node: Node, parse: Parse) -> list[Found]:
        """Common nouns: "the Lao side", "her Thai counterpart", "the minister from X", "leaders of A and B"."""
        plain = [] if node.phrase is not None else parse.children(node, "appos")
        apposed = [f for n in plain for f in self.sides.represented(n) if n.phrase]
        if apposed and self.context.kind(apposed[0][0]) != "person":
            return apposed
        for child in parse.children(node, "amod", "nmod", "compound", "poss"):
            if child.phrase is not None and child.phrase.kind in {"demonym", "place"} and self.context.own(child):
                return self.context.own(child)
        for word, inner in self.context.prepositions(node, parse):
            people = node.phrase is not None or listed("people", fold(node.lemma)) or fold(node.lemma) == "counterpart"
            if word in {"of", "from"} and people:
                return self.sides.between(parse, self._first(inner, parse), parse.sentence.span.end)
        return []

    def _first(self, node: Node, parse: Parse) -> int:
        return min(n.index for n in parse.subtree(node))

    def _collective(self, node: Node, parse: Parse) -> list[Found]:
        part = [n for n in parse.subtree(node) if n.index <= node.index]
        found = self.sides.collective(part, parse)
        title = node.phrase.title if node.phrase is not None else None
        if found or (node.phrase is not None and (title is None or not title.plural or title.org is not None)):
            return found
        word = title.head if title is not None else fold(node.lemma)
        listed_there = any(fold(n.text) in {"between", "among"} for n in parse.nodes)
        they = fold(node.text) in {"they", "both"} and not listed_there
        if they or (word in PAIRED and not self._of_whom(node, parse)):
            houses = self.sides.pair("parliament") if word == "speaker" else ()
            keys = houses or self.sides.main() or self.sides.near(node.span.start)
            return [(k, (Reference(node.span, k, "side/collective"),)) for k in keys]
        return []

    def _of_whom(self, node: Node, parse: Parse) -> bool:
        """Whether an "of" says whose leaders a plural means, and names no two."""
        of = [n for w, n in self.context.prepositions(node, parse) if w == "of"]
        return bool(of) and not any(fold(m.text) in {"two", "both"} for n in of for m in parse.subtree(n))


def _places(nodes: list[Node], parse: Parse) -> list[Span]:
    """Where signers stand, those joined to the first ones too."""
    joined = [n for node in nodes for n in parse.children(node, "conj")]
    return [n.span for n in nodes] + (_places(joined, parse) if joined else [])


def _joint(document: Document) -> bool:
    """Whether a document's own name says that it has several sides: "joint statement"."""
    return fold(document.name).startswith("joint ")
