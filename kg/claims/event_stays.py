"""How long an event lasts and on which of its days something is: lengths, first and last days, days of a stay.

Comes in: an event's word in its parse, the stay that an article tells of. Goes out: EDTF values, numbers of days. It
never dates an event that its sentence gives neither a day nor a length.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.claims.context import Context
from kg.claims.event_stages import Phase, perfect_now, verb_of
from kg.claims.event_words import number, row, words
from kg.dates import Tense, bounds, find_dates, interval, with_duration
from kg.model import Span
from kg.syntax import Node, Parse
from kg.words import fold

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Numbered = tuple[tuple[str, ...], Phase]
_WHOLE = "visit|stay|tour|trip|journey|program(?:me)?|congress|conference|forum"
NUMBERED = re.compile(
    r"(?i)\bon (?:the|its|his|her|their) "
    r"(?P<nth>first|second|third|fourth|fifth|sixth|last|final|opening|closing) day\b"
    rf"(?! of (?!(?:the|its|his|her|their|a) (?:{_WHOLE})\b))"
)
NEAR = 6  # words around an event's noun that are its own


def _weekday_of(word: str, limits: tuple[date, date]) -> tuple[str, ...]:
    """The one day of a stay of a week at most that bears a weekday's name."""
    days = [limits[0] + timedelta(days=n) for n in range((limits[1] - limits[0]).days + 1)]
    named = [day for day in days if WEEKDAYS[day.weekday()] == fold(word)]
    return (named[0].isoformat(),) if len(named) == 1 and len(days) <= len(WEEKDAYS) else ()


def within_stay(
    context: Context, dates: tuple[str, ...], span: Span | None, stay: str, held: bool
) -> tuple[str, ...]:
    """Of a bare weekday the one in a stay of days that the article tells of ("4-6 May. On Tuesday she will meet"),
    which of what was held is not to come yet.
    """
    limits = bounds(stay)
    words_of = span.of(context.text).split() if span is not None else []
    if limits is None or span is None or len(words_of) != 1:
        return dates
    if not dates:
        return _weekday_of(words_of[0], limits)
    if not DAY.fullmatch(dates[0]):
        return dates
    first, last = limits[0].isoformat(), limits[1].isoformat()
    if first <= dates[0] <= last:
        return dates
    read = find_dates(context.text, span.start, span.end, first, "future")
    told = next((m.edtf for m in read if m.edtf and first <= m.edtf[0] <= last), None)
    early = held and told is not None and context.anchor is not None and told[0] > context.anchor
    return dates if told is None or early else told


def on_its_day(context: Context, parse: Parse, whole: str) -> tuple[str, ...]:
    """The day that "on the second day", "on its last day" means of days that the article tells of; else nothing."""
    limits, told = bounds(whole), NUMBERED.search(parse.sentence.span.of(context.text))
    if limits is None or told is None:
        return ()
    word = fold(told["nth"])
    count = 1 if word == "opening" else number("ordinal", word)
    day = limits[0] + timedelta(days=count - 1) if count else limits[1]
    return (day.isoformat(),) if limits[0] <= day <= limits[1] else ()


def by_its_day(
    context: Context, node: Node, parse: Parse, dates: tuple[str, ...], span: Span | None
) -> Numbered | None:
    """From which day, or until which, is what a date is a day of ("on Tuesday, the second day of her visit")."""
    of = parse.parent(node) if node.dep == "pobj" else None
    day = parse.parent(of) if of is not None and fold(of.text) == "of" else None
    on = dates[0].split("/")[0] if dates else ""
    if day is None or day.lemma != "day" or span is None or not DAY.fullmatch(on):
        return None
    between = context.text[span.end : parse.subtree(day)[0].span.start]
    said = [fold(n.text) for n in parse.children(day, "amod")]
    if not said or (between.strip(" ,(–—-") and not _same_clause(day, span, parse)):
        return None
    length = days_of(context, node, parse)
    if said[0] in {"last", "final", "closing", "concluding"}:
        return ((with_duration(on, length, ending=True), on) if length else (on, *dates[1:])), "end"
    count = 1 if said[0] == "opening" else number("ordinal", said[0])
    first = (date.fromisoformat(on) - timedelta(days=count - 1)).isoformat() if count else None
    return ((with_duration(first, length) if length else f"{first}/..", first), "start") if first is not None else None


def _same_clause(day: Node, date: Span, parse: Parse) -> bool:
    """Whether "on the second day" hangs on a date's own verb ("on Thursday hosted A, on the second day of it")."""
    spot = next((n for n in parse.nodes if date.overlaps(n.span)), None)
    mine = parse.parent(day) if day.dep == "pobj" else None
    if spot is None or mine is None or fold(mine.text) != "on":
        return False
    return verb_of(spot, parse) is verb_of(day, parse)


def days_of(context: Context, node: Node, parse: Parse) -> int:
    """How many days an event's own noun phrase gives it ("two-day talks", "a visit of three days"); else 0."""
    if not node.tag.startswith("N"):
        return 0
    near = [n for n in parse.subtree(node) if abs(n.index - node.index) < NEAR]
    read = context.days.read(near[0].span.start, near[-1].span.end)
    return next((m.days for m in read if m.days and m.days > 1), 0)


def begun_and_ended(context: Context, node: Node, parse: Parse) -> tuple[str, ...]:
    """The days from one verb of beginning to one of ending around an event ("closed on Friday the visit that he had
    begun on Monday", "the visit, which began on Sunday and ends on Thursday"); nothing where one of the two lacks.
    """
    clauses = parse.children(node, "acl", "relcl")
    above = parse.parent(node) if node.dep in {"dobj", "nsubj", "nsubjpass"} else None
    verbs = [v for v in (above, *clauses) if v is not None and v.tag.startswith("V")]
    verbs += [c for v in verbs for c in parse.children(v, "conj")]
    left = node.dep == "pobj" and fold(parse.nodes[node.head].text) in {"from", "after"}
    back = verb_of(node, parse) if left else None
    verbs += [back] if back is not None and back.lemma in words("returning") else []
    first = next((day for v in verbs if row("starting", v.lemma) and (day := _day_under(context, v, parse))), None)
    over = [v for v in verbs if v is back or row("ending", v.lemma)]
    last = next((day for v in over if (day := _day_under(context, v, parse))), None)
    if last is None and any(perfect_now(v, parse) for v in over):
        last = context.today  # "has concluded a visit that began on Sunday"
    if first and last and first > last:  # "closed on Thursday what had begun on Tuesday", read on a Tuesday
        begun = (_day_under(context, v, parse, last) for v in verbs if row("starting", v.lemma))
        first = next((day for day in begun if day), None)
    return (interval(first, last), first) if first and last and first < last else ()


def _day_under(context: Context, verb: Node, parse: Parse, before: str | None = None) -> str | None:
    """The day that stands directly under a verb, read by its tense, from `before` if given instead of the article's."""
    for prep in (verb, *parse.children(verb, "prep")):
        for n in parse.children(prep, "pobj", "npadvmod"):
            if n.phrase is not None and n.phrase.kind == "date":
                tense: Tense = "future" if verb.tag in {"VB", "VBZ", "VBP"} else "past"
                if before:
                    read = find_dates(context.text, n.span.start, n.span.end, before, tense)
                else:
                    read = context.days.read(n.span.start, n.span.end, tense)
                return next((m.edtf[0] for m in read if m.edtf and DAY.fullmatch(m.edtf[0])), None)
    return None
