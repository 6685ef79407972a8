"""Finds what stands between quotation marks.

Comes in: the text and the spans of its paragraphs. Goes out: the quoted spans without their marks, outermost only, a
quotation over several paragraphs as one span in each. It never takes an apostrophe for a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.model import Span

_PAIRS = {"“": "”", "«": "»", "„": "“”"}
_OPENING = "“«„\""
_MARK = re.compile(r"[“”«»„\"]")
_SINGLE = re.compile(
    r"(?<![\w’'])(?:‘(?P<curly>[^‘\n]{3,}?[.,!?…]|[^‘’\n]{3,}?)’|'(?P<straight>[^'\n]{3,}?[.,!?…])')(?!\w)"
)


def find_quotations(text: str, paragraphs: Iterable[Span]) -> tuple[Span, ...]:
    """The quotations of `text`, in order, without overlap."""
    found: list[Span] = []
    spans = list(paragraphs)
    for index, span in enumerate(spans):
        after = spans[index + 1] if index + 1 < len(spans) else None
        goes_on = after is not None and text[after.start] in _OPENING
        doubles = list(_doubles(text, span, goes_on))
        found.extend(doubles)
        found.extend(s for s in _singles(text, span) if not any(s.overlaps(d) for d in doubles))
    return tuple(sorted(s for s in found if s.of(text).strip()))


def _doubles(text: str, paragraph: Span, goes_on: bool) -> Iterator[Span]:
    opened: int | None = None
    mark = ""
    for found in _MARK.finditer(text, paragraph.start, paragraph.end):
        at, char = found.start(), found[0]
        if opened is None:
            if (char in _PAIRS and char != '"') or (char == '"' and _may_open(text, at, paragraph)):
                opened, mark = at + 1, char
        elif _closes(text, at, mark, paragraph):
            yield Span(opened, at)
            opened = None
    if opened is not None and goes_on:
        yield Span(opened, paragraph.end)


def _may_open(text: str, at: int, paragraph: Span) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    return (before.isspace() or not before.isalnum()) and at + 1 < paragraph.end and not text[at + 1].isspace()


def _closes(text: str, at: int, mark: str, paragraph: Span) -> bool:
    char = text[at]
    if char == '"':
        return mark != '"' or at + 1 >= paragraph.end or not text[at + 1].isalnum() or text[at - 1] in ".,!?"
    return char in _PAIRS.get(mark, "”")


def _singles(text: str, paragraph: Span) -> Iterator[Span]:
    for match in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        group = "curly" if match["curly"] is not None else "straight"
        yield Span(*match.span(group))
