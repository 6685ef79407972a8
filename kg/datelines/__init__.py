"""Reads a dateline: the place, day and agency in front of an article's first sentence.

Comes in: a line and the article it is from. Goes out: the parts of its dateline with their spans, or None. It never
asks whether an agency exists: the shape of the prefix, the article's own words, and the seats of government decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.datelines.dates import MONTH, WEEKDAY, Found, date_only, find_dates, short_dates
from kg.model import Sourced, Span
from kg.territories import territory

_BREAK = re.compile(
    r"\s*(?:—|–|--)\s+|\s+-\s+|(?<=\d{4})\s+(?:-|\|\s+)(?=[A-Z“\"])|(?<=\))\s*[—–-]{1,2}|(?<=[^\W\d_]):\s+|(?<=\d):\s+(?=[^\W\d_a-z])"
    r"|\.\s?(?:—|–|--?)\s*(?=\S)|(?:(?<=\d)|(?<=\))|(?<=[a-z]{3}))\.\s+(?:[A-Z][\w.-]{2,20}/\s*)?(?=[^\W\d_a-z])|(?<=\))\s?:\s*(?=\S)|(?P<bare>(?<=\))\s+(?=[A-Z“\"]))"
    rf"|(?P<open>(?<=[\s,.-](?:19|20)\d\d)\s+(?=[A-Z“\"])(?!{WEEKDAY}))|$"
)
_BRACKET = re.compile(r"\(([^()]{2,60})\)")
_HIJRI = re.compile(  # a day of the Islamic calendar
    r",\s+(?:[A-Z][\w'’ -]{2,25} \d{1,2},? 14\d\d\b(?: ?A\.?H\.?)?"
    r"|\d{1,2} [A-Z][\w'’ -]{2,25} 14\d\d\b(?: ?A\.?H\.?)?\s*/)"
)
_JUCHE = re.compile(r", Juche \d{2,3} \((\d{4})\)")  # a year of the Korean calendar, with that of ours
_SLASHED_YEAR = re.compile(rf"({MONTH}\s\d{{1,2}})/(?=\d{{4}}\b)", re.IGNORECASE)
_ALSO_CALLED = re.compile(r"^([^\W\d_][^()\d,]*?)( \([^()\d]+\)),(?=\s)")  # "Mindelo (São Vicente), 27 May"
_SLASHED = re.compile(r"/(?P<agency>[A-Z][\w .-]{1,20})/(?:\.(?=\s)|(?=\s*[—–-]))")
_SLASHED_BEHIND_DAY = re.compile(r"(?<=\d) ?/ ?(?P<agency>[A-Z][\w.-]{1,20}) ?/(?=\s+[A-Z“\"])")
_SQUARE = re.compile(r"(?<=\d\s)\[([A-Z][\w .-]{1,20})\]")  # an agency behind a day
_AGENCY_BEHIND_STOP = re.compile(r"^([A-Z]{4,}(?: [A-Z]{4,})?)\. ([A-Z]{4,12})(?=\s+(?:—|–|--?)\s)")
_BEHIND_MARK = re.compile(
    r"(?:(?:(?:(?<=[a-z\d])|(?<=\s\s))[,.]|(?<=\d{4})) ([A-Z]{3,12}(?: [A-Z]{2,12}){0,2})"
    r"|(?<=\d)[,.] ([A-Z][a-z]{3,11}))"
    r"(?=\s+(?:—|–|--?)\s|:\s|$)"
)
# at the end of a line
_IN_TURN = re.compile(r"(?P<place>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,2})\s+(?:\||—|–)\s+(?=[^\W\d_a-z])")
_BEHIND_DAY = re.compile(r",\s+(?P<place>[^\W\d_][^\d()]*)$")
_HOUR = re.compile(r"\s*[|,]\s*\d{1,2}[:.]\d\d(?:\s*(?:[ap]\.?m\.?|[A-Z]{2,4}))?\s*$", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b{WEEKDAY},?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_SMALL = {"of", "de", "del", "la", "las", "los", "al", "el", "and", "the", "da", "do", "dos", "du", "des", "le", "les"}
# "Castries, Saint Lucia – Tuesday 14 November 2023 – …", "Islamabad: September 15": a mark that parts as a comma does
_DASH_AND_DAY = re.compile(
    rf"^(?P<place>[^\W\d_][\w.'’-]*(?:,?\s[^\W\d_][\w.'’-]*){{0,5}})(?P<dash>\s[—–|-]\s|[:;]\s|/)"
    rf"(?=\(?\d{{4}}-\d\d-\d\d\b|\(?(?:{WEEKDAY},?\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?[\s./-]|{MONTH}\s\d{{1,2}}\b))",
    re.IGNORECASE,
)
_KIND = re.compile(r"[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+){0,3} / (?=[A-Z])")  # "Press note / Accra, 3 November 2031.- …"
_ENCLOSED = re.compile(r"[\[(](?P<head>[^()\[\]]{8,99})[\])]\s*(?:[—–:-]\s*)?(?=[^\W\d_])")
_LABELS = frozenset(
    "BREAKING UPDATE EXCLUSIVE INTERVIEW EXPLAINER OPINION ANALYSIS FEATURE EDITORIAL VIDEO PHOTO PHOTOS LIVE URGENT "
    "CORRECTION FACTBOX WATCH COMMENTARY NEWS LETTER STATEMENT QUESTION ANSWER REPORTER Q A On In At From Since By The "
    "As After Before Until During Between Mr Mrs Ms Dr Published Posted Updated News Press Release Media Politics "
    "Added World Statements Speeches Events Articles Profile Profiles Section Category Communique Announcement".split()
)
_LONGEST = 100
_ACRONYM = 7
_PROSE = 60  # code points of a sentence's beginning behind a day without a mark
_SHORT = 4  # letters of an acronym that is an agency's even with a day behind it
_FEW = 3  # words of a place that a day stands behind without a comma, alone in a line


@dataclass(frozen=True, slots=True)
class Dateline:
    """The parts of a dateline; `day` is --MM-DD where the year is not stated; `size` counts its code points, the dash
    or colon behind it included.
    """

    place: Sourced | None
    outlet: Sourced | None
    published: Sourced | None
    day: str | None
    size: int = 0


def read_dateline(line: str, at: int, text: str) -> Dateline | None:
    """The dateline that `line`, which starts at offset `at` of `text`, begins with or is; None if it has none."""
    enclosed = _ENCLOSED.match(line)
    whole = _enclosed(enclosed, at, text) if enclosed else _behind_kind(line, at, text)
    if date_only(line, text) or enclosed or whole:
        return None if date_only(line, text) else whole
    line = written = _HOUR.sub("", line)
    size, line = len(line), _with_plain_marks(line[:_LONGEST])
    stop = _BREAK.search(line)
    if stop is None or not stop.start() or (stop.end() == _LONGEST and size > _LONGEST):
        return None
    head, alone = line[: stop.start()], stop.end() == size
    days = _WEEKDAY.sub(lambda m: " " * len(m[0]), head)
    dates = _dates(head, text)
    bracket = _BRACKET.search(head)
    place = _place_behind(days, dates) or _place(
        days, min([d.span.start for d in dates] + ([bracket.start()] if bracket else []) + [len(head)])
    )
    agency = bracket if bracket and bracket[1][0].isupper() and not list(find_dates(bracket[1])) else None
    dated = any(not d.value.startswith("--") for d in dates)
    headline = line.isupper() and size <= _LONGEST and not dates
    gap = head[place.end : dates[0].span.start] if place is not None and len(dates) == 1 else ""
    by_comma = gap.strip() == "," or (len(gap) > 1 and not gap.strip())
    listed = alone and place is not None and len(head[: place.end].split()) > _FEW and "," not in head[: place.end]
    if headline or (listed and not by_comma) or (alone and not dated and not (dates and (agency or by_comma))):
        return None
    in_bracket = bracket is not None and any(not d.value.startswith("--") for d in find_dates(bracket[1]))
    if stop["open"] is not None and not (dated and len(written) - stop.end() > _PROSE):
        return None
    if stop["bare"] and not in_bracket and not (agency and (dates or (head.isupper() and len(agency[1]) < _ACRONYM))):
        return None
    if place is None or not _holds(days, place, bracket, [d.span for d in dates]):
        return None
    if not _is_shown(head[place.start : place.end], stop[0], agency[1] if agency else None, bool(dates), dated, text):
        return None
    found = _parts(head, at, place, agency, text)
    # a mark and a blank stood before it
    if found.outlet is not None and agency is not None and not written.startswith(agency[1], agency.start(1)):
        found = replace(found, outlet=_sourced(agency[1].strip(), at + agency.start(1) + 1))
    return replace(found, size=stop.end())


def _dates(head: str, text: str) -> list[Found]:
    return list(find_dates(head, text)) or list(short_dates(head))


def _with_plain_marks(line: str) -> str:
    """The line with an agency in brackets, a comma between place and day, no day of another calendar; as long as it was
    up to the day.
    """
    line = _SLASHED_BEHIND_DAY.sub(_in_brackets, _SLASHED.sub(_in_brackets, line))
    line = _SQUARE.sub(lambda m: f"({m[1]})", line, count=1)
    line = _AGENCY_BEHIND_STOP.sub(lambda m: f"{m[1]}({m[2]})", line)
    line = _HIJRI.sub(lambda m: " " * len(m[0]), line)
    line = _JUCHE.sub(lambda m: f", {m[1]}".ljust(len(m[0])), line)
    line = _SLASHED_YEAR.sub(lambda m: f"{m[1]},", line)
    line = _ALSO_CALLED.sub(lambda m: f"{m[1]},".ljust(len(m[0])), line, count=1)
    line = _BRACKET.sub(lambda m: m[0].replace(" - ", " , "), line, count=1)
    line = _DASH_AND_DAY.sub(lambda m: m["place"] + "," + " " * (len(m["dash"]) - 1), line)
    return line if line[0].isdigit() else _BEHIND_MARK.sub(lambda m: f"({m[1] or m[2]})", line, count=1)


def _in_brackets(found: re.Match[str]) -> str:
    """An agency between slashes in brackets, where it stood."""
    front = " " * (found.start("agency") - found.start() - 1)
    return f"{front}({found['agency']})".ljust(len(found[0]), ":" if found[0].endswith(".") else " ")


def _enclosed(found: re.Match[str], at: int, text: str) -> Dateline | None:
    """A whole dateline in brackets, with its day: "[Kingston, Jamaica. Friday, May 12, 2023] …"."""
    head = re.sub(r"\.(?=\s)", ",", found["head"])
    read = read_dateline(head, at + found.start("head"), text) if any(find_dates(head)) else None
    return read and replace(read, size=found.end())


def _behind_kind(line: str, at: int, text: str) -> Dateline | None:
    """A dateline with a place and a whole date behind the kind of paper and a slash."""
    kind = _KIND.match(line)
    read = read_dateline(line[kind.end() :], at + kind.end(), text) if kind else None
    whole = kind is not None and read is not None and read.place is not None and read.published is not None
    return replace(read, size=read.size + kind.end()) if whole and kind and read else None


def place_in_turn(line: str) -> int:
    """How many code points a place in capitals and its mark take in front of a line ("KINGSTON | Delegates …"), one of
    several such lines; 0 if there is none.
    """
    found = _IN_TURN.match(line)
    return found.end() if found else 0


def _is_shown(place: str, mark: str, agency: str | None, day: bool, dated: bool, text: str) -> bool:
    """Whether the prefix proves itself a dateline: by its date, its agency or its capitals."""
    if not place:
        return dated
    capitals, seat = place.split(",")[0].isupper(), _is_seat(place.split(",")[0])
    if mark.startswith(":") and not (capitals or day or agency or seat):
        return False
    if agency and not capitals and not day:
        initials = "".join(w[0] for w in place.split() if w[0].isupper())
        return agency != initials and not _is_word_of(agency, text)
    return bool(agency) or day or seat or (capitals and not _is_word_of(place, text))


def _is_seat(place: str) -> bool:
    """Whether words name a seat of government, which needs no date, agency or capitals ("New Carsova: The …")."""
    land = territory(place)
    return land is not None and land.form == "city"


def _place(head: str, end: int) -> Span | None:
    """The span of the place in front of `end`, empty if there is none; None if the words there can be no place."""
    words = head[:end].rstrip(" ,|/.")
    tokens = re.split(r"[\s,/]+", words)
    if not words.strip():
        return Span(0, 0)
    good = all((_WORD.fullmatch(t) and (t[0].isupper() or t in _SMALL)) for t in tokens)
    labelled = any(t in _LABELS or t.capitalize() in _LABELS for t in (tokens[0], tokens[-1]))
    if not good or len(tokens) > 6 or labelled or not words[0].isupper():
        return None
    return Span(0, len(words))


def _place_behind(head: str, dates: list[Found]) -> Span | None:
    """The span of a place behind the date that the words begin with ("12 May 2023, Accra: …")."""
    behind = _BEHIND_DAY.match(head, dates[0].span.end) if dates and not head[: dates[0].span.start].strip() else None
    found = behind and _place(behind["place"], len(behind["place"]))
    return Span(behind.start("place"), behind.start("place") + found.end) if behind and found else None


def _holds(head: str, place: Span, bracket: re.Match[str] | None, dates: list[Span]) -> bool:
    """Whether `head` holds nothing but its parts and marks between them."""
    taken = [place, *dates] + ([Span(*bracket.span())] if bracket else [])
    left = [c for i, c in enumerate(head) if not any(s.start <= i < s.end for s in taken)]
    return not any(c.isalnum() for c in left)


def _is_word_of(words: str, text: str) -> bool:
    """Whether an acronym in front is one that the article goes on to use: a party or body, then."""
    again = rf"\b{re.escape(words)}\b(?![^(]{{0,20}}\))"
    return len(words) <= 6 and " " not in words and len(re.findall(again, text)) > 1


def _parts(head: str, at: int, place: Span, agency: re.Match[str] | None, text: str) -> Dateline:
    dates = _dates(head, text)
    full = next((d for d in dates if not d.value.startswith("--")), None)
    day = next((d.value for d in dates if d.value.startswith("--")), None)
    published = Sourced(full.value, "dateline", Span(at + full.span.start, at + full.span.end)) if full else None
    outlet = _sourced(agency[1].strip(), at + agency.start(1)) if agency else None
    first = re.split(r"\s*[,/]", head[place.start : place.end])[0]
    start = at + place.start
    if agency is None:
        prefix = re.match(r"[A-Z]{2,5}(?=\s+[^\W\d_]+[^\W\dA-Z_])\s+", first)
        if prefix:
            outlet, first, start = _sourced(prefix[0].strip(), start), first[prefix.end() :], start + prefix.end()
        elif (not dates or len(first) <= _SHORT) and _is_acronym(first):
            return Dateline(None, _sourced(first, start), published, day)
    where = Sourced(_spelled(first, text), "dateline", Span(start, start + len(first))) if first else None
    return Dateline(where, outlet, published, day)


def _sourced(words: str, start: int) -> Sourced:
    return Sourced(words, "dateline", Span(start, start + len(words)))


def _is_acronym(word: str) -> bool:
    """Whether a word in capitals cannot be spoken, and so is an agency rather than a town."""
    return len(word) <= 6 and word.isupper() and not re.search(r"[AEIOUYÀ-ÖØ-ÝĀ-ỹ]", word)


def _spelled(place: str, text: str) -> str:
    """A place in capitals as the article writes it elsewhere (with the first letter that a broken page may have
    lost), otherwise with capitals at its words' heads.
    """
    if not place.isupper():
        return place
    for match in re.finditer(rf"(?<!\w)\w?{re.escape(place)}(?!\w)", text, re.IGNORECASE):
        if not match[0].isupper() and match[0][0].isupper():
            return match[0]
    return " ".join("-".join(p.capitalize() for p in w.split("-")) for w in place.split())
