"""Lists of persons: names that share a title, and names that have theirs "respectively".

Comes in: a cursor, the first name and the index behind it. Goes out: names or Persons, and where the list ends. It
never shares out titles whose number does not fit the names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.mentions import lexicon
from kg.mentions.chains import LANDS
from kg.mentions.cursor import Cursor
from kg.mentions.offices import titles_at
from kg.mentions.organizations import name_at
from kg.mentions.personal import honorifics, name_end, personal
from kg.mentions.titles import head_at
from kg.model import Span
from kg.syntax import Name, Person, Title
from kg.territories import territory

Found = tuple[tuple[Person, ...], int]
FIELD = 12  # words of a bracket with a field of work
COUNTED = frozenset({"the", "both", "all", "its", "two", "three", "four", "five"})


@dataclass(frozen=True, slots=True)
class Item:
    """A name of a list, with the land or field of work behind it ("A of Norland and B of Sarkhan", "A (Trade)")."""

    name: Name
    land: Name | None = None
    field: str = ""


def land_behind(c: Cursor, end: int, ruling: bool, bodies: bool = False) -> tuple[Name | None, int]:
    """The state behind a person's name ("of Dhavala", "from Dhavala") and where it ends; `ruling`: an unknown name
    there is one too; `bodies`: so is a named body behind "of".
    """
    start = c.skip_the(end + 1)
    if c.low(end) not in {"of", "from"} or not c.cap(start):
        return None, end
    found = name_at(c, start)
    if found is None and ruling:
        stop = c.run(start)
        found = Name("place", c.words(start, stop), c.span(start, stop), certain=False), stop
    if found is None or not (found[0].kind in LANDS or (bodies and found[0].certain and c.low(end) == "of")):
        return None, end
    return found


def listed(c: Cursor, name: Name, j: int, ruling: bool = False) -> tuple[list[Item], int]:
    """A name with the further names of its list: ", B and C"; each may have its land or field behind it; a semicolon
    behind "A and B" ends it.
    """
    item, j = _item(c, name, j, ruling)
    items, last = [item], False
    while True:
        k = _next(c, j)
        start, honorific = honorifics(c, k)
        end = name_end(c, start, bool(honorific)) if k > j else start
        if end == start or (last and c.at(j) == ";"):
            return items, j
        last = c.low(k - 1) == "and"
        item, j = _item(c, personal(c, start, end), end, ruling)
        items.append(item)


def _item(c: Cursor, name: Name, end: int, ruling: bool) -> tuple[Item, int]:
    close = bracketed_field(c, end) if ruling else end
    if close > end:
        return Item(name, field=c.words(end + 1, close - 1)), close
    land, stop = _bracketed_land(c, end) or land_behind(c, end, ruling)
    return Item(name, land), stop


def _bracketed_land(c: Cursor, j: int) -> tuple[Name, int] | None:
    """The state in a bracket at token j ("A (Norland), B (Sarkhan) and C") and where the bracket ends."""
    close = c.run(j + 1)
    found = territory(c.words(j + 1, close)) if c.at(j) == "(" and c.at(close) == ")" and close > j + 1 else None
    if found is None or found.form == "adjective":
        return None
    return Name("state", c.words(j + 1, close), c.span(j + 1, close)), close + 1


def bracketed_field(c: Cursor, j: int) -> int:
    """The end of a bracket at token j that holds a field of work ("(Foreign Affairs)", "(ICT)"); j for other words."""
    if c.at(j) != "(":
        return j
    close = next((k for k in range(j + 1, min(j + FIELD, len(c))) if c.at(k) == ")"), j)
    words = range(j + 1, close)
    several = any(c.low(k) == "and" for k in words)  # "(Trade, Industry and Energy)"
    small = {"and", "of", "the", ","} if several else {"of"}
    plain = all(c.at(k)[:1].isupper() or c.low(k) in small for k in words)
    placed = any(lexicon.has("placed", c.low(k)) or territory(c.at(k)) for k in words)
    titled = any(head_at(c, k) for k in words)
    return close + 1 if words and plain and not placed and not titled else j


def sharing(c: Cursor, titles: tuple[Title, ...], name: Name, end: int, i: int) -> Found:
    """Each person of a list with the plural titles in front, from token i on, in the singular ("members A and B")."""
    ruling = any(lexicon.has("ruling", t.head) or lexicon.has("portfolio", t.head) for t in titles)
    items, end = listed(c, name, end, ruling)
    house, stop = land_behind(c, end, False, bodies=True) if lexicon.has("seated-for", titles[-1].head) else (None, end)
    landed = house is not None and (house.parent is None or house.parent.kind in LANDS)
    if house is not None and landed and house.kind not in LANDS and titles[-1].org is None:  # "Senators A, B of the C"
        titles, end = tuple(replace(t, org=t.org or house) for t in titles), stop
    single = [replace(t, text=singular(t.text), plural=False) for t in titles]
    start = c.tokens[i].span.start
    spans = [Span(start, items[0].name.span.end), *(x.name.span for x in items[1:])]
    shares = _shares(titles, single, items)
    return tuple(Person(x.name, ts, span) for x, ts, span in zip(items, shares, spans, strict=True)), end


def _shares(titles: Sequence[Title], single: Sequence[Title], items: Sequence[Item]) -> list[tuple[Title, ...]]:
    """Which titles each of a list has: one each where one plural noun stands for as many ("Ministers of X and of Y"),
    else all.
    """
    split = len(titles) == len(items) > 1 and all(t.plural and t.span.start == titles[0].span.start for t in titles)
    shares = [(t,) for t in single] if split else [tuple(single)] * len(items)
    last = items[-1].land
    return [
        tuple(_of_item(t, x, last if split else None) for t in share) for share, x in zip(shares, items, strict=True)
    ]


def _of_item(title: Title, item: Item, last: Name | None) -> Title:
    """A shared title with the field or land of one of its holders."""
    if item.field:
        link = "of" if title.head == "minister" else "for"
        title = replace(title, text=f"{title.text} {link} {item.field}")
    return title if title.org or title.owner else replace(title, org=item.land or last)


def respectively(c: Cursor, first: Name, end: int) -> Found | None:
    """Each name of a list with the titles behind it: "A and B, secretaries-general of X and of Y, respectively", "A,
    B and C, all members of X".
    """
    items, j = listed(c, first, end)
    k = j + 1
    while c.low(k) in COUNTED:
        k += 1
    head = head_at(c, k) if len(items) > 1 and c.at(j) == "," else None
    if head is None or not head.plural:
        return None
    names = [x.name for x in items]
    orgs, stop = _orgs(c, head.end)
    if len(orgs) != len(names):
        return _all(c, names, k)
    span, noun = c.span(k, stop), singular(head.text)
    titles = [(Title(noun, head.noun, span, org, status=head.status),) for org in orgs]
    return _persons(names, titles, span), stop


def _all(c: Cursor, names: Sequence[Name], k: int) -> Found | None:
    """The titles at token k, given to every name, unless the next name follows them."""
    found = titles_at(c, k, after_name=True)
    if found is None or not found[0][0].plural:
        return None
    titles, stop = found
    start, _ = honorifics(c, stop)
    if c.cap(start) and name_end(c, start) > start:
        return None
    single = tuple(replace(t, text=singular(t.text), plural=False) for t in titles)
    return _persons(names, [single] * len(names), c.span(k, stop)), stop


def _persons(names: Sequence[Name], titles: Sequence[tuple[Title, ...]], span: Span) -> tuple[Person, ...]:
    spans = [*(n.span for n in names[:-1]), Span(names[-1].span.start, span.end)]
    return tuple(Person(n, t, s) for n, t, s in zip(names, titles, spans, strict=True))


def singular(text: str) -> str:
    """A title's words with its head in the singular ("Deputy Prime Ministers"), its field of work left alone."""
    front, link, field = text.partition(" of ")
    front, other, rest = front.partition(" for ")
    return " ".join(_one(w) for w in front.split()) + other + rest + link + field


def _one(word: str) -> str:
    single = lexicon.singular(word)
    return word if single == word.casefold() else single.capitalize() if word[0].isupper() else single


def _next(c: Cursor, j: int) -> int:
    """The index behind ",", ";", "and" or ", and" at j, or j."""
    k = j + 1 if c.at(j) in {",", ";"} else j
    return k + 1 if c.low(k) == "and" else k


def _orgs(c: Cursor, j: int) -> tuple[list[Name], int]:
    """The organisations of a list behind a plural title: "of the X (Y) and of its junior partner, Z"."""
    found: list[Name] = []
    while True:
        k = _next(c, j)
        k = k + 1 if c.low(k) in {"of", "for"} else k
        if k == j:
            return found, j
        k = c.skip_the(k)
        if c.low(k) in {"its", "his", "her"}:
            k = next((m + 1 for m in range(k, min(k + 5, len(c))) if c.at(m) == ","), k)
        name = name_at(c, k)
        if name is None and c.cap(k):
            name = Name("organization", c.words(k, c.run(k)), c.span(k, c.run(k))), c.run(k)
        if name is None:
            return found, j
        found, j = [*found, name[0]], name[1]
