"""One run of capitals as an organisation or place: shape and head nouns, without what stands behind "of" or a
possessive.

Comes in: a cursor and an index. Goes out: a Name, with the parent that its own words hold, and where its words end. It
never looks across a link word: `organizations` does.
"""

from __future__ import annotations

import re

from kg.mentions import lexicon
from kg.mentions.common import common_end, common_head
from kg.mentions.cursor import Cursor, once
from kg.mentions.heads import cut, head_kind, is_head
from kg.mentions.places import land_at, place_at, state_in_front
from kg.mentions.titles import head_at, office_end
from kg.numbers import ORDINAL
from kg.syntax import Name
from kg.territories import territory
from kg.words import fold

Found = tuple[Name, int]
ROMAN = re.compile(r"[IVX]+")
PAIR = re.compile(r"(?<=\w)[-–](?=[A-Z])")  # between the sides of "Norland-Sarkhan"
FOR = frozenset({"for", "of", "the"})  # in a name of another language that is told in English
OUTPOSTS = frozenset({"embassy", "army", "navy", "government"})  # of a state, and no house with committees
LONGEST = 12  # words of a name that only the bracket behind it explains


@once
def unit_at(c: Cursor, i: int) -> Found | None:
    """The organisation or place that one run of capitals names from token i on, with the index behind it."""
    if not c.cap(i):
        return None
    held = office_end(c, i)
    if held > i:
        return Name("state_body", c.words(i, held), c.span(i, held), base=c.words(i, held)), held
    end = cut(c, i, c.run(i))
    if lexicon.has("first", c.low(i)):
        return _headed_first(c, i, end)
    formal = c.run(c.skip_the(end + 1)) if c.low(end) == "of" else end
    if formal > end and territory(c.words(i, formal)) is not None:
        return Name("state", c.words(i, formal), c.span(i, formal)), formal  # "Plurinational State of Bolivia"
    if _event(c, i, end):
        return None
    joined = _joined(c, i, end)
    if joined is not None:
        return joined
    if end - i > 1 and territory(c.words(i, end)) is not None:
        return place_at(c, i, end, [])  # "Russian Federation"
    if half_short(c, i, end):
        return Name("organization", c.words(i, end), c.span(i, end), base=c.words(i, end)), end
    heads = [k for k in range(i, end) if is_head(c, k)]
    if heads == [i] and i + 1 < end and lexicon.org_class(lexicon.singular(c.low(i))) == "proper":
        heads = []  # "International Relations": the word modifies what follows
    if heads == [i] and i + 1 < end and not c.acronym(i):
        end = i + 1
    lands = [k for k in range(i, end) if lexicon.has("land", c.low(k))]
    lower = not heads and end < len(c) and is_head(c, end) and c.at(end)[0].islower()
    if lower and (_qualifies(c, i, end) or _is_partys(c, i, end) or _branches(c, i, end)):
        return _split(c, i, end + 1, end)
    chamber = heads == [i] and end == i + 1 and lexicon.has("national", c.low(i)) and c.low(i) not in OUTPOSTS
    below = common_end(c, end) if not heads or chamber else end
    if below > end + 1 and (chamber or _qualifies(c, i, end)):
        return _below(c, i, end, below)
    if heads and not (lands and lands[-1] > heads[-1]):
        return _split(c, i, heads[-1] + 1, heads[-1])
    return _explained(c, i) or place_at(c, i, end, lands) or _acronym(c, i, end)


def half_short(c: Cursor, i: int, end: int) -> bool:
    """Whether a run is a name of a short form and initials, as parties have them ("Zanu PF"): no land's or person's."""
    if end != i + 2 or c.shouting or not (c.acronym(i + 1) and c.at(i + 1).isupper() and len(c.at(i + 1)) < 4):
        return False
    first, last = c.low(i), c.low(i + 1).rstrip("s")
    if ROMAN.fullmatch(c.at(i + 1)):
        return False  # "Mohammed VI"
    plain = not c.acronym(i) and not is_head(c, i) and not head_at(c, i) and territory(c.at(i)) is None
    told = lexicon.has("modifier", first) or lexicon.has("status", first) or lexicon.has("honorific", first)
    office = lexicon.has("no-body", last) or lexicon.has("head", last)
    return plain and not told and not office and first not in c.known.places


def _shortened(c: Cursor, i: int, end: int) -> bool:
    """Whether the article shortens capitals to their initials ("Teal National Congress (TNC)"), as it does names."""
    return end - i > 2 and "".join(fold(c.at(k))[0] for k in range(i, end)) in c.known.acronyms


def _joined(c: Cursor, i: int, end: int) -> Found | None:
    """A name with "and" before its head: "Justice and Development Party", "Finance and Budget Committee"."""
    if c.low(end) != "and" or end - i > 2 or not c.cap(end + 1) or lexicon.has("link", c.low(i - 1)):
        return None
    stop = cut(c, end + 1, c.run(end + 1))
    other = any(is_head(c, k) or c.acronym(k) or territory(c.at(k)) or _titles(c, k) for k in range(i, end))
    named = c.label(i) in {"PERSON", "GPE"} or fold(c.words(i, end)) in c.known.persons | set(c.known.places)
    if (
        other
        or named
        or stop - end < 3
        or not is_head(c, stop - 1)
        or any(is_head(c, k) for k in range(end + 1, stop - 1))
    ):
        return None
    if any(territory(c.at(k)) or c.acronym(k) for k in range(end + 1, stop)):
        return None
    return Name(head_kind(c.low(stop - 1)), c.words(i, stop), c.span(i, stop), base=c.words(i, stop)), stop


def _titles(c: Cursor, k: int) -> bool:
    return head_at(c, k) is not None and not lexicon.has("modifier", c.low(k))


def _explained(c: Cursor, i: int) -> Found | None:
    """Capitals without a known head whose initials a bracket behind them gives: "Independent Patriots for Change
    (IPC)".
    """
    end = c.run(i)
    while end < len(c) and c.at(end) != "(" and end - i < LONGEST:
        k = end
        while lexicon.has("joint", c.low(k)) and k - end < 3:
            k += 1
        if k == end or not c.cap(k):
            return None
        end = c.run(k)
    if c.at(end) != "(" or c.at(end + 2) != ")" or end - i < 2:
        return None
    initials = "".join(fold(c.at(k))[0] for k in range(i, end) if c.at(k)[0].isupper())
    given = fold(c.at(end + 1)).replace("-", "")
    if len(given) < 2 or not c.acronym(end + 1) or initials[: len(given)] != given[: len(initials)]:
        return None
    return Name("organization", c.words(i, end), c.span(i, end), base=c.words(i, end)), end


def _headed_first(c: Cursor, i: int, end: int) -> Found:
    """A name whose head comes first, as in Romance and Malay: "Partido …", "Barisan …"; particles inside belong
    to it.
    """
    while True:
        k = end
        while k < len(c) and (lexicon.has("particle", c.low(k)) or c.low(k) in FOR):
            k += 1
        if k == end or k - end > 3 or not c.cap(k):
            break
        end = c.run(k)
    return Name(head_kind(c.low(i)), c.words(i, end), c.span(i, end), base=c.words(i, end)), end


def _event(c: Cursor, i: int, end: int) -> bool:
    """Whether capitals name a gathering, not a body (an ordinal stands before; "National Congress"), or are a
    plural.
    """
    last = lexicon.singular(c.low(end - 1))
    if c.low(end - 1) != last and last in {"party", "congress", "government", "front", "committee"}:
        return True  # a plural stands for several, not for a name
    if not lexicon.has("gathering", last):
        return False
    if ORDINAL.match(c.low(i - 1)) or ORDINAL.match(c.low(i)):
        return True
    if c.low(end) == "of" and territory(c.words(k := c.skip_the(end + 1), c.run(k))):
        return False
    named = c.low(end - 2) in {"national", "party", "congress"} and end - i < 4 and not _shortened(c, i, end)
    return last == "congress" and (named or end == i + 1)


def _qualifies(c: Cursor, i: int, end: int) -> bool:
    """Whether capitals before a lower-case head ("the Ordani parliament") make a name with it."""
    if c.tag(end).startswith("V") or c.tag(end) == "NNS":
        return False
    words = c.words(i, end)
    found = territory(words)
    sides = PAIR.split(words)
    paired = len(sides) > 1 and all(territory(side) or fold(side) in c.known.places for side in sides)
    land = paired or bool(found and found.form != "city") or fold(words) in c.known.adjectives
    return land or (end - i == 1 and c.acronym(i))


def _is_partys(c: Cursor, i: int, end: int) -> bool:
    """Whether capitals behind "the" and before "party", "association" name one ("the Just Sarkhan party"), no person or
    event.
    """
    named = c.label(i) in {"PERSON", "EVENT", "DATE"} or fold(c.words(i, end)) in c.known.persons
    plain = lexicon.has("club", c.low(end)) and c.low(i - 1) == "the" and not named and not c.shouting
    return plain and head_at(c, i) is None and not lexicon.has("modifier", c.low(i))


def _branches(c: Cursor, i: int, end: int) -> bool:
    """Whether a place behind "the" is that of a party's branch ("the Lakmal branch of the Teal Party")."""
    whose = c.low(end + 1) == "of" and c.cap(c.skip_the(end + 2))
    return c.low(end) == "branch" and c.low(i - 1) == "the" and whose


def _below(c: Cursor, i: int, end: int, below: int) -> Found:
    """A body in lower case behind the capitals of what it belongs to ("PRN youth wing", "Ordani foreign ministry")."""
    parent = _acronym(c, i, end)
    if PAIR.search(c.words(i, end)):
        return Name("organization", c.words(i, below), c.span(i, below), base=c.words(i, below)), below
    house = Name("state_body", c.words(i, end), c.span(i, end), base=c.words(i, end)) if is_head(c, i) else None
    owner = house or (parent[0] if parent is not None else land_at(c, i, end))
    kind = head_kind(common_head(c, end, below))
    return Name(kind, c.words(i, below), c.span(i, below), parent=owner, base=c.words(end, below)), below


def _split(c: Cursor, i: int, end: int, head: int) -> Found:
    """Cut "Carsovian People's Party Central Committee" or "CPU Politburo" into a chain; `head` is the last head's
    index.
    """
    noun = lexicon.singular(c.low(head))
    body = lexicon.org_class(noun) == "generic" or (c.acronym(i) and head - i > 1 and _wing(c, i + 1, head))
    for k in range(head - 1, i - 1, -1) if body and c.low(head) == noun else ():
        parent = _owner(c, i, k)
        if parent is not None:
            return Name(
                head_kind(c.low(end - 1)), c.words(i, end), c.span(i, end), parent=parent, base=c.words(k + 1, end)
            ), end
    text = c.words(i, end)
    owner = c.low(i) if body and end - i > 1 and c.low(i) == "party" and c.low(i + 1) != "committee" else None
    base = c.words(i + 1, end) if owner else text
    parent = state_in_front(c, i, head)
    return Name(head_kind(c.low(head)), text, c.span(i, end), parent=parent, owner=owner, base=base), end


def _wing(c: Cursor, i: int, head: int) -> bool:
    """Whether the words before a head are of a part of the people ("Youth League"): a wing of what stands before."""
    return lexicon.has("wing", lexicon.singular(c.low(i))) and all(
        lexicon.has("wing", c.low(k)) or c.possessive(k) for k in range(i, head)
    )


def _owner(c: Cursor, i: int, k: int) -> Name | None:
    """The body whose name ends with token k of a longer run that begins at i: by a head noun of its own, or an
    acronym.
    """
    if c.possessive(k + 1):
        return None  # "Women's Wing": part of the body's own name
    inside = k > i and not _attribute(c, k)
    short = k == i and c.acronym(i)
    if is_head(c, k) and (inside or (short and c.low(k) in {"politburo", "secretariat"}) or _houses(c, i, k)):
        return _split(c, i, k + 1, k)[0]
    found = _acronym(c, i, i + 1) if short else None
    return found[0] if found else None


def _houses(c: Cursor, i: int, k: int) -> bool:
    """Whether a chamber of parliament begins the name of its committee ("Senate Foreign Relations Committee")."""
    return (
        k == i
        and lexicon.has("national", c.low(k))
        and lexicon.kind("generic", c.low(k)) == "state_body"
        and (c.low(c.run(i) - 1) in {"committee", "commission", "caucus", "subcommittee"})
    )


def _attribute(c: Cursor, k: int) -> bool:
    """Whether the head at k is an attribute of the next word, not an owner ("Party Committee", "Congress members")."""
    if c.low(k) == "party":
        return c.low(k + 1) == "committee"
    if c.low(k) in {"international", "military"}:
        return True  # "Central Committee International Department", "Central Military Commission"
    if c.low(k) in {"organization", "organisation"} and c.low(k - 1) in {"central", "party", "cadre", "provincial"}:
        return True  # "Central Organisation Commission"
    return c.low(k) in {"force", "council", "congress", "union"} and c.low(k + 1) in {"member", "members"}


def _acronym(c: Cursor, i: int, end: int) -> Found | None:
    known = fold(c.at(i)) in c.known.acronyms
    if not c.acronym(i) or (c.shouting and not known) or lexicon.has("no-body", c.low(i).rstrip("s")):
        return None
    if territory(c.at(i)):
        return Name("state", c.at(i), c.span(i, i + 1)), i + 1
    if i + 1 < end and c.acronym(i + 1) and c.at(i + 1).isupper() and not c.known.runs[fold(c.at(i + 1))]:
        return Name("organization", c.words(i, i + 2), c.span(i, i + 2), base=c.words(i, i + 2)), i + 2
    if known or i + 1 >= end or c.at(i).isupper():
        certain = known or len(c.at(i)) > 2
        return Name("organization", c.at(i), c.span(i, i + 1), base=c.at(i), certain=certain), i + 1
    return None
