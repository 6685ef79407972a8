"""Figures of a sentence: percentages, money, counts, ages, durations and measures, with value, unit and noun.

Comes in: a sentence's bounds in an article's text, the spans of its dates. Goes out: figure mentions with exact spans
and canonical decimal values. It never reads years, dates, ordinals or names with numbers, nor small definite numerals
("the three countries"), and never says what a figure is of: that takes the clause.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.figures import patterns as pattern
from kg.figures.lists import listed
from kg.figures.mention import FigureKind, FigureMention
from kg.figures.nouns import counted_noun
from kg.figures.words import (
    COMPANIONS,
    CURRENCY_SIGNS,
    DEFINITE,
    DOCUMENTS,
    HYPHEN_NOUNS,
    MEASURES,
    SCALE_NAMES,
    STOPS,
    TIME_UNITS,
)
from kg.model import Span
from kg.numbers import canonical, read_number

__all__ = ["FigureMention", "find_figures"]

@dataclass(frozen=True, slots=True)
class _Number:
    """A number, the words before (a currency's sign left out) and after it, and the figures read so far.

    The sentence begins at `origin`.
    """

    start: int
    end: int
    words: str
    value: Decimal
    before: str
    after: str
    origin: int
    seen: tuple[FigureMention, ...]

    def figure(self, size: int, unit: str, kind: FigureKind, noun: str | None = None, ahead: int = 0) -> FigureMention:
        """The figure that takes `size` code points after the number and `ahead` before it."""
        span = Span(self.start - ahead, self.end + size)
        return FigureMention(span, canonical(self.value), unit, kind, noun, bool(pattern.VAGUE.search(self.before)))


def find_figures(text: str, start: int, end: int, dates: Sequence[Span]) -> tuple[FigureMention, ...]:
    """The figures of text[start:end] in order and without overlap.

    `dates` are the spans of calendar dates (`dates.calendar_spans`): a number inside one is no figure.
    """
    start, end = max(start, 0), min(end, len(text))
    seen: list[FigureMention] = []
    for match in pattern.NUMBER.finditer(text, start, end):
        place = Span(match.start("n"), match.end("n"))
        value = read_number(match["n"])
        if value is None or any(place.overlaps(date) for date in dates) or (seen and place.start < seen[-1].span.end):
            continue
        number = _Number(
            place.start,
            place.end,
            match["n"],
            value,
            text[start : match.start()],
            text[place.end : end],
            start,
            tuple(seen),
        )
        found = _signed(number, match["sign"]) if match["sign"] else _read(number)
        if found is not None:
            ends_range = bool(seen) and seen[-1].is_range and place.start - seen[-1].span.end < 6
            seen.append(replace(found, is_range=found.is_range or ends_range))
    return listed(text, seen)


def _read(number: _Number) -> FigureMention | None:
    """The first reading that fits; the order goes from the surest unit to the barest count."""
    if pattern.NAME.search(number.before) or pattern.ONE_IN.search(number.before):
        return _elliptic(number)
    for reader in _READERS:
        found = reader(number)
        if found is not None:
            return found
    return None


def _signed(number: _Number, sign: str) -> FigureMention | None:
    match = pattern.SCALED.match(number.after)
    scale = SCALE_NAMES[match["scale"]] if match and match["scale"] else None
    unit, ahead = CURRENCY_SIGNS[sign], number.start - len(number.before) - number.origin
    return number.figure(match.end() if match else 0, f"{scale} {unit}" if scale else unit, "money", ahead=ahead)


def _percent(number: _Number) -> FigureMention | None:
    match = pattern.PERCENT.match(number.after)
    if match is None:
        return None
    return number.figure(match.end(), "percentage points" if match["points"] else "percent", "percent")


def _money(number: _Number) -> FigureMention | None:
    match = pattern.MONEY.match(number.after)
    if match is None:
        return None
    name = CURRENCY_SIGNS.get(match["name"], match["name"])
    scale = SCALE_NAMES[match["scale"]] if match["scale"] else None
    return number.figure(match.end(), f"{scale} {name}" if scale else name, "money")


def _measure(number: _Number) -> FigureMention | None:
    match = pattern.MEASURE.match(number.after)
    if match is None:
        return None
    scale = SCALE_NAMES[match["scale"]] if match["scale"] else None
    unit = MEASURES[match["name"]]
    return number.figure(match.end(), f"{scale} {unit}" if scale else unit, "measure", match["name"])


def _time(number: _Number) -> FigureMention | None:
    match = pattern.TIME.match(number.after)
    if match is None or (number.value == 1 and match[0][0].isspace()):
        return None
    unit = f"{match['unit']}s" if match["unit"] != "century" else "centuries"
    if match["old"] or pattern.AGE.search(number.before):
        return number.figure(match.end(), unit, "age")
    if match[0][0].isspace() and (_definite(number) or pattern.VALIDITY.search(number.before)):
        return None
    return number.figure(match.end(), unit, "duration")


def _hyphened(number: _Number) -> FigureMention | None:
    match = pattern.HYPHEN.match(number.after)
    if match is None or number.value == 1:
        return None
    scale, unit = SCALE_NAMES.get(match["scale"] or ""), HYPHEN_NOUNS[match["noun"]]
    return number.figure(match.end(), f"{scale} {unit}" if scale else unit, "count", match["noun"])


def _age(number: _Number) -> FigureMention | None:
    if not (number.words.isdigit() and 1 <= number.value <= 120):
        return None
    bare = number.value >= 16 and (
        (pattern.APPOSED.search(number.before) and re.match(r",", number.after))
        or (pattern.AGED.search(number.before) and pattern.AGE_ENDS.match(number.after))
    )
    if not bare and (not pattern.AGE.search(number.before) or re.match(r"\s+\w", number.after)):
        return None
    return number.figure(0, "years", "age")


def _count(number: _Number) -> FigureMention | None:
    """A number with a plural noun after it, its scale in between."""
    match = pattern.SCALED.match(number.after)
    scale, offset = (SCALE_NAMES[match["scale"]], match.end()) if match and match["scale"] else (None, 0)
    found = counted_noun(number.after[offset:])
    if found is None:
        return _bare_scale(number, scale, offset) if scale else None
    noun, length = found
    head = noun.split()[-1].casefold()
    if scale is None and not _counts(number, head):
        return None
    return number.figure(offset + length, f"{scale} {head}" if scale else head, "count", noun)


def _counts(number: _Number, head: str) -> bool:
    """Whether a number without scale counts: no definite small one, no documents, no pair of sides, not "one"."""
    if number.value == 1 or number.value % 1 or head in DOCUMENTS or head.removesuffix("s") in TIME_UNITS:
        return False
    if number.value <= 3 and head in COMPANIONS:
        return False
    return not _definite(number)


def _definite(number: _Number) -> bool:
    """Whether a small number belongs to a definite noun phrase ("the three", "our two", "Laos's four")."""
    last = number.before.split()[-1].casefold() if number.before.strip() else ""
    return number.value <= 20 and (last in DEFINITE or last.endswith(("'s", "’s", "s'", "s’")))


def _bare_scale(number: _Number, scale: str, offset: int) -> FigureMention | None:
    """Read "21 million" alone: people after "population", else in the money named before, else the bare scale."""
    if re.search(r"(?i)\b(?:population|inhabitants|people)\b", number.before[-60:]):
        return number.figure(offset, f"{scale} people", "count", "people")
    for earlier in reversed(number.seen):
        if earlier.kind == "money":
            return number.figure(offset, f"{scale} {earlier.unit.split(' ', 1)[-1]}", "money")
    return number.figure(offset, scale, "count")


def _of_many(number: _Number) -> FigureMention | None:
    """The 51 of "51 of the 96 seats": it counts what the larger number counts."""
    match = pattern.OF_MANY.match(number.after) or (pattern.OF_THEIR.match(number.after) if number.value > 3 else None)
    found = counted_noun(number.after[match.end() :]) if match else None
    if match is None or found is None or number.value == 1 or found[0] in COMPANIONS:
        return None
    return number.figure(0, found[0].split()[-1].casefold(), "count", found[0])


def _whole(number: _Number) -> FigureMention | None:
    """The 96 of "51 of the 96 seats", definite but a figure."""
    found = counted_noun(number.after)
    if found is None or not number.seen or not re.search(r"\bof\s+(?:the|its|their|his|her)\s+$", number.before):
        return None
    partial = number.seen[-1]
    if number.start - partial.span.end > 14 or partial.noun != found[0]:
        return None
    return number.figure(found[1], partial.unit, "count", found[0])


def _ranged(number: _Number) -> FigureMention | None:
    """The 10 of "10 to 15 percent": its unit is that of the other end."""
    match = pattern.RANGE.match(number.after)
    value = read_number(match["n"]) if match else None
    if match is None or value is None or value <= number.value:
        return None
    other = replace(number, end=number.end + match.end(), value=value, after=number.after[match.end() :])
    for reader in (_percent, _money, _measure, _time, _count):
        found = reader(other)
        if found is not None and (reader is not _count or " and " not in match[0]):
            return replace(number.figure(0, found.unit, found.kind, found.noun), is_range=True)
    return None


def _elliptic(number: _Number) -> FigureMention | None:
    """A bare number that counts what an earlier one did: "131 votes to 88", "of which nine", "from 30 days to 12"."""
    last = number.seen[-1] if number.seen else None
    if last is None or number.value == 1 or last.kind not in {"count", "duration", "percent"}:
        return None
    if re.match(r"\s?[-–]|\s+[A-Z]", number.after):
        return None
    tail = number.before[-(number.start - last.span.end) :] if number.start > last.span.end else ""
    ends = re.match(r"[.,;)]|\s+(?:in|on|at|for|and)\b|$", number.after)
    versus = ends and (re.fullmatch(r"\s+(?:to|against|versus)\s+", tail) or pattern.NAMED.fullmatch(tail))
    of_them = re.match(r"\s+of\s+(?:them|which|whom|these|those)\b", number.after)
    part = (of_them or pattern.OF_WHICH.search(number.before)) and last.kind != "percent"
    if not (versus or part):
        return None
    return number.figure(0, last.unit, last.kind, last.noun)


def _one_more(number: _Number) -> FigureMention | None:
    """The "one" that ends a list of counts: "two bilateral meetings and one trilateral summit"."""
    last, match = number.seen[-1] if number.seen else None, pattern.SINGLE.match(number.after)
    if number.words.casefold() != "one" or last is None or last.kind != "count" or match is None:
        return None
    head = match["noun"].split()[-1]
    between = number.before[-(number.start - last.span.end) :]
    if f"{head}s" in DOCUMENTS or head in STOPS or head in TIME_UNITS or not pattern.ONE_MORE.fullmatch(between):
        return None
    return number.figure(match.end(), head, "count", match["noun"])


_READERS: tuple[Callable[[_Number], FigureMention | None], ...] = (
    _percent,
    _money,
    _measure,
    _time,
    _hyphened,
    _age,
    _of_many,
    _whole,
    _ranged,
    _count,
    _elliptic,
    _one_more,
)
