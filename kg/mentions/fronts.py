"""What a title is of, where that stands in front of it: "CPU President", "Carsovia's minister", "its leader".

Comes in: a cursor and where the words begin. Goes out: a Complement that ends where the title begins. It never takes
for a land what the article has shown to be a person.
"""

from __future__ import annotations

from dataclasses import replace

from kg.mentions import lexicon
from kg.mentions.common import common_end, lower
from kg.mentions.complements import Complement
from kg.mentions.cursor import Cursor, once
from kg.mentions.organizations import name_at
from kg.mentions.personal import honorifics
from kg.mentions.titles import head_at
from kg.syntax import Name
from kg.territories import territory
from kg.words import fold

BARE = frozenset({"party", "state", "government", "international", "cabinet"})  # words that alone name nobody
DESCRIBING: tuple[lexicon.Class, ...] = ("modifier", "status", "function", "honorific", "work")


@once
def in_front(c: Cursor, i: int) -> Complement | None:
    """What stands right before a title: "CPU President", "Carsovia's minister", "its leader", "Japanese Prime
    Minister".
    """
    if lexicon.has("owner", c.low(i)):
        if head_at(c, i + 1):
            return Complement(i + 1, owner=c.low(i))
        return (_name_in_front(c, i + 1) if c.cap(i + 1) else None) or _land_in_front(c, i + 1)
    if lexicon.has("collective", c.low(i)) and c.possessive(i + 1) and head_at(c, i + 2):
        return Complement(i + 2, owner=c.low(i))
    return _name_in_front(c, i) or _wing_in_front(c, i) or _land_in_front(c, i)


def _name_in_front(c: Cursor, i: int) -> Complement | None:
    i = i + 1 if c.low(i) == "opposition" and c.opening(i) and c.cap(i + 1) else i  # "Opposition Teal Party leader A"
    found = name_at(c, i)
    if found is None:
        return _unheard_body(c, i)
    name, j = found
    if c.low(j - 1) == "state" and head_at(c, j - 1) is not None and j > i + 1:
        return None  # "Norland State Councillor": the title begins with "State"
    k = j + 1 if c.possessive(j) else j
    bare = j == i + 1 == k and (c.low(i) in BARE or (c.low(i) == "union" and c.low(j) == "minister"))
    return Complement(k, org=name) if head_at(c, k) and c.low(k) != "state" and not bare else None


def _wing_in_front(c: Cursor, i: int) -> Complement | None:
    """A wing of the party in lower case behind "the": "the women's league president"."""
    end = common_end(c, i) if c.low(i - 1) == "the" and lexicon.has("wing", c.low(i)) else i
    if end == i or not head_at(c, end):
        return None
    return Complement(end, org=replace(lower(c, i, end), owner="party"))


def _unheard_body(c: Cursor, i: int) -> Complement | None:
    """A body known by no word of its own, between a clause's mark and a title in lower case that a name follows, as
    newspapers run them together: "Rukma treasurer Ana Ruiz".
    """
    end = c.run(i)
    head = head_at(c, end) if c.cap(i) and end - i < 4 and c.at(end).islower() else None
    if head is None or head.plural or head.start != end or c.shouting or c.cap(i - 1):
        return None
    sits = lexicon.has("local", head.noun) or lexicon.has("seated-for", head.noun)
    if sits or not c.cap(honorifics(c, head.end)[0]) or c.label(i) in {"DATE", "NORP", "GPE", "PERSON"}:
        return None
    if any(_common_word(c, k) for k in range(i, end)) or (c.opening(i) and end == i + 1 and not _seen(c, i)):
        return None
    return Complement(end, org=Name("organization", c.words(i, end), c.span(i, end), base=c.words(i, end)))


def _common_word(c: Cursor, k: int) -> bool:
    """Whether a capital is of a word that describes an office or its holder, or of a person or land."""
    word = c.low(k)
    told = any(lexicon.has(group, word) for group in DESCRIBING) or head_at(c, k) is not None
    return told or fold(word) in c.known.person_words | c.known.lower or territory(c.at(k)) is not None


def _seen(c: Cursor, i: int) -> bool:
    return c.label(i) == "ORG" or fold(c.at(i)) in c.known.inner


def _land_in_front(c: Cursor, i: int) -> Complement | None:
    """A land in the possessive that no rule knows, or a demonym."""
    end = c.run(i)
    for j in range(i + 1, min(i + 4, end)):
        land = territory(c.words(i, j)) if c.low(j) == "state" else None  # "Norland State Councillor" is no state's
        if lexicon.has("municipal", c.low(j)) and head_at(c, j + 1) and land is None:  # "Lake City Mayor"
            return Complement(j + 1, org=Name("place", c.words(i, j + 1), c.span(i, j + 1)))
    if end > i and c.possessive(end) and head_at(c, end + 1) and c.label(i) != "PERSON":
        words = c.words(i, end)
        surname = any(name.endswith(f" {fold(words)}") for name in c.known.persons)
        if fold(words) not in c.known.persons and not surname:
            return Complement(end + 1, org=Name("place", words, c.span(i, end), certain=False))
    for j in range(min(i + 3, end), i, -1):
        if not head_at(c, j):
            continue
        words = c.words(i, j)
        land = territory(words)
        place = land.name if land else c.known.adjectives.get(fold(words))
        if place:
            return Complement(j, org=Name("state" if land else "place", place, c.span(i, j)))
        if j < i + 3 and _governed(c, i, j):
            return Complement(j, org=Name("place", words, c.span(i, j)))
    return None


def _governed(c: Cursor, i: int, j: int) -> bool:
    """Whether tokens i to j - 1 are the unknown place of a mayor or governor at token j ("Lakmal mayor Ana Ruiz")."""
    head = head_at(c, j)
    if head is None or not lexicon.has("local", head.noun) or head.plural or head.start != j or not c.cap(head.end):
        return False
    words = [c.low(k) for k in range(i, j)]
    told = any(
        lexicon.has("modifier", w) or lexicon.has("status", w) or lexicon.has("function", w) or w in c.known.lower
        or lexicon.has("work", w)
        for w in words
    )
    return not told and not head_at(c, i) and not any(fold(w) in c.known.person_words for w in words)
