"""Offices with what they are of: "Secretary for Organization of the Central Committee", "president of A and of B".

Comes in: a cursor and an index. Goes out: one or more Titles and where their words end. It never supplies an
organisation that the words do not give: a missing one is None.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from kg.mentions import lexicon
from kg.mentions.chains import LANDS
from kg.mentions.complements import Complement, behind
from kg.mentions.cursor import Cursor, once
from kg.mentions.fronts import in_front
from kg.mentions.personal import honorifics
from kg.mentions.portfolios import field_end
from kg.mentions.titles import COUNTERPART, Head, head_at, office_end
from kg.model import OfficeStatus, Span
from kg.syntax import Name, Title
from kg.territories import territory

Found = tuple[tuple[Title, ...], int]
OF_THE_PARTY = "party "  # "party general secretary A"


def titles_at(c: Cursor, i: int, after_name: bool = False) -> Found | None:
    """The titles that begin at token i, joined by "and" or commas, with the index behind them; None where none begins.

    `after_name`: a further title that the next person's name follows is not taken.
    """
    found = _title(c, i)
    if found is None:
        return None
    titles, j = [*found[0]], found[1]
    while True:
        k = _joint(c, j)
        more = _title(c, k) if k > j or _runs_on(c, j) else None
        if more is None:
            break
        next_name = after_name and (_styled(c, more[1]) or (c.cap(more[1]) and not c.acronym(more[1])))
        loose = not after_name and c.at(k).islower() and c.at(j) == "," and c.low(j + 1) != "and"
        again = not after_name and _again(titles[-1], more[0][0]) and c.cap(more[1])
        others = titles[-1].plural != more[0][0].plural and not more[0][0].shared  # "chiefs and Secretary A"
        facing = titles[-1].head == COUNTERPART and lexicon.has("styling", c.low(k)) and more[0][0].org is None
        if next_name or facing or again or others or (loose and not (_anchored(more[0]) or _ends_anchored(c, more[1]))):
            break
        titles, j = [*titles, *more[0]], more[1]
    return tuple(_shared(titles)), j


def _runs_on(c: Cursor, j: int) -> bool:
    """Whether a further title of the same holder stands right behind one, as newspapers run them together: "foreign
    minister Senator A", "patron of the party former Energy Minister B".
    """
    sits = c.low(j) == "senator" and c.cap(j) and c.cap(j + 1)
    return sits or (c.low(j) in {"former", "ex"} and head_at(c, j) is not None and not head_at(c, j - 1))


def _again(title: Title, other: Title) -> bool:
    """Whether two titles are worded alike: "the Prime Minister and Prime Minister A" are two who bear the same."""
    return title.text.casefold() == other.text.casefold() and other.org is None and other.owner is None


def _anchored(titles: tuple[Title, ...]) -> bool:
    return any(t.org or t.owner or " " in t.text for t in titles)


def _styled(c: Cursor, j: int) -> bool:
    """Whether a comma and an honorific with a name stand at token j: the title before them is that person's."""
    return c.at(j) == "," and honorifics(c, j + 1)[0] > j + 1 and c.cap(honorifics(c, j + 1)[0])


def _ends_anchored(c: Cursor, j: int) -> bool:
    """Whether a list of titles goes on at token j to one that says what they are of: "A, B and chair of the C"."""
    while (k := _joint(c, j)) > j and (found := _title(c, k)) is not None:
        if any(t.org or t.owner for t in found[0]):
            return True
        j = found[1]
    return False


def _joint(c: Cursor, j: int) -> int:
    """The index behind ",", "and", ", and", "and also", "as well as" at j, or j."""
    k = j + 1 if c.at(j) == "," else j
    if c.low(k) == "and":
        k += 2 if c.low(k + 1) in {"also", "concurrently"} else 1
    elif c.low(k) == "as" and c.low(k + 1) == "well":
        k += 3
    return k + 1 if k > j and c.low(k) in {"the", "a", "an", "concurrently"} else k


def _shared(titles: list[Title]) -> list[Title]:
    """Titles joined by "and" share what the last one is of: "Chairman and President of X" only where none has
    its own.
    """
    *front, last = titles
    org = last.org
    if org is None or any(t.org or t.owner for t in front):
        return titles
    if front and org.span.start == last.span.start and org.kind not in LANDS:
        return titles  # "vice president and CPU secretary A"
    if front and last.status == "current" and front[-1].status == "former":  # "a former minister and premier of A"
        last = replace(last, status="former")
    above = org.parent if last.head in {"head", "director", "chief"} and org.kind not in LANDS else None
    whole = above or org  # "Deputy Chairman and Head of the Central Office of the A Party"
    alone = [_elsewhere(t, last, org) for t in front]
    return [t if own else replace(t, org=whole, shared=True) for t, own in zip(front, alone, strict=True)] + [last]


def _elsewhere(title: Title, last: Title, org: Name) -> bool:
    """Whether a title before one of `org` is of something else: a minister's of no party, a president's of no house."""
    if org.kind not in LANDS:
        return lexicon.has("of-state", title.head) or (org.kind == "state_body" and lexicon.has("ruling", title.head))
    seated = last.head == "member" or lexicon.has("local", last.head)  # "Minister of Labour, Mayor of Lakmal"
    return seated or not lexicon.has("ruling", title.head)


@once
def _title(c: Cursor, i: int) -> Found | None:
    two = _of_two(c, i) or (_of_two(c, i + 1) if lexicon.has("owner", c.low(i)) else None)
    if two is not None:
        return two
    choosing = c.low(i).endswith("elected") and lexicon.has("owner", c.low(i + 1))  # "the party re-elected its chair"
    at = i + 1 if lexicon.has("status", c.low(i)) and not head_at(c, i) and not choosing else i
    front = in_front(c, at)
    head = head_at(c, front.end if front else i)
    if head is None or not _licensed(c, head) or office_end(c, head.start) > head.start:
        return None
    if _of_a_land(head) and (front is None or front.org is None):
        return None
    if front is not None and at > i and head.status == "current":
        head = replace(head, status=cast(OfficeStatus, lexicon.kind("status", c.low(i))))
    complements = _fielded(c, behind(c, head), front)
    if lexicon.has("employed", head.noun) and not any(x.org for x in complements):
        return None
    return tuple(_made(c, head, x, front, i) for x in complements), complements[-1].end


def _of_two(c: Cursor, i: int) -> Found | None:
    """A plural title of two states by their adjectives: "the Norland and Sarkhan presidents"."""
    head = head_at(c, i + 3) if c.low(i + 1) == "and" and c.cap(i) and c.cap(i + 2) else None
    lands = [(territory(c.at(k)), c.span(k, k + 1)) for k in (i, i + 2)] if head is not None and head.plural else []
    names = [Name("state", land.name, span) for land, span in lands if land is not None and land.form == "adjective"]
    if head is None or len(names) < len(lands) or not names:
        return None
    span = c.span(i, head.end)
    return tuple(Title(head.text, head.noun, span, name, None, head.status, True) for name in names), head.end


def _fielded(c: Cursor, found: list[Complement], front: Complement | None) -> list[Complement]:
    """What a title is of, with its field in lower case where the body stands in front: "the League's head of trade"."""
    only = found[0]
    plain = len(found) == 1 and not (only.field or only.org or only.owner) and c.low(only.end) in {"of", "for"}
    if not plain or front is None or front.org is None:
        return found
    end = field_end(c, only.end + 1)
    return [Complement(end, f" {c.words(only.end, end)}")] if end > only.end + 1 else found


def _licensed(c: Cursor, head: Head) -> bool:
    """A head noun that is a word of another kind here ("to head", "chairs the meeting") is no title."""
    return not (c.tag(head.end - 1).startswith("VB") and c.at(head.start).islower())


def _of_a_land(head: Head) -> bool:
    """Whether a word means the holder of the same office only behind a land: "her Norland peer", not "her peer"."""
    word = head.text.casefold().split()[-1]
    return lexicon.has("facing", word) and lexicon.kind("facing", word) == "land"


def _made(c: Cursor, head: Head, x: Complement, front: Complement | None, i: int) -> Title:
    facing = x.org is not None and x.org.kind in LANDS and c.low(head.end) == "for"
    if front is not None and front.org is not None and facing:  # "the League's envoy for Norland"
        x = Complement(x.end, f" {c.words(head.end, x.end)}")
    org, owner = x.org, x.owner
    if front is not None and org is None and owner is None:
        org, owner = front.org, front.owner
    span = Span(c.tokens[i].span.start, c.tokens[x.end - 1].span.end)
    begun = c.opening(head.start) and c.at(head.start + 1).islower()  # "Party spokeswoman A said"
    partys = head.text.startswith(OF_THE_PARTY) or (begun and head.text.casefold().startswith(OF_THE_PARTY))
    if org is None and owner is None and partys and not head.plural:
        head, owner = replace(head, text=head.text[len(OF_THE_PARTY) :]), "party"
    return Title(head.text + x.field, head.noun, span, org, owner, head.status, head.plural, _definite(c, i))


def _definite(c: Cursor, i: int) -> bool:
    """Whether "the" stands before a title at token i, be it before "Honourable"."""
    k = i - 1
    while lexicon.has("honorific", c.low(k)):
        k -= 1
    return c.low(k) == "the"
