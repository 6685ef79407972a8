"""Marks the turns of an interview and the letters in an article.

Comes in: a page. Goes out: the same page with question, answer and letter lines marked, their speakers and labels. It
never takes a single "Name:" for an interview.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Span
from kg.text import shapes
from kg.text.page import Page

_ASKS = frozenset("q question reporter interviewer journalist host moderator correspondent editor".split())
_ANSWERS = frozenset("a answer reply".split())
_LABEL = re.compile(
    r"^[*_]{0,3}(?P<label>(?:[QA]\d{0,2}|Question(?:\s\d+)?|Answer|[^\W\d_a-z][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,5}))"
    r"[*_]{0,3}\s?(?:\([^)]{1,40}\))?\s?(?::|(?<=\b[QA])\.)[*_]{0,3}(?:\s+|$)"
)
_LONGEST_LETTER = 100
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|us|me)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")


@dataclass(frozen=True, slots=True)
class _Turn:
    line: int
    label: str
    skip: int
    asks: bool


def mark_turns(page: Page) -> None:
    """Marks questions and answers: labelled turns where there are any, otherwise questions in lines of their own."""
    turns = _labelled(page)
    if turns:
        asking = _asking_labels(turns)
        for number, turn in enumerate(turns):
            end = turns[number + 1].line if number + 1 < len(turns) else _end_of_last(page, turns, asking)
            _mark(page, turn, end, number + 1, _key(turn.label) in asking)
    else:
        _mark_unlabelled(page)


def _key(label: str) -> str:
    return re.sub(r"\s?\d+$", "", label).casefold()


def _labelled(page: Page) -> list[_Turn]:
    found = []
    for index in page.open():
        match = _LABEL.match(page.lines[index].words)
        if match:
            found.append((index, match["label"], match.end()))
    ends = [*(line for line, _, _ in found[1:]), len(page.lines)]
    turns = [_Turn(*f, _asks(page, f[0], end)) for f, end in zip(found, ends, strict=False)]
    count = Counter(_key(t.label) for t in turns)
    known = {k for k in count if k in _ASKS or k in _ANSWERS}
    named = {k for k in count if k not in known and count[k] > 1}
    some_ask = len(named) > 1 and any(t.asks for t in turns if _key(t.label) in named)
    if sum(count[k] for k in known | named) < 2 or not (known or some_ask):
        return []
    return [t for t in turns if _key(t.label) in known | named]


def _asks(page: Page, start: int, end: int) -> bool:
    """Whether the open lines from `start` to `end` end with a question mark."""
    last = next((page.lines[i].words for i in reversed(range(start, end)) if page.kinds[i] is None), "")
    return last.rstrip("*_\"” ").endswith("?")


def _asking_labels(turns: list[_Turn]) -> set[str]:
    """The labels of those who ask: by their name, or because most of their turns end with a question mark."""
    count = Counter(_key(t.label) for t in turns)
    asked = Counter(_key(t.label) for t in turns if t.asks)
    return {k for k in count if k in _ASKS or (k not in _ANSWERS and asked[k] * 2 >= count[k])}


def _end_of_last(page: Page, turns: list[_Turn], asking: set[str]) -> int:
    """Where the last turn ends: where all answers before were of one paragraph and what follows says neither I nor we,
    the article itself speaks again.
    """
    last = turns[-1].line
    if _key(turns[-1].label) in asking:
        return next((i for i in page.open() if i > last), len(page.lines))
    for before, turn in pairwise(turns):
        between = [i for i in range(before.line + 1, turn.line) if page.kinds[i] is None]
        if _key(before.label) not in asking and between:
            return len(page.lines)
    for index in [i for i in page.open() if i > last]:
        if not _FIRST_PERSON.search(_QUOTED.sub("", page.lines[index].words)):
            return index
    return len(page.lines)


def _mark(page: Page, turn: _Turn, end: int, group: int, asks: bool) -> None:
    for index in range(turn.line, end):
        if page.kinds[index] is None:
            page.kinds[index] = "question" if asks else "answer"
            page.speakers[index], page.groups[index] = turn.label, group
    page.skips[turn.line] = turn.skip


def _mark_unlabelled(page: Page) -> None:
    """Questions in paragraphs of their own, put to "you", at least two; what stands between them answers."""
    found = [i for i in page.open() if _is_question(page.lines[i].words)]
    if len(found) < 2 or any(b - a < 2 for a, b in pairwise(found)):
        return
    group, asked = 0, set(found)
    for index in [i for i in page.open() if i >= found[0]]:
        if index in asked or (index - 1) in asked:
            group += 1
        page.kinds[index] = "question" if index in asked else "answer"
        page.groups[index] = group


def _is_question(words: str) -> bool:
    bare = words.strip("*_ ")
    return bare.endswith("?") and bare[:1] not in "“\"‘" and bool(re.search(r"\byou(?:r|rs)?\b", bare, re.IGNORECASE))


def mark_letters(page: Page, title: Span | None) -> None:
    """Marks each letter, from its addressee (or letterhead) to its signature; the signature's name is its speaker."""
    for opening in [i for i in page.open() if shapes.is_salutation(page.lines[i].words)]:
        if page.kinds[opening] is not None or page.lines[opening].words[0] in "“\"«":
            continue
        within = range(opening + 1, min(len(page.lines), opening + _LONGEST_LETTER))
        closing = next((i for i in within if page.kinds[i] is None and shapes.is_closing(page.lines[i].words)), None)
        if closing is None:
            continue
        start, (end, signer) = _letter_start(page, opening, title), _letter_end(page, closing)
        for index in range(start, end):
            if page.kinds[index] is None:
                page.kinds[index], page.speakers[index], page.groups[index] = "letter", signer, opening + 1


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
