"""The heads of offices: modifiers and a head noun, without what the office is of.

Comes in: a cursor and an index. Goes out: where the words of a title end, its head noun in the singular, and its status.
It never looks for the organisation or the person: `offices` and `persons` do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor
from kg.territories import territory
from kg.model import OfficeStatus
from kg.words import fold

PORTFOLIO_HEADS = frozenset({"minister", "secretary", "commissioner", "chief", "director", "adviser", "advisor"})
RANKS = frozenset(
    {"prime", "deputy", "vice", "first", "general", "crown", "permanent"}
)  # a new title begins with these
STRONG = {"former": 3, "late": 3, "elect": 2, "current": 1}


@dataclass(frozen=True, slots=True)
class Head:
    """A title's words without status marks: tokens `start` to `end` - 1; `noun` is the head's singular."""

    start: int
    end: int
    noun: str
    status: OfficeStatus
    plural: bool
    text: str


def head_at(c: Cursor, i: int) -> Head | None:
    """The title whose words begin at token i, or None; status marks in front ("former", "ex-") are read, not kept."""
    i, status = _status(c, i)
    start = j = i
    while _modifies(c, j):
        j += 1
    j = _portfolio(c, j)
    noun = _noun(c, j)
    while noun is None and j > start:  # the last modifier may itself be the head ("deputy", "chief", "general")
        j -= 1
        noun = _noun(c, j)
    if noun is None:
        return None
    word = c.low(j)
    if word.startswith("ex-"):
        status = "former"
    if noun.endswith("-elect") or word.endswith("-elect"):
        status, noun = "elect", noun.removesuffix("-elect")
    end = j + 1
    if lexicon.has("tail", c.low(end).rstrip("s")) and noun in {
        "secretary",
        "consul",
        "governor",
        "director",
        "attorney",
    }:
        end += 1
    if noun in {"chief", "deputy", "head"}:
        end = _staff(c, end)
    if c.low(end) == "elect":
        status, end = "elect", end + 1
    plural = c.low(j) != noun and lexicon.singular(c.low(j).removeprefix("ex-")) != c.low(j).removeprefix("ex-")
    return Head(start, end, noun, status, plural, _text(c, start, end))


def _status(c: Cursor, i: int) -> tuple[int, OfficeStatus]:
    status: OfficeStatus = "current"
    while lexicon.has("status", c.low(i)):
        found = cast(OfficeStatus, lexicon.kind("status", c.low(i)))
        status = max(status, found, key=STRONG.__getitem__)
        i += 1
        if c.low(i) == "-" and c.glued(i):
            i += 1
    return i, status


def _modifies(c: Cursor, j: int) -> bool:
    word = c.low(j)
    if not lexicon.has("modifier", word) or (word == "senior" and not c.cap(j)):
        return False
    following = c.low(j + 1)
    return (
        bool(following)
        and following[0].isalpha()
        and not (c.at(j)[0].islower() and c.cap(j + 1) and not _noun(c, j + 1))
    )


def _portfolio(c: Cursor, j: int) -> int:
    """The index behind up to four capitalised words (joined by "and") that stand before Minister, Secretary and the like."""
    for k in range(j + 1, min(j + 5, len(c))):
        if _noun(c, k) in PORTFOLIO_HEADS and c.cap(k):
            words = range(j, k)
            named = any(
                c.label(w) in {"PERSON", "GPE", "NORP"}
                or territory(c.at(w))
                or _noun(c, w)
                or _person(c, w)
                or (w > j and c.low(w) in RANKS)
                for w in words
            )
            plain = all((c.cap(w) and not c.acronym(w)) or c.low(w) in {"and", "of"} for w in words)
            orgs = any(lexicon.org_class(c.low(w)) for w in words)
            return k if plain and not named and not orgs and c.cap(j) and c.low(k - 1) not in {"and", "of"} else j
    return j


def _person(c: Cursor, w: int) -> bool:
    return fold(c.at(w)) in c.known.person_words and fold(c.at(w)) not in c.known.lower


def _staff(c: Cursor, end: int) -> int:
    """The end of "of Staff", "of the Army Staff", "of Defence" behind "Chief", which no organisation is meant by."""
    j = c.skip_the(end + 1)
    while c.low(j) in {"army", "naval", "air", "general", "defence", "defense", "joint", "navy"} and c.low(j + 1) in {
        "staff",
        "general",
    }:
        j += 1
    return (
        j + 1
        if c.low(end) == "of" and c.low(j) in {"staff", "defence", "defense", "protocol", "cabinet", "mission"}
        else end
    )


def _noun(c: Cursor, j: int) -> str | None:
    word = c.low(j).removeprefix("ex-").removesuffix("-elect")
    if (
        not word
        or c.tag(j).startswith("VB")
        and c.at(j)[0].islower()
        and word in {"head", "heads", "chair", "chairs", "deputy"}
    ):
        return None
    noun = lexicon.singular(word)
    tail = "-elect" if c.low(j).endswith("-elect") else ""
    return noun + tail if lexicon.has("head", noun) else None


def _text(c: Cursor, start: int, end: int) -> str:
    text = c.words(start, end)
    for prefix in ("ex-", "Ex-"):
        text = text.removeprefix(prefix)
    return text.removesuffix("-elect").removesuffix(" elect")
