"""Who speaks as "I" and who is spoken to as "you": a letter's writer and addressee, an interview's answerer.

Comes in: an article's phrases by sentence and the keys of its persons. Goes out: their keys, None where the article
does not say. It never takes the most frequent name for a writer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.discourse.memory import CREDITS, SUBJECT
from kg.discourse.people import People
from kg.model import Span
from kg.syntax import Mentions, Node, Parse
from kg.words import fold

ASKING = re.compile(  # who asks rather than answers, by the words before a name
    r"(?:\b(?:reporter|correspondent|journalist|columnist|interviewer|editor|author|photographer|colleague)s?\b[:,]?"
    r"|\b(?:interview(?:ed)?|words|text|story|report|written|conducted|photos?) by|(?:^|\n|[|•])\s*by)\s*$",
    re.IGNORECASE,
)
TURNS = frozenset({"question", "answer", "headline"}) | CREDITS  # where nobody is introduced
WINDOW = 40  # code points before a name


@dataclass(frozen=True, slots=True)
class Correspondents:
    """The keys of the persons whom the first and second person stand for."""

    writer: str | None
    reader: str | None
    answerer: str | None


def correspondents(
    mentions: Sequence[Mentions], parses: Sequence[Parse], people: People, named: dict[Span, str], text: str
) -> Correspondents:
    """A letter's writer, by the signature; its addressee, first behind "To"; who is interviewed."""
    letter = [m for m in mentions if m.sentence.zone == "letter"]
    signed = next((fold(m.sentence.speaker) for m in letter if m.sentence.speaker), None)
    writers = [p.key for p in people.all.values() if signed and signed in {fold(f) for f in p.forms}]
    writer = writers[-1] if writers else None
    opening = [m for m in letter if fold(m.sentence.span.of(text)).startswith(("to ", "dear "))]
    readers = [key for m in opening for key in _persons(m, named) if key != writer]
    return Correspondents(writer, readers[0] if readers else None, interviewed(parses, named, text))


def interviewed(parses: Sequence[Parse], named: dict[Span, str], text: str) -> str | None:
    """The person whom the article says was interviewed, else the first that it introduces by a full name as a subject,
    else at all; never one whose name the words of a reporter stand before.
    """
    subject: str | None = None
    first: str | None = None
    for parse in parses:
        if parse.sentence.zone in TURNS:
            continue
        persons = [n for n in parse.nodes if n.phrase is not None and n.phrase.person is not None]
        persons = [n for n in persons if n.span in named and not ASKING.search(_before(n, text))]
        full = [n for n in persons if n.phrase and n.phrase.person and " " in n.phrase.person.name.text]
        asking = next((n for n in parse.nodes if fold(n.lemma) == "interview"), None)
        if persons and asking is not None:
            asked = {n.index for n in parse.children(asking, "dobj", "nsubjpass")}
            return named[next((n for n in persons if n.index in asked or n.dep in SUBJECT), persons[0]).span]
        subject = subject or next((named[n.span] for n in full if n.dep in SUBJECT), None)
        first = first or next((named[n.span] for n in full), None)
    return subject or first


def _before(node: Node, text: str) -> str:
    return text[max(0, node.span.start - WINDOW) : node.span.start]


def _persons(mentions: Mentions, named: dict[Span, str]) -> list[str]:
    return [named[p.person.name.span] for p in mentions.phrases if p.person is not None]
