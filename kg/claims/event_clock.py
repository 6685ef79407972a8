"""Where the story's clock stands: the day from which "the following day", "on the 21st", "that evening" count.

Comes in: sentence by sentence, the events that it tells and the dates that it mentions. Goes out: the day that a
telling counts from. It never moves by a plan for what the past tense tells, nor by a month or a year alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.claims.context import Context
from kg.claims.event_shapes import Candidate
from kg.claims.event_stages import perfect, perfect_now, verb_of
from kg.claims.event_words import row, words
from kg.model import Span
from kg.syntax import Node, Parse
from kg.words import fold

PAST = frozenset({"VBD", "VBN"})
FRESH = frozenset({"meeting", "call", "signing", "ceremony", "other"})
FEWEST = 3  # stamps of the hour in a log
LONGEST = 60  # characters of a day heading
_WEEKDAY = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bday \w+\b")
_HOUR = re.compile(r"(?i)\bat \d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b|\bat \d{1,2}[:.]\d{2}\b|\bat noon\b")
_STAMP = re.compile(r"(?m)^[ \t]*\d{1,2}[:.h]\d{2}\b(?![.:]?\d)")
_SAME = re.compile(r"(?i)\b(?:that|same) (?:day|morning|noon|afternoon|evening|night)\b")
_ONE = re.compile(r"(?:\d{4}|XXXX)-\d{2}-\d{2}")
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_DAY = re.compile(r"(?:\d{4}|XXXX)-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Clock:
    """The EDTF value of a day (or days) told last, planned or not; told last as held; of the heading of a programme.

    `paragraph` is where a day was told last; `day` the single day told last as held, which "that evening" takes up.
    """

    last: str | None = None
    held: str | None = None
    heading: str | None = None
    paragraph: int = -1
    lead: str | None = None
    day: str | None = None

    def at(self, context: Context, candidate: Candidate) -> str | None:
        """The date from which a telling counts: for the past tense what was held; of long ago, in one paragraph."""
        verb = candidate.governor
        past = candidate.stage == "held" and (verb is None or verb.tag in PAST)
        told = self.held if past and self.held else None if past and _ahead(context, self.last) else self.last
        if self.day and past and _SAME.search(candidate.parse.sentence.span.of(context.text)):
            told = self.day
        return None if _long_ago(context, told) and self.paragraph != candidate.parse.sentence.paragraph else told

    def of_paragraph(self, context: Context, parse: Parse, planned: bool = False) -> str | None:
        """The day on which a paragraph tells what was held, once it has named one, or which its words carry on; of a
        plan the day told last, which an hour or "in the evening" carries on.
        """
        carried = any(fold(n.text) in words("sequence") or _then(n) for n in parse.nodes)
        if planned:
            return self.last if carried or _HOUR.search(parse.sentence.span.of(context.text)) else None
        return self.held if carried or self.paragraph == parse.sentence.paragraph else None

    def under(self, heading: str) -> Clock:
        """The clock below the heading of a day."""
        return Clock(heading, self.held, heading, lead=self.lead)

    def after(self, context: Context, parse: Parse, here: Iterable[Candidate]) -> Clock:
        """The clock once a sentence is read; the first day that the story itself is told of stays its lead's day."""
        moved = self._after(context, parse, here)
        moved = replace(moved, day=moved.held if moved.held and _ONE.fullmatch(moved.held) else self.day)
        opening = parse.sentence.zone == "body" and moved.paragraph == _first(context)
        return replace(moved, lead=moved.held) if opening and self.lead is None else moved

    def _after(self, context: Context, parse: Parse, here: Iterable[Candidate]) -> Clock:
        """The clock once a sentence is read: by the events it tells, else by the last day that its words name."""
        heading = day_alone(context, parse.sentence.span)
        if heading is not None:
            return self.under(heading)
        dated = [c for c in here if c.dates and _DAY.match(c.dates[0])]
        if any(_long_ago(context, c.dates[0]) for c in dated if c.background):
            return self  # "they established relations on 2 May 1978"
        told = [c for c in dated if not c.background and c.stage != "cancelled"]
        main = [c for c in told if not _aside(c)]
        if told and not main:
            return self
        told = main
        if told:
            held = [c.dates[0] for c in _of_main_clause(told) if c.stage == "held"]
            single = [day for day in held if _ONE.fullmatch(day)]  # "spoke on Saturday at the end of a two-day visit"
            last = (single or held)[-1] if held else self.held
            return Clock(told[-1].dates[0], last, self.heading, parse.sentence.paragraph, self.lead)
        day, past = _day(context, parse, self)
        if day is None:
            return self
        known = past and (context.anchor is None or day <= context.anchor or not day[:4].isdigit())
        return replace(self, last=day, held=day if known else self.held, paragraph=parse.sentence.paragraph)


def _ahead(context: Context, day: str | None) -> bool:
    """Whether a day is still to come on the article's: nothing that the past tells counts from it."""
    return day is not None and context.anchor is not None and day[:4].isdigit() and day > context.anchor


def _long_ago(context: Context, day: str | None) -> bool:
    """Whether a day lies before the year before the article's."""
    return day is not None and context.anchor is not None and day[:4] < str(int(context.anchor[:4]) - 1)


def _then(word: Node) -> bool:
    """Whether a word says that what is told comes next ("A then met B"), not when an office was held ("then head")."""
    return fold(word.text) == "then" and word.dep == "advmod"


def _first(context: Context) -> int:
    """The first paragraph of the body."""
    return next((p.sentence.paragraph for p in context.parses if p.sentence.zone == "body"), -1)


def _of_main_clause(told: list[Candidate]) -> list[Candidate]:
    """Of a sentence's events those that its main verbs tell of themselves; all where none does ("met on 12 August with
    participants of a forum held from 10 August").
    """
    main = []
    for c in told:
        verbs = [n for n in c.parse.nodes if n.dep == "ROOT"]
        verbs += [v for root in verbs for v in c.parse.children(root, "conj")]
        above = c.parse.parent(c.node)
        if c.stage == "held" and (c.node in verbs or (above in verbs and c.node.dep in _ARGUMENTS)):
            main.append(c)
    return main or told


def _aside(candidate: Candidate) -> bool:
    """Whether an event is told in a relative clause, beside the story."""
    verb = candidate.governor
    return verb is not None and verb.dep == "relcl"


def day_alone(context: Context, span: Span) -> str | None:
    """The day that a line of nothing else names ("MONDAY, JULY 12"), under which a programme lists its items."""
    if span.end - span.start > LONGEST:
        return None
    read = context.days.read(span.start, span.end, "future")
    characters = enumerate(span.of(context.text), span.start)
    rest = "".join(c for i, c in characters if not any(m.span.start <= i < m.span.end for m in read))
    named = [m.edtf[0] for m in read if m.edtf and _DAY.fullmatch(m.edtf[0])]
    return named[-1] if named and not any(w.isalnum() for w in _WEEKDAY.sub("", rest)) else None


def _apart(verb: Node | None, parse: Parse, past: bool) -> bool:
    """Whether a verb tells what lay before the story, or in a past sentence what would be ("it would open on …")."""
    modal = past and verb is not None and any(fold(n.text) in words("modal") for n in parse.children(verb, "aux"))
    return modal or perfect(verb, parse)


def is_log(context: Context) -> bool:
    """Whether an article tells its own day by the hour, as a live page does."""
    stamps = _STAMP.findall(context.text)
    told = [p for p in context.parses if p.sentence.zone == "body" and any(n.tag in PAST for n in p.nodes)]
    return context.anchor is not None and len(stamps) >= FEWEST and len(told) >= len(stamps)


def of_today(context: Context, candidate: Candidate) -> bool:
    """Whether the first words of an article tell of an event in the present perfect ("has received", "is hosting")."""
    parse, verb = candidate.parse, candidate.governor
    opening = parse.sentence.zone == "body" and parse.sentence.paragraph == _first(context)
    if verb is None or not opening or candidate.type not in FRESH:
        return False
    auxiliaries = {fold(n.text) for n in parse.children(verb, "aux")}
    return perfect_now(verb, parse) or (verb.tag == "VBG" and bool(auxiliaries & {"is", "are"}))


def _expected(root: Node, parse: Parse) -> bool:
    """Whether a passive in the present tells what is to come ("are expected to sign on Saturday")."""
    present = any(fold(n.text) in {"is", "are"} for n in parse.children(root, "auxpass"))
    return present and row("plan", root.lemma) is not None


def _day(context: Context, parse: Parse, clock: Clock) -> tuple[str | None, bool]:
    """The last day that a sentence without dated events names, and whether the past tells it; the past perfect does
    not count.
    """
    sentence, root = parse.sentence.span, next((n for n in parse.nodes if n.dep == "ROOT"), None)
    past = root is None or (root.tag in PAST or not root.tag.startswith("V")) and not _expected(root, parse)
    read = context.days.read(
        sentence.start, sentence.end, "past" if past else "future", clock.held if past else clock.last
    )
    for mention in reversed(read):
        spot = next((n for n in parse.nodes if mention.span.overlaps(n.span)), None)
        if mention.edtf and _DAY.fullmatch(mention.edtf[0]) and spot and not _apart(verb_of(spot, parse), parse, past):
            return mention.edtf[0], past
    return None, past
