"""Names of places and states: by the reference data, by a word for land in them, or by what the article shows.

Comes in: a cursor, an index and the end of a run of capitals. Goes out: a Name and where its words end, or None. It
never takes for a place what the article has shown to be a person.
"""

from __future__ import annotations

from typing import cast

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor
from kg.mentions.heads import head_kind
from kg.model import EntityKind
from kg.syntax import Name
from kg.territories import territory
from kg.words import fold

LONGEST = 6  # words of a state's name
BUILT = 4  # words from a town's name to the noun of what is built there


def place_at(c: Cursor, i: int, end: int, lands: list[int]) -> tuple[Name, int] | None:
    """The place or state that begins at token i of the run that stops at `end`; `lands` index its words for land."""
    whole = max(_joined(c, i, end), _seat(c, i, end))
    if whole > end:
        words = c.words(i, whole)
        return Name("place", words, c.span(i, whole), certain=territory(words) is not None), whole
    if not lands and lexicon.has("province", c.low(end)):
        return Name("place", c.words(i, end + 1), c.span(i, end + 1)), end + 1
    paired = _paired(c, i, end)
    for j in range(paired or min(end, i + LONGEST), i, -1):
        words = c.words(i, j)
        found = territory(words)
        if found is not None and found.form != "adjective":
            built = _built(c, j, lands)
            if built > j + 1:
                return Name("place", c.words(i, built), c.span(i, built)), built
            return _known(c, i, j + (lands[-1:] == [j]), found.form == "city", words)
        if fold(words) in c.known.places and not (j < end and fold(c.words(i, end)) in c.known.persons):
            return Name("place", words, c.span(i, j)), j
    if lands and fold(c.words(i, end)) not in c.known.persons:
        j = lands[-1] + 1
        kind = cast(EntityKind, lexicon.kind("land", c.low(lands[-1])))
        return Name(kind, c.words(i, j), c.span(i, j), certain=j > i + 1), j
    return None


def _joined(c: Cursor, i: int, end: int) -> int:
    """The end of a town's name whose words a particle joins ("in Puerto de Marsh"), where words of place stand before
    it; `end` for other capitals.
    """
    particle = lexicon.has("town-particle", c.low(end)) or lexicon.has("particle", c.low(end))
    if not particle or c.at(end)[:1].isupper() or not c.cap(end + 1) or not lexicon.has("placing", c.low(i - 1)):
        return end
    town = c.label(i) in {"GPE", "LOC", "FAC"} or territory(c.words(i, end)) is not None or situated(c, i, end)
    return c.run(end + 1) if town else end


def _seat(c: Cursor, i: int, end: int) -> int:
    """The end of a seat of government with "of" in its name ("Port of Spain"); `end` for other capitals."""
    stops = range(c.run(end + 1), end + 1, -1) if c.low(end) == "of" and c.cap(end + 1) else ()
    cities = (j for j in stops if (found := territory(c.words(i, j))) is not None and found.form == "city")
    return next(cities, end)


def situated(c: Cursor, i: int, end: int) -> bool:
    """Whether capitals stand right behind an "in" or "at" that puts something somewhere: none of trust ("confidence
    in A"), none that the name possesses something behind.
    """
    j = i - 2 if c.tag(i - 1) == "JJ" and c.at(i - 1).islower() else i - 1
    mark = c.low(j) == "in" or (c.low(j) == "at" and end - i > 1 and j == i - 1)
    return mark and c.at(j).islower() and not regarded(c, j) and not c.possessive(end)


def regarded(c: Cursor, j: int) -> bool:
    """Whether the "in" or "at" at token j is of whom somebody trusts or aims at."""
    return c.low(j) in {"in", "at"} and lexicon.has("regarding", c.low(j - 1))


def _paired(c: Cursor, i: int, end: int) -> int | None:
    """The end of a state's name that "and" joins ("Bosnia and Herzegovina"); None for other names."""
    k = c.skip_the(end + 1)
    if c.low(end) != "and" or not c.cap(k):
        return None
    found = (
        j for j in range(min(c.run(k), k + 2), k, -1) if (land := territory(c.words(i, j))) and land.form == "name"
    )
    return next(found, None)


def _built(c: Cursor, j: int, lands: list[int]) -> int:
    """The end of what stands in a town that the words in front name ("Carsova International Airport"), whose name ends
    at token j; j where no word for it follows, or another name lies between.
    """
    k = next((k for k in lands if j <= k < j + BUILT), j - 1)
    between = (c.at(n) for n in range(j, k))
    return j if k < j or any(territory(w) or fold(w) in c.known.adjectives for w in between) else k + 1


def _known(c: Cursor, i: int, j: int, city: bool, words: str) -> tuple[Name, int]:
    """A state or its seat; with a word for land behind it ("Carsovia Province") it is a place."""
    kind: EntityKind = "place" if city or fold(words) != fold(c.words(i, j)) else "state"
    return Name(kind, c.words(i, j), c.span(i, j)), j


def state_in_front(c: Cursor, i: int, head: int) -> Name | None:
    """The state that an adjective or name at token i names, in front of a state's body whose head noun is token `head`
    ("Carsovian National Assembly"); None where the head is of another kind.
    """
    noun = lexicon.singular(c.low(head))
    own = head_kind(noun) == "state_body" and (noun == c.low(head) or noun == "force")
    public = any(lexicon.has("public", c.low(k)) for k in range(i, head)) and noun != "committee"
    if lexicon.org_class(noun) != "generic" or not (own or public) or head <= i:
        return None
    return land_at(c, i + 1 if c.low(i) == "royal" else i, head)


def land_at(c: Cursor, i: int, end: int) -> Name | None:
    """The state or land that an adjective or name at token i names, before token `end`."""
    for j in range(min(end, i + 3), i, -1):
        words = c.words(i, j)
        found = territory(words)
        if found is not None and found.form != "city":
            return Name("state", found.name if found.form == "adjective" else words, c.span(i, j))
        place = c.known.adjectives.get(fold(words)) or c.known.places.get(fold(words))
        if place:
            return Name("place", place, c.span(i, j))
    return None
