"""Tells the zones of an article: which lines are headline, caption, turn, letter, agency, related news or furniture.

Comes in: the article. Goes out: pieces, each a stretch of one kind, in order, together holding every visible character.
It never reads what the words mean; layout and repetition decide.
"""

from __future__ import annotations

import re

from kg.datelines import place_in_turn, read_dateline
from kg.datelines.furniture import dated_furniture
from kg.model import Article, Span
from kg.syntax import ZoneKind
from kg.text import shapes
from kg.text.letters import mark_letters
from kg.text.lines import Line, cut_lines, trim
from kg.text.page import Page, Piece
from kg.text.turns import mark_turns

_FRONT = 10
_PROSE: tuple[ZoneKind, ...] = ("body", "answer", "letter")
_TOLD: tuple[ZoneKind, ...] = ("body", "answer", "question")
_MARK = re.compile(r"(?:#{1,6}|[-•*·‣>»–—]+|\(?\d{1,2}[.)])\s+(?=\S)")


def find_pieces(article: Article) -> list[Piece]:
    """The pieces of `article`, in text order."""
    lines, prefix = _without_date_prefix(cut_lines(article.text))
    page = Page(article.text, lines)
    _mark_furniture(page)
    _mark_captions(page)
    _mark_dates(page)
    mark_letters(page, article.title.span if article.title else None)
    _mark_headlines(page, article.title.value if article.title else None)
    mark_turns(page)
    _mark_subheads(page)
    _mark_sources(page)
    last = max((i for i, kind in enumerate(page.kinds) if (kind or "body") in _TOLD), default=-1)
    turns = _in_turn(page)
    ways = ((index, turns.get(index) or _dateline(page, index), index >= last) for index in range(len(lines)))
    return prefix + [piece for way in ways for piece in _pieces(page, *way)]


def _without_date_prefix(lines: list[Line]) -> tuple[list[Line], list[Piece]]:
    """A date in front of the first line as a piece of its own, and the lines without it."""
    if not lines or not (size := shapes.date_prefix(lines[0].words)):
        return lines, []
    first = lines[0]
    cut = Piece("date_line", Span(first.span.start, first.span.start + size))
    rest = first.words[size:].lstrip()
    line = Line(Span(first.span.end - len(rest), first.span.end), rest, True)
    return ([line] if rest else []) + lines[1:], [cut]


def _mark_furniture(page: Page) -> None:
    listing = False
    front = _front_matter(page)
    for index in range(front):
        page.kinds[index] = "noise"
    for index, line in enumerate(page.lines[front:], front):
        rest = shapes.related(line.words) if index else None
        if shapes.is_noise(line.words) or shapes.is_image_file(line.words):
            page.kinds[index] = "noise"
        elif rest is not None:
            page.kinds[index], listing = "related", True
        elif listing and not _resumes(line):
            page.kinds[index] = "related"
        else:
            listing = False


def _front_matter(page: Page) -> int:
    """How many lines a block of fields between two lines of dashes takes in front; 0 if there is none."""
    if not page.lines or page.lines[0].words != "---":
        return 0
    fields = enumerate(page.lines[1:40], 2)
    return next((count for count, line in fields if line.words in ("---", "...")), 0)


def _resumes(line: Line) -> bool:
    """Whether the article goes on after a list of related news: a paragraph, and no list line."""
    return len(line.words) > 150 and shapes.is_terminal(line.words)


def _mark_captions(page: Page) -> None:
    captions = {i for i in page.open() if shapes.is_caption(page.lines[i].words)}
    told = {_plain(shapes.without_credit(page.lines[i].words)) for i in captions}
    for index in page.open():
        words = page.lines[index].words
        beside = any(
            0 <= i < len(page.lines) and shapes.is_image_file(page.lines[i].words) for i in (index - 1, index + 1)
        )
        near_file = beside and not page.lines[index].apart and len(words) < 300
        if index in captions or _plain(words) in told or near_file:
            page.kinds[index] = "caption"


def _plain(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).strip().casefold()


def _mark_dates(page: Page) -> None:
    last = len(page.lines) - 4
    for index in page.open():
        line = page.lines[index]
        if index >= _FRONT and index < last:
            continue
        furniture = dated_furniture(line.words) and read_dateline(line.words, 0, page.text) is None
        if shapes.is_date_only(line.words) or furniture:
            page.kinds[index] = "date_line"
        elif index < _FRONT and shapes.is_byline(line.words):
            page.kinds[index] = "date_line" if shapes.has_date(line.words) else "source"


def _mark_headlines(page: Page, title: str | None) -> None:
    wanted = _plain(title) if title else None
    if wanted is None:
        wanted = _front_headline(page)
    if not wanted:
        return
    for index in range(len(page.lines)):
        if page.kinds[index] in (None, "caption") and _same(_plain(page.lines[index].words), wanted):
            page.kinds[index] = "headline"


def _same(left: str, right: str) -> bool:
    """Whether two lines are one headline, the first letters that a broken page loses allowed for."""
    short, long = sorted((left, right), key=len)
    return bool(short) and long.endswith(short) and len(long) - len(short) <= min(2, len(short) // 8)


def _front_headline(page: Page) -> str | None:
    """The first open line, if it is short, does not end as a sentence, and stands over a paragraph."""
    first = next(page.open(), None)
    if first is None:
        return None
    words, after = page.lines[first].words, [line.words for line in page.lines[first + 1 : first + 4]]
    if len(words) > 200 or re.search(r"[.;:,]$", words) or len(words.split()) < 2 or re.match(r"[-•*>]\s", words):
        return None
    return _plain(words) if any(shapes.is_prose(w) for w in after) and not _dateline(page, first) else None


def _mark_subheads(page: Page) -> None:
    for index in list(page.open()):
        line = page.lines[index]
        if not 0 < index < len(page.lines) - 1 or not line.apart or len(line.words) > 100:
            continue
        before, after = page.lines[index - 1].words, page.lines[index + 1].words
        open_end = not re.search(r"[.;:,!…\"”’)]$", line.words)
        heads = open_end and line.words[:1].isupper() and len(line.words.split()) > 1
        over = shapes.is_prose(after) and not before.endswith(":") and not _dateline(page, index)
        if (heads and over) or re.match(r"#{1,6}\s", line.words):
            page.kinds[index] = "headline"


def _mark_sources(page: Page) -> None:
    for index in page.open():
        if index >= len(page.lines) - 6 and shapes.is_source_line(page.lines[index].words):
            page.kinds[index] = "source"
    last = next((i for i in reversed(range(len(page.lines))) if page.kinds[i] not in ("related", "noise")), None)
    if last is None or last < 2 or page.kinds[last] not in (None, "answer"):
        return
    words = page.lines[last].words
    bare = re.fullmatch(r"[^\W\d_][\w.&'’/ -]*[^\W_]", words) and len(words.split()) <= 5 and words[0].isupper()
    if bare and len(words) <= 50 and shapes.is_prose(page.lines[last - 1].words):
        page.kinds[last], page.speakers[last] = "source", None


def _dateline(page: Page, index: int) -> int:
    """How many characters of line `index` are its dateline: only before and at the first paragraph of the body."""
    if page.kinds[index] is not None or index >= _FRONT:
        return 0
    if any(k is None and shapes.is_prose(line.words) for k, line in zip(page.kinds[:index], page.lines, strict=False)):
        return 0
    words = page.lines[index].words
    found = read_dateline(words, 0, page.text)
    size = found.size if found else 0
    return size if size == len(words) or shapes.is_prose(words) else 0


def _in_turn(page: Page) -> dict[int, int]:
    """The datelines of an article of several reports, each paragraph with its own ("KINGSTON | …", "LIMA | …")."""
    told = {i: line.words for i, line in enumerate(page.lines) if page.kinds[i] in {None, "caption"}}
    sizes = {i: place_in_turn(words) for i, words in told.items()}
    sizes = {i: size for i, size in sizes.items() if size and len(told[i]) > size + 40}
    return sizes if len(sizes) > 1 else {}


def _pieces(page: Page, index: int, dateline: int, ends: bool) -> list[Piece]:
    """The pieces of line `index`, whose dateline takes `dateline` characters; `ends` if no prose follows it."""
    line, kind = page.lines[index], page.kinds[index] or "body"
    start, pieces = line.span.start, []
    stamp = shapes.date_prefix(line.words) if kind == "body" and index < _FRONT else 0
    if stamp:
        pieces.append(Piece("date_line", Span(start, start + stamp)))
        start += stamp
    if dateline:
        pieces.append(Piece("dateline", trim(page.text, Span(start, start + dateline))))
        start += dateline
    end = line.span.end
    tail = shapes.tail_start(line.words) if kind in _PROSE and ends else None
    if tail is not None and line.span.start + tail > start:
        end = line.span.start + tail
        pieces_after = [Piece("source", Span(end, line.span.end))]
    else:
        pieces_after = []
    body = trim(page.text, Span(start, end))
    if body.start < body.end:
        skip = page.skips[index] or _mark_size(body.of(page.text))
        pieces.append(Piece(kind, body, page.speakers[index], page.groups[index], skip))
    return pieces + pieces_after


def _mark_size(words: str) -> int:
    """How many characters the mark of a heading or list line takes ("## ", "- ", ">> ", "2. ")."""
    match = _MARK.match(words)
    return match.end() if match else 0
