"""A quote in its sentence.

Comes in: an article's text, an offset, a quote. Goes out: the sentence with the quote between « and », and a note
where the text on file does not bear the quote out. It never changes a word but white space.
"""

from __future__ import annotations

import re

BREAK = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[“\"‘(]?[^\W\d_a-z])")


def marked(text: str | None, start: int, quote: str) -> tuple[str, str | None]:
    """The sentence around a quote with the quote between « and », and a note if the text on file does not have it
    there.
    """
    end = start + len(quote)
    if text is None:
        return f"«{' '.join(quote.split())}»", "the article's text is not at hand"
    if text[start:end] != quote:
        return f"«{' '.join(quote.split())}»", "the text on file does not have these words at this place"
    left = max(text.rfind("\n", 0, start) + 1, max((m.end() for m in BREAK.finditer(text, 0, start)), default=0))
    right = min(x for x in (text.find("\n", end), len(text)) if x >= 0)
    if (found := BREAK.search(text, max(end - 1, 0))) and found.start() < right:
        right = found.start()
    shown = f"{text[left:start]}«{quote}»{text[max(end, start) : max(right, end)]}"
    return " ".join(shown.split()), None
