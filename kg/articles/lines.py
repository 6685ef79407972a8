"""The lines of an article's text, and what kind of line each is by its shape.

Comes in: the text, or a line. Goes out: lines with their spans; whether a line is prose or a caption. It never looks
at more than the line itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Span

CAPTION = re.compile(
    r"\b(?:photo|picture|image|credit|caption)s?\b\s*[:/]|\bphoto(?:s|graph)? by\b|\((?:L|R|L-R|left|right)\)"
    r"|\.(?:jpe?g|png|gif|webp)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its outer blanks: the span in the text and its words."""

    span: Span
    words: str


def lines_of(text: str) -> list[Line]:
    """The lines of `text` that are not blank."""
    found = []
    for match in re.finditer(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+", text):
        words = match[0].strip()
        if words.strip("\ufeff\u200b"):
            start = match.start() + match[0].index(words)
            found.append(Line(Span(start, start + len(words)), words))
    return found


def is_prose(words: str) -> bool:
    """Whether a line reads as a paragraph: long, or a whole sentence with its full stop."""
    return len(words) > 200 or (len(words) > 60 and bool(re.search(r"[.!?][\"”’)]*$", words)))
