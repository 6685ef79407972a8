"""Titles behind a person's name: ", Chairman of the Front,", ", who is also X"; "(first, left)" is passed over.

Comes in: a cursor, a name with the titles in front, and the index behind it. Goes out: a Person with all titles, and
where its words end. It never gives a person the title that belongs to the next name of a list.
"""

from __future__ import annotations

from dataclasses import replace

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor
from kg.mentions.lists import singular
from kg.mentions.offices import titles_at
from kg.mentions.organizations import name_at
from kg.mentions.personal import honorifics, name_end
from kg.mentions.titles import head_at
from kg.model import Span
from kg.syntax import Name, Person, Title
from kg.words import is_foreign

MARKS = frozenset({",", "—", "–", "-", "("})
SELF = frozenset({"himself", "herself"})
CLOSED = frozenset({",", ".", ";", ":", ")", "", "—", "–", "who", "said", "says", "told"})
OUTER = frozenset({"state_body", "party", "state", "organization"})
ADVERBS = frozenset({"also", "currently", "concurrently", "newly", "now", "presently", "both", "today"})
WOMAN = "woman"
ADJECTIVES = 3  # words before an office that only describe its holder
GONE = frozenset({"was", "had", "served"})


def with_apposition(
    c: Cursor, name: Name, titles: tuple[Title, ...], i: int, end: int, honorific: str
) -> tuple[Person, int]:
    """The person whose words begin at token i and whose name ends at `end`, with what stands behind the name."""
    found = _behind(c, end)
    more, stop = found if found else ((), end)
    start = min(c.tokens[i].span.start, name.span.start)
    return Person(name, titles + more, Span(start, c.tokens[stop - 1].span.end), honorific), stop


def _behind(c: Cursor, end: int) -> tuple[tuple[Title, ...], int] | None:
    of_party = _of_party(c, end)
    if of_party is not None and (more := _behind(c, of_party[1])) is not None:
        return (of_party[0], *more[0]), more[1]
    j = _passed_over(c, end)
    if c.at(j) not in MARKS and not (c.at(j) == ";" and head_at(c, j + 1)):
        return None
    k, gone = _until(c, _relative(c, j + 1))
    gone = gone or _past(c, j + 1, k)
    k = k + 1 if c.low(k) in {"a", "an", "the"} | SELF else k
    k = k + 1 if c.low(k) in ADVERBS and head_at(c, k + 1) else k
    one = (c.low(k), c.low(k + 1), c.low(k + 2)) == ("one", "of", "the")  # "one of the vice-presidents of the League"
    k = _described(c, k + 3 if one else k)
    found = titles_at(c, k, after_name=True)
    if found is not None and one:
        found = tuple(replace(t, text=singular(t.text), plural=False) for t in found[0]), found[1]
    if found is None or _next_person(c, *found) or _several(found[0]):
        return None
    titles, stop = _housed(c, *found)
    titles = tuple(replace(t, status="former") for t in titles) if gone else titles
    who = stop + 1 if c.at(stop) == "," else stop
    more = titles_at(c, _relative(c, who), after_name=True) if c.low(who) == "who" else None
    return (titles + more[0], more[1]) if more else (titles, stop)


def _described(c: Cursor, k: int) -> int:
    """The index behind what only describes the holder of an office at token k ("three-time", "first woman"), or k."""
    j = k
    while j < k + ADJECTIVES and c.at(j)[:1].islower() and (c.tag(j).startswith("JJ") or c.low(j) == WOMAN):
        if head_at(c, j) is not None and c.low(j + 1) != WOMAN:  # "first deputy"; not "first woman president"
            break
        j += 1
    return j if j > k and head_at(c, j) is not None and c.at(j).islower() else k


def _of_party(c: Cursor, end: int) -> tuple[Title, int] | None:
    """The party in brackets behind a name that a title follows, and the index behind it: "A (Teal League), chair"."""
    found = name_at(c, c.skip_the(end + 1)) if c.at(end) == "(" else None
    if found is None or found[0].kind != "party" or c.at(found[1]) != ")" or c.at(found[1] + 1) != ",":
        return None
    return Title("member", "member", found[0].span, org=found[0]), found[1] + 1


def _several(titles: tuple[Title, ...]) -> bool:
    """Whether titles begin with a plural: others than the one person named before ("by A, ministers and officials")."""
    return titles[0].plural


def _past(c: Cursor, j: int, k: int) -> bool:
    """Whether "who was", "who had been", "who served as" stand from token j to the title at k: a post since left."""
    said = {c.low(n) for n in range(j, k)}
    return "who" in said and bool(said & GONE) and not said & ADVERBS


def _until(c: Cursor, k: int) -> tuple[int, bool]:
    """The index behind "until recently", "formerly" and the like at token k, and whether they stand there."""
    if c.low(k) == "until" and c.low(k + 1) in {"now", "recently", "then", "lately", "yesterday", "today"}:
        return k + 2, True
    return (k + 1, True) if c.low(k) in {"formerly", "previously", "once", "hitherto"} else (k, False)


def _housed(c: Cursor, titles: tuple[Title, ...], j: int) -> tuple[tuple[Title, ...], int]:
    """Titles with the body that a comma puts behind them: "A, Head of Public Relations, Ministry of Trade, said"."""
    last = titles[-1]
    if last.org or last.owner or c.at(j) != "," or not c.cap(j + 1):
        return titles, j
    found = name_at(c, j + 1)
    if found is None or not found[0].certain or found[0].kind == "place" or c.low(found[1]) not in CLOSED:
        return titles, j
    name, end = found
    outer = name_at(c, end + 1) if c.at(end) == "," and c.cap(end + 1) and name.parent is None else None
    if outer is not None and outer[0].certain and outer[0].kind in OUTER and c.low(outer[1]) in CLOSED:
        name, end = replace(name, parent=outer[0], base=name.base or name.text), outer[1]
    return (*titles[:-1], replace(last, org=name)), end


def _relative(c: Cursor, j: int) -> int:
    """The index behind "who is also", "who concurrently serves as", "then", or j."""
    if c.low(j) != "who":
        return j + 1 if c.low(j) in SELF else j
    k = j + 1
    while lexicon.has("serving", c.low(k)):
        k += 1
    return k if titles_at(c, k) else j


def _passed_over(c: Cursor, j: int) -> int:
    """The index behind a bracket that only places a person in a picture or gives an age ("(L)", "(first, left)", ",
    72").
    """
    if c.at(j) == "(":
        close = next((k for k in range(j, min(j + 6, len(c))) if c.at(k) == ")"), j)
        if any(lexicon.has("placed", c.low(k)) for k in range(j + 1, close)) or _spelt_anew(c, j + 1, close):
            return close + 1
    aged = c.at(j) == "," and c.at(j + 1).isdigit() and len(c.at(j + 1)) == 2 and c.at(j + 2) == ","
    return j + 2 if aged else j


def _spelt_anew(c: Cursor, j: int, close: int) -> bool:
    """Whether tokens j to `close` - 1 are an age or a name in letters of another script ("(林白)", "(58)")."""
    aged = close == j + 1 and c.at(j).isdigit() and len(c.at(j)) == 2
    return close > j and (aged or any(is_foreign(c.at(k)) for k in range(j, close)))


def _next_person(c: Cursor, titles: tuple[Title, ...], j: int) -> bool:
    """Whether the titles behind a comma belong to the next name of a list ("A, Prime Minister B") rather than to this
    one.
    """
    start, _ = honorifics(c, j)
    if c.at(j) == "," and start == j:  # "A; Cabinet Secretary, Mr B"
        behind, honorific = honorifics(c, j + 1)
        return bool(honorific) and c.cap(behind)
    return c.cap(start) and name_end(c, start) > start
