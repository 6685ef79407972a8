"""Marks the letters in an article.

Comes in: a page. Goes out: the same page with the lines of each letter marked, from its addressee to its signature,
and the signature as the speaker. It never takes a greeting inside a paragraph for a letter.
"""

from __future__ import annotations

from kg.model import Span
from kg.text import shapes
from kg.text.page import Page

_LONGEST = 100  # lines from a salutation to the signature


def mark_letters(page: Page, title: Span | None) -> None:
    """Marks each letter, from its addressee (or letterhead) to its signature; the signature's name is its speaker."""
    for opening in [i for i in page.open() if shapes.is_salutation(page.lines[i].words)]:
        quoted = page.lines[opening].words[0] in "“\"«"
        if page.kinds[opening] is not None or (quoted and not page.lines[opening].words.endswith(",")):
            continue
        within = [i for i in range(opening + 1, min(len(page.lines), opening + _LONGEST)) if page.kinds[i] is None]
        closing = next((i for i in within if shapes.is_closing(page.lines[i].words)), None)
        if closing is None:
            closing = next((i - 1 for i in within[1:] if _is_signed(page, i)), None)
        if closing is None:
            continue
        start, (end, signer) = _letter_start(page, opening, title), _letter_end(page, closing)
        for index in range(start, end):
            if page.kinds[index] is None:
                page.kinds[index], page.speakers[index], page.groups[index] = "letter", signer, opening + 1


def _is_signed(page: Page, index: int) -> bool:
    """Whether a line under a paragraph is a name and so a signature."""
    return shapes.is_name_line(page.lines[index].words) and shapes.is_terminal(page.lines[index - 1].words)


def _letter_start(page: Page, opening: int, title: Span | None) -> int:
    start = opening
    while start > 0 and _is_address(page, start - 1, title):
        start -= 1
    heads = start == 0 or (opening - start) > 1 or page.lines[start].words.startswith("To ")
    return start if heads else opening


def _is_address(page: Page, index: int, title: Span | None) -> bool:
    line = page.lines[index]
    if title is not None and line.span.overlaps(title):
        return False
    if page.kinds[index] == "date_line":
        return True
    return page.kinds[index] is None and not shapes.is_terminal(line.words) and not line.words.endswith(":") and (
        len(line.words) < 90 or line.words.startswith("To "))  # fmt: skip


def _letter_end(page: Page, closing: int) -> tuple[int, str | None]:
    """The line after the signature, and the first line of the signature."""
    end = closing + 1
    while end < len(page.lines) and end - closing < 8 and page.kinds[end] in (None, "date_line"):
        words = page.lines[end].words
        if len(words) > 100 or shapes.is_terminal(words):
            break
        end += 1
    signer = page.lines[closing + 1].words.strip(" ,()") if end > closing + 1 else None
    return end, signer
