"""Documents signed, handed over or adopted between sides.

Comes in: an article's context. Goes out: an agreement claim a document and pair of sides, and part-of claims for bodies
that only a list of sides names. It never makes an agreement of a document whose sides are not known, or that one side
adopts alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.claims.context import Context, Found
from kg.claims.document_items import is_item, item_sides
from kg.claims.document_lists import ONES, members
from kg.claims.documents import FINITE, Document, documents
from kg.claims.listing import segments
from kg.claims.sides import Sides
from kg.claims.signers import Signers
from kg.model import AgreementClaim, Claim, Evidence, PartOfClaim, Reference, Span
from kg.syntax import Node, Parse
from kg.territories import territory
from kg.words import fold

PAIRED = re.compile(
    r"\b((?:[A-Z]\w+\s){0,2}[A-Z]\w+)\s?[-–‑]\s?([A-Z]\w+(?:\s[A-Z]\w+){0,2}?)\s+(?:[\w'’-]+\s+){0,3}[\w-]+$"
)
PROSE = frozenset({"headline", "body", "caption", "question", "answer", "letter", "related"})
NEAR = 4  # full stops between two tellings of one document
OTHERS = frozenset("meeting talk visit summit relation tie consultation line link border ferry".split())


@dataclass(slots=True)
class _Reader:
    """Reads one article's documents; `seen` holds the sides and head noun of those claimed so far, `bundle`
    the sides of several documents that the text goes on to list, `last` those of the bundle before other sentences,
    `listing` those of the document whose list is being read.
    """

    context: Context
    sides: Sides
    signers: Signers
    seen: set[tuple[frozenset[str], str]] = field(default_factory=set)
    names: set[tuple[frozenset[str], str]] = field(default_factory=set)
    bundle: list[Found] | None = None
    last: list[Found] | None = None
    listing: list[Found] = field(default_factory=list)

    def read(self, parse: Parse) -> Iterator[Claim]:
        """The agreements of one sentence."""
        found = list(documents(parse, self.context.text))
        if not found or not self._item(parse, found[0]):
            self.last, self.bundle = self.bundle or self.last, None
        elif is_item(found[0], parse):
            self.bundle = self.bundle or self.last
        for at, document in enumerate(found):
            after = found[at + 1] if at + 1 < len(found) else None
            joined = after is not None and after.head.dep == "conj" and self._under(after.head, document.head, parse)
            limit = after.span.start if after is not None else parse.sentence.span.end
            listed = members(document, parse, self.context.text, limit)
            if listed:
                yield from self._list(document, listed, parse)
            else:
                yield from self._document(document, parse, after if joined else None)

    def _list(self, document: Document, listed: Sequence[Document], parse: Parse) -> Iterator[Claim]:
        """The claims of a list of documents: the bundle's own if it has a number or its own noun, and its members'."""
        bundle = replace(document, stop=max(document.head.span.end, listed[0].span.start))
        if bundle.count or fold(listed[0].head.text) in ONES:
            yield from self._document(bundle, parse)
        self.listing = [f for f in self._sides(bundle, parse)[0] if self.context.kind(f[0]) != "person"]
        kept, self.bundle = self.bundle, self.listing or self.bundle
        for member in listed:
            yield from self._document(member, parse)
        self.bundle, self.listing = kept, []

    def _item(self, parse: Parse, first: Document) -> bool:
        """Whether a sentence is a line of a list of documents: it begins with one and has no verb of its own."""
        opens = first.head.index <= 6 and not any(n.tag in FINITE for n in parse.nodes)
        return (opens and first.act is None) or is_item(first, parse)

    def _under(self, node: Node, head: Node, parse: Parse) -> bool:
        """Whether a noun is joined to another one, or to a word below it ("treaties on X and agreements")."""
        above = parse.parent(node)
        return above is not None and above in parse.subtree(head)

    def _document(self, document: Document, parse: Parse, after: Document | None = None) -> Iterator[Claim]:
        found, rule, end = self._sides(document, parse)
        if len(found) < 2:
            behind = item_sides(document, parse, self.context, self.sides)
            found, rule, end = (behind, "item", [parse.sentence.span]) if len(behind) > 1 else (found, rule, end)
        if len(found) < 2 and after is not None and document.act is None:
            found, rule, end = self._sides(after, parse)
        if len(found) < 2 and self.bundle is not None and not document.definite:
            end = [document.span]
            found = [(key, (*refs, Reference(document.span, key, "side/bundle"))) for key, refs in self.bundle]
            rule = "bundle"
        found = found if rule == "between" else [f for f in found if self.context.kind(f[0]) != "person"]
        keys = tuple(key for key, _ in found)
        names = frozenset(fold(self.context.name(key)) for key in keys)
        anaphoric = (
            document.definite
            and rule not in {"between", "compound"}
            and any(document.word == word for _, word in self.seen)
        )
        if len(names) < 2 or anaphoric or self._repeats(document, names):
            return
        span = Span(min(document.span.start, *(n.start for n in end)), max(document.span.end, *(n.end for n in end)))
        references = tuple(dict.fromkeys(r for _, rs in found for r in rs))
        evidence = Evidence(span, f"agreement/{rule}", references)
        if document.count or document.head.tag in {"NNS", "NNPS"}:
            self.bundle = found
        yield from self._parts(keys, evidence)
        yield AgreementClaim(document.name, keys, evidence, document.period, None, document.count)
        if document.count and document.count == len(keys) - 1:
            for other in keys[1:]:
                self.seen.add(
                    (frozenset({fold(self.context.name(keys[0])), fold(self.context.name(other))}), document.word)
                )
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
        compound = self._compound(document, parse)
        if compound:
            return compound, "compound", [document.span]
        subjects = self.signers.of(document, parse)
        other = self._after(document, parse, "with")
        if other is not None:
            second = [
                f
                for f in self.sides.between(parse, other.index + 1, document.stop)
                if self.context.kind(f[0]) != "person"
            ]
            first = [f for f in subjects[0] if self.context.kind(f[0]) != "person"]
            rule = "with"
            if second and not first:
                subjects = self.signers.owner(document, parse)
                first = [f for f in subjects[0] if self.context.kind(f[0]) != "person"]
            if second and not first and (document.definite or document.act is not None):
                first, rule = self.signers.opposite(second[0][0], other.span), "with-article"
            if second and not first and document.act is None and self.listing:
                first = [(k, (*refs, Reference(document.span, k, "side/bundle"))) for k, refs in self.listing[:1]]
                rule = "with-list"
            place = [other.span, self._last(parse, other, document.stop), *subjects[1]]
            if first and second:
                return self.sides.level([*first[:1], *second]), rule, place
        return subjects[0] if len(subjects[0]) > 1 else [], "subject", subjects[1] or [document.span]

    def _last(self, parse: Parse, after: Node, stop: int) -> Span:
        nodes = [n for part in segments(parse, after.index + 1, stop) for n in part]
        return nodes[-1].span if nodes else after.span

    def _after(self, document: Document, parse: Parse, *words: str) -> Node | None:
        """The preposition that opens the list of sides, among the words about the document."""
        for node in parse.nodes[document.head.index :]:
            if node.span.start >= document.stop:
                return None
            if node.phrase is None and fold(node.text) in words and not self._elsewhere(node, document, parse):
                return node
        return None

    def _elsewhere(self, node: Node, document: Document, parse: Parse) -> bool:
        """Whether "between" or "with" belongs to a meeting, a visit or relations named after the document."""
        above = parse.parent(node)
        noun = fold(above.lemma) if above is not None and above.tag.startswith("N") else ""
        return noun in OTHERS and above is not None and above.index > document.head.index

    def _compound(self, document: Document, parse: Parse) -> list[Found]:
        """The states of "the Vietnam–Laos treaty"."""
        before = self.context.text[
            max(parse.sentence.span.start, document.head.span.start - 40) : document.head.span.end
        ]
        match = PAIRED.search(before)
        pair = [_land(match[1], True), _land(match[2], False)] if match else []
        lands = [territory(word) for word in pair]
        if match is None or not all(land is not None and land.form != "city" for land in lands):
            return []
        return [
            (self.context.entity("state", [land.name if land.form == "adjective" else word]), ())
            for land, word in zip(lands, pair, strict=True)
            if land is not None
        ]


def _land(words: str, last: bool) -> str:
    """The longest run of words that is a state, at the end of what stands before a dash or the start behind it."""
    parts = words.removeprefix("The ").split()
    runs = [" ".join(parts[-size:] if last else parts[:size]) for size in range(len(parts), 0, -1)]
    return next((run for run in runs if territory(run) is not None), runs[-1])


def agreements(context: Context) -> Iterator[Claim]:
    """A claim for each document whose sides the article gives."""
    sides = Sides(context)
    reader = _Reader(context, sides, Signers(context, sides))
    found = [claim for parse in context.parses if parse.sentence.zone in PROSE for claim in reader.read(parse)]
    better = [c for c in found if isinstance(c, AgreementClaim) and _told_better(context, c, found)]
    yield from (claim for claim in found if claim not in better)


def _told_better(context: Context, claim: AgreementClaim, found: Sequence[Claim]) -> bool:
    """Whether a later sentence says between whom a document is whose sides were only taken from the article ("they will
    sign a memorandum. … The memorandum is between A and B").
    """
    if not claim.evidence.references or claim.evidence.rule == "agreement/between" or claim.count:
        return False
    later = (c for c in found if isinstance(c, AgreementClaim) and c.evidence.rule == "agreement/between")
    behind = (c for c in later if c.evidence.span.start > claim.evidence.span.end)
    near = (c for c in behind if context.text.count(".", claim.evidence.span.end, c.evidence.span.start) < NEAR)
    definite = (c for c in near if re.search(r"(?i)\bthe\s+$", context.text[: c.evidence.span.start]))
    return any(_short(c.name) == _short(claim.name) for c in definite)


def _short(name: str) -> str:
    """A document's noun, a memorandum of understanding by its initials."""
    said = fold(name)
    return "mou" if "memorandum of understanding" in said else said.split(" on ")[0].split(" of ")[0].split()[-1]
