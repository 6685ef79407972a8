"""Figures and what they are of: amounts, shares, counts, ages, target years, periods.

Comes in: an article's context. Goes out: a quantity claim a figure, actual or target, with the subject where the clause
shows it. It never counts the documents of an agreement, takes an agreement's own period, or gives a figure to a subject
that no clause joins it to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.claims import lexicon
from kg.claims.context import Context, Found
from kg.claims.documents import documents
from kg.claims.subjects import Subjects
from kg.dates import DateMention, calendar_spans, find_dates
from kg.figures import FigureMention, find_figures
from kg.model import Claim, Evidence, QuantityClaim, Reference, Span
from kg.syntax import Node, Parse
from kg.territories import territory
from kg.words import fold

PROSE = frozenset({"body", "caption", "question", "answer", "letter"})
YEARS = re.compile(r"(?<![\d-])(\d{4})\s*[-–—‑]\s*(\d{4}|\d{2})(?![\d-])")
CLAUSE_MARK = re.compile(r"[;:]|, (?:and|but|while|which|who) ")
DEADLINE = re.compile(r"\bby (?:the year )?\d{0,4}")
LEADING = re.compile(r"^(?:.*\bbecom(?:e|ing)\s+|(?:and|to|then|also)\s+)", re.DOTALL)
COUNTRY = re.compile(r"\b(?:country|nation|state|economy|society)\b")
MOST = 160  # code points of a goal's words
OPENING = 18  # code points from the sentence's start within which a date with a comma behind it dates all that follows
KINDS = {
    "percent": "percentage",
    "money": "amount",
    "age": "age",
    "duration": "length",
    "measure": "measure",
    "count": "count",
}
GIVEN = re.compile(
    r"(?i)\b(?:the(?:\s+(?:remaining|existing|present|current|last|first))?|from)\s+$"
)  # no plan, but what is
BESIDE = re.compile(r"\s*[(,]?\s*(?:(?:in|for|on|during)\s+(?:the\s+)?)?")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
Status = str


@dataclass(slots=True)
class _Reader:
    """Reads one article's figures; `seen` holds value, unit and noun of those claimed so far."""

    context: Context
    subjects: Subjects
    seen: set[tuple[str, ...]] = field(default_factory=set)

    def read(self, parse: Parse) -> Iterator[Claim]:
        """The figures, target years and periods of one sentence."""
        span = parse.sentence.span
        dates = find_dates(self.context.text, span.start, span.end, self.context.anchor)
        figures = find_figures(self.context.text, span.start, span.end, calendar_spans(dates))
        papers = list(documents(parse, self.context.text)) if figures else []
        for figure in figures:
            if any(figure.span.overlaps(d.span) for d in papers if d.count or (d.period and figure.kind == "duration")):
                continue
            yield from self._figure(figure, figures, dates, parse)
        for date in dates:
            if date.is_deadline and date.edtf and date.grain in {"year", "relative", "season"}:
                yield from self._deadline(date, figures, parse)
        yield from self._periods(parse)

    def _figure(
        self, figure: FigureMention, figures: tuple[FigureMention, ...], dates: tuple[DateMention, ...], parse: Parse
    ) -> Iterator[Claim]:
        nodes = _nodes(parse, figure.span)
        top = _top(nodes)
        place = (figure.value, figure.unit, fold(figure.noun or ""))
        if top is None or (place in self.seen and figure.index is None):
            return
        self.seen.add(place)
        listed = [f for f in figures if f.index is not None and f.kind == figure.kind]
        subject = self.subjects.respective(figure, listed, parse) or self.subjects.of(figure, top, parse)
        date = self._date(figure.span, dates, parse) or (self._date(listed[-1].span, dates, parse) if listed else None)
        given = GIVEN.search(self.context.text[parse.sentence.span.start : figure.span.start])
        status = "actual" if given else self._status(date, top, parse)
        what = self._what(figure, subject)
        left = re.search(r"(?i)\bremaining\s+$", self.context.text[parse.sentence.span.start : figure.span.start])
        what = f"remaining {what}" if left else what
        yield self._claim(
            (figure.value, figure.unit, what), subject, status, date.edtf[0] if date else None, parse, figure.kind
        )

    def _claim(
        self,
        content: tuple[str, str, str],
        subject: Found | None,
        status: Status,
        time: str | None,
        parse: Parse,
        rule: str,
    ) -> QuantityClaim:
        value, unit, what = content
        key, references = subject if subject else (None, ())
        evidence = Evidence(parse.sentence.span, f"quantity/{rule}", tuple(dict.fromkeys(references)))
        return QuantityClaim(value, unit, what, key, "target" if status == "target" else "actual", evidence, time)

    def _what(self, figure: FigureMention, subject: Found | None) -> str:
        """What the figure measures, in words: the counted noun, else the kind of figure with its subject."""
        name = self.context.name(subject[0]) if subject else ""
        if figure.kind == "count":
            plain = (
                figure.unit if re.search(r"\w[-‑]\w", figure.span.of(self.context.text)) else figure.noun or figure.unit
            )
            return f"{plain} of {name}" if name and plain == figure.unit and plain != figure.noun else plain
        return f"{KINDS[figure.kind]} of {name}" if name else KINDS[figure.kind]

    def _date(self, span: Span, dates: tuple[DateMention, ...], parse: Parse) -> DateMention | None:
        """The date that the figure's clause gives: a deadline first, else the nearest that no mark or verb cuts off."""
        uncut = (d for d in dates if d.edtf and not _cut(self.context.text, span, d.span))
        near = [d for d in uncut if not _parted(span, d.span, parse)]
        return min(
            near,
            key=lambda d: (not self._beside(span, d.span), not d.is_deadline, abs(d.span.start - span.start)),
            default=None,
        )

    def _beside(self, span: Span, date: Span) -> bool:
        """Whether a date stands right behind a figure ("2 percent in 2015 to 5 percent in 2024")."""
        return date.start > span.end and BESIDE.fullmatch(self.context.text, span.end, date.start) is not None

    def _status(self, date: DateMention | None, top: Node, parse: Parse) -> Status:
        if date is not None and (date.is_deadline or date.is_past_hint):
            return "target" if date.is_deadline and not date.is_past_hint else "actual"
        return "target" if _aims(top, parse) else "actual"

    def _deadline(self, date: DateMention, figures: tuple[FigureMention, ...], parse: Parse) -> Iterator[Claim]:
        """The year of "by 2030", for what is to be by then."""
        top = _top(_nodes(parse, date.span))
        year = date.edtf[0][:4]
        if top is None or not year.isdigit():
            return
        ahead = [
            f for f in figures if f.span.start < date.span.start and not _cut(self.context.text, f.span, date.span)
        ]
        ahead = [f for f in ahead if not _parted(f.span, date.span, parse)]
        node = _top(_nodes(parse, ahead[-1].span)) if ahead else None
        subject = self.subjects.of(ahead[-1], node, parse) if node is not None else self.subjects.aim(top, parse)
        place = (year, "year", subject[0] if subject else "")
        if place not in self.seen:
            self.seen.add(place)
            goal = self._goal(date, top, parse)
            subject = self._land(goal, subject, parse)
            what = goal or (f"target year of {self.context.name(subject[0])}" if subject else "target year")
            yield self._claim((year, "year", what), subject, "target", date.edtf[0], parse, "deadline")

    def _goal(self, date: DateMention, top: Node, parse: Parse) -> str:
        """What is to be by the year, in the clause's words: from its verb, or the deadline before it, to "by"."""
        verb: Node | None = top
        while verb is not None and not verb.tag.startswith("V"):
            verb = parse.parent(verb)
        if verb is None or verb.span.start > date.span.start:
            return ""
        start = verb.span.end if fold(verb.lemma) == "become" else verb.span.start
        words = self.context.text[start : date.span.start]
        behind = DEADLINE.split(words)[-2 if DEADLINE.split(words)[-1].strip() == "" else -1]
        return " ".join(LEADING.sub("", behind.strip(" ,;")).split())[:MOST]

    def _land(self, goal: str, subject: Found | None, parse: Parse) -> Found | None:
        """Of "a developed country" the subject is a state: a party stands for the state in its name."""
        if subject is None or not COUNTRY.search(goal) or self.context.kind(subject[0]) == "state":
            return subject
        words = " ".join(self.context.forms(subject[0])).split()
        codes = [found.code for word in words if (found := territory(word)) is not None]
        states = [e.key for e in self.context.entities.values() if e.kind == "state"]
        same = [k for k in states if any((t := territory(n)) and t.code in codes for n in self.context.forms(k))]
        return (same[0], (*subject[1], Reference(parse.sentence.span, same[0], "party/state"))) if same else subject

    def _periods(self, parse: Parse) -> Iterator[Claim]:
        """The years that a plan, goals or a term run, unless they are a document's own."""
        text, span = self.context.text, parse.sentence.span
        matches = list(YEARS.finditer(text, span.start, span.end))
        own = [(d.span.start, span.end) for d in documents(parse, text)] if matches else []
        for match in matches:
            end = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
            if (
                end <= match[1]
                or any(start <= match.start() < stop for start, stop in own)
                or not self._runs(match, parse)
            ):
                continue
            value = f"{match[1]}-{end}"
            if (value, "period") not in self.seen:
                self.seen.add((value, "period"))
                late = self.context.anchor is None or end > self.context.anchor[:4]
                what = self._planned(match.start(), parse)
                yield self._claim(
                    (value, "period", what), None, "target" if late else "actual", f"{match[1]}/{end}", parse, "period"
                )

    def _runs(self, match: re.Match[str], parse: Parse) -> bool:
        """Whether the years are those of a plan: "for" or "period" beside them and a word of planning before."""
        text = self.context.text
        beside = re.search(
            r"(?:\bfor\s+(?:the\s+)?(?:period\s+)?|\bperiod\s+)$", text[max(0, match.start() - 24) : match.start()]
        )
        after = re.match(r"\s+(?:period|term|phase|plan|strategy)\b", text[match.end() :])
        return bool((beside or after) and self._planned(match.start(), parse))

    def _planned(self, position: int, parse: Parse) -> str:
        words = [
            n
            for n in parse.nodes
            if n.phrase is None and n.span.start < position + 24 and _listed("plan", fold(n.lemma))
        ]
        return words[-1].text if words else ""


def _listed(group: str, word: str) -> bool:
    return lexicon.listed("targets", group, word)


def _cut(text: str, span: Span, date: Span) -> bool:
    """Whether a mark between a figure and a date parts their clauses."""
    between = text[min(span.end, date.end) : max(span.start, date.start)]
    opens = (
        not text[max(0, date.start - OPENING) : date.start].strip()
        or "\n" in text[max(0, date.start - OPENING) : date.start]
    )
    return bool(CLAUSE_MARK.search(between)) or ("," in between and not opens and date.start < span.start)


def _parted(span: Span, date: Span, parse: Parse) -> bool:
    """Whether a finite verb stands between a figure and a date behind it ("rose 18 percent and could double")."""
    return any(span.end <= n.span.start < date.start and n.tag in FINITE for n in parse.nodes)


def _nodes(parse: Parse, span: Span) -> list[Node]:
    return [n for n in parse.nodes if n.span.overlaps(span)]


def _top(nodes: list[Node]) -> Node | None:
    """The node of a stretch that governs the others: the one whose head lies outside it."""
    inside = {n.index for n in nodes}
    outer = [n for n in nodes if n.head not in inside or n.head == n.index]
    return outer[-1] if outer else None


def _aims(top: Node, parse: Parse) -> bool:
    """Whether the clause speaks of what is to be: a modal, "is to", a verb or noun of aiming."""
    at: Node = top
    below = top
    for _ in range(12):
        above = parse.parent(at)
        if above is None:
            break
        below, at = at, above
        if (
            at.phrase is None
            and at.tag.startswith("N")
            and _listed("noun", fold(at.lemma))
            and below.dep in {"prep", "acl"}
        ):
            return True
        if at.tag[:2] in {"VB", "MD"} and _verb_aims(at, below, parse):
            return True
        if at.tag[:2] == "VB" and at.dep not in {"xcomp", "ccomp", "conj", "pcomp", "advcl", "acl"}:
            break
        if at.tag in {"VBD", "VBZ", "VBP"} and at.dep in {"conj", "advcl"} and parse.children(at, "nsubj", "nsubjpass"):
            break
    return False


def _verb_aims(verb: Node, below: Node, parse: Parse) -> bool:
    helpers = parse.children(verb, "aux")
    if any(_listed("modal", fold(n.lemma)) or _listed("modal", fold(n.text)) for n in helpers):
        return True
    if below.tag.startswith("V") and below.dep in {"xcomp", "ccomp"} and _listed("verb", fold(verb.lemma)):
        return True
    if below.dep in {"dobj", "prep"} and _listed("direct", fold(verb.lemma)):
        return True
    if fold(verb.lemma) != "be" or verb.tag not in {"VBZ", "VBP"}:
        return False
    return any(fold(n.text) == "to" for x in parse.children(verb, "xcomp") for n in parse.children(x, "aux"))


def quantities(context: Context) -> Iterator[Claim]:
    """A claim for each figure, target year and period of the article's prose, each once."""
    reader = _Reader(context, Subjects(context))
    for parse in context.parses:
        if parse.sentence.zone in PROSE:
            yield from reader.read(parse)
