"""Names of organisations and places: shape, head nouns, and nesting in every order.

Comes in: a cursor and an index. Goes out: a Name with its chain of parents, and where its words end. It never decides
whether two names are one thing, and never needs to have met the name before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor
from kg.mentions.titles import head_at
from kg.model import EntityKind, Span
from kg.syntax import Name
from kg.territories import territory
from kg.words import fold

GATHERINGS = frozenset(
    "congress conference forum convention session assembly summit meeting plenum council commission".split()
)
ORDINAL = re.compile(
    r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]+teenth|"
    r"[a-z]+tieth(?:-[a-z]+)?|twenty-[a-z]+)$"
)
FIELD = re.compile(r"\s(?:of|for|on|to|against)\s")
LINKS = frozenset({"of", "for", "on", "against", "to"})
NATIONAL = frozenset(
    "government parliament senate assembly sabha folkmoot majlis duma army navy house embassy legislature".split()
)
LISTED = frozenset(
    {
        "ministry",
        "department",
        "commission",
        "committee",
        "council",
        "institute",
        "academy",
        "board",
        "bureau",
        "office",
        "section",
        "agency",
        "authority",
    }
)
ABBREVIATION = re.compile(r"[A-ZÀ-Ý][A-Za-zÀ-ÿ&./-]{1,14}$")
BR = re.compile(r"\s*\([^()]{2,40}\)")
OWNERS = frozenset({"its", "his", "her", "their", "our", "your", "my"})


def name_at(c: Cursor, i: int) -> tuple[Name, int] | None:
    """The organisation or place that begins at token i, with the index behind its words; None where there is none."""
    found = _owned(c, i) or _unit(c, i)
    while found is not None:
        name, j = found
        found = _bracketed(c, name, j) or _behind(c, name, j) or _possessed(c, name, j)
        if found is None:
            return name, j
    return None


def organization_at(c: Cursor, i: int) -> tuple[Name, int] | None:
    """As `name_at`, but places and uncertain shapes are none."""
    found = name_at(c, i)
    return found if found and found[0].kind not in {"place", "state"} and found[0].certain else None


def _head_kind(word: str) -> EntityKind:
    noun = lexicon.singular(word)
    group = lexicon.org_class(noun)
    return lexicon.kind(group, noun) if group else "organization"  # type: ignore[return-value]


def _is_head(c: Cursor, j: int) -> bool:
    return bool(lexicon.org_class(lexicon.singular(c.low(j))))


def _stop(c: Cursor, i: int, end: int) -> int:
    """Where a run of capitals is cut because a title begins inside it."""
    for k in range(i + 1, end):
        head = head_at(c, k)
        if head is not None and head.end <= end and not (_is_head(c, k) and head.start == k and head.end == k + 1):
            if not _is_head(c, head.end - 1) and not any(_is_head(c, w) for w in range(k, head.end)):
                return k
    return end


def _unit(c: Cursor, i: int) -> tuple[Name, int] | None:
    if not c.cap(i):
        return None
    end = _stop(c, i, c.run(i))
    if lexicon.has("first", c.low(i)):
        return _headed_first(c, i, end)
    if _event(c, i, end):
        return None
    heads = [k for k in range(i, end) if _is_head(c, k)]
    if heads and heads[-1] == i and len(heads) == 1 and i + 1 < end and not c.acronym(i):
        end = i + 1
    lands = [k for k in range(i, end) if lexicon.has("land", c.low(k))]
    if not heads and end < len(c) and _is_head(c, end) and c.at(end)[0].islower() and _qualifies(c, i, end):
        return _split(c, i, end + 1, end)
    if heads and not (lands and lands[-1] > heads[-1]):
        return _split(c, i, heads[-1] + 1, heads[-1])
    return _explained(c, i) or _place(c, i, end, lands) or _acronym(c, i, end)


def _explained(c: Cursor, i: int) -> tuple[Name, int] | None:
    """Capitals without a known head whose initials a bracket behind them gives: "Independent Patriots for Change (IPC)"."""
    end = c.run(i)
    while end < len(c) and c.at(end) != "(" and end - i < 12:
        k = end
        while c.low(k) in {"of", "for", "and", "the", "de", "do", "da", "ng", "on", "in", "y", "e"} and k - end < 3:
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


def _headed_first(c: Cursor, i: int, end: int) -> tuple[Name, int]:
    """A name whose head comes first, as in Romance and Malay: "Partido …", "Barisan …"; particles inside belong to it."""
    while c.at(end) and lexicon.has("particle", c.low(end)) and c.cap(end + 1):
        end = c.run(end + 1)
    return Name(_head_kind(c.low(i)), c.words(i, end), c.span(i, end), base=c.words(i, end)), end


def _event(c: Cursor, i: int, end: int) -> bool:
    """Whether capitals name a gathering rather than a body: an ordinal stands before, or "Party Congress", "National Congress"."""
    numbered = bool(ORDINAL.match(c.low(i - 1))) or bool(ORDINAL.match(c.low(i)))
    last = lexicon.singular(c.low(end - 1))
    if c.low(end - 1) != last and last in {"party", "congress", "government", "front", "committee"}:
        return True  # a plural stands for several, not for a name
    gathering = last in GATHERINGS
    return gathering and (
        numbered
        or (last == "congress" and c.low(end - 2) in {"national", "party", "congress"} and end - i < 4)
        or (last == "congress" and end == i + 1)
    )


def _qualifies(c: Cursor, i: int, end: int) -> bool:
    """Whether capitals before a lower-case head ("the Ordani parliament") make a name with it."""
    if c.tag(end).startswith("V") or c.tag(end) == "NNS":
        return False
    words = c.words(i, end)
    found = territory(words)
    return bool(found and found.form != "city") or fold(words) in c.known.adjectives or (end - i == 1 and c.acronym(i))


def _split(c: Cursor, i: int, end: int, head: int) -> tuple[Name, int]:
    """Cut "Cambodian People's Party Central Committee" or "CPP Politburo" into a chain; `head` is the last head's index."""
    generic = lexicon.org_class(lexicon.singular(c.low(head))) == "generic" and c.low(head) == lexicon.singular(
        c.low(head)
    )
    for k in range(head - 1, i - 1, -1):
        earlier = _is_head(c, k) and (k > i or c.low(k) in {"politburo", "secretariat"}) and generic
        short = k == i and c.acronym(i) and k < head and generic
        if (earlier and not _fixed(c, i, k)) or short:
            parent, _ = _split(c, i, k + 1, k) if earlier else _acronym(c, i, i + 1) or (None, 0)
            if parent is not None:
                return _child(c, parent, k + 1, end, i), end
    text = c.words(i, end)
    owner = (
        c.low(i)
        if end - i > 1 and c.low(i) == "party" and lexicon.org_class(lexicon.singular(c.low(head))) == "generic"
        else None
    )
    owner = owner if owner and c.low(i + 1) != "committee" else None
    base = c.words(i + 1, end) if owner else text
    return Name(
        _head_kind(c.low(head)), text, c.span(i, end), parent=_state_in_front(c, i, head), owner=owner, base=base
    ), end


def _fixed(c: Cursor, i: int, k: int) -> bool:
    """Whether the head at k is an attribute of the next word rather than an owner ("Party Committee", "Congress Resolution")."""
    return (
        k == i
        or (c.low(k) == "party" and c.low(k + 1) == "committee")
        or c.low(k) in {"force", "council", "congress", "union"}
        and c.low(k + 1) in {"member", "members"}
    )


def _state_in_front(c: Cursor, i: int, head: int) -> Name | None:
    """The state that an adjective or name in front of a state's body names ("Cambodian National Assembly")."""
    noun = lexicon.singular(c.low(head))
    if _head_kind(noun) != "state_body" or lexicon.org_class(noun) != "generic" or noun != c.low(head) or head <= i:
        return None
    for j in range(min(head, i + 3), i, -1):
        words = c.words(i, j)
        found = territory(words)
        if found is not None and found.form != "city":
            return Name("state", found.name if found.form == "adjective" else words, c.span(i, j))
        place = c.known.adjectives.get(fold(words)) or c.known.places.get(fold(words))
        if place:
            return Name("place", place, c.span(i, j))
    return None


def _child(c: Cursor, parent: Name, i: int, end: int, start: int) -> Name:
    kind = _head_kind(c.low(end - 1))
    span = Span(parent.span.start if start is None else c.tokens[start].span.start, c.tokens[end - 1].span.end)
    return Name(kind, c.words(start, end), span, parent=parent, base=c.words(i, end))


def _acronym(c: Cursor, i: int, end: int) -> tuple[Name, int] | None:
    if (
        c.acronym(i)
        and (not c.shouting or fold(c.at(i)) in c.known.acronyms)
        and not c.low(i).rstrip("s") in {"q", "a", "mou", "mous", "usd", "vnd", "tv"}
    ):
        known = fold(c.at(i)) in c.known.acronyms
        if territory(c.at(i)):
            return Name("state", c.at(i), c.span(i, i + 1)), i + 1
        if known or i + 1 >= end or c.at(i).isupper():
            return Name(
                "organization", c.at(i), c.span(i, i + 1), base=c.at(i), certain=known or len(c.at(i)) > 2
            ), i + 1
    return None


def _place(c: Cursor, i: int, end: int, lands: list[int]) -> tuple[Name, int] | None:
    lower = _province(c, i, end, lands)
    if lower is not None:
        return lower
    for j in range(min(end, i + 6), i, -1):
        words = c.words(i, j)
        found = territory(words)
        if found is not None and found.form != "adjective":
            j = lands[-1] + 1 if lands and lands[-1] == j else j
            kind: EntityKind = "place" if found.form == "city" or fold(words) != fold(c.words(i, j)) else "state"
            return Name(kind, c.words(i, j), c.span(i, j)), j
        if fold(words) in c.known.places and not (j < end and fold(c.words(i, end)) in c.known.persons):
            return Name("place", words, c.span(i, j)), j
    if lands and fold(c.words(i, end)) not in c.known.persons:
        j = lands[-1] + 1
        kind = lexicon.kind("land", c.low(lands[-1]))  # type: ignore[assignment]
        return Name(kind, c.words(i, j), c.span(i, j), certain=j > i + 1), j
    return None


def _province(c: Cursor, i: int, end: int, lands: list[int]) -> tuple[Name, int] | None:
    """A name with its kind in lower case behind it ("Quang Ngai province")."""
    if lands or c.low(end) not in {"province", "region", "district", "county", "prefecture", "island"}:
        return None
    return Name("place", c.words(i, end + 1), c.span(i, end + 1)), end + 1


def _bracketed(c: Cursor, name: Name, j: int) -> tuple[Name, int] | None:
    """A bracketed abbreviation behind a name, and what goes on behind it ("… Party (CPP) Central Committee")."""
    if c.at(j) != "(" or name.abbreviation or c.at(j + 2) != ")" or not ABBREVIATION.match(c.at(j + 1)):
        return None
    if not any(letter.isupper() for letter in c.at(j + 1)[1:]) and len(c.at(j + 1)) > 4:
        return None
    if c.low(j + 1) in {"l", "r", "c", "left", "right", "centre", "center"}:
        return None
    whole = replace(
        name,
        abbreviation=c.at(j + 1),
        abbreviation_span=c.tokens[j + 1].span,
        certain=True,
        kind="organization" if name.kind == "place" and not name.certain else name.kind,
        span=Span(name.span.start, c.tokens[j + 2].span.end),
    )
    end = _stop(c, j + 3, c.run(j + 3)) if c.cap(j + 3) else j + 3
    heads = [k for k in range(j + 3, end) if _is_head(c, k)]
    if not heads:
        return whole, j + 3
    return _extended(c, whole, j + 3, heads[-1] + 1), heads[-1] + 1


def _extended(c: Cursor, parent: Name, i: int, end: int) -> Name:
    span = Span(parent.span.start, c.tokens[end - 1].span.end)
    base = c.words(i, end)
    text = f"{parent.text}{'' if base.startswith(('’', chr(39))) else ' '}{base}"
    return Name(_head_kind(c.low(end - 1)), text, span, parent=parent, base=base)


def _possessed(c: Cursor, name: Name, j: int) -> tuple[Name, int] | None:
    """What a name possesses: "the CPP's External Relations Commission", "Velmara's Great Assembly"."""
    if not c.possessive(j) or not name.certain:
        return None
    if not c.cap(j + 1):
        lower = _is_head(c, j + 1) and c.low(j + 1) in {
            "parliament",
            "government",
            "secretariat",
            "senate",
            "embassy",
            "politburo",
        }
        return (_own(c, name, j, j + 1, j + 2)) if lower else None
    found = _unit(c, j + 1)
    if found is None or found[0].kind in {"place", "state"} or not _is_head(c, found[1] - 1):
        return None
    return _own(c, name, j, j + 1, found[1], found[0])


def _own(c: Cursor, owner: Name, mark: int, i: int, end: int, inner: Name | None = None) -> tuple[Name, int]:
    text = f"{owner.text}{c.at(mark)} {c.words(i, end)}"
    span = Span(owner.span.start, c.tokens[end - 1].span.end)
    parent = owner
    if inner is not None and inner.parent is not None:
        parent = replace(inner.parent, parent=owner, text=f"{owner.text}{c.at(mark)} {inner.parent.text}")
    base = inner.base if inner else c.words(i, end)
    kind = inner.kind if inner else _head_kind(c.low(end - 1))
    return Name(kind, text, span, parent=parent, base=base), end


def _owned(c: Cursor, i: int) -> tuple[Name, int] | None:
    """A body behind a pronoun or "the party's": its owner is settled by the article."""
    if c.low(i) in OWNERS and c.cap(i + 1):
        found = _unit(c, i + 1)
        if found and _is_head(c, found[1] - 1) and found[0].parent is None and found[0].kind != "place":
            return replace(found[0], owner=c.low(i), base=found[0].text), found[1]
    if (
        c.low(i) in {"party", "front", "league", "union", "council", "government", "association"}
        and c.possessive(i + 1)
        and c.cap(i + 2)
    ):
        found = _unit(c, i + 2)
        if found and _is_head(c, found[1] - 1) and found[0].parent is None:
            return replace(found[0], owner=c.low(i), base=found[0].text), found[1]
    return None


def _behind(c: Cursor, name: Name, j: int) -> tuple[Name, int] | None:
    """What stands behind "of": a larger body, a state, or the field of work that is part of the name."""
    land = lexicon.has("land", fold(name.text.split()[-1])) if name.text else False
    headed = bool(_head_noun(name))
    if c.low(j) not in LINKS or not (headed or land):
        return None
    k = c.skip_the(j + 1)
    if not c.cap(k):
        return None
    if c.low(j) == "to" and name.text.split()[-1].casefold() not in {"embassy", "mission", "delegation"}:
        return None
    inner = _unit(c, k)
    if inner is None or inner[0].kind not in {"place", "state"}:
        inner = name_at(c, k)
    if land and not headed:
        return _land(c, name, inner, k)
    if inner is not None and inner[0].certain and not (inner[0].kind == "place" and inner[0].text == ""):
        return _of_name(c, name, inner[0], inner[1])
    return _field(c, name, k)


def _head_noun(name: Name) -> str:
    """The singular head noun of a name's own words, those before its field of work ("ministry"); '' for none."""
    front = FIELD.split(name.base or name.text)[0].split()
    noun = lexicon.singular(front[-1]) if front else ""
    return noun if lexicon.org_class(noun) else ""


def _land(c: Cursor, name: Name, inner: tuple[Name, int] | None, k: int) -> tuple[Name, int] | None:
    end = inner[1] if inner and inner[0].kind in {"place", "state"} else _stop(c, k, c.run(k))
    if inner and inner[0].kind not in {"place", "state", "organization"}:
        return None
    span = Span(name.span.start, c.tokens[end - 1].span.end)
    if name.kind == "place" and inner and inner[0].kind == "state":
        return replace(name, span=span, parent=inner[0]), end
    text = f"{name.text} of {c.words(c.skip_the(k), end)}"
    return Name("state" if name.kind == "state" else "place", text, span), end


def _of_name(c: Cursor, name: Name, inner: Name, end: int) -> tuple[Name, int]:
    span = Span(name.span.start, inner.span.end)
    text = " ".join(BR.sub("", span.of(c.text)).split())
    if name.kind == "party" and inner.kind in {"place", "state"}:
        return replace(name, text=text, span=span, base=text), end
    proper = lexicon.org_class(_head_noun(name)) == "proper"
    if proper and inner.kind in {"place", "state"} and name.parent is None:
        return replace(name, text=text, span=span, base=text), end
    top = name
    if name.parent is None:
        return replace(name, text=text, span=span, parent=inner, base=name.base or name.text), end
    return replace(
        top,
        text=text,
        span=span,
        parent=replace(name.parent, parent=inner) if name.parent.parent is None else name.parent,
    ), end


def _field(c: Cursor, name: Name, k: int) -> tuple[Name, int] | None:
    """A portfolio in capitals behind a head: "Ministry of Ethnic and Religious Affairs", "Foreign Affairs, Trade, and Information"."""
    end = _stop(c, k, c.run(k))
    if end == k or fold(c.words(k, end)) in c.known.persons or c.label(k) in {"DATE", "TIME", "PERSON"}:
        return None
    if _head_noun(name) in NATIONAL and end - k < 3 and c.low(k - 1) in {"of", "the"}:
        place = Name("place", c.words(k, end), c.span(k, end), certain=False)
        return _of_name(c, name, place, end)
    listed = _head_noun(name) in LISTED
    tail = next((j for j in range(k + 1, end) if fold(c.words(j, end)) in c.known.persons), end)
    end = tail
    if (
        not listed
        and name.kind == "party"
        and c.low(end) == "and"
        and c.cap(end + 1)
        and c.at(c.run(end + 1)) in {"(", "of"}
    ):
        end = c.run(end + 1)
    while listed:
        j = end + 1 if c.at(end) == "," else end
        j = j + 1 if c.low(j) == "and" else j
        if j == end or not c.cap(j) or c.label(j) in {"PERSON", "GPE"} or territory(c.at(j)) or c.acronym(j):
            break
        stop = _stop(c, j, c.run(j))
        if _is_head(c, stop - 1) or head_at(c, j) or fold(c.words(j, stop)) in c.known.persons:
            break
        if c.at(end) == "," and c.low(end + 1) != "and" and not _list_goes_on(c, stop):
            break
        end = stop
    span = Span(name.span.start, c.tokens[end - 1].span.end)
    text = " ".join(BR.sub("", span.of(c.text)).split())
    base = text if name.parent is None else f"{name.base} {c.words(k - 1 if c.low(k - 1) in LINKS else k - 2, end)}"
    return replace(name, text=text, span=span, base=base), end


def _list_goes_on(c: Cursor, j: int) -> bool:
    return c.at(j) == "," and (c.low(j + 1) == "and" or c.cap(j + 1)) or c.low(j) == "and"
