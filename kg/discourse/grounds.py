"""Which country an article without a dateline is written in, by what its own words take for granted.

Comes in: an article's text. Goes out: the one state that envoys are accredited to, whose delegation sets out or whose
seat of government the article opens in, with the words that tell. It never chooses between two states, and never takes
an outlet's usual country for an article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.discourse.whereabouts import Seat
from kg.model import Span
from kg.territories import territory

NAME = r"[^\W\d_a-z][\w'’-]*(?:[ ](?:of[ ]|and[ ]|the[ ])?[^\W\d_a-z][\w'’-]*){0,3}"
TEAM = r"(?:delegation|team|mission|contingent|entourage)"
ENVOY = r"(?:ambassador|high commissioner|envoy|charg[ée] d['’]affaires)"
ACCREDITED = re.compile(
    rf"(?P<of>{NAME}(?:['’]s?)?\s)?(?i:\b{ENVOY})s?\b(?: [Dd]esignate)?(?: (?:of|from) (?:the )?(?P<from>{NAME}))?,?"
    rf" (?:accredited )?(?:to|in) (?:the )?(?P<land>{NAME})"
)
LEAVING = r"(?:leaves?|left|departs?|departed|sets? (?:off|out)|has left|will leave|is to leave|flew|flies|travell?ed)"
SENT = re.compile(
    rf"\b(?P<land>{NAME}) {TEAM}\b[^.;\n]{{0,120}}?\b(?:will |is |has )?{LEAVING}\b[^.;\n]{{0,40}}\bfor\b"
)
ABOUT_TO = r"(?:heads?|heading|leav(?:es?|ing)|departs?|(?:is|are|be) off|flies|travels|will (?:travel|fly|go))"
GONE = r"(?:left|departed|ha(?:s|ve) (?:left|gone)|sets? (?:off|out)|took off|bound|embark(?:s|ed)?)"
TRIP = r"(?:an?\s+(?:[\w-]+\s+){0,3}(?:visit|trip|tour|mission|journey)\s+(?:to|of))"
GAP = r"\b[^.;\n]{0,60}?\b"
BOUND = re.compile(  # who sets out for a state has not been written of there
    rf"\b(?i:(?:{ABOUT_TO}{GAP}(?:to|for)|{GONE}{GAP}for|en route to)(?:\s+{TRIP})?|{GONE}{GAP}on\s+{TRIP})"
    rf"\s+(?:the\s+)?(?P<land>{NAME})"
)
IN_TOWN = re.compile(rf"\b(?:in|here in)\s+(?P<land>{NAME})")
AT_HOUSE = re.compile(rf"\bat\s+(?:the\s+)?[^,.;\n]{{3,60}},\s+(?P<land>{NAME})")  # "at the X Palace, Lakmal"
HOSTING = re.compile(rf"(?m)^[ \t]*(?P<land>{NAME}) (?:will host|hosts|is to host|hosted|meeting)\b")
WORD = re.compile(r"\S+")
ANY = re.compile(rf"(?P<land>{NAME})")
CITY = frozenset({"city"})
NAMED = frozenset({"name"})
OPENING = 900  # code points in which an article says where it is


def written_in(text: str) -> Seat | None:
    """The one state that the strongest of these grounds tells; None where they tell none or several."""
    for found in (_accredited(text), _sent(text), _opening(text)):
        seats = list(found)
        if len({seat.land.code for seat in seats}) == 1:
            return seats[0]
        if seats:
            return None
    return None


def _accredited(text: str) -> Iterator[Seat]:
    """States that envoys of other states are sent to, not the United Nations and the like."""
    for match in ACCREDITED.finditer(text):
        sender = territory((match["from"] or match["of"] or "").strip().removesuffix("'s").removesuffix("’s"))
        if sender is not None:
            yield from _lands(ANY, text, NAMED | CITY, Span(*match.span("land")))


def _sent(text: str) -> Iterator[Seat]:
    """States whose delegations set out."""
    return _lands(SENT, text, frozenset({"name", "adjective"}))


def _opening(text: str) -> Iterator[Seat]:
    """States in whose seat of government the opening says that something is done; several if it names more seats."""
    front = text[:OPENING]
    bound = {seat.land.code for seat in _lands(BOUND, front, NAMED)}
    found = (seat for pattern in (IN_TOWN, AT_HOUSE, HOSTING) for seat in _lands(pattern, front, CITY))
    told = [seat for seat in found if seat.land.code not in bound]
    yield from (*told, *_lands(ANY, front, CITY)) if told else ()


def _lands(pattern: re.Pattern[str], text: str, forms: frozenset[str], within: Span | None = None) -> Iterator[Seat]:
    for match in pattern.finditer(text, *((within.start, within.end) if within else ())):
        words = list(WORD.finditer(text, *match.span("land")))
        spans = (
            Span(words[i].start(), words[j - 1].end()) for i in range(len(words)) for j in range(len(words), i, -1)
        )
        named = ((span, land) for span in spans if (land := territory(" ".join(span.of(text).split()))) is not None)
        span, land = next(named, (None, None))
        if span is not None and land is not None and land.form in forms and span.of(text)[0].isupper():
            yield Seat(span, land)
