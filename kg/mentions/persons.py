"""Named persons with the titles, honorifics and appositions around their names.

Comes in: a cursor and an index. Goes out: Persons, one or several where a list shares its titles, and where their words end. It
never takes capitals for a person without a licence: a title, an honorific, an apposition, the recogniser or another mention.
"""

from __future__ import annotations

from dataclasses import replace

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor
from kg.mentions.offices import titles_at
from kg.mentions.organizations import name_at
from kg.mentions.titles import head_at
from kg.model import Span
from kg.syntax import Name, Person, Title
from kg.territories import territory
from kg.words import fold

LONGEST = 7  # words of a name, particles included


def person_at(c: Cursor, i: int) -> tuple[tuple[Person, ...], int] | None:
    """The person or list of persons that begins at token i with titles in front, behind, or both; None where none begins."""
    return _titled(c, i) or _plain(c, i)


def _titled(c: Cursor, i: int) -> tuple[tuple[Person, ...], int] | None:
    """Titles in front: "General Secretary of the CPP Tran An", "Dhavala's President, Kesar Tamraj", "members A and B"."""
    found = titles_at(c, i)
    if found is None:
        return None
    titles, j = found
    parted = (
        c.at(j) == "," and not titles[0].plural and (titles[0].definite or titles[0].owner or c.possessive_in(i, j))
    )
    k = j + 1 if parted else j
    k, honorific = honorifics(c, k)
    end = name_end(c, k)
    if end == k or (k > j and c.at(j) == "," and not _closed(c, end)):
        return None
    name = _name(c, k, end)
    if titles[0].plural and c.low(end) in {"and", ","}:
        names, end = _listed(c, name, end)
        single = tuple(replace(t, text=_single(t.text), plural=False) for t in titles)
        made = tuple(
            replace(_person(c, n, single, i), span=n.span if k else Span(c.tokens[i].span.start, n.span.end))
            for k, n in enumerate(names)
        )
        return made, end
    placed, end = _of_state(c, titles, end)
    return _with_apposition(c, name, placed, i, end, honorific)


def _closed(c: Cursor, end: int) -> bool:
    return c.at(end) in {",", ".", "", ";", "—", "–", "(", ")", "”", '"'} or c.tag(end)[:2] in {
        "VB",
        "MD",
        "IN",
        "CC",
        "RB",
    }


def _of_state(c: Cursor, titles: tuple[Title, ...], end: int) -> tuple[tuple[Title, ...], int]:
    """A state behind the name: "President Xi Jinping of China"."""
    if c.low(end) == "of" and not titles[-1].org and c.cap(c.skip_the(end + 1)):
        found = name_at(c, c.skip_the(end + 1))
        if found and found[0].kind in {"state", "place"}:
            return tuple(t if t.org else replace(t, org=found[0]) for t in titles), found[1]
    return titles, end


def _plain(c: Cursor, i: int) -> tuple[tuple[Person, ...], int] | None:
    """A name on its own: licensed by an honorific, an apposition, the recogniser, or another mention in the article."""
    k, honorific = honorifics(c, i)
    end = name_end(c, k)
    if end == k:
        return None
    name = _name(c, k, end)
    listed = _respectively(c, name, end)
    if listed is not None:
        return listed
    persons, j = _with_apposition(c, name, (), i, end, honorific)
    licensed = persons[0].titles or (honorific and k > i) or fold(name.text) in c.known.persons
    licensed = licensed or (_recognised(c, k, end) and fold(name.text) not in c.known.places)
    if end - k == 1 and fold(name.text) in c.known.places and not (persons[0].titles or honorific):
        return None
    if not licensed and end - k == 1 and fold(name.text) in c.known.person_words:
        licensed = fold(name.text) not in c.known.places and not territory(name.text)
    return (persons, j) if licensed else None


def _recognised(c: Cursor, k: int, end: int) -> bool:
    votes = [c.label(j) for j in range(k, end)]
    return votes.count("PERSON") * 2 > len(votes) and not (end - k == 1 and c.shouting)


def honorifics(c: Cursor, i: int) -> tuple[int, str]:
    """The index behind honorifics, ranks and styles that begin at token i ("His Majesty", "Samdech Techo"), and their words."""
    j = i
    while c.at(j):
        word = c.low(j).rstrip(".")
        style = lexicon.has("style", word) and (
            lexicon.has("honorific", c.low(j + 1)) or lexicon.has("style", c.low(j + 1))
        )
        general = word == "general" and c.cap(j) and c.cap(j + 1) and head_at(c, j) is None
        rank = (lexicon.has("honorific", word) or general) and (c.at(j)[0].isupper()) and word != "he"
        if c.low(j) == "h.e." or (c.low(j) == "h.e"):
            rank = True
        if not (style or rank):
            break
        j += 1
        j = j + 1 if c.at(j) == "." else j
        if c.at(j) == "(" and c.low(j + 1).rstrip(".") in {"retd", "ret", "rtd"}:
            j = next((k + 1 for k in range(j, min(j + 4, len(c))) if c.at(k) == ")"), j)
    if any(c.low(k) == "samdech" for k in range(i, j)) and c.run(j) - j > 2:
        j = c.run(j) - 2  # a Khmer name has two words; what stands between the style and it is rank
    return j, c.words(i, j) if j > i else ""


def name_end(c: Cursor, i: int) -> int:
    """The end of a personal name that begins at token i; i where the capitals there are something else."""
    if not c.cap(i) or territory(c.at(i)) and not _known(c, i) or head_at(c, i) and not _known(c, i):
        return i
    j = i
    while j < len(c) and j - i < LONGEST:
        word = c.low(j).rstrip(".")
        particle = j > i and lexicon.has("particle", word) and (c.cap(j + 1) or lexicon.has("particle", c.low(j + 1)))
        if c.cap(j) and lexicon.org_class(lexicon.singular(word)) and fold(c.at(j)) not in c.known.person_words:
            return i if j > i or not particle else j
        if (
            j > i
            and c.cap(j)
            and head_at(c, j)
            and not lexicon.has("suffix", word)
            and fold(c.at(j)) not in c.known.person_words
        ):
            break
        if not (c.cap(j) or particle):
            break
        if (
            c.acronym(j)
            and len(c.at(j)) > 2
            and not lexicon.has("suffix", word)
            and "." not in c.at(j)
            and not c.shouting
        ):
            if fold(c.at(j)) not in c.known.person_words and not _capital_surname(c, i, j):
                break
        j += 1
    for k in range(j, i + 1, -1):  # a longer stretch may hold a place behind the name
        if fold(c.words(i, k)) in c.known.persons:
            return k
    return j


def _capital_surname(c: Cursor, i: int, j: int) -> bool:
    """A family name in capitals behind a given name ("Somphet RATTANAKUL"), told from an abbreviation by its length and vowels."""
    word = fold(c.at(j))
    return (
        j > i
        and len(word) > 3
        and word not in c.known.acronyms
        and bool(set(word) & set("aeiou"))
        and not c.acronym(j - 1)
    )


def _known(c: Cursor, i: int) -> bool:
    end = c.run(i)
    return any(fold(c.words(i, j)) in c.known.persons for j in range(end, i, -1))


def _name(c: Cursor, i: int, j: int) -> Name:
    return Name("person", c.words(i, j), c.span(i, j))


def _person(
    c: Cursor, name: Name, titles: tuple[Title, ...], i: int, end: Span | None = None, honorific: str = ""
) -> Person:
    start = min(c.tokens[i].span.start, name.span.start)
    return Person(name, titles, Span(start, (end or name.span).end), honorific)


def _listed(c: Cursor, name: Name, j: int) -> tuple[list[Name], int]:
    """Further names of a list: ", B and C"."""
    names = [name]
    while True:
        k = j + 1 if c.at(j) == "," else j
        k = k + 1 if c.low(k) == "and" else k
        start, _ = honorifics(c, k)
        end = name_end(c, start) if k > j else start
        if end == start:
            return names, j
        names, j = [*names, _name(c, start, end)], end


def _with_apposition(
    c: Cursor, name: Name, titles: tuple[Title, ...], i: int, end: int, honorific: str
) -> tuple[tuple[Person, ...], int]:
    """Titles behind the name: ", Chairman of the Front,", ", who is also X", "(first, left)" is passed over."""
    j = _passed_over(c, end)
    if c.at(j) not in {",", "—", "–", "("} and not (c.at(j) == ";" and head_at(c, j + 1)):
        return (_person(c, name, titles, i, c.tokens[end - 1].span, honorific),), end
    k = _relative(c, j + 1)
    if c.low(k) in {"a", "an", "the", "its", "himself", "herself"}:
        k = k + 1 if c.low(k) != "its" else k
    k = k + 1 if c.low(k) in {"also", "currently", "concurrently", "newly"} and head_at(c, k + 1) else k
    found = titles_at(c, k, behind=True)
    if found is None or _next_person(c, found[1], found[0]):
        return (_person(c, name, titles, i, c.tokens[end - 1].span, honorific),), end
    behind, stop = found
    closed = stop + 1 if c.at(stop) == "," and c.low(stop + 1) in {"who", "and"} else stop
    more = titles_at(c, _relative(c, closed), behind=True) if c.low(closed) == "who" else None
    if more is not None:
        behind, stop = behind + more[0], more[1]
    person = _person(c, name, titles + behind, i, c.tokens[stop - 1].span, honorific)
    return (person,), stop


def _relative(c: Cursor, j: int) -> int:
    """The index behind "who is also", "who concurrently serves as", "then", or j."""
    if c.low(j) != "who":
        return j + 1 if c.low(j) in {"himself", "herself", "himself,"} else j
    k = j + 1
    while c.low(k) in {
        "is",
        "was",
        "had",
        "has",
        "been",
        "also",
        "concurrently",
        "serves",
        "served",
        "acts",
        "as",
        "currently",
        "now",
        "doubles",
        "a",
        "an",
        "the",
        "its",
        "their",
    }:
        k += 1
    return k if k > j + 1 and head_at(c, k) or titles_at(c, k) else j


def _passed_over(c: Cursor, j: int) -> int:
    """The index behind a bracket that only places a person in a picture or gives an age ("(L)", "(first, left)", ", 72")."""
    if c.at(j) == "(":
        close = next((k for k in range(j, min(j + 6, len(c))) if c.at(k) == ")"), None)
        inside = {c.low(k) for k in range(j + 1, close or j)}
        if close and inside & {
            "l",
            "r",
            "c",
            "left",
            "right",
            "centre",
            "center",
            "middle",
            "first",
            "second",
            "third",
        }:
            return close + 1
    if c.at(j) == "," and c.at(j + 1).isdigit() and len(c.at(j + 1)) == 2 and c.at(j + 2) == ",":
        return j + 2
    return j


def _next_person(c: Cursor, j: int, titles: tuple[Title, ...]) -> bool:
    """Whether the titles behind a comma belong to the next name of a list ("A, Prime Minister B") rather than to this one."""
    start, _ = honorifics(c, j)
    return c.cap(start) and name_end(c, start) > start and not any(t.plural for t in titles)


def _respectively(c: Cursor, first: Name, end: int) -> tuple[tuple[Person, ...], int] | None:
    """ "A and B, secretaries-general of X and of Y, respectively": each name with its own title."""
    names, j = _listed(c, first, end)
    if len(names) < 2 or c.at(j) != ",":
        return None
    k = j + 1 + (c.low(j + 1) in {"the", "both"})
    head = head_at(c, k)
    if head is None or not head.plural:
        return None
    orgs, stop = _orgs(c, head.end)
    if len(orgs) == 1:
        orgs = orgs * len(names)
    if len(orgs) != len(names):
        return None
    span = c.span(k, stop)
    noun = head.text if not head.plural else _single(head.text)
    persons = tuple(
        Person(n, (Title(noun, head.noun, span, org, status=head.status),), n.span)
        for n, org in zip(names, orgs, strict=True)
    )
    spread = tuple(
        replace(p, span=Span(p.span.start, c.tokens[stop - 1].span.end)) if p is persons[-1] else p for p in persons
    )
    return spread, stop


def _single(text: str) -> str:
    return " ".join(lexicon.singular(w) if lexicon.singular(w) != w.casefold() else w for w in text.split())


def _orgs(c: Cursor, j: int) -> tuple[list[Name], int]:
    """The organisations of a list behind a plural title: "of the X (Y) and of its junior partner, Z"."""
    found: list[Name] = []
    while True:
        k = j + 1 if c.at(j) == "," else j
        k = k + 1 if c.low(k) == "and" else k
        k = k + 1 if c.low(k) in {"of", "for"} else k
        if k == j:
            break
        k = c.skip_the(k)
        if c.low(k) in {"its", "his", "her"}:
            k = next((m + 1 for m in range(k, min(k + 5, len(c))) if c.at(m) == ","), k)
        name = name_at(c, k)
        if name is None and c.cap(k):
            name = Name("organization", c.words(k, c.run(k)), c.span(k, c.run(k))), c.run(k)
        if name is None:
            break
        found, j = [*found, name[0]], name[1]
    return found, j
