"""The members of a list of documents that say less than a noun: "memoranda on X, on Y and between A and B", "another".

Comes in: a document with its sentence's parse, and where the next document begins. Goes out: a document for each member
with the words that are its own. It never says whose member a document without such a list is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.claims.documents import FINITE, Document, period
from kg.model import Span
from kg.syntax import Node, Parse
from kg.words import fold

OPENERS = frozenset("on for in concerning regarding about covering between among relating".split())
TOPICS = re.compile(
    r"(?:,?\s*(?:namely|viz\.?|(?:respectively )?(?:on|for|concerning|regarding|covering|spanning|about|dealing with)|"
    r"to cover|(?:which|that) cover|relat(?:ing|ed) to|in (?:the )?(?:area|field|sector|sphere)s? of)|:(?:\s+on)?)"
    r"\s+",
    re.IGNORECASE,
)
SEPARATORS = frozenset({",", ";", ":", "and", "–", "—", "namely", "including", "plus"})
ONES = frozenset("one another second third fourth fifth other".split())
JOINT = re.compile(r"\s*;\s*|\s*,\s*")
LAST = re.compile(r"\s+(?:and|as well as)\s+")
AND = re.compile(r"^(?:and|as well as)\s+")
AFTER = re.compile(r"^(?:\s+of understanding|\s+of intent)")


def members(document: Document, parse: Parse, text: str, limit: int) -> list[Document]:
    """The members of a document's list, in text order; `limit` is where the next document begins."""
    openers = _openers(document, parse, limit) if _several(document) else []
    if len(openers) < 2:
        openers = list(_ones(document, parse, limit))
    if openers:
        ends = [*(n.span.start for n in openers[1:]), _end(openers[-1], parse, limit)]
        return [_member(document, node, end, text) for node, end in zip(openers, ends, strict=True)]
    return list(_counted(document, text, min(limit, _sentence_end(parse)))) if document.count else []


def _several(document: Document) -> bool:
    """Whether a document's noun is a plural."""
    plural = document.head.phrase is None and fold(document.head.text) == f"{document.word}s"
    return document.count is not None or document.head.tag in {"NNS", "NNPS"} or document.word == "memoranda" or plural


def _sentence_end(parse: Parse) -> int:
    return parse.sentence.span.end


def _end(node: Node, parse: Parse, limit: int) -> int:
    """Where the words of the last member end: before a verb that says what became of all."""
    verbs = (n.span.start for n in parse.nodes[node.index + 1 :] if n.phrase is None and n.tag in FINITE)
    return min(limit, _sentence_end(parse), next(verbs, limit))


def _openers(document: Document, parse: Parse, limit: int) -> list[Node]:
    """The prepositions that open the members, those behind the first one after a comma, a semicolon or "and"."""
    found: list[Node] = []
    for node in parse.nodes[document.head.index + 1 :]:
        if node.span.start >= limit or (found and node.phrase is None and node.tag in FINITE):
            break
        before = fold(parse.nodes[node.index - 1].text)
        opens = node.phrase is None and fold(node.text) in OPENERS and _topic(node, parse)
        first = not found and (before != "," or node.index == document.head.index + 2)
        if opens and (first or (found and before in SEPARATORS)):
            found.append(node)
    return found


def _topic(node: Node, parse: Parse) -> bool:
    """Whether a preposition opens a topic or sides, not a day, a place or years."""
    after = parse.nodes[node.index + 1] if node.index + 1 < len(parse.nodes) else None
    if after is None or after.phrase is None or fold(node.text) in {"between", "among"}:
        return after is not None and fold(after.text) not in {"presence", "sidelines", "margins"}
    return after.phrase.kind == "org" and fold(node.text) != "for"


def _ones(document: Document, parse: Parse, limit: int) -> Iterator[Node]:
    """The pronouns that stand for further documents ("another on Y", "one between A and B")."""
    for node in parse.nodes[document.head.index + 2 :]:
        after = parse.nodes[node.index + 1] if node.index + 1 < len(parse.nodes) else None
        before = [n for n in parse.nodes[node.index - 2 : node.index] if fold(n.text) not in {"a", "the"}]
        if not before or fold(before[-1].text) not in SEPARATORS or after is None or after.phrase is not None:
            continue
        pronoun = node.phrase is None and fold(node.text) in ONES and fold(after.text) in OPENERS | {"with"}
        if pronoun and node.span.start < limit:
            own = _end(node, parse, limit)  # "the one on Y was signed by C and D" is told by itself
            if own >= min(limit, _sentence_end(parse)) or fold(after.text) == "between":
                yield node


def _member(document: Document, node: Node, end: int, text: str) -> Document:
    """The document that the words from a node to the next member name."""
    own = re.sub(r"[\s,;.:]+(?:(?:and|as|plus|a|an|the)\b[\s,;]*)*$", "", text[node.span.start : end])
    topic = re.sub(rf"^(?:{'|'.join(sorted(ONES))})\s+", "", own)
    topic = re.split(r"\s(?:between|with|among)\s|^(?:between|with|among)\s", topic)[0]
    name = " ".join(f"{single(document, text)} {topic}".split())
    span = Span(node.span.start, node.span.start + len(own))
    years = period(text, span.start, span.end)
    return replace(
        document, head=node, name=name, span=span, count=None, act=None, definite=False, stop=span.end, period=years
    )


def single(document: Document, text: str) -> str:
    """What one of several documents is called: "memorandum of understanding" for "three memoranda of understanding"."""
    word = "memorandum" if document.word == "memoranda" else document.word
    tail = AFTER.match(text[document.head.span.end :].casefold()) if document.head.phrase is None else None
    return word + (tail[0] if tail else "")


def _counted(document: Document, text: str, end: int) -> Iterator[Document]:
    """The members of "three agreements covering A, B and C", where there are as many as are said to be."""
    start = document.head.span.end
    opening = re.compile(r"(?:\s+of understanding)?(?:\s+(?:were|was|have been|are) \w+ed)?").match(text, start)
    topics = TOPICS.match(text, opening.end() if opening else start)
    if topics is None:
        return
    parts = _parts(text[topics.end() : end].rstrip(" .;\n"), document.count or 0)
    at = topics.end()
    for part in parts:
        at = text.index(part, at)
        span = Span(at, at + len(part))
        yield replace(
            document, name=f"{single(document, text)} on {part}", span=span, count=None, act=None, definite=False,
            stop=span.end, period=period(text, span.start, span.end),
        )  # fmt: skip


def _parts(words: str, count: int) -> Sequence[str]:
    """The parts of a list, if they can be as many as asked for."""
    pieces = [piece for piece in JOINT.split(words) if piece]
    if pieces and AND.match(pieces[-1]):
        pieces[-1] = AND.sub("", pieces[-1])
    elif pieces and len(LAST.findall(pieces[-1])) == 1:
        pieces[-1:] = LAST.split(pieces[-1])
    return pieces if len(pieces) == count else []
