"""Personal names of any culture: the honorifics and ranks before a name, and where the name ends.

Comes in: a cursor and an index. Goes out: indices, and the words of the honorifics. It never says whether capitals are
a person: `persons` asks for a licence.
"""

from __future__ import annotations

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor
from kg.mentions.titles import head_at
from kg.syntax import Name
from kg.territories import territory
from kg.words import fold

WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
CLOSED = frozenset({"", ",", ";", ":", ".", "(", ")", "–", "—", "-", "/", "|"})
LONGEST = 7  # words of a name, particles included
STYLED = frozenset({"h.e", "h.h", "h.m", "h.r.h"})  # "Their Excellencies" and Highnesses, shortened
RETIRED = frozenset({"retd", "ret", "rtd", "ret'd", "ret’d", "retired"})


def personal(c: Cursor, i: int, j: int) -> Name:
    """Tokens i to j - 1 as a personal name."""
    return Name("person", c.words(i, j), c.span(i, j))


def honorifics(c: Cursor, i: int) -> tuple[int, str]:
    """The index behind honorifics, ranks and styles that begin at token i ("His Majesty", "Samdech Techo"), and their
    words.
    """
    j = i
    while c.at(j) and (_style(c, j) or _rank(c, j) or _branch(c, j) or (c.low(j) == "the" and _rank(c, j + 1))):
        j += 2 if _spaced(c, j) else 1
        j = j + 1 if c.at(j) == "." else j
        if _retired(c, j):
            j = next((k + 1 for k in range(j, min(j + 4, len(c))) if c.at(k) == ")"), j)
    if any(c.low(k) == "samdech" for k in range(i, j)) and c.run(j) - j > 2:
        j = c.run(j) - 2  # a Khmer name has two words; what stands between the style and it is rank
    return j, c.words(i, j) if j > i else ""


def _retired(c: Cursor, j: int) -> bool:
    """Whether "(Rtd)" and the like stand at token j, behind a rank."""
    return c.at(j) == "(" and c.low(j + 1).rstrip(".") in RETIRED


def _style(c: Cursor, j: int) -> bool:
    following = c.low(j + 1)
    return lexicon.has("style", c.low(j).rstrip(".")) and (
        lexicon.has("honorific", following) or lexicon.has("style", following)
    )


def _spaced(c: Cursor, j: int) -> bool:
    """Whether "H. E." stands at token j, in two."""
    return c.at(j) == "H." and c.at(j + 1) in {"E.", "E"}


def _branch(c: Cursor, j: int) -> bool:
    """Whether token j is the branch or grade before a rank ("Army Corps General A", "Rear Admiral B")."""
    branch = lexicon.has("branch", c.low(j)) and c.cap(j) and c.cap(j + 1)
    return branch and (_rank(c, j + 1) or _branch(c, j + 1))


def _rank(c: Cursor, j: int) -> bool:
    word = c.low(j).rstrip(".")
    if word in STYLED or _spaced(c, j):
        return True
    general = word == "general" and c.cap(j) and (c.cap(j + 1) or _retired(c, j + 1)) and head_at(c, j) is None
    burmese = c.at(j) == "U" and c.at(j + 1) != "." and c.run(j + 1) - j > 2
    excellency = word != "he" or (c.at(j) == "HE" and c.cap(j + 1) and not c.shouting)
    return (lexicon.has("honorific", word) or general or burmese) and c.at(j)[0].isupper() and excellency


def name_end(c: Cursor, i: int, styled: bool = False) -> int:
    """The end of a personal name that begins at token i; i where the capitals there are something else. `styled`: an
    honorific stands before it.
    """
    if not c.cap(i) or ((_land(c, i) or head_at(c, i)) and not _known(c, i)):
        return i
    if (lexicon.has("event", c.low(i)) or lexicon.has("work", c.low(i))) and not styled and not _known(c, i):
        return i  # "the Foreign Ministers Meeting", "Permanent Secretary for Foreign Affairs"
    j = i
    while j < len(c) and j - i < LONGEST:
        body = c.cap(j) and lexicon.org_class(lexicon.singular(c.low(j).rstrip(".")))
        if body and not styled and fold(c.at(j)) not in c.known.person_words:
            return i
        if not _belongs(c, i, j):
            break
        j += 1
    j = _told(c, i, j) if c.shouting else j
    for k in range(j, i + 1, -1):  # a longer stretch may hold a place behind the name
        initials = all(c.at(n).endswith(".") or len(c.at(n)) == 1 for n in range(i, k))
        if fold(c.words(i, k)) in c.known.persons and not initials:
            return k
    return j


def _told(c: Cursor, i: int, j: int) -> int:
    """The end of the words from token i on, in a line of capitals that goes on behind them, that sentences in lower
    case have as names too: "President Marsh Departs for Lakmal" names no Marsh Departs.
    """
    if c.at(j) in CLOSED or c.low(j) == "and":
        return j
    inside = next((k for k in range(i, j) if fold(c.at(k)) not in c.known.inner), j)
    return inside if c.known.inner else j


def _land(c: Cursor, i: int) -> bool:
    """Whether the capitals at token i begin with a state's name or adjective, in one word or more ("St Lucia")."""
    longer = (territory(c.words(i, j)) for j in range(i + 2, min(c.run(i), i + 4) + 1))
    return territory(c.at(i)) is not None or any(land is not None and land.form != "city" for land in longer)


def _belongs(c: Cursor, i: int, j: int) -> bool:
    """Whether token j goes on a name that began at token i: a capitalised word that is no title, or a particle before
    one.
    """
    word = c.low(j).rstrip(".")
    if j > i and (_dotted(c, j) or lexicon.has("patronymic", word)):
        return True
    leads = c.cap(j + 1) or lexicon.has("particle", c.low(j + 1))
    if not c.cap(j) and not (j > i and lexicon.has("particle", word) and leads):
        return False
    if lexicon.has("suffix", word):
        return True
    known = fold(c.at(j)) in c.known.person_words
    if j > i and word in WEEKDAYS:  # "Chairman A Tuesday said"
        return False
    if j > i and c.cap(j) and head_at(c, j) and not known and not _titular(c, i, j):
        return False
    abbreviation = c.acronym(j) and len(c.at(j)) > 2 and "." not in c.at(j) and not c.shouting
    return not abbreviation or known or _capital_surname(c, i, j)


def _titular(c: Cursor, i: int, j: int) -> bool:
    """Whether the title's word at token j is the family name behind one given name ("Ana Bishop", "Rob King said")."""
    head = head_at(c, j)
    alone = j == i + 1 and head is not None and head.end == j + 1 and not head.plural
    closed = not c.cap(j + 1) and c.low(j + 1) not in {"of", "for", "to", "at"}
    return alone and closed and lexicon.has("surname", c.low(j))


def _dotted(c: Cursor, j: int) -> bool:
    """Whether token j is the full stop of a short form inside a name ("Abd. Jalil", "J. K. Holm")."""
    return c.at(j) == "." and c.glued(j) and c.cap(j - 1) and c.cap(j + 1) and len(c.at(j - 1)) < 5


def _capital_surname(c: Cursor, i: int, j: int) -> bool:
    """A family name in capitals behind a given name ("Somphet RATTANAKUL"), told from an abbreviation by length and
    vowels.
    """
    word = fold(c.at(j))
    spelt = len(word) > 3 and word not in c.known.acronyms and bool(set(word) & set("aeiou"))
    return j > i and spelt and not c.acronym(j - 1)


def _known(c: Cursor, i: int) -> bool:
    return any(fold(c.words(i, j)) in c.known.persons for j in range(min(c.run(i), i + LONGEST), i, -1))
