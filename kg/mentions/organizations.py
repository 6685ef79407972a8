"""Names of organisations and places: nesting in every order, with an abbreviation in brackets anywhere.

Comes in: a cursor and an index. Goes out: a Name with its chain of parents, and where its words end. It never decides
whether two names are one thing, and never needs to have met the name before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.dates.words import is_calendar
from kg.mentions import lexicon
from kg.mentions.brackets import ABBREVIATION, short_form
from kg.mentions.chains import (
    LANDS,
    Found,
    extended,
    grown,
    head_noun,
    initials,
    of_land,
    of_name,
    possessed,
    shortened,
)
from kg.mentions.common import common_end, lower
from kg.mentions.cursor import Cursor, once
from kg.mentions.fields import GOING_ON, field_at, taught
from kg.mentions.heads import cut, is_head
from kg.mentions.owned import local_end, owned
from kg.mentions.portfolios import unheard_name
from kg.mentions.sitting import in_house, seated_end
from kg.mentions.titles import head_at
from kg.mentions.units import unit_at
from kg.model import Span
from kg.syntax import Name
from kg.territories import territory
from kg.words import fold

ATTRIBUTES = 3  # adjectives between a land and its party ("Norland's main opposition A")
DASHES = frozenset({"-", "–", "—", "--"})
CLOSED = frozenset({",", ".", ";", ")", "", "met", "said", "has", "have", "is", "was", "on", "in"})
SIDES = frozenset({"l", "r", "c", "left", "right", "centre", "center"})  # where someone stands in a picture


@once
def name_at(c: Cursor, i: int) -> Found | None:
    """The organisation or place that begins at token i, with the index behind its words; None where there is none."""
    found = owned(c, i) or unit_at(c, i) or _common(c, i)
    while found is not None:
        name, j = found
        found = next((more for rule in GROWING if (more := rule(c, name, j)) is not None), None)
        if found is None:
            return name, j
    return None


def _bracketed(c: Cursor, name: Name, j: int) -> Found | None:
    """A bracketed abbreviation behind a name, and what goes on behind it ("… Party (CPU) Central Committee")."""
    at, close = short_form(c, j)
    given = c.at(at)
    if c.at(j) != "(" or name.abbreviation or c.at(close) != ")" or not ABBREVIATION.match(given):
        return _qualified(c, name, j)
    if name.kind in LANDS and c.at(close + 1) in DASHES | {""}:
        return None  # a dateline: "Vientiane (VNA) –"
    if c.low(at) in SIDES:
        return None
    if len(given) > 4 and not any(letter.isupper() for letter in given[1:]):
        return _qualified(c, name, j)
    whole = replace(
        name,
        abbreviation=given,
        abbreviation_span=c.tokens[at].span,
        certain=True,
        kind="organization" if name.kind == "place" and not name.certain else name.kind,
        span=Span(name.span.start, c.tokens[close].span.end),
    )
    behind = close + 1
    end = cut(c, behind, c.run(behind))
    heads = [k for k in range(behind, end) if is_head(c, k)]
    return (extended(c, whole, behind, heads[-1] + 1), heads[-1] + 1) if heads else (whole, behind)


def _initialled(c: Cursor, name: Name, j: int) -> Found | None:
    """A short form between commas behind the name whose initials it holds: "the Teal People's Congress, TPC, said"."""
    given = c.at(j + 1)
    if c.at(j) != "," or name.abbreviation or name.kind in LANDS or c.at(j + 2) not in {",", "."}:
        return None
    if len(given) < 2 or not given.isupper() or [*fold(given)] != initials(name.text):
        return None
    return replace(name, abbreviation=given, abbreviation_span=c.tokens[j + 1].span, certain=True), j + 2


def _province(c: Cursor, end: int) -> bool:
    return lexicon.has("province", c.low(end - 1))


def _inside(c: Cursor, name: Name, j: int) -> Found | None:
    """The state behind a province: "Lake Province in Norland", "Lake Province, Norland"."""
    k = c.skip_the(j + 1)
    if c.low(j) in {"in", "at"} and name.kind != "place":
        return _of_parliament(c, name, j, k)
    if name.kind != "place" or name.parent or not _province(c, j) or c.low(j) not in {"in", ","} or not c.cap(k):
        return None
    inner = unit_at(c, k)
    if inner is None or inner[0].kind not in LANDS or _province(c, inner[1]):
        return None
    span = Span(name.span.start, inner[0].span.end)
    return replace(name, span=span, parent=inner[0]), inner[1]


def _parted(c: Cursor, name: Name, j: int) -> Found | None:
    """A party's body with what a comma puts behind it: "Central Committee, Communist Party of Norland"."""
    k = j + 2 if c.low(j + 1) == "the" else j + 1
    if c.at(j) != "," or not c.cap(k) or not _is_partys(name):
        return None
    found = name_at(c, k)
    if found is None or c.low(found[1]) not in CLOSED or not found[0].certain:
        return None
    fits = found[0].kind in {"party", "party_body"} or (found[0].kind == "organization" and c.acronym(k))
    return of_name(c, name, *found) if fits and found[0].kind != name.kind or found[0].parent else None


def _is_partys(name: Name) -> bool:
    """Whether a name is of a body that only parties have, its own party not named yet."""
    top = name
    while top.parent is not None:
        top = top.parent
    own = top.text.casefold() in {"central committee", "politburo", "political bureau", "c.c.", "secretariat"}
    return top.kind == "party_body" and top.owner is None and own


def _of_parliament(c: Cursor, name: Name, j: int, k: int) -> Found | None:
    """A committee or group with the parliament that it sits in: "Committee on Trade in the Seimas"."""
    seated = re.search(r"\b(?:committee|commission|subcommittee|caucus|faction|group)\b", name.text.casefold())
    inner = name_at(c, k) if seated and name.parent is None and c.low(j + 1) == "the" and c.cap(k) else None
    if inner is None or inner[0].kind != "state_body" or not lexicon.has("national", head_noun(inner[0])):
        return None
    return of_name(c, name, *inner)


def _qualified(c: Cursor, name: Name, j: int) -> Found | None:
    """A wing in brackets behind a party's name: "Communist Party of Norland (Marxist-Leninist)"."""
    close = c.run(j + 1)
    party = name.kind == "party" or (name.certain and c.acronym(j - 1))
    if c.at(j) != "(" or not party or c.at(close) != ")" or close - j not in {2, 3, 4} or name.abbreviation:
        return None
    words = range(j + 1, close)
    placed = all(lexicon.has("placed", c.low(k)) for k in words)
    if placed or any((c.acronym(k) and len(c.at(k)) > 1) or territory(c.at(k)) for k in words):
        return None
    span = Span(name.span.start, c.tokens[close].span.end)
    text = " ".join(span.of(c.text).split())
    if text == name.text:
        return None
    return replace(name, text=text, span=span, base=text, kind="party", certain=True), close + 1


def _possessed(c: Cursor, name: Name, j: int) -> Found | None:
    """What a name possesses: "the CPU's External Relations Commission", "Velmara's Great Assembly"."""
    if not c.possessive(j) or not name.certain:
        return None
    if not c.cap(j + 1):
        party = _attributed(c, name, j + 1)
        if party is not None:
            return party
        end = common_end(c, j + 1)
        if end > j + 1 and name.kind not in {"person", "group"}:
            return possessed(c, name, j, end, lower(c, j + 1, end))
        return possessed(c, name, j, j + 2) if lexicon.has("possession", c.low(j + 1)) else None
    local = local_end(c, j + 1) if name.kind not in LANDS else j + 1
    if local > j + 1:
        return possessed(c, name, j, local, lower(c, j + 1, local))
    found = unit_at(c, j + 1)
    own = found is not None and not is_head(c, found[1] - 1) and (c.acronym(j + 1) or c.at(found[1]) == "(")
    if own and name.kind in LANDS:
        return found  # "Norland's CPU": parties are no part of their land
    if found is not None and name.kind in LANDS and found[0].kind == "place" and _province(c, found[1]):
        return possessed(c, name, j, found[1], found[0])
    titled = found is not None and c.possessive(found[1]) and lexicon.has("people", c.low(found[1] - 1))
    if found is None or found[0].kind in LANDS or not is_head(c, found[1] - 1) or titled:
        return None
    return possessed(c, name, j, found[1], found[0])


def _attributed(c: Cursor, name: Name, j: int) -> Found | None:
    """A party behind its land and an adjective at token j: "Norland's ruling People's Party" is no part of Norland."""
    k = j
    while k < j + ATTRIBUTES and c.at(k)[:1].islower() and (c.tag(k)[:2] in {"JJ", "VB"} or c.low(k) == "opposition"):
        k += 1
    found = name_at(c, k) if name.kind in LANDS and k > j and c.cap(k) else None
    told = found is not None and (found[0].kind == "party" or c.acronym(k))
    return found if told else None


def _common(c: Cursor, i: int) -> Found | None:
    """A body in lower case with what it is of: "the foreign affairs committee of the Sabha"."""
    end = common_end(c, i) if c.low(i - 1) == "the" else i
    if c.low(i - 1) == "the" and end == i and c.low(i + 1) == "of" and lexicon.has("common", c.low(i)):
        end = i + 1
    start = c.skip_the(end + 1)
    if end == i or c.low(end) != "of" or not (c.cap(start) or lexicon.has("owning", c.low(start))):
        return None
    inner = name_at(c, start)
    name = lower(c, i, end)
    if inner is None or not inner[0].certain or (inner[0].kind in LANDS and name.kind != "state_body"):
        return None
    return of_name(c, name, *inner)


def _behind(c: Cursor, name: Name, j: int) -> Found | None:
    """What stands behind "of": a larger body, a state, or the field of work that is part of the name."""
    last = name.text.split()[-1]
    headed = bool(head_noun(name))
    if not lexicon.has("link", c.low(j)) or not (headed or lexicon.has("land", fold(last))):
        return None
    k = c.skip_the(j + 1)
    dated = c.low(j) != "of" and is_calendar(c.low(k))
    raised = last.casefold() in {"monument", "memorial"}  # "the Monument to the Heroes"
    sent = c.low(j) == "to" and not raised and last.casefold() not in {"embassy", "mission", "delegation"}
    whose = name.kind == "party" and head_at(c, k) is not None  # "the Teal party of Prime Minister A"
    if dated or sent or whose or not c.cap(k) or (c.low(j) != "of" and not (headed or raised)):
        return None
    chamber = seated_end(c, k) if c.low(j) == "of" and headed else k
    if chamber == k and c.low(k) in GOING_ON and k == j + 2 and (unheard_name(c, k + 1) or in_house(c, k + 1)):
        chamber = k + 1  # "the Council of the Federation Ana Ruiz"
    if chamber > k:
        return grown(c, name, k, chamber), chamber
    below = _bodied(c, name, k) if headed and c.low(j) == "of" else None
    if below is not None:
        return below
    inner = unit_at(c, k)
    if inner is None or inner[0].kind not in LANDS:
        inner = name_at(c, k)
    if not headed:
        return of_land(c, name, inner, k)
    if inner is None or not inner[0].certain or _bare(inner[0], k > j + 1):
        return field_at(c, name, k)
    if k == j + 1 and taught(c, name, inner[0], k):
        return grown(c, name, k, inner[1]), inner[1]
    return shortened(c, name, k, inner) or of_name(c, name, *inner)


def _bodied(c: Cursor, name: Name, k: int) -> Found | None:
    """A body of a party right behind the land in the party's name: "Teal Party of Norland Central Committee"."""
    end = cut(c, k, c.run(k))
    land = next((j for j in range(end, k, -1) if territory(c.words(k, j)) is not None), k)
    heads = [j for j in range(land, end) if is_head(c, j)]
    if name.kind != "party" or name.parent is not None or land == k or not heads:
        return None
    party, _ = of_name(c, name, Name("state", c.words(k, land), c.span(k, land)), land)
    return extended(c, party, land, heads[-1] + 1), heads[-1] + 1


def _abbreviated(c: Cursor, name: Name, j: int) -> Found | None:
    """A body with words behind "with" or "and" that no body begins with, up to the bracket that shortens the whole:
    "Institute of Friendship with the Peoples (IFP)".
    """
    k = c.skip_the(j + 1)
    end = c.run(k)
    if c.low(j) not in {"with", "and"} or name.abbreviation or name.kind in LANDS or not head_noun(name) or end == k:
        return None
    at, close = short_form(c, end)
    bare = c.low(j) == "with" or k == j + 1
    fresh = any(is_head(c, w) or head_at(c, w) or territory(c.at(w)) for w in range(k, end))
    if c.at(end) != "(" or c.at(close) != ")" or not ABBREVIATION.match(c.at(at)) or not bare or fresh:
        return None
    return grown(c, name, k, end), end


def _bare(name: Name, definite: bool) -> bool:
    """Whether a name is a lone head noun that only goes on another name: "House of Assembly", "Senate of the
    Republic".
    """
    word = name.text.casefold()
    alone = word in GOING_ON or (not definite and (word == "assembly" or lexicon.has("seated-in", word)))
    return alone and name.parent is None and name.abbreviation is None


GROWING = (_bracketed, _initialled, _abbreviated, _behind, _possessed, _inside, _parted)
