"""Documents signed, handed over or adopted between sides.

Comes in: an article's context. Goes out: an agreement claim a document and pair of sides, and part-of claims for bodies that only a
list of sides names. It never makes an agreement of a document whose sides are not known, or that one side adopts alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.claims.context import Context, Found
from kg.claims.documents import Document, documents, listed
from kg.claims.sides import Sides
from kg.model import AgreementClaim, Claim, Evidence, PartOfClaim, Reference, Span
from kg.syntax import Node, Parse
from kg.words import fold

PROSE = frozenset({"headline", "body", "caption", "question", "answer", "letter", "related"})
COLLECTIVE_ACTS = frozenset({"sign", "release", "issue", "exchange", "adopt", "present", "conclude", "hand"})


@dataclass(slots=True)
class _Reader:
    """Reads one article's documents; `seen` holds the sides and head noun of those claimed so far."""

    context: Context
    sides: Sides
    seen: set[tuple[frozenset[str], str]] = field(default_factory=set)
    names: set[tuple[frozenset[str], str]] = field(default_factory=set)

    def read(self, parse: Parse) -> Iterator[Claim]:
        """The agreements of one sentence."""
        last: Document | None = None
        for document in documents(parse, self.context.text):
            yield from self._document(document, parse)
            last = document if document.count else last
        for one in _ones(parse, last) if last else ():
            yield from self._document(one, parse)

    def _document(self, document: Document, parse: Parse) -> Iterator[Claim]:
        found, rule, end = self._sides(document, parse)
        keys = tuple(key for key, _ in found)
        names = frozenset(fold(self.context.name(key)) for key in keys)
        if len(names) < 2 or self._repeats(document, names):
            return
        span = Span(min(document.span.start, *(n.start for n in end)), max(document.span.end, *(n.end for n in end)))
        references = tuple(dict.fromkeys(r for _, rs in found for r in rs))
        evidence = Evidence(span, f"agreement/{rule}", references)
        yield from self._parts(keys, evidence)
        yield AgreementClaim(document.name, keys, evidence, document.period, None, document.count)
        if document.count and document.count == len(keys) - 1:
            for other in keys[1:]:
                self.seen.add((frozenset({fold(self.context.name(keys[0])), fold(self.context.name(other))}), document.word))
                yield AgreementClaim(document.word, (keys[0], other), evidence, document.period)

    def _repeats(self, document: Document, names: frozenset[str]) -> bool:
        """Whether a document between these sides was claimed that this one may be ("the protocol", the same name)."""
        known = (names, document.word) in self.seen
        repeats = known and (document.definite or (names, fold(document.name)) in self.names)
        self.seen.add((names, document.word))
        self.names.add((names, fold(document.name)))
        return repeats

    def _parts(self, keys: Sequence[str], evidence: Evidence) -> Iterator[Claim]:
        for key in keys:
            made = self.context.made.get(key)
            if made is not None and made.parent is not None:
                yield PartOfClaim(key, made.parent, Evidence(evidence.span, "part-of/side", evidence.references))

    def _sides(self, document: Document, parse: Parse) -> tuple[list[Found], str, list[Span]]:
        """The sides, the rule that found them, and the places in the text that show them."""
        listing = self._after(document, parse, "between", "among")
        if listing is not None:
            found = self.sides.between(parse, listing.index + 1, document.stop)
            if len(found) > 1:
                return found, "between", [listing.span, self._last(parse, listing, document.stop)]
        subjects = self._subjects(document, parse)
        other = self._after(document, parse, "with")
        if other is not None:
            second = [f for f in self.sides.between(parse, other.index + 1, document.stop) if self.context.kind(f[0]) != "person"]
            first = subjects[0] if len(second) == 1 else []
            rule = "with"
            if second and not first and (document.definite or document.act is not None):
                first, rule = self._opposite(second[0][0], other.span), "with-article"
            place = [other.span, self._last(parse, other, document.stop), *subjects[1]]
            if first and second:
                return self.sides.level([*first[:1], *second]), rule, place
        return subjects[0] if len(subjects[0]) > 1 else [], "subject", subjects[1] or [document.span]

    def _last(self, parse: Parse, after: Node, stop: int) -> Span:
        from kg.claims.sides import segments

        nodes = [n for part in segments(parse, after.index + 1, stop) for n in part]
        return nodes[-1].span if nodes else after.span

    def _after(self, document: Document, parse: Parse, *words: str) -> Node | None:
        """The preposition that opens the list of sides, among the words about the document."""
        for node in parse.nodes[document.head.index + 1 :]:
            if node.span.start >= document.stop:
                return None
            if node.phrase is None and fold(node.text) in words and not self._elsewhere(node, document, parse):
                return node
        return None

    def _elsewhere(self, node: Node, document: Document, parse: Parse) -> bool:
        """Whether "between" or "with" belongs to a meeting, a visit or relations named after the document."""
        above = parse.parent(node)
        noun = fold(above.lemma) if above is not None and above.tag.startswith("N") else ""
        other = {"meeting", "talk", "visit", "summit", "relation", "tie", "consultation", "line", "link", "border", "ferry"}
        return noun in other and above is not None and above.index > document.head.index

    def _subjects(self, document: Document, parse: Parse) -> tuple[list[Found], list[Span]]:
        """Who signs: the subject of the act, or its agent; the article's pair for "were signed" and "the exchange of"."""
        act = document.act
        if act is None:
            return [], []
        if not act.tag.startswith("V"):
            return self._whole(document, act)
        agents = [n for w, n in self.context.prepositions(act, parse) if w == "by"] if self.context.passive(act, parse) else []
        nodes = agents or ([] if self.context.passive(act, parse) else self.context.subject_nodes(act, parse))
        found = [f for node in nodes for f in self._signers(node, parse)]
        if not nodes and self.context.passive(act, parse):
            return self._whole(document, act)
        return self.sides.level(found), [n.span for n in nodes] + [act.span]

    def _whole(self, document: Document, act: Node) -> tuple[list[Found], list[Span]]:
        """Several documents without signers named are between the two states that the article is about."""
        if not (document.count or document.head.tag in {"NNS", "NNPS"}) or document.definite and not document.count:
            return [], []
        if act.phrase is None and act.tag.startswith("V") and fold(act.lemma) not in COLLECTIVE_ACTS:
            return [], []
        keys = self.sides.pair("country")
        return [(key, (Reference(document.head.span, key, "side/article"),)) for key in keys], [act.span]

    def _opposite(self, key: str, span: Span) -> list[Found]:
        """The other of the article's two states, for a treaty "with" one of them."""
        other = self.sides.opposite(key)
        return [(other, (Reference(span, other, "side/article"),))] if other else []

    def _signers(self, node: Node, parse: Parse) -> list[Found]:
        """The sides that a subject and what is joined to it stand for."""
        found = self.sides.represented(node)
        if not found and node.phrase is None:
            found = self._described(node, parse)
        if found and all(self.context.kind(key) == "group" for key, _ in found) or not found:
            found = self._collective(node, parse)
        for child in self._joined(node, parse):
            listed_too = child.dep == "conj" or node.phrase is not None and node.phrase.title is not None and node.phrase.title.plural
            if listed_too and not self._adjacent(child, parse):
                found = found + self._signers(child, parse)
        return found

    def _joined(self, node: Node, parse: Parse) -> list[Node]:
        """What is joined to a node or to the place or name that explains it ("A of X, Y, and B of Z")."""
        apposed = parse.children(node, "appos")
        return parse.children(node, "conj") + apposed + [n for a in apposed for n in parse.children(a, "conj") if n.phrase]

    def _adjacent(self, node: Node, parse: Parse) -> bool:
        """Whether a name stands right behind another: "the Corporation Rosatom" is one."""
        before = parse.nodes[node.index - 1] if node.index else None
        return before is not None and before.phrase is not None and before.phrase.kind == "org" and node.phrase is not None

    def _described(self, node: Node, parse: Parse) -> list[Found]:
        """Common nouns: "the Lao side", "her Zahrani counterpart", "the minister from Costa Perla", "leaders of A and B"."""
        apposed = [f for n in parse.children(node, "appos") for f in self.sides.represented(n) if n.phrase]
        if apposed and self.context.kind(apposed[0][0]) != "person":
            return apposed
        for child in parse.children(node, "amod", "nmod", "compound", "poss"):
            if child.phrase is not None and child.phrase.kind in {"demonym", "place"} and self.context.own(child):
                return self.context.own(child)
        for word, inner in self.context.prepositions(node, parse):
            if word in {"of", "from"} and listed("people", fold(node.lemma)) | (fold(node.lemma) == "counterpart"):
                return self.sides.between(parse, self._first(inner, parse), parse.sentence.span.end)
        return []

    def _first(self, node: Node, parse: Parse) -> int:
        return min(n.index for n in parse.subtree(node))

    def _collective(self, node: Node, parse: Parse) -> list[Found]:
        part = [n for n in parse.subtree(node) if n.index <= node.index]
        found = self.sides.collective(part, parse)
        if found or node.phrase is not None:
            return found
        word = fold(node.lemma)
        if word in {"side", "pair", "minister", "co-chair", "president", "leader"}:
            return [(k, (Reference(node.span, k, "side/collective"),)) for k in self.sides.pair("country")]
        return []


def _ones(parse: Parse, bundle: Document) -> Iterator[Document]:
    """The members of a bundle that the sentence goes through: "three memorandums: one between …; one between …"."""
    for node in parse.nodes[bundle.head.index + 1 :]:
        if fold(node.text) in {"one", "another"} and node.phrase is None and _opens(node, parse):
            marks = [n.span.start for n in parse.nodes if n.index > node.index and n.text == ";"]
            stop = min([*marks, parse.sentence.span.end])
            yield replace(bundle, head=node, name=bundle.word, span=node.span, count=None, act=None, stop=stop, period=None)


def _opens(node: Node, parse: Parse) -> bool:
    after = parse.nodes[node.index + 1] if node.index + 1 < len(parse.nodes) else None
    return after is not None and fold(after.text) in {"between", "with"}


def agreements(context: Context) -> Iterator[Claim]:
    """A claim for each document whose sides the article gives."""
    reader = _Reader(context, Sides(context))
    for parse in context.parses:
        if parse.sentence.zone in PROSE:
            yield from reader.read(parse)
