"""Whose state the people share who go along with somebody: "Accompanying A are B, Minister of C; D, …".

Comes in: the article's text, an office without its organisation and the offices read before it. Goes out: the holding
of the person who is accompanied, if its state is known. It never takes those who receive somebody for company.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Span
from kg.syntax import Holding
from kg.words import fold

WHO = r"(?P<who>(?-i:[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*){0,4})|him|her|them|the (?:\w+ ){0,2}\w+)"
COME = r"(?:go|goes|went|will go|are|is|were|was|will be|comes?|came|travels?|travell?ed|sat|attended|flew)"
WITH = re.compile(
    rf"(?:accompanying|with|alongside|joining|flanking)\s+{WHO}\s+(?:(?!{COME}\b)[\w,]+\s+){{0,5}}{COME}\b[^.]*$",
    re.IGNORECASE,
)
BY = re.compile(r"\b(?:accompanied|joined|flanked|assisted|seconded)\s+by\b[^.;]*$")
GOES = re.compile(  # behind the offices of those who "will accompany A"
    rf"(?:(?!\bby\b)[^.;\n]){{0,140}}?\baccompan(?:y|ies|ied)\s+(?:the\s+)?{WHO}",
    re.IGNORECASE,
)
START = re.compile(r"(?:[.!?][”\"]?\s+(?=[^\W\d_a-z])|\n)")


def follows(holding: Holding, before: Sequence[Holding], text: str) -> Holding | None:
    """The holding of whoever the holder of this one accompanies; None where the words say nothing of the kind."""
    starts = [m.end() for m in START.finditer(text, 0, holding.span.start)]
    start = starts[-1] if starts else 0
    front = text[start : holding.span.start]
    led = WITH.match(front)
    if led is not None:
        return _named(led["who"], [h for h in before if h.span.start < start + led.end("who")], text)
    goes = GOES.match(text, holding.span.end)
    if goes is not None:
        return _named(goes["who"], before, text)
    by = BY.search(front)
    inside = Span(start, start + by.start()) if by is not None else None
    return next((h for h in reversed(before) if inside is not None and h.span.within(inside)), None)


def _named(who: str, before: Sequence[Holding], text: str) -> Holding | None:
    """The holding, settled if possible, of the person whose name ends with these words; the last one for a pronoun."""
    word = fold(who).split()[-1]
    named = [h for h in before if re.search(rf"\b{re.escape(word)}\b", fold(h.span.of(text)))]
    pool = named if who[:1].isupper() else before
    return next((h for h in reversed(pool) if h.organization is not None), None)
