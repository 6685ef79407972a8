"""Named persons with the titles, honorifics and appositions around their names.

Comes in: a cursor and an index. Goes out: Persons, one or several where a list shares its titles, and where their words
end. It never takes capitals for a person without a licence: a title, an honorific, an apposition, the recogniser or
another mention.
"""

from __future__ import annotations

from dataclasses import replace

from kg.mentions import lexicon
from kg.mentions.appositions import with_apposition
from kg.mentions.chains import LANDS
from kg.mentions.cursor import Cursor
from kg.mentions.licences import licensed, only_people
from kg.mentions.lists import Found, bracketed_field, land_behind, respectively, sharing
from kg.mentions.offices import titles_at
from kg.mentions.organizations import name_at
from kg.mentions.personal import honorifics, name_end, personal
from kg.mentions.places import situated
from kg.mentions.rosters import roster_at
from kg.mentions.units import half_short
from kg.syntax import Name, Title
from kg.territories import territory
from kg.words import fold

CLOSING = frozenset({",", ".", "", ";", "—", "–", "(", ")", "”", '"'})
LISTING = frozenset({":", "are", "were", "include", "included", "including", "namely"})
NUMERALS = {"two": 2, "both": 2}
FIELD = 7  # words of a bracket with a field of work
CLOSING_TAGS = ("VB", "MD", "IN", "CC", "RB")


def person_at(c: Cursor, i: int) -> Found | None:
    """The person or list of persons that begins at token i with titles in front, behind, or both; None where none
    begins.
    """
    return _titled(c, i) or roster_at(c, i) or _plain(c, i)


def _titled(c: Cursor, i: int) -> Found | None:
    """Titles in front: "General Secretary of the CPU Tran An", "Dhavala's President, Kesar Tamraj", "members A
    and B".
    """
    found = titles_at(c, i)
    if found is None:
        return None
    titles, j = found
    roster = _roster(c, titles, i, j)
    if roster is not None:
        return roster
    owned = titles[0].definite or titles[0].owner or c.possessive_in(i, j) or lexicon.has("owner", c.low(i))
    j = _behind_field(c, j)
    styled = c.at(j) == "," and honorifics(c, j + 1)[0] > j + 1
    parted = c.at(j) == "," and not titles[0].plural and bool(owned or titles[-1].org or styled)
    k, honorific = honorifics(c, _behind_demonym(c, j + 1) if parted else j)
    if titles[-1].org and c.cap(k + 1) and lexicon.has("styling", c.low(k)):
        k, honorific = honorifics(c, k + 1)
    end = name_end(c, k, bool(honorific))
    if end == k or (parted and not (_closed(c, end) if owned or styled else c.at(end) in CLOSING)):
        return None
    name = personal(c, k, end)
    if c.shouting and titles[0].plural and fold(name.text) not in c.known.persons:
        return None
    if titles[0].plural and (c.low(end) in {"and", ",", "of", "from", "("} or _has_field(c, titles, end)):
        return sharing(c, titles, name, end, i)
    placed, end = _of_land(c, titles, end)
    person, stop = with_apposition(c, name, placed, i, end, honorific)
    return (person,), stop


def _behind_demonym(c: Cursor, j: int) -> int:
    """The index behind "the Chilean" at token j, where a name follows; else j."""
    land = territory(c.at(j + 1)) if c.low(j) == "the" and c.cap(j + 2) else None
    return j + 2 if land is not None and land.form == "adjective" else j


def _behind_field(c: Cursor, j: int) -> int:
    """The index behind a field or a short form in brackets at token j that a name follows: "general secretary
    (organisation) A".
    """
    close = next((k for k in range(j + 2, min(j + FIELD, len(c))) if c.at(k) == ")"), 0) if c.at(j) == "(" else 0
    inside = range(j + 1, close)
    plain = bool(close) and all(c.at(k).isalpha() and not c.acronym(k) and not territory(c.at(k)) for k in inside)
    parted = c.at(close + 1) == "," and honorifics(c, close + 2)[0] > close + 2
    return close + 1 if (plain or _shortens(c, j, close)) and (c.cap(close + 1) or parted) else j


def _shortens(c: Cursor, j: int, close: int) -> bool:
    """Whether a bracket, tokens j to `close`, holds the initials of the title before it: "Defence Minister (DM) A"."""
    letters = fold(c.at(j + 1)).replace(".", "")
    heads = "".join(fold(c.at(k))[:1] for k in range(max(0, j - FIELD), j) if c.at(k)[:1].isupper())
    return close == j + 2 and len(letters) > 1 and heads.endswith(letters)


def _roster(c: Cursor, titles: tuple[Title, ...], i: int, j: int) -> Found | None:
    """A plural title whose holders a colon, comma or verb lists behind it: "the members of the Presidium are A, B and
    C", "the two foreign ministers, A of Norland and B of Sarkhan".
    """
    owned = bool(titles[0].org or titles[0].owner)
    j = j + 1 if c.at(j) == "," and c.low(j + 1) in {"namely", "including"} else j
    team = c.low(j - 1) == "delegation"  # "the members of the delegation were A and B" hold no office
    if not titles[0].plural or team or c.low(j) not in LISTING | {","}:
        return None
    k, honorific = honorifics(c, j + 2 if c.at(j + 1) == ":" else j + 1)
    end = name_end(c, k, bool(honorific))
    linked = c.low(end) in {",", ";", "and", "of", "from", "("} or _has_field(c, titles, end)
    if end == k or not linked:
        return None
    found = sharing(c, titles, personal(c, k, end), end, i)
    fielded = _has_field(c, titles, end)
    settled = owned or fielded or all(p.titles[0].org for p in found[0])
    split = len({t.org.span for t in titles if t.org}) > 1 and len(titles) == len(found[0])
    counted = NUMERALS.get(c.low(i - 1)) == len(found[0])
    loose = owned and not (split or counted) and c.at(j) == ","  # "members of the Board, A and B, …" may be two things
    fewest = 3 if loose else 2
    return found if len(found[0]) >= fewest and settled else None


def _has_field(c: Cursor, titles: tuple[Title, ...], end: int) -> bool:
    """Whether a field of work stands in brackets behind the first holder of a plural ("Ministers A (Trade) and B")."""
    return lexicon.has("portfolio", titles[-1].head) and bracketed_field(c, end) > end


def _closed(c: Cursor, end: int) -> bool:
    return c.at(end) in CLOSING or c.tag(end).startswith(CLOSING_TAGS)


def _of_land(c: Cursor, titles: tuple[Title, ...], end: int) -> tuple[tuple[Title, ...], int]:
    """A state or body behind the name: "President Kesar Tamraj of Dhavala", "Secretary Ilo Marsh of the League"."""
    if titles[-1].org:
        return _of_state_behind(c, titles, end)
    head = titles[-1].head
    if titles[-1].text.casefold().endswith("opposition"):
        return titles, end
    ruling = lexicon.has("ruling", head)
    land, stop = land_behind(c, end, ruling, bodies=not ruling or head.endswith("president"))
    land, stop = (land, stop) if land is not None else _bracketed(c, end)
    sits = lexicon.has("seated-for", head) or lexicon.has("styling", head)
    if land is not None and land.kind == "party" and sits:  # "Senator A of the Teal Party" is no senator of it
        return titles, end
    return tuple(t if t.org or land is None else replace(t, org=land) for t in titles), stop


def _of_state_behind(c: Cursor, titles: tuple[Title, ...], end: int) -> tuple[tuple[Title, ...], int]:
    """The state behind the name for a state's titles before another: "Premier and Teal League chair A of Norland"."""
    waiting = [t for t in titles if t.org is None and t.owner is None and lexicon.has("of-state", t.head)]
    land, stop = land_behind(c, end, True, bodies=False) if waiting else (None, end)
    return tuple(replace(t, org=land) if t in waiting and land is not None else t for t in titles), stop


def _bracketed(c: Cursor, end: int) -> tuple[Name | None, int]:
    """The body in brackets behind a titled name, and where they end: "Chairman Ilo Marsh (Teal Party)"."""
    found = name_at(c, c.skip_the(end + 1)) if c.at(end) == "(" else None
    whole = found is not None and found[0].certain and found[0].kind not in LANDS and c.at(found[1]) == ")"
    return (found[0], found[1] + 1) if found is not None and whole else (None, end)


def _plain(c: Cursor, i: int) -> Found | None:
    """A name on its own: licensed by an honorific, an apposition, the recogniser, or another mention in the article."""
    k, honorific = honorifics(c, i)
    end = name_end(c, k, bool(honorific))
    if end == k:
        return None
    if not honorific and lexicon.has("modifier", c.low(k)) and lexicon.singular(c.low(end - 1)) != c.low(end - 1):
        return None  # "Senior Officials"
    if not honorific and half_short(c, k, end):
        return None  # "Zanu PF"
    name = personal(c, k, end)
    shared = respectively(c, name, end)
    if shared is not None:
        return shared
    person, j = with_apposition(c, name, (), i, end, honorific)
    known = fold(name.text)
    if not (person.titles or honorific) and known in c.known.places and (end - k == 1 or known not in c.known.persons):
        return None
    placed = 1 < end - k < 4 and known not in c.known.persons and situated(c, k, end)
    if not (person.titles or honorific or only_people(c, k, end)) and placed:
        return None
    told = person.titles or honorific or known in c.known.persons or licensed(c, k, end)
    one = end - k == 1 and known in c.known.person_words
    tail = 1 < end - k < 4 and any(full.endswith(f" {known}") for full in c.known.persons)  # "Hong An" of Le Hong An
    part = (one or tail) and known not in c.known.places and not territory(name.text)
    return ((person,), j) if told or part else None
