"""Where the field of work behind a title ends, and which capitals there are the name of an unknown land.

Comes in: a cursor and an index. Goes out: an index. It never makes a title: `complements` does.
"""

from __future__ import annotations

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor
from kg.mentions.heads import is_head
from kg.mentions.titles import FATHERED, head_at
from kg.territories import territory
from kg.words import fold

CONTINENTS = frozenset({"africa", "america", "asia", "europe", "oceania"})
NOUNS = ("NN", "JJ", "VBG")


def field_end(c: Cursor, k: int) -> int:
    """The end of a field of work that begins at token k: capitals or lower-case nouns, joined by "and" or commas; k for
    none.
    """
    j = k
    while j < len(c) and (_capital(c, j) or _noun(c, j, j == k) or (j > k and (_joint(c, j) or _peoples(c, j)))):
        j += 1
    return j


def _peoples(c: Cursor, j: int) -> bool:
    """Whether a possessive of people stands at token j inside a field of work ("for Women's Affairs")."""
    return c.possessive(j) and lexicon.has("people", c.low(j - 1)) and lexicon.has("work", c.low(j + 1))


def land_end(c: Cursor, k: int) -> int:
    """Where an unknown land ends and a person begins in the run of capitals at token k ("President of LAND NAME
    NAME").
    """
    end = c.run(k)
    if _explained(c, k, end):
        return end
    for j in range(end - 1, k, -1):
        place, person = fold(c.words(k, j)), fold(c.words(j, end))
        if person in c.known.persons or (c.known.runs[place] and place not in c.known.persons):
            return j
    named = next((j for j in range(k + 1, end) if c.label(j) == "PERSON" and c.label(k) != "PERSON"), None)
    if named is not None:
        return named
    return k + 1 if end - k > 2 and territory(c.words(k, end)) is None else end


def _explained(c: Cursor, k: int, end: int) -> bool:
    """Whether a bracket behind capitals holds their initials: "Governor of East Lake Land (ELL), A"."""
    heads = "".join(fold(c.at(j))[:1] for j in range(k, end))
    return c.at(end) == "(" and c.at(end + 2) == ")" and c.acronym(end + 1) and fold(c.at(end + 1)) == heads


def _capital(c: Cursor, j: int) -> bool:
    person = fold(c.at(j)) in c.known.person_words and fold(c.at(j)) not in c.known.lower
    styled = lexicon.has("honorific", c.low(j).rstrip(".")) and c.cap(j + 1 + (c.at(j + 1) == "."))
    return c.cap(j) and not person and not styled and not _named(c, j) and not name_begins(c, j)


def name_begins(c: Cursor, j: int) -> bool:
    """Whether a person's name begins at token j inside a run of capitals: a word of no field of work, the run's end
    next.
    """
    lower = c.at(j - 1).islower() and c.tag(j - 1) in {"NN", "NNS"} and not c.cap(j - 1)
    abroad = c.low(j - 2) == "for" and (territory(c.at(j - 1)) is not None or c.low(j - 1) in CONTINENTS)
    inside = lower or abroad or (c.cap(j - 1) and lexicon.has("work", c.low(j - 1)))
    end = c.run(j)
    fathered = c.low(end) in FATHERED  # "Sultan bin Saad"
    if not inside or lexicon.has("work", c.low(j)) or not (fathered or end - j in {2, 3}):
        return False
    unheard = not any(lexicon.has("work", c.low(k)) or fold(c.at(k)) in c.known.lower for k in range(j, end))
    return c.low(end) != "and" or unheard


def unheard_name(c: Cursor, k: int) -> bool:
    """Whether the run of capitals at token k, behind other capitals, can be nothing but a person: two or three words
    unheard of otherwise.
    """
    end = c.run(k)
    words = range(k, end)
    heads = any(is_head(c, j) or head_at(c, j) or c.acronym(j) or lexicon.has("work", c.low(j)) for j in words)
    unheard = not any(c.low(j) in c.known.lower or territory(c.at(j)) for j in words)
    return c.cap(k - 1) and end - k in {2, 3} and not heads and unheard


def _noun(c: Cursor, j: int, first: bool) -> bool:
    if not c.tag(j).startswith(NOUNS) or not c.at(j)[0].islower() or lexicon.has("no-field", c.low(j)):
        return False
    return not (first and lexicon.has("head", c.low(j)))


def _joint(c: Cursor, j: int) -> bool:
    """Whether "and", or a comma of a list in capitals that ends with "and", joins two fields."""
    if c.low(j) == "and":
        return _joins(c, j + 1)
    if c.at(j) != "," or not (_joins(c, j + 1) and c.cap(j + 1) and c.cap(j - 1)):
        return False
    end = c.run(j + 1)
    return c.low(end) == "and" or (c.at(end) == "," and c.low(end + 1) == "and")


def _named(c: Cursor, j: int) -> bool:
    person = fold(c.words(j, c.run(j))) in c.known.persons or c.label(j) == "PERSON"
    working = c.acronym(j) and lexicon.has("work", c.low(j + 1))  # "of CARICOM Affairs"
    return person or (territory(c.at(j)) is not None and not c.cap(j - 1)) or (c.acronym(j) and not working)


def _joins(c: Cursor, j: int) -> bool:
    if lexicon.has("honorific", c.low(j).rstrip(".")) and ("." in (c.at(j + 1), c.at(j)[-1:]) or c.cap(j + 1)):
        return False
    if c.cap(j):
        listed = lexicon.has("work", c.low(j)) and c.low(j + 1) in {"and", ","}  # "of Interior, Justice and Peace"
        return not _named(c, j) and (listed or head_at(c, j) is None) and fold(c.at(j)) not in c.known.person_words
    noun = c.tag(j).startswith(NOUNS) and c.tag(j) != "VBG"
    return noun and head_at(c, j) is None and not lexicon.has("no-field", c.low(j))
