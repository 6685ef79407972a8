"""The heads of offices: modifiers and a head noun, without what the office is of.

Comes in: a cursor and an index. Goes out: where the words of a title end, its head noun in the singular, and its
status. It never looks for the organisation or the person: `offices` and `persons` do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor, lasting, once
from kg.model import OfficeStatus
from kg.numbers import ORDINAL
from kg.territories import territory
from kg.words import fold

VERBS = frozenset({"head", "heads", "chair", "chairs", "deputy"})  # as well as head nouns
INTERIM = frozenset({"ai", "a.i.", "e.p.", "ep", "e.p", "a.i"})  # "Chargé d'affaires a.i.", "Ambassador E.P."
PAST = ("ex-", "then-")
FATHERED = frozenset({"bin", "bint", "ibn", "binti"})
COUNTERPART = "counterpart"  # who holds the same office on another side
_CHOSEN = re.compile(r"[ -](?:elect|designate)$")
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


@once
def head_at(c: Cursor, i: int) -> Head | None:
    """The title whose words begin at token i, or None; status marks in front ("former", "ex-") are read, not kept."""
    start, status = _status(c, i)
    j = start
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
    end = _tail(c, j + 1, noun.removesuffix("-elect"))
    if word.startswith(PAST) or c.low(start).startswith(PAST):
        status = "former"
    if noun.endswith("-elect"):
        status, noun = "elect", noun.removesuffix("-elect")
    if c.low(end) in {"elect", "designate"}:
        status, end = "elect", end + 1
    bare = _since(word)
    plural = word != noun and lexicon.singular(bare) != bare
    noun = COUNTERPART if lexicon.has("facing", noun) else noun
    return Head(start, end, noun, status, plural, _text(c, start, end))


def office_end(c: Cursor, i: int) -> int:
    """The end of the name of an office-holder's staff at token i ("Prime Minister's Office"); i for anything else."""
    head = head_at(c, i) if c.cap(i) else None
    if head is None or head.start != i or not c.possessive(head.end) or not c.cap(head.end + 1):
        return i
    return head.end + 2 if lexicon.has("office", c.low(head.end + 1)) else i


def _tail(c: Cursor, end: int, noun: str) -> int:
    """The end of what belongs to a head noun: "general" behind "secretary", "of Staff" behind "chief"."""
    ranked = noun == "chief" and c.low(end) == "general"  # "Army chief General A"
    if lexicon.has("tailed", noun) and lexicon.has("tail", c.low(end).rstrip("s")) and not ranked:
        end += 1
    if c.at(end) == "(" and c.at(end + 2) == ")" and c.low(end + 3) == "of" and not c.acronym(end + 1):
        return end + 3  # "Deputy Chairman (North) of the League"
    if noun in {"chargé", "charge"} and c.low(end).endswith("affaires"):
        interim = 2 if (c.low(end + 1), c.low(end + 2)) == ("ad", "interim") else int(c.low(end + 1) in INTERIM)
        return end + 1 + interim
    if lexicon.has("posted", noun) and c.low(end) in INTERIM:
        return end + 1
    if c.low(end) == "extraordinary":
        return end + 3 if c.low(end + 2) == "plenipotentiary" else end + 1
    if c.low(end - 1) == "head" and _of_rank(c, end):
        return end + 2
    return _staff(c, end) if noun in {"chief", "deputy", "head"} else end


def _of_rank(c: Cursor, end: int) -> bool:
    """Whether "of state" or "of government" stands at token `end` as one's who is named, or whose land is: no body of
    that name ("of State Planning"), and not a rank that only points to somebody ("the head of state said").
    """
    last = c.run(end + 2) - 1
    named = c.cap(end + 2) and not lexicon.org_class(c.low(last))
    told = named or c.low(end + 2) == "of" or (c.at(end + 2) in {",", ";", ")"} and c.tag(end + 3)[:2] != "WP")
    return c.low(end) == "of" and c.low(end + 1) in {"state", "government"} and told


def _status(c: Cursor, i: int) -> tuple[int, OfficeStatus]:
    status: OfficeStatus = "current"
    while (lexicon.has("status", c.low(i)) and not _chosen(c, i)) or _in_turn(c, i):
        if _in_turn(c, i):
            i += 1
            continue
        found = cast(OfficeStatus, lexicon.kind("status", c.low(i)))
        status = max(status, found, key=STRONG.__getitem__)
        i += 1
        if c.low(i) == "-" and c.glued(i):
            i += 1
    return i, status


def _in_turn(c: Cursor, i: int) -> bool:
    """Whether an ordinal only counts who held the office before: "the fifth President", not "First Deputy"."""
    if not (ORDINAL.match(c.low(i)) and c.at(i).islower()):
        return False
    noun = _nouns(c).get(i + 1, "minister")
    return lexicon.has("ruling", noun) and noun not in {"minister", "vice-president"}


def _chosen(c: Cursor, i: int) -> bool:
    """Whether "elected" is the verb of the clause ("was elected President") and no mark of the title behind it."""
    spoken = c.tag(i) == "VBD" and c.tag(i - 1).startswith(("PRP", "NN"))
    passive = c.low(i - 1) in {"was", "were", "been", "be", "being", "is", "are", "and"}
    return c.low(i).endswith("elected") and (spoken or passive)


def _modifies(c: Cursor, j: int) -> bool:
    word = _since(c.low(j))  # "ex-tourism minister"
    plain = word in {"senior", "under"} and not c.cap(j) and not lexicon.has("employed", c.low(j + 1))
    if word == "minister" and lexicon.has("diplomat", c.low(j + 1)):
        return True
    if word == "chief" and c.low(j + 1) == "general" and c.cap(j + 1) and c.cap(j + 2):
        return False
    if not lexicon.has("modifier", word) or plain:
        return False
    if not c.low(j + 1)[:1].isalpha():
        return False
    return not (c.at(j)[0].islower() and c.cap(j + 1) and not (_noun(c, j + 1) or _leads(c, j + 1)))


def _leads(c: Cursor, j: int) -> bool:
    """Whether a capitalised modifier or field of a title begins at token j ("acting Prime Minister")."""
    if not (lexicon.has("modifier", c.low(j)) or lexicon.has("work", c.low(j)) or c.low(j) == "foreign"):
        return False
    return head_at(c, j) is not None


def _portfolio(c: Cursor, j: int) -> int:
    """The index behind up to four capitalised words (joined by "and") that stand before Minister, Secretary and the
    like.
    """
    if not c.cap(j):
        return _lower_portfolio(c, j)
    for k in _ministers(c):
        if not j < k < j + 6:
            continue
        if c.cap(k) or (lexicon.has("work", c.low(k - 1)) and c.cap(k - 1)):  # "Foreign Affairs minister"
            fits = all(_field(c, w, w > j) for w in range(j, k)) and c.low(k - 1) not in {"and", "of"}
            return k if fits and not _two_titles(c, j, k) else j
    return j


def _lower_portfolio(c: Cursor, j: int) -> int:
    """The index behind a field in lower case that a head in lower case follows ("foreign policy chief A"), or j."""
    k = j
    while lexicon.has("work", c.low(k)) and c.at(k).islower():
        k += 1
    noun = _nouns(c).get(k) if k > j else None
    return k if noun is not None and c.at(k) == noun and (c.cap(k + 1) or c.at(k + 1) == ",") else j


def _two_titles(c: Cursor, j: int, k: int) -> bool:
    """Whether "and" parts a name from the next title there ("… Ana Ruiz and Executive Secretary", "Dr Ana Ruiz and Oil
    Minister") and no two fields.
    """
    at = next((w for w in range(j, k) if c.low(w) == "and"), k)
    styled = any(lexicon.has("honorific", c.low(w).rstrip(".")) for w in (j - 1, j - 2)) or c.label(j - 1) == "PERSON"
    named = styled and not any(lexicon.has("work", c.low(w)) for w in range(j, at)) and not c.possessive(j - 1)
    return at < k and (lexicon.has("modifier", c.low(at + 1)) or named)


def _field(c: Cursor, w: int, inner: bool) -> bool:
    """Whether token w may be a word of a field of work: no name, no title, no body."""
    word = c.low(w)
    named = c.label(w) in {"PERSON", "GPE", "NORP"} or territory(c.at(w)) or _noun(c, w) or _person(c, w)
    people = c.possessive(w) and lexicon.has("people", c.low(w - 1))  # "Women's Organiser"
    plain = (c.cap(w) and not c.acronym(w)) or word in {"and", "of"} or people
    named = named or lexicon.has("honorific", word)
    return plain and not named and not (inner and lexicon.has("rank", word)) and not lexicon.org_class(word)


def _person(c: Cursor, w: int) -> bool:
    return fold(c.at(w)) in c.known.person_words and fold(c.at(w)) not in c.known.lower


def _staff(c: Cursor, end: int) -> int:
    """The end of "of Staff", "of the Army Staff", "of Defence" behind "Chief", which no organisation is meant by."""
    if c.low(end) != "of":
        return end
    j = c.skip_the(end + 1)
    while lexicon.has("service", c.low(j)) and c.low(j + 1) in {"staff", "general"}:
        j += 1
    return j + 1 if lexicon.has("staff", c.low(j)) else end


@lasting
def _ministers(c: Cursor) -> tuple[int, ...]:
    """Where a head noun stands before which a field of work may stand."""
    return tuple(k for k, noun in _nouns(c).items() if lexicon.has("portfolio", noun))


def _noun(c: Cursor, j: int) -> str | None:
    """The singular of the head noun at token j, with its "-elect"; None where it is none, or a verb ("heads the
    party").
    """
    return _nouns(c).get(j)


@lasting
def _nouns(c: Cursor) -> dict[int, str]:
    return {j: noun for j in range(len(c)) if (noun := _noun_at(c, j)) is not None}


def _noun_at(c: Cursor, j: int) -> str | None:
    noun = _head_noun(c.low(j)) if c.low(j + 1) not in FATHERED else None  # "Sultan bin Saad" is no sultan
    if noun is None and c.low(j) == "lady" and c.low(j - 1) == "first":
        return "lady"
    if noun is None:
        opposite = c.low(j - 1) == "opposite" and lexicon.singular(c.low(j)) == "number"
        return COUNTERPART if opposite else None
    return None if c.tag(j).startswith("VB") and c.at(j)[0].islower() and _bare(c.low(j)) in VERBS else noun


@lru_cache(maxsize=65_536)
def _head_noun(word: str) -> str | None:
    """The singular of a case-folded head noun, with its "-elect"; None for any other word."""
    noun = lexicon.singular(_bare(word))
    chosen = _bare(word) != _since(word)
    return noun + ("-elect" if chosen else "") if lexicon.has("head", noun) else None


def _bare(word: str) -> str:
    return _CHOSEN.sub("", _since(word))


def _since(word: str) -> str:
    """A word without the mark of an office since left in front of it ("ex-", "then-")."""
    return word.removeprefix("ex-").removeprefix("then-")


def _text(c: Cursor, start: int, end: int) -> str:
    text = c.words(start, end)
    return _CHOSEN.sub("", text[len(text) - len(_since(text.casefold())) :])
