"""Marks the turns of an interview.

Comes in: a page. Goes out: the same page with question and answer lines marked, their speakers and labels. It never
takes a single "Name:" for an interview.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from kg.text.page import Page

_ASKS = frozenset("q question reporter interviewer journalist host moderator correspondent editor".split())
_ANSWERS = frozenset("a answer reply".split())
_LABEL = re.compile(
    r"^[*_]{0,3}(?P<label>(?:[QA]\d{0,2}|Question(?:\s\d+)?|Answer|[^\W\d_a-z][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,5}))"
    r"[*_]{0,3}\s?(?:\([^)]{1,40}\))?\s?(?::|(?<=\b[QA])\.)[*_]{0,3}(?:\s+|$)"
)
_DASH = re.compile(r"^[—–-]{1,2}\s?(?=[^\s\d—–-])")
_TO_YOU = re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE)
_LONGEST_QUESTION = 220
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|us|me)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")


@dataclass(frozen=True, slots=True)
class _Turn:
    line: int
    label: str
    skip: int
    asks: bool


def mark_turns(page: Page) -> None:
    """Marks questions and answers: labelled turns where there are any, turns that dashes open, or else questions in
    lines of their own.
    """
    turns = _labelled(page) or _dashed(page)
    if turns:
        asking = _asking_labels(turns)
        for number, turn in enumerate(turns):
            end = turns[number + 1].line if number + 1 < len(turns) else _end_of_last(page, turns, asking)
            _mark(page, turn, end, number + 1, _key(turn.label) in asking)
    else:
        _mark_unlabelled(page)


def _dashed(page: Page) -> list[_Turn]:
    """The turns of a dialogue in which a dash opens each, questions and answers by turns."""
    lines = [(i, match.end()) for i in page.open() if (match := _DASH.match(page.lines[i].words))]
    asks = [page.lines[i].words.rstrip("*_\"” ").endswith("?") for i, _ in lines]
    if len(lines) < 4 or len(lines) % 2 or not asks[0] or sum(asks[::2]) * 2 < len(lines) / 2 or any(asks[1::2]):
        return []
    return [_Turn(i, "Answer" if at % 2 else "Question", size, not at % 2) for at, (i, size) in enumerate(lines)]


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
    """Questions in paragraphs of their own, put to "you", at least two; what stands between them answers. Labels may
    stand at the first question and answer alone.
    """
    pair = _labelled_pair(page)
    found = {i for i in page.open() if _is_question(page.lines[i].words)} | {turn.line for turn in pair[:1]}
    if len(found) < 2 or any(i + 1 in found for i in found):
        return
    asked = found | _further_questions(page, found)
    last, groups = _last_answer(page, asked), 0
    for index in [i for i in page.open() if min(found) <= i <= last]:
        groups += index in asked or (index - 1) in asked
        page.kinds[index] = "question" if index in asked else "answer"
        page.speakers[index] = pair[1].label if pair and index not in asked else None
        page.groups[index] = groups
    for turn in pair:
        page.skips[turn.line] = turn.skip


def _labelled_pair(page: Page) -> list[_Turn]:
    """A question and its answer, each with a label that no other line has: those of an interview's first turns."""
    lines = [(i, match) for i in page.open() if (match := _LABEL.match(page.lines[i].words))]
    pairs = [[a, b] for a, b in pairwise(lines) if b[0] == a[0] + 1 and page.lines[a[0]].words.endswith("?")]
    return [_Turn(i, m["label"], m.end(), not at) for at, (i, m) in enumerate(pairs[0])] if pairs else []


def _further_questions(page: Page, found: set[int]) -> set[int]:
    """Short paragraphs between answers that ask, or say something of "you" and nothing of the one who says it."""
    more: set[int] = set()
    for index in [i for i in page.open() if i > min(found) + 1]:
        words = page.lines[index].words
        spoken = _TO_YOU.search(words) and not _FIRST_PERSON.search(words)
        short = len(words) <= _LONGEST_QUESTION and words[:1] not in "“\"‘"
        apart = not {index - 1, index + 1} & (found | more) and index + 1 < len(page.lines)
        if short and apart and (words.endswith("?") or spoken):
            more.add(index)
    return more


def _last_answer(page: Page, asked: set[int]) -> int:
    """The last line of the last answer: where every answer is one paragraph, those that follow it say I or we."""
    lines = [i for i in page.open() if i > max(asked)]
    if any(b - a > 2 for a, b in pairwise(sorted(asked))) or not lines:
        return lines[-1] if lines else max(asked)
    voiced = (i for i in lines[1:] if not _FIRST_PERSON.search(_QUOTED.sub("", page.lines[i].words)))
    return next((i - 1 for i in voiced), lines[-1])


def _is_question(words: str) -> bool:
    bare = words.strip("*_ ")
    return bare.endswith("?") and bare[:1] not in "“\"‘" and bool(_TO_YOU.search(bare))
