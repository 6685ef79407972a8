"""When: the dates of an event told in a clause.

Comes in: a node of a clause. Goes out: EDTF values with their words. It never dates an event from the article's date
alone.
"""

from __future__ import annotations

import re

from kg.claims.context import Context
from kg.claims.event_reach import bounded, edge_of, fronted, of_its_year, of_old, of_thing, told_apart
from kg.claims.event_slated import slated
from kg.claims.event_stages import completions, going_on, path, tells_when, verb_of
from kg.claims.event_words import row, words
from kg.dates import DateMention, Tense, bounds, covers_years, find_dates, with_duration
from kg.model import Span, Stage
from kg.syntax import Node, Parse
from kg.words import fold

STAY = re.compile(r"-day\b|\b(?:after|over|for|of|lasting|last|lasts|lasted) \w+ days\b")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
YEAR = re.compile(r"\d{4}")
TOLD = frozenset({"body", "answer"})  # where the present tense tells what is to come
THAT_YEAR = re.compile(r"(?i)\b(?:that|same) year\b")
ENDING = re.compile(r"(?i)\b(?:end|ended|ends|conclud\w+|wound up|wraps? up|wrapped up|clos\w+|return\w*|back|home)\b")
AFTER = re.compile(r"(?i)\bafter (?:(?:an?|his|her|its|their|the)\s+)?(?:[a-z]+\s+){0,2}[a-z]+[- ]days?\b")
BESIDE = 3  # words behind an event's noun that hold its day


def dates_of(
    context: Context, node: Node, parse: Parse, stage: Stage, previous: str | None
) -> tuple[tuple[str, ...], Span | None]:
    """The dates that belong to an event's word: below it, along its clause, else the clause's only one."""
    tense = _tense(node, parse, stage)
    sentence = parse.sentence.span
    read = context.days.read(sentence.start, sentence.end, tense, previous, _latest(context, parse))
    found = {m.span: m for m in read if not (m.edtf and (covers_years(m.edtf[0]) or _is_term(m, parse)))}
    spot = slated(node, parse, stage == "cancelled") or _date_node(node, parse, found, stage)
    if spot is None:
        return _when(context, node, parse)
    mention = next((m for span, m in found.items() if span.overlaps(spot.span)), None)
    if mention is None:
        return (), None
    if mention.is_deadline:
        return _by(mention, stage), None
    if not mention.edtf:
        return (), mention.span
    if of_its_year(mention, spot, node):
        return mention.edtf[1:], mention.span
    if mention.edtf[0].startswith("../"):
        return _still(mention, spot, parse, context), mention.span
    mention = _as_told(mention, node, spot, parse, context)
    own = {s: m for s, m in found.items() if not (_of_another(node, s, parse) or _aside(node, s, spot, parse))}
    return _with_stay(mention, own, spot, parse, context), mention.span


def _is_term(mention: DateMention, parse: Parse) -> bool:
    """Whether a year behind "for" is what a paper is for: "a work plan for 2026"."""
    year = next((n for n in parse.nodes if n.tag == "CD" and n.span.overlaps(mention.span)), None)
    mark = parse.parent(year) if year is not None and YEAR.fullmatch(mention.edtf[0]) else None
    paper = parse.nodes[mark.index - 1] if mark is not None and mark.index and fold(mark.text) == "for" else None
    return paper is not None and paper.lemma in words("paper") | words("plan-paper")


def _as_told(mention: DateMention, node: Node, spot: Node, parse: Parse, context: Context) -> DateMention:
    """A day that a clause around the event's tells, in its tense ("flew to A on Tuesday, where she will meet B")."""
    around, own = verb_of(parse.nodes[spot.head], parse), verb_of(node, parse)
    outer = around is not None and own is not None and around is not own and around in path(own, parse)
    while own is not None and own.dep == "conj":
        own = parse.parent(own)
    if not outer or around is None or around.tag != "VBD" or own is None or own.dep != "relcl":
        return mention
    read = context.days.read(parse.sentence.span.start, mention.span.end, "past")
    return next((m for m in read if m.span == mention.span and m.edtf), mention)


def _still(mention: DateMention, spot: Node, parse: Parse, context: Context) -> tuple[str, ...]:
    """The last day of what goes on, which lies ahead of the article where the present tells it."""
    verb = verb_of(spot, parse)
    if verb is None or not going_on(verb, parse):
        return mention.edtf
    start = parse.sentence.span.start
    ahead = context.days.read(start, mention.span.end, "future")
    return next((m.edtf for m in ahead if m.span == mention.span and m.edtf), mention.edtf)


def _by(mention: DateMention, stage: Stage) -> tuple[str, ...]:
    """The open beginning of what is planned for some time before an end ("to meet before the end of August")."""
    ahead = stage == "planned" and mention.edtf and mention.grain in {"day", "month"}
    return (f"../{mention.edtf[0]}", *mention.edtf) if ahead else ()


def _latest(context: Context, parse: Parse) -> str | None:
    """The date that the paragraph mentioned last before a sentence which takes its year up ("in May of that year")."""
    span = parse.sentence.span
    if not THAT_YEAR.search(span.of(context.text)):
        return None
    start = max(context.text.rfind("\n", 0, span.start), 0)
    read = context.days.read(start, span.start, "past")
    return next((m.edtf[0] for m in reversed(read) if m.edtf), None)


def _when(context: Context, node: Node, parse: Parse) -> tuple[tuple[str, ...], Span | None]:
    """The date in front of a "when" that opens an event's clause ("the first since 2019, when he attended a forum")."""
    for verb in path(node, parse):
        word = next((n for n in parse.children(verb, "advmod") if fold(n.text) == "when"), None)
        if word is not None and word.index:
            before = parse.nodes[word.index - 1 - (parse.nodes[word.index - 1].text == ",")]
            dated = before.phrase is not None and before.phrase.kind == "date"
            read = context.days.read(before.span.start, before.span.end, "past") if dated else ()
            named = [m for m in read if m.edtf]
            year = before.span.of(context.text)
            if not named and re.fullmatch(r"[12]\d{3}", year):
                return (year,), before.span
            return (named[0].edtf, named[0].span) if named else ((), None)
    return (), None


def _tense(node: Node, parse: Parse, stage: Stage) -> Tense:
    """Where a clause's dates lie: what was put off on either side, what the present tense tells is a schedule."""
    if stage != "held":
        return "future" if stage == "planned" else "either"
    if not any(n.tag[:1] in "VM" for n in parse.nodes):
        return "either"
    verb = parse.parent(node) if node.dep in {"nsubj", "nsubjpass", "dobj", "attr"} else node
    if verb is node and parse.sentence.zone in TOLD and _foretold(node, parse):
        return "future"
    if verb is None or any(n.tag == "VBN" for n in parse.children(node, "acl")):
        return "past"
    if verb is node and verb.lemma == "be":
        return "past" if verb.tag == "VBD" else "either"
    auxiliaries = parse.children(verb, "aux", "auxpass")
    scheduled = verb.tag in {"VBZ", "VBP"} and not auxiliaries and parse.sentence.zone in TOLD
    if verb.lemma == "be" and any(fold(n.text) == "over" for n in parse.children(verb, "advmod", "acomp", "prt")):
        return "past"
    return "future" if scheduled and not parse.children(verb, "ccomp") else "past"


def _foretold(node: Node, parse: Parse) -> bool:
    """Whether the present tense tells what is to come around an event's noun ("when A travels to B on Monday for the
    opening", "besides a reception on 9 May there is").
    """
    verb = verb_of(node, parse) if node.dep == "pobj" else None
    if verb is None or verb.tag not in {"VBZ", "VBP"} or parse.children(verb, "aux"):
        return False
    going = fold(parse.nodes[node.head].text) in {"for", "to"} and row("travel", verb.lemma) is not None
    return going or bool(parse.children(verb, "expl"))


def _with_stay(
    mention: DateMention, found: dict[Span, DateMention], spot: Node, parse: Parse, context: Context
) -> tuple[str, ...]:
    """A day and a length ("a three-day visit from Monday") or a last day ("until Friday") make an interval."""
    if mention.grain != "day":
        return mention.edtf
    until = _last_day(mention.edtf[0], list(found.values()), parse, context)
    if until is not None:
        return (f"{mention.edtf[0]}/{until}", *mention.edtf)
    said = parse.sentence.span.of(context.text)
    days = next((m.days for m in found.values() if m.days and m.days > 1), None)
    if days is None or not STAY.search(said):
        return mention.edtf
    verb = next((n for n in path(spot, parse) if n.tag.startswith("V")), None)
    left = verb is not None and verb.lemma in words("leaving") and AFTER.search(said) is not None
    ending = left or (ENDING.search(said) is not None and not (verb is not None and _begins(verb, parse)))
    return (with_duration(mention.edtf[0], days, ending=ending), *mention.edtf)


def _begins(verb: Node, parse: Parse) -> bool:
    """Whether a verb says how a stay begins ("came on Sunday for four days, goes home on Wednesday")."""
    coming = row("starting", verb.lemma) or row("travel", verb.lemma)
    said = " ".join(n.text for n in (verb, *parse.children(verb, "advmod", "prt")))
    return coming is not None and not ENDING.search(said)


def _of_another(node: Node, length: Span, parse: Parse) -> bool:
    """Whether a length belongs to another event of the sentence ("met on Friday at the end of a two-day visit")."""
    spot = next((n for n in parse.nodes if length.overlaps(n.span)), None)
    nouns = (n for n in path(spot, parse) if n.tag.startswith("N")) if spot is not None else iter(())
    owner = next((n for n in nouns if row("noun", n.lemma)), None)
    if owner is None or owner is node:
        return False
    told = row("noun" if node.tag.startswith("N") else "verb", node.lemma)
    return told is not None and told[0] != "visit"


def _aside(node: Node, date: Span, spot: Node, parse: Parse) -> bool:
    """Whether a date is in a relative clause of somebody else ("received A on Monday, who stays until Friday")."""
    verb = next((verb_of(n, parse) for n in parse.nodes if date.overlaps(n.span)), None)
    clause = verb is not None and verb.dep in {"relcl", "acl"} and parse.parent(verb) is not node
    return clause and verb not in (*path(node, parse), *path(spot, parse))


def _last_day(first: str, own: list[DateMention], parse: Parse, context: Context) -> str | None:
    """The day after the first that the sentence names as the last ("until Friday")."""
    ahead = find_dates(context.text, parse.sentence.span.start, parse.sentence.span.end, first, "future")
    own_spans = {m.span for m in own}
    open_ended = (m.edtf[0] for m in ahead if m.grain == "open" and m.edtf and m.span in own_spans)
    until = next((v[3:] for v in open_ended if v.startswith("../") and not YEAR.fullmatch(v[3:])), None)
    return until if until is not None and until > first else None


def _date_node(node: Node, parse: Parse, found: dict[Span, DateMention], stage: Stage) -> Node | None:
    usable = _usable(node, parse, found)
    dated = [n for n in parse.nodes if any(s.overlaps(n.span) for s in usable)]
    until = {s for s in usable if found[s].edtf and found[s].edtf[0].startswith("../")}
    line = _own_clauses(node, parse)
    edge = edge_of(line, parse)
    completing = completions(node, parse)
    spots: list[tuple[int, int, Node]] = []
    for n in dated:
        above = path(n, parse)
        meeting = next((k for k, at in enumerate(line) if at in above), None)
        agreed = bool(meeting) and stage == "planned"
        beside = 0 < n.index - node.index <= BESIDE
        if meeting is None or (meeting >= edge and not beside) or of_thing(n, node, parse):
            continue
        if agreed and _of_the_agreement(n, *line[meeting - 1 : meeting + 1]):
            continue
        if meeting and n.index > node.index and told_apart(node, n, parse):
            continue
        under = above[: above.index(line[meeting])]
        clauses = [v for v in under if meeting == 0 and v.dep in {"acl", "relcl"} and tells_when(v, parse)]
        own = [v for v in clauses if node.tag.startswith("N") or parse.parent(v) is node]
        own += [v for v in under if v in completing]
        starts = [a for a in under if a.dep == "prep" and row("starting", a.lemma)]  # "a visit beginning Monday"
        starts += [a for a in under if a.dep == "acl" and a.tag == "VBN" and a.lemma in {"lead", "head"}]
        apart = [a for a in under if a.tag.startswith("V") and a not in (*own, *starts)]
        between = [a for a in apart if not _of_own(a, own, parse) and not fronted(a)]
        if parse.sentence.zone == "caption" and not any(v.text.isalnum() for v in parse.nodes[n.index + 1 :]):
            between = []  # "A signs as B looks on, Wednesday."
        last = any(u.overlaps(n.span) for u in until) and not bounded(under[2:])
        if not between and (last or not bounded(under)):
            spots.append((meeting, abs(n.index - node.index), n))
    bare = {s for s, m in found.items() if m.grain == "year"}
    spots = [s for s in spots if not of_old(node, s[2], parse)] or spots
    # a day outdoes a bare year that is not under the event's own word
    spots = [s for s in spots if not any(u.overlaps(s[2].span) for u in until)] or spots
    spots = [s for s in spots if not _around_day(s[2], [o[2] for o in spots if o[0] <= s[0]], found)] or spots
    closer = [s for s in spots if not s[0] or not any(y.overlaps(s[2].span) for y in bare)]
    return min(closer or spots, key=lambda s: s[:2])[2] if spots else None


def _usable(node: Node, parse: Parse, found: dict[Span, DateMention]) -> set[Span]:
    """The dates that may be an event's: no lengths, no mere bounds but a year before its own noun."""
    years = {n.span for n in parse.children(node, "nummod", "compound", "nmod", "amod")}
    usable = {s for s, m in found.items() if m.grain != "duration" and not _only_bounds(m, node, parse)}
    return usable | {s for s, m in found.items() if m.grain == "open" and any(s.overlaps(year) for year in years)}


def _around_day(spot: Node, others: list[Node], found: dict[Span, DateMention]) -> bool:
    """Whether a date is the week, or the month, of a day that is told with it ("last week, on the 27th")."""
    value = {n: m.edtf[0] for n in (spot, *others) for s, m in found.items() if s.overlaps(n.span) and m.edtf}
    limits = bounds(value.get(spot, ""))
    if limits is None or DAY.fullmatch(value[spot]):
        return False
    days = [bounds(value[n]) for n in others if n in value and DAY.fullmatch(value[n])]
    return any(day is not None and limits[0] <= day[0] <= limits[1] for day in days)


def _own_clauses(node: Node, parse: Parse) -> list[Node]:
    """The node and what it hangs under, up to a clause that lies within another event ("during which A met")."""
    line = path(node, parse)
    for at, verb in enumerate(line):
        fronts = parse.children(verb, "prep") if verb.dep == "relcl" else []
        if verb.dep == "relcl" and verb.tag == "VBG" and going_on(verb, parse):
            return line[: at + 1]  # "On Monday A, who is visiting B, met C"
        if any(n.tag == "WDT" for prep in fronts if prep.index < verb.index for n in parse.subtree(prep)):
            return line[: at + 1]
    return line


def _only_bounds(mention: DateMention, node: Node, parse: Parse) -> bool:
    """Whether a date only ends what is told ("until 2030"), or begins what an event is the first or largest of ("the
    first trip since 2012"), or has been so for months.
    """
    value = mention.edtf[0] if mention.edtf else ""
    if value.startswith("../"):
        told = row("noun" if node.tag.startswith("N") else "verb", node.lemma)
        return told is None or told[0] != "visit" or not DAY.fullmatch(value[3:])
    if not value.endswith("/.."):
        return False
    ranked = any(n.tag == "JJS" or row("ordinal", fold(n.text)) for n in parse.children(node, "amod", "compound"))
    return ranked or not DAY.fullmatch(value[:-3])


def _of_the_agreement(date: Node, plan: Node, verb: Node) -> bool:
    """Whether a date in front of a plan says when it was agreed on or announced ("agreed on Friday to hold")."""
    told = verb.tag == "VBD" and not row("plan", verb.lemma) and plan.dep in {"xcomp", "ccomp"}
    return told and verb.index < date.index < plan.index


def _of_own(verb: Node, own: list[Node], parse: Parse) -> bool:
    """Whether a verb completes the clause behind an event's noun ("which was to have taken place")."""
    above = parse.parent(verb)
    if above is not None and above.dep == "acomp":
        above = parse.parent(above)
    return bool(own) and above is own[0] and verb.dep in {"xcomp", "ccomp"}
