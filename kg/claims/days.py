"""The day on which an article's own words stand: its date, or what its dateline and sentences tell of it.

Comes in: an annotated article and its sentences. Goes out: the day from which dates count, and the dates of a stretch
of text read from it. It never takes a day that the text tells of something else for the article's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kg.dates import DateMention, Tense, Week, find_dates, is_edtf
from kg.dates.words import WEEKDAY_NAMES
from kg.model import Span
from kg.syntax import AnnotatedText, Sentence

NAMED = "|".join(WEEKDAY_NAMES)
WEEKDAY = re.compile(rf"\b(?:{NAMED})\b")
OPENING = re.compile(rf"^(?:{NAMED})\b")
BEHIND = re.compile(rf"^,? ?\(?(?:an? )?({NAMED})\b")
BEFORE = re.compile(rf"({NAMED}),? \(?$")
AHEAD = re.compile(
    r"\b(?:will|shall|would|is to|are to|opens?|begins?|starts?|ahead of|scheduled|planned|due|expected)\b"
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
FULL = re.compile(r"\d{4}-\d{2}-\d{2}")
OPEN = re.compile(r"XXXX-\d{2}-\d{2}")
LEAD = 2  # sentences in which a day with its year is that of the story
NEAR = 30  # days between a dateline's day and one of its story
TOLD = frozenset({"headline", "body", "letter", "answer"})


@dataclass
class Days:
    """Reads dates for one article."""

    annotated: AnnotatedText
    sentences: Sequence[Sentence]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.annotated.article.text

    @cached_property
    def issued(self) -> str | None:
        """The article's own day: its date, else the dateline's day in the year that its weekday, or a day near it that
        the text gives in full, tells.
        """
        published = self.annotated.article.published
        return published.value if published else self._by_weekday() or self._by_days()

    @cached_property
    def anchor(self) -> str | None:
        """The day from which dates count: the article's own, else the one that its words give with weekday and year."""
        told = self.week.day if self.week is not None and self.week.told else ""
        return self.issued or (told if FULL.fullmatch(told) else None)

    @cached_property
    def today(self) -> str | None:
        """The same, else what the dateline gives, the year left open (XXXX-MM-DD)."""
        return self.anchor or self._open_day

    @cached_property
    def week(self) -> Week | None:
        """What weekdays count from where the article has no date: the dateline's day and the weekday of what happened
        on it, else the first day that the text tells with its weekday, else a day with its year in the lead.
        """
        if self.issued is not None:
            return None
        named = self._opening_weekday
        if self._open_day is not None:
            return Week(self._open_day, WEEKDAY_NAMES.index(named)) if named is not None else None
        every = [(s, d) for s in self.sentences if s.zone in TOLD for d in self._plain(s.span)]
        days = [(s, d) for s, d in every if d.edtf and (FULL.fullmatch(d.edtf[0]) or OPEN.fullmatch(d.edtf[0]))]
        for _, day in days:
            words, behind = day.span.of(self.text), self.text[day.span.end : day.span.end + 16]
            weekday = OPENING.match(words)
            beside = BEHIND.match(behind) or BEFORE.search(self._before(day))
            name = weekday[0] if weekday else beside[1] if beside else None
            if name is not None:
                return Week(day.edtf[0], WEEKDAY_NAMES.index(name), told=True)
        first = [s for s in self.sentences if s.zone in TOLD and not AHEAD.search(s.span.of(self.text))][:LEAD]
        full = next((d.edtf[0] for s, d in days if s in first and FULL.fullmatch(d.edtf[0])), None)
        return Week(full, date.fromisoformat(full).weekday(), told=True) if full else None

    @cached_property
    def year(self) -> str | None:
        """A full day of an article without a date of its own, if all that it gives are of one year."""
        if self.anchor is not None:
            return None
        return self._full_days[0] if len({day[:4] for day in self._full_days}) == 1 else None

    @cached_property
    def _full_days(self) -> list[str]:
        """The days that the text gives with their year, the first of each range."""
        days = [d.edtf[0] for s in self.sentences for d in self._plain(s.span) if d.edtf]
        return [day[:10] for day in days if FULL.match(day)]

    def read(
        self, start: int, end: int, tense: Tense = "unknown", previous: str | None = None, latest: str | None = None
    ) -> tuple[DateMention, ...]:
        """The dates of a stretch of the text, told in a tense; `previous` and `latest` as kg.dates has them."""
        return find_dates(
            self.text, start, end, self.today, tense, previous=previous, year_hint=self.year, latest=latest,
            week=self.week,
        )  # fmt: skip

    def _plain(self, span: Span) -> tuple[DateMention, ...]:
        return find_dates(self.text, span.start, span.end, None)

    def _before(self, day: DateMention) -> str:
        return self.text[max(day.span.start - 14, 0) : day.span.start]

    @cached_property
    def _open_day(self) -> str | None:
        """The day of the dateline, the year left open."""
        spans = [z.span for z in self.annotated.zones if z.kind == "dateline"]
        days = [d.edtf[0] for s in spans for d in self._plain(s) if d.edtf]
        return next((day for day in days if OPEN.fullmatch(day)), None)

    @cached_property
    def _opening_weekday(self) -> str | None:
        """The weekday on which, by the first sentence, something was done."""
        opening = next((s.span.of(self.text) for s in self.sentences if s.zone == "body"), "")
        named = WEEKDAY.search(opening)
        return named[0] if named is not None and not AHEAD.search(opening) else None

    def _by_weekday(self) -> str | None:
        """The dateline's day in the one year named by the text that gives it the weekday of the first sentence."""
        day, named = self._open_day, self._opening_weekday
        if day is None or named is None:
            return None
        years = sorted({int(year) for year in YEAR.findall(self.text)})
        days = [date.fromisoformat(f"{year}{day[4:]}") for year in years if is_edtf(f"{year}{day[4:]}")]
        fit = [one for one in days if WEEKDAY_NAMES[one.weekday()] == named]
        return fit[0].isoformat() if len(fit) == 1 else None

    def _by_days(self) -> str | None:
        """The dateline's day in the one year in which it lies near a day that the text gives in full."""
        day = self._open_day
        if day is None:
            return None
        years = sorted({int(full[:4]) + step for full in self._full_days for step in (-1, 0, 1)})
        days = [date.fromisoformat(f"{year}{day[4:]}") for year in years if is_edtf(f"{year}{day[4:]}")]
        told = [date.fromisoformat(full) for full in self._full_days]
        near = {one for one in days if any(abs((one - full).days) <= NEAR for full in told)}
        return near.pop().isoformat() if len(near) == 1 else None
