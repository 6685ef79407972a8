"""Dates of a sentence, read into EDTF by a small grammar of news English.

Comes in: a sentence's bounds in an article's text, the article's date, the clause's tense, the date mentioned before.
Goes out: date mentions with exact spans and EDTF values, the best first. It never fills in a date that neither the
words nor the anchor settle, and never decides which event a date belongs to.

A span holds the date's own words ("4 to 6 July", "late November", "the end of 2041"), not the preposition before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.dates import absolute, named, relative, stepped
from kg.dates.reading import Grain, Reader, Reading, Setting, Tense, Week, lean_of
from kg.dates.values import bounds, covers_years, interval, is_edtf, overlap, with_duration
from kg.model import Span

__all__ = [
    "DateMention", "Grain", "Tense", "Week", "bounds", "calendar_spans", "covers_years", "find_dates", "interval",
    "is_edtf", "overlap", "with_duration",
]

_PATTERNS = absolute.PATTERNS + named.PATTERNS + relative.PATTERNS + stepped.PATTERNS
_CUES = frozenset(cue for _, _, cue in _PATTERNS)
_CUED = tuple(sorted({word for cue in _CUES for word in cue}))
_SINCE = re.compile(r"(?i)\bsince\s+(?:on\s+|the\s+)?$")
_UNTIL = re.compile(
    r"(?i)\b(?:until|till|up\s+to|(?:r[ua]n|runs|running|lasts?|lasted|go(?:es)?\s+on|went\s+on|continu(?:es?|ed))"
    r"\s+through)\s+(?:on\s+|the\s+)?$"
)
_DEADLINE = re.compile(r"(?i)\b(?:by|before|no\s+later\s+than|not\s+later\s+than)\s+(?:the\s+)?(?:year\s+)?$")
_OPENABLE: frozenset[Grain] = frozenset({"day", "month", "year", "season", "relative"})


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression at `span` of the article's text.

    `edtf` holds the best value first, then coarser ones that are true as well; it is empty for a duration and for what
    cannot be resolved. `grain` is the value's; "relative" counts from another date of the text; "open" has one end.
    `resolved` says that the anchor, the previous date or the year hint was needed for the value. `days` is a duration's
    length in days where it has one, `duration` its ISO 8601 form. The hints come from the wording ("next", "ago") and
    from the value's side of the anchor.
    """

    span: Span
    edtf: tuple[str, ...]
    grain: Grain
    resolved: bool = False
    is_deadline: bool = False
    is_future_hint: bool = False
    is_past_hint: bool = False
    days: int | None = None
    duration: str | None = None


@lru_cache(maxsize=1024)
def find_dates(
    text: str,
    start: int,
    end: int,
    anchor: str | None,
    tense: Tense = "unknown",
    *,
    previous: str | None = None,
    year_hint: str | None = None,
    latest: str | None = None,
    week: Week | None = None,
) -> tuple[DateMention, ...]:
    """The date mentions of text[start:end], in order and without overlap.

    `anchor` is the article's date (YYYY-MM-DD, or XXXX-MM-DD, from which only days are counted) or None; `tense` that
    of the clause; `previous` the EDTF value of the date mentioned before the sentence, from which "the following day"
    counts (a date inside the sentence takes its place); `year_hint` (YYYY-MM-DD)
    completes a day or month where there is no anchor; `latest` is the value, of whatever grain, mentioned before the
    sentence, which "that year" takes up; `week` what weekdays count from in an article without a date of its own.
    """
    open_day = anchor if anchor is not None and anchor.startswith("XXXX-") else None
    setting = Setting(_day(anchor), tense, previous, _day(year_hint), latest, open_day, week)
    mentions = []
    for reading in _read(text, start, end, setting):
        mentions.append(_mention(text, start, reading, setting))
    return tuple(mentions)


def calendar_spans(mentions: Iterable[DateMention]) -> tuple[Span, ...]:
    """Where dates proper stand, durations left out: what the reader of figures must not take for numbers."""
    return tuple(mention.span for mention in mentions if mention.grain != "duration")


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _read(text: str, start: int, end: int, setting: Setting) -> Iterator[Reading]:
    """Readings from left to right: at each place the longest expression that can be read."""
    done = start
    for at, match, reader in _matches(text, max(start, 0), max(end, 0)):
        reading = reader(match, setting) if at >= done else None
        if reading is None:
            continue
        yield reading.moved(at)
        done = reading.end
        if reading.edtf:
            setting = setting.after(reading.edtf[0])


@lru_cache(maxsize=1024)
def _matches(text: str, start: int, end: int) -> tuple[tuple[int, re.Match[str], Reader], ...]:
    """Where patterns match, what they match and their readers: from left to right, the longest first."""
    both = f"{text[start:end]}\n{text[start:end].casefold()}"
    words = {word for word in _CUED if word in both}
    cued = {cue for cue in _CUES if not words.isdisjoint(cue)}
    found = [
        (_past_space(text, match.start()), -match.end(), order, match, reader)
        for order, (pattern, reader, cue) in enumerate(_PATTERNS)
        if cue in cued
        for match in pattern.finditer(text, start, end)
    ]
    return tuple((at, match, reader) for at, _, _, match, reader in sorted(found, key=lambda item: item[:3]))


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _mention(text: str, start: int, reading: Reading, setting: Setting) -> DateMention:
    before = text[max(start, reading.start - 40) : reading.start]
    edtf, grain = _opened(reading, before)
    lean = reading.lean or (lean_of(edtf[0], setting.anchor) if edtf else 0)
    deadline = bool(_DEADLINE.search(before)) and reading.grain != "duration" and lean >= 0
    return DateMention(
        Span(reading.start, reading.end),
        edtf,
        grain,
        reading.resolved,
        deadline and not (setting.tense == "past" and lean == 0 and reading.grain != "year"),
        lean > 0,
        lean < 0,
        reading.days,
        reading.duration,
    )


def _opened(reading: Reading, before: str) -> tuple[tuple[str, ...], Grain]:
    """The values with an open end after "since" or "until", then the bare date; else as they are."""
    if reading.grain not in _OPENABLE or not reading.edtf or "X" in reading.edtf[0]:
        return reading.edtf, reading.grain
    if _SINCE.search(before):
        return (f"{reading.edtf[0]}/..", reading.edtf[0]), "open"
    if _UNTIL.search(before):
        return (f"../{reading.edtf[0]}", reading.edtf[0]), "open"
    return reading.edtf, reading.grain
