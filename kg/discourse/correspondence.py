"""Who speaks as "I" and who is spoken to as "you": a letter's writer and addressee, an interview's answerer.

Comes in: an article's phrases by sentence and the keys of its persons. Goes out: their keys, None where the article
does not say. It never takes the most frequent name for a writer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.discourse.people import People
from kg.model import Span
from kg.syntax import Mentions
from kg.words import fold


@dataclass(frozen=True, slots=True)
class Correspondents:
    """The keys of the persons whom the first and second person stand for."""

    writer: str | None
    reader: str | None
    answerer: str | None


def correspondents(mentions: Sequence[Mentions], people: People, named: dict[Span, str], text: str) -> Correspondents:
    """A letter's writer, by the signature; its addressee, first behind "To"; who is named first with an interview."""
    letter = [m for m in mentions if m.sentence.zone == "letter"]
    signed = next((fold(m.sentence.speaker) for m in letter if m.sentence.speaker), None)
    writers = [p.key for p in people.all.values() if signed and signed in {fold(f) for f in p.forms}]
    writer = writers[-1] if writers else None
    opening = [m for m in letter if fold(m.sentence.span.of(text)).startswith(("to ", "dear "))]
    readers = [key for m in opening for key in _persons(m, named) if key != writer]
    told = [m for m in mentions if "interview" in fold(m.sentence.span.of(text)) and m.sentence.zone == "body"]
    asked = [key for m in told for key in _persons(m, named)]
    return Correspondents(writer, readers[0] if readers else None, asked[0] if asked else None)


def _persons(mentions: Mentions, named: dict[Span, str]) -> list[str]:
    return [named[p.person.name.span] for p in mentions.phrases if p.person is not None]
