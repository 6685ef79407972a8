"""Cuts a text into its logical lines: paragraphs, headlines, list lines; hard-wrapped prose is put together again.

Comes in: the text. Goes out: trimmed lines with their spans, in order. It never changes or drops a visible character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Span
from kg.text.shapes import is_terminal

_PHYSICAL = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_BLANKS = " \t\xa0\u3000\u200b\ufeff\u2002\u2003\u2009\u202f"
_GLUED = re.compile(  # "(Photo: ABC)Northport (ABC) – The two …"
    r"(?<=[)])(?=[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,2} ?\([A-Z][A-Z/]{1,7}\)\s*[–—-])"
)
_LINKS = re.compile(r"\b(?:of|the|an?|and|to|by|for|with|from|at|in|on|between|as)$")
_WRAP_LEAST, _WRAP_MOST = 40, 110


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line: its trimmed span, its words, and whether a blank line stands before it."""

    span: Span
    words: str
    apart: bool


def cut_lines(text: str) -> list[Line]:
    """The logical lines of `text`."""
    blocks: list[list[Span]] = []
    end = -1
    for match in _PHYSICAL.finditer(text):
        span = trim(text, Span(*match.span()))
        if span.start == span.end:
            continue
        gap = text[end:span.start] if end >= 0 else "\n\n"
        if len(re.findall(r"\r\n|[\r\n\u2028\u2029\x0b\x0c\x85]", gap)) > 1:
            blocks.append([])
        blocks[-1].append(span)
        end = match.end()
    return [part for block in blocks for line in _joined(block, text) for part in _apart(line)]


def _apart(line: Line) -> list[Line]:
    """A line, or the caption and the report that a page has run together in it."""
    found = _GLUED.search(line.words)
    if found is None:
        return [line]
    cut = line.span.start + found.start()
    front, back = Span(line.span.start, cut), Span(cut, line.span.end)
    return [
        Line(front, line.words[: found.start()], line.apart),
        Line(back, line.words[found.start() :], True),
    ]


def trim(text: str, span: Span) -> Span:
    """`span` without blanks at its ends."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in _BLANKS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _BLANKS):
        end -= 1
    return Span(start, end)


def _joined(block: list[Span], text: str) -> list[Line]:
    filled = _is_filled(block, text)
    spans: list[Span] = []
    for index, span in enumerate(block):
        if index and (filled or _runs_on(block[index - 1], span, text)):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return [Line(s, s.of(text), not i) for i, s in enumerate(spans)]


def _runs_on(before: Span, line: Span, text: str) -> bool:
    """Whether `line` goes on mid-sentence: only where the line before is as long as a wrapped line is."""
    size = before.end - before.start
    return (
        _WRAP_LEAST <= size <= _WRAP_MOST
        and line.end - line.start <= size * 1.3
        and not is_terminal(before.of(text))
        and (text[line.start].islower() or bool(_LINKS.search(before.of(text))))
        and not re.match(r"\S{0,30}\.(?:jpe?g|png|gif|webp)$", line.of(text))
    )


def _is_filled(block: list[Span], text: str) -> bool:
    """Whether a block is one wrapped paragraph: all lines but the last of nearly one width, and one that runs on."""
    if len(block) < 3 or not any(_runs_on(a, b, text) for a, b in pairwise(block)):
        return False
    sizes = [s.end - s.start for s in block]
    return max(sizes) <= _WRAP_MOST and min(sizes[:-1]) >= max(sizes) * 0.7 and is_terminal(block[-1].of(text))
