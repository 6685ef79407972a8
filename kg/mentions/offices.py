"""Offices with what they are of: "Secretary for Organization of the Central Committee", "president of A and of B".

Comes in: a cursor and an index. Goes out: one or more Titles and where their words end. It never supplies an organisation that the
words do not give: a missing one is None.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor
from kg.mentions.organizations import OWNERS, name_at
from kg.mentions.titles import Head, head_at
from kg.model import Span
from kg.syntax import Name, Title
from kg.territories import territory
from kg.words import fold

FIELDS = frozenset(
    {
        "minister",
        "secretary",
        "commissioner",
        "director",
        "chief",
        "deputy",
        "vice-chairperson",
        "under-secretary",
        "spokesperson",
        "adviser",
        "representative",
        "envoy",
        "commander",
        "coordinator",
        "undersecretary",
        "patriarch",
        "vice-president",
        "chairperson",
        "counsellor",
        "attaché",
    }
)
POSTED = frozenset({"ambassador", "envoy", "consul", "representative", "attaché", "high commissioner", "commissioner"})
RULING = frozenset({"minister", "president", "vice-president", "premier", "king", "queen"})
GENERIC = frozenset(
    """party front council association league union country committee organisation organization government movement group
    delegation parliament senate assembly ministry commission republic state congress coalition board club""".split()
)
NOUNS = ("NN", "JJ", "VBG")
NO_FIELD = frozenset(
    "state country republic nation time year delegation mission two three both all which whom this that these those".split()
)


@dataclass(frozen=True, slots=True)
class Complement:
    """What a title is of: `field` extends its words, `org` is a name, `owner` a generic noun standing for one."""

    end: int
    field: str = ""
    org: Name | None = None
    owner: str | None = None


def titles_at(c: Cursor, i: int, behind: bool = False) -> tuple[tuple[Title, ...], int] | None:
    """The titles that begin at token i, joined by "and" or commas, with the index behind them; None where none begins.

    `behind` a name, a further title that the next person's name follows is not taken.
    """
    found = _title(c, i)
    if found is None:
        return None
    titles, j = [*found[0]], found[1]
    while True:
        k = _joint(c, j)
        more = _title(c, k) if k > j else None
        if (
            more is None
            or (behind and c.cap(more[1]) and not c.acronym(more[1]))
            or (
                not behind and c.at(k).islower() and c.at(j) == "," and c.low(j + 1) != "and" and not _anchored(more[0])
            )
        ):
            break
        titles, j = [*titles, *more[0]], more[1]
    return tuple(_shared(titles)), j


def _anchored(titles: tuple[Title, ...]) -> bool:
    return any(t.org or t.owner or " " in t.text for t in titles)


def _joint(c: Cursor, j: int) -> int:
    """The index behind ",", "and", ", and", "and also", "as well as" at j, or j."""
    k = j + 1 if c.at(j) == "," else j
    if c.low(k) == "and":
        k += 1
        k = k + 1 if c.low(k) in {"also", "concurrently"} else k
    elif c.low(k) == "as" and c.low(k + 1) == "well":
        k += 3
    k = k + 1 if k > j and c.low(k) in {"the", "a", "an", "concurrently"} else k
    return k


def _shared(titles: list[Title]) -> list[Title]:
    """Titles joined by "and" share what the last one is of: "Chairman and President of X" only where none has its own."""
    last = titles[-1]
    land = last.org is not None and last.org.kind in {"state", "place"}
    if len(titles) > 1 and last.org and not any(t.org or t.owner for t in titles[:-1]):
        return [t if land and t.head not in RULING else replace(t, org=last.org, shared=True) for t in titles[:-1]] + [
            last
        ]
    return titles


def _title(c: Cursor, i: int) -> tuple[tuple[Title, ...], int] | None:
    premodifier = _owner_in_front(c, i)
    head = head_at(c, premodifier.end if premodifier else i)
    if head is None or not _licensed(c, head):
        return None
    complements = _complements(c, head)
    made = tuple(_made(c, head, x, premodifier, i) for x in complements)
    return made, complements[-1].end


def _licensed(c: Cursor, head: Head) -> bool:
    """A head noun that is a word of another kind here ("to head", "chairs the meeting") is no title."""
    return not (c.tag(head.end - 1).startswith("VB") and c.at(head.start).islower())


def _made(c: Cursor, head: Head, x: Complement, front: Complement | None, i: int) -> Title:
    org, owner = x.org, x.owner
    if front is not None and org is None and owner is None:
        org, owner = front.org, front.owner
    text = head.text + x.field
    if front is not None and x.org is not None and front.org is not None and x.org.parent is None:
        org = x.org
    span = Span(c.tokens[i].span.start, c.tokens[x.end - 1].span.end)
    return Title(text, head.noun, span, org, owner, head.status, head.plural, c.low(i - 1) == "the")


def _owner_in_front(c: Cursor, i: int) -> Complement | None:
    """An organisation, state or demonym right before a title: "CPP President", "Carsovia's minister", "its leader", "Japanese Prime Minister"."""
    if c.low(i) in OWNERS and head_at(c, i + 1):
        return Complement(i + 1, owner=c.low(i))
    if c.low(i) in GENERIC and c.possessive(i + 1) and head_at(c, i + 2):
        return Complement(i + 2, owner=c.low(i))
    found = name_at(c, i)
    if found is not None:
        name, j = found
        k = j + 1 if c.possessive(j) else j
        if (
            head_at(c, k)
            and c.low(k) not in {"state"}
            and not (j == i + 1 == k and c.low(i) in {"party", "state", "government"})
        ):
            return Complement(k, org=name)
    end = c.run(i) if c.cap(i) else i
    if (
        end > i
        and c.possessive(end)
        and head_at(c, end + 1)
        and fold(c.words(i, end)) not in c.known.persons
        and c.label(i) != "PERSON"
    ):
        return Complement(end + 1, org=Name("place", c.words(i, end), c.span(i, end), certain=False))
    for j in range(min(i + 3, end), i, -1):
        words = c.words(i, j)
        land = territory(words) if words else None
        place = land.name if land else c.known.adjectives.get(fold(words)) if words else None
        if place and head_at(c, j):
            return Complement(j, org=Name("state" if land else "place", place, c.span(i, j)))
    return None


def _complements(c: Cursor, head: Head) -> list[Complement]:
    link = c.low(head.end)
    if link not in {"of", "for", "to", "in", "at", "with"} or (
        link in {"in", "at", "with"} and head.noun not in POSTED
    ):
        return [Complement(head.end)]
    first = _complement(c, head, head.end)
    found = [first]
    while head.plural and first is not None and first.org:
        first = _next_place(c, first.end)
        found.append(first)
    while first is not None and c.low(first.end) == "and" and c.low(first.end + 1) == "of" and first.org:
        first = _complement(c, head, first.end + 1)
        if first is not None:
            found.append(first)
    kept = [x for x in found if x is not None]
    return kept or [Complement(head.end)]


def _next_place(c: Cursor, j: int) -> Complement | None:
    """The next state of a list behind a plural title: "Prime Ministers of A, B, and C"."""
    k = j + 1 if c.at(j) == "," else j
    k = k + 1 if c.low(k) == "and" else k
    found = name_at(c, k) if k > j and c.cap(k) else None
    if found is not None and (found[0].kind in {"state", "place"} or c.acronym(k)):
        return Complement(found[1], org=found[0])
    lone = k > j and c.cap(k) and c.run(k) - k < 3 and fold(c.words(k, c.run(k))) in c.known.places
    return Complement(c.run(k), org=Name("place", c.words(k, c.run(k)), c.span(k, c.run(k)))) if lone else None


def _complement(c: Cursor, head: Head, i: int) -> Complement | None:
    link, k = c.low(i), c.skip_the(i + 1)
    if c.low(k) in OWNERS:
        return _generic(c, k) or _owned_name(c, k)
    if k > i + 1 and not c.cap(k) and lexicon.singular(c.low(k)) in GENERIC and c.low(k + 1) not in {"of"}:
        if c.possessive(k + 1):
            return _owned_name(c, k)
        return Complement(k + 1, owner=lexicon.singular(c.low(k)))
    found = name_at(c, k)
    if link == "to" or (link in {"in", "at", "with"} and head.noun in POSTED):
        found = found or _lone(c, head, k)
        return (
            Complement(found[1], field=f" {link} {c.words(i + 1, found[1])}") if found and head.noun in POSTED else None
        )
    if link == "for" and head.noun in FIELDS and found is not None and not c.acronym(k) and not found[0].parent:
        working = _field(c, head, i, k)
        if working is not None and working.field:
            return working
    if (
        found is not None
        and found[0].text.casefold() in {"republic", "kingdom", "state", "union"}
        and found[0].kind in {"state", "place"}
    ):
        return Complement(found[1], owner="country")
    if found is not None and (found[0].certain or found[0].kind in {"place", "state"}):
        return Complement(found[1], org=found[0])
    return _field(c, head, i, k)


def _lone(c: Cursor, head: Head, k: int) -> tuple[Name, int] | None:
    place = _uncertain_place(c, head, k)
    return (place.org, place.end) if place and place.org else None


def _generic(c: Cursor, k: int) -> Complement | None:
    noun = lexicon.singular(c.low(k + 1))
    return Complement(k + 2, owner=f"{c.low(k)} {noun}") if noun in GENERIC and not c.possessive(k + 2) else None


def _owned_name(c: Cursor, k: int) -> Complement | None:
    found = name_at(c, k)
    return Complement(found[1], org=found[0]) if found and found[0].owner else None


def _field(c: Cursor, head: Head, i: int, k: int) -> Complement | None:
    """A field of work behind the link, and the organisation or state behind that: "of Defence of the Sultanate of Zahran"."""
    end = k
    if head.noun in FIELDS or (head.noun == "head" and c.cap(k)):
        end = _field_end(c, k)
    if end == k:
        return _uncertain_place(c, head, k)
    field = f" {c.words(i, end)}"
    if c.low(end) in {"of", "for"}:
        inner = _complement(c, head, end) if not c.cap(c.skip_the(end + 1)) else None
        name = name_at(c, c.skip_the(end + 1)) if c.cap(c.skip_the(end + 1)) else None
        if name is not None:
            return Complement(name[1], field, name[0])
        deeper = _field_end(c, c.skip_the(end + 1))
        if c.cap(c.skip_the(end + 1)) and deeper > end + 1 and c.low(end) == "for":
            return Complement(deeper, f" {c.words(i, deeper)}")
        if inner is not None and (inner.owner or inner.org):
            return replace(inner, field=field)
        place = _uncertain_place(c, head, c.skip_the(end + 1))
        if place is not None:
            return replace(place, field=field)
    return Complement(end, field)


def _uncertain_place(c: Cursor, head: Head, k: int) -> Complement | None:
    """A capitalised name of unknown kind behind "President of": the shortest stretch that the rest of the article bears out."""
    if not c.cap(k):
        return None
    end = c.run(k)
    end = _split(c, k, end)
    if fold(c.words(k, end)) in c.known.persons:
        return None
    return Complement(end, org=Name("place", c.words(k, end), c.span(k, end), certain=False))


def _split(c: Cursor, k: int, end: int) -> int:
    """Where a place ends and a person begins in one run of capitals ("President of PLACE NAME NAME")."""
    for j in range(end - 1, k, -1):
        place, person = fold(c.words(k, j)), fold(c.words(j, end))
        if person in c.known.persons or (c.known.runs[place] and place not in c.known.persons):
            return j
    return next((j for j in range(k + 1, end) if c.label(j) == "PERSON" and c.label(k) != "PERSON"), end)


def _field_end(c: Cursor, k: int) -> int:
    """The end of a field of work: capitals or lower-case nouns, joined by "and", commas, "of" inside ("State for Foreign Affairs")."""
    j = k
    while j < len(c):
        word = c.low(j)
        if (
            c.cap(j)
            and not (fold(c.at(j)) in c.known.person_words and fold(c.at(j)) not in c.known.lower)
            and not _named(c, j)
        ):
            j += 1
        elif (
            c.tag(j).startswith(NOUNS)
            and c.at(j)[0].islower()
            and word not in NO_FIELD
            and not (j == k and lexicon.has("head", word))
        ):
            j += 1
        elif word == "and" and j > k and _noun_like(c, j + 1):
            j += 1
        elif c.at(j) == "," and j > k and _noun_like(c, j + 1) and c.cap(j + 1) and c.cap(j - 1) and _closes(c, j + 1):
            j += 1
        else:
            break
    return j


def _closes(c: Cursor, j: int) -> bool:
    """Whether a comma in a field is one of a list that ends with "and"."""
    end = c.run(j)
    return c.low(end) == "and" or (c.at(end) == "," and c.low(end + 1) == "and")


def _named(c: Cursor, j: int) -> bool:
    person = fold(c.words(j, c.run(j))) in c.known.persons or c.label(j) == "PERSON"
    return person or (territory(c.at(j)) is not None and not c.cap(j - 1)) or c.acronym(j)


def _noun_like(c: Cursor, j: int) -> bool:
    if c.cap(j):
        return not _named(c, j) and head_at(c, j) is None and fold(c.at(j)) not in c.known.person_words
    return c.tag(j).startswith(NOUNS) and c.tag(j) != "VBG" and head_at(c, j) is None and c.low(j) not in NO_FIELD
