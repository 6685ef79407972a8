"""The letter that an article prints, as a message of its own.

Comes in: an article's context. Goes out: a candidate of a message from its writer to its addressee, dated where the
article's day stands over the letter. It never makes a message of a letter whose writer is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.claims.context import Context
from kg.claims.event_shapes import Candidate
from kg.model import Reference
from kg.syntax import Parse
from kg.words import fold

WRITING, READING = frozenset({"i", "my", "me"}), frozenset({"you", "your"})


def letters(context: Context, told: Iterable[Candidate]) -> Iterator[Candidate]:
    """The printed letter, unless the article tells of a message by the same writer."""
    inside = [p for p in context.parses if p.sentence.zone == "letter"]
    writer, reader = _person(context, inside, WRITING), _person(context, inside, READING)
    if writer is None or any(c.type == "message" and writer.key in c.having("sender") for c in told):
        return
    parse = next((p for p in inside if p.sentence.span.start <= writer.span.start < p.sentence.span.end), inside[0])
    root = next((n for n in parse.nodes if n.dep == "ROOT"), parse.nodes[0])
    made = Candidate("message", parse, root, "letter", "event/letter")
    made.take("sender", [(writer.key, (writer,))], root.span)
    if reader is not None and reader.key != writer.key:
        made.take("recipient", [(reader.key, (reader,))], root.span)
    day = context.annotated.article.published
    prose = [p.sentence for p in context.parses if p.sentence.zone == "body"]
    above = max((s.span.end for s in prose if s.index < inside[0].sentence.index), default=0)
    if day is not None and day.span is not None and day.span.start >= above:
        made.dates, made.date_span = (day.value,), day.span
    yield made


def _person(context: Context, inside: list[Parse], words: frozenset[str]) -> Reference | None:
    """The first reference that a pronoun of a letter gives to a person."""
    for parse in inside:
        for node in parse.nodes:
            anaphor = context.discourse.anaphors.get(node.span)
            if anaphor is not None and fold(node.text) in words and context.kind(anaphor.keys[0]) == "person":
                return anaphor.references[0]
    return None
