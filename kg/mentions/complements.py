"""What a title is of, in front of it or behind: a body, a state, a field of work, or a word that stands for one of
them.

Comes in: a cursor and a title's head. Goes out: Complements and where their words end. It never supplies an
organisation that the words do not give.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.mentions import lexicon
from kg.mentions.chains import LANDS
from kg.mentions.common import common_end, lower
from kg.mentions.cursor import Cursor
from kg.mentions.further import further
from kg.mentions.heads import is_head
from kg.mentions.organizations import name_at
from kg.mentions.portfolios import field_end, land_end, unheard_name
from kg.mentions.titles import Head, head_at
from kg.syntax import Name
from kg.words import fold

CHARGED = (
    ("in", "charge", "of"),
    ("responsible", "for"),
    ("with", "responsibility", "for"),
    ("charged", "with"),
    ("tasked", "with"),
)
LOCALITIES = frozenset("city town village district province region county island municipality state port".split())
POINTING = frozenset({"that", "this", "said", "same", "both"})  # "of that party", "of the same party"


@dataclass(frozen=True, slots=True)
class Complement:
    """What a title is of: `field` extends its words, `org` is a name, `owner` a generic noun standing for one."""

    end: int
    field: str = ""
    org: Name | None = None
    owner: str | None = None


def behind(c: Cursor, head: Head) -> list[Complement]:
    """What stands behind a title's head, one for each thing that it is of ("president of A and of B"); never empty."""
    link, posted = c.low(head.end), lexicon.has("posted", head.noun)
    seat = _seat(c, head)
    if seat is not None:
        return [seat]
    charged = _charged(c, head.end)
    if charged is not None:
        return [_housed(c, charged)]
    if link in {"from", "in"} and head.noun == "counterpart":
        return [_facing_land(c, head, c.skip_the(head.end + 1))]
    chamber = _chamber(c, head)
    if chamber is not None:
        return [chamber]
    if link not in {"of", "for", "to"} and not (link in {"in", "at", "with"} and posted):
        return [_housed(c, Complement(head.end))]
    first = _complement(c, head, head.end)
    found = [first]
    while head.plural and first is not None and first.org:
        more = further(c, first.end, lexicon.has("leading", head.noun))
        first = Complement(more[1], org=more[0]) if more is not None else None
        found.append(first)
    while first is not None and c.low(first.end) == "and" and c.low(first.end + 1) == "of" and first.org:
        first = _complement(c, head, first.end + 1)
        found.append(first)
    return [_housed(c, x) for x in found if x is not None] or [Complement(head.end)]


def _chamber(c: Cursor, head: Head) -> Complement | None:
    """A parliament right behind a title and before a name, as outlets of South Asia write it: "Chairman Senate A"."""
    found = name_at(c, head.end) if c.cap(head.end) and c.at(head.start)[:1].isupper() else None
    if found is None or found[0].kind != "state_body" or found[0].parent or head.plural or not c.cap(found[1]):
        return None
    return Complement(found[1], org=found[0]) if lexicon.has("national", found[0].text.split()[-1].casefold()) else None


def _facing_land(c: Cursor, head: Head, start: int) -> Complement:
    """The land of a counterpart at token `start`: "his counterpart from Norland", "in Norland"."""
    found = name_at(c, start)
    if found is not None and found[0].kind in LANDS:
        return Complement(found[1], org=found[0])
    land = _unknown_land(c, start) if c.low(head.end) == "from" else None
    return land or _housed(c, Complement(head.end))


def _seat(c: Cursor, head: Head) -> Complement | None:
    """The words behind "member" or "leader" that make a post of a state: "of Parliament for X", "of the Opposition"."""
    k = c.skip_the(head.end + 1)
    if c.low(head.end) != "of" or head.plural:
        return None
    short = 3 if c.at(k + 1) == "(" and c.at(k + 3) == ")" else 0  # "Member of Parliament (MP) for A"
    named = c.cap(k + 1) and not any(is_head(c, j) or c.acronym(j) for j in range(k + 1, c.run(k + 1)))
    if head.noun == "leader" and c.low(k) == "opposition" and (named or not c.cap(k + 1)):
        return Complement(k + 1, f" {c.words(head.end, k + 1)}")
    if head.noun != "member" or c.low(k) != "parliament" or c.low(k + 1 + short) != "for":
        return None
    start = c.skip_the(k + 2 + short)
    place = _constituency(c, start, name_at(c, start))
    return replace(place, field=f" {c.words(head.end, k + 1)}") if place is not None else None


def _charged(c: Cursor, i: int) -> Complement | None:
    """A field of work behind "in charge of" and the like at token i, with the body behind that."""
    words = next((w for w in CHARGED if all(c.low(i + n) == word for n, word in enumerate(w))), ())
    start = c.skip_the(i + len(words))
    end = field_end(c, start) if words else i
    return _of_field(c, None, i, end) if end > start else None


def _housed(c: Cursor, x: Complement) -> Complement:
    """A title with the body that it is at: "Secretary of State at the Ministry of Trade"."""
    start = c.skip_the(x.end + 1)
    if x.org or x.owner or c.low(x.end) not in {"at", "in", "within"} or not c.cap(start):
        return x
    found = name_at(c, start)
    body = found is not None and found[0].certain and found[0].kind in {"state_body", "party_body", "organization"}
    return replace(x, org=found[0], end=found[1]) if found is not None and body else x


def _complement(c: Cursor, head: Head, i: int) -> Complement | None:
    """What the link word at token i leads to."""
    link, k = c.low(i), c.skip_the(i + 1)
    if lexicon.has("owner", c.low(k)):
        return _standing_for(c, k) or _owned_name(c, k)
    k = k + 1 if c.low(k) in POINTING else k
    described = k > i + 1 and c.at(k).islower() and c.tag(k)[:2] in {"JJ", "VB"} and c.possessive(k + 2)
    k = k + 1 if described and lexicon.has("collective", c.low(k + 1)) else k  # "of the ruling party's academy"
    noun = lexicon.singular(c.low(k))
    if k > i + 1 and not c.cap(k) and lexicon.has("collective", noun) and c.low(k + 1) != "of":
        return _owned_name(c, k) if c.possessive(k + 1) else Complement(k + 1, owner=noun)
    if k > i + 1 and lexicon.has("collective", noun) and unheard_name(c, k + 1):
        return Complement(k + 1, owner=noun)  # "Secretary of the Party A B"
    k = i + 2 if c.low(i + 1) == "the" and lexicon.has("areal", c.low(i + 2)) else k
    k = _behind_kind(c, k)
    found = name_at(c, k) or (_house_body(c, k) if link == "of" else None)
    if link in {"to", "in", "at", "with"}:
        return _post(c, head, i, found)
    if link == "for" and lexicon.has("seated-for", head.noun) and not lexicon.has("work", c.low(c.run(k) - 1)):
        return _constituency(c, k, found)
    if link == "for" and found is not None and not c.acronym(k) and not found[0].parent:
        fielded = lexicon.has("fielded", head.noun) or lexicon.has("work", c.low(c.run(k) - 1))
        working = _field(c, head, i, k) if fielded else None
        if working is not None and working.field:
            return working
    if found is None or not (found[0].certain or found[0].kind in LANDS):
        return _field(c, head, i, k)
    if c.low(k) in {"organization", "organisation"} and lexicon.has("fielded", head.noun) and not is_head(c, k + 1):
        return _field(c, head, i, k)
    return _of_named(c, head, i, k, found)


def _of_named(c: Cursor, head: Head, i: int, k: int, found: tuple[Name, int]) -> Complement:
    """What a name at token k, behind the link at token i, makes of a title: its post, its sender, or what it is of."""
    link = c.low(i)
    if lexicon.has("posted", head.noun) and link == "of" and c.low(found[1]) in {"to", "in"}:
        post = _post(c, head, found[1], name_at(c, c.skip_the(found[1] + 1)))
        if post is not None:
            return replace(post, org=found[0])
    if link == "of" and lexicon.has("posted", head.noun) and c.low(k - 1) == "the" and head_at(c, found[1]):
        return _sent_by(c, i, *found)
    below = found[1] + 1 if found[0].kind in LANDS and c.possessive(found[1]) else 0
    if below and c.cap(below) and not head_at(c, below):  # "of Norland's Teal Unity"
        end = c.run(below)
        return Complement(end, org=_organization(c, below, end))
    generic = found[0].kind in LANDS and found[0].text.casefold() in {"republic", "kingdom", "state", "union"}
    return Complement(found[1], owner="country") if generic else Complement(found[1], org=found[0])


def _house_body(c: Cursor, k: int) -> tuple[Name, int] | None:
    """A body of parliament or with a field of its own, all in lower case ("the parliamentary committee on trade")."""
    end = common_end(c, k) if c.low(k - 1) == "the" else k
    told = any(c.low(j) in {"on", "parliamentary"} for j in range(k, end))
    return (lower(c, k, end), end) if told else None


def _behind_kind(c: Cursor, k: int) -> int:
    """The index behind the words for a kind of place at token k that a name follows ("the port city of A"); else k."""
    for j in range(k, k + 3):
        if c.low(j) in LOCALITIES and c.low(j + 1) == "of" and c.cap(j + 2):
            return j + 2
        if not c.at(j)[:1].islower():
            break
    return k


def _constituency(c: Cursor, k: int, found: tuple[Name, int] | None) -> Complement | None:
    """The place that somebody sits for, all its capitals: "MP for Lake Central"."""
    end = c.run(k)
    if found is not None and found[1] >= end:
        return Complement(found[1], org=found[0])
    whole = c.cap(k) and end - k < 4 and not c.cap(end) and c.at(end) in {",", ".", "", "and", ")"}
    return Complement(end, org=Name("place", c.words(k, end), c.span(k, end))) if whole else _unknown_land(c, k)


def _post(c: Cursor, head: Head, i: int, found: tuple[Name, int] | None) -> Complement | None:
    """Where one is sent to is part of the title's words: "ambassador to Carsovia"."""
    if not lexicon.has("posted", head.noun):
        return None
    land = None if found else _unknown_land(c, c.skip_the(i + 1))
    end = found[1] if found else land.end if land else None
    return Complement(end, field=f" {c.low(i)} {c.words(i + 1, end)}") if end else None


def _standing_for(c: Cursor, k: int) -> Complement | None:
    """A pronoun and a noun ("its party") that stand for a body named elsewhere."""
    noun = lexicon.singular(c.low(k + 1))
    if c.cap(k + 1) and (c.cap(k + 2) or lexicon.has("link", c.low(k + 2))):
        return None  # "its Commission for Trade" is a name
    stands = lexicon.has("collective", noun) and not c.possessive(k + 2)
    return Complement(k + 2, owner=f"{c.low(k)} {noun}") if stands else None


def _owned_name(c: Cursor, k: int) -> Complement | None:
    found = name_at(c, k)
    return Complement(found[1], org=found[0]) if found and found[0].owner else None


def _field(c: Cursor, head: Head, i: int, k: int) -> Complement | None:
    """A field of work behind the link at token i, and the body or land behind that: "of Defence of the Sultanate of
    Zahran".
    """
    working = c.low(i) == "for" and lexicon.has("work", c.low(c.run(k) - 1))
    fielded = lexicon.has("fielded", head.noun) or working or (head.text.casefold().endswith("head") and c.cap(k))
    general = head.text.casefold().endswith("secretary general") and not working
    fielded = fielded and not (_has_portfolio(head) or general)
    end = field_end(c, k) if fielded else k
    return _of_field(c, head, i, end) if end > k else _unknown_land(c, k, not lexicon.has("managing", head.noun))


def _sent_by(c: Cursor, i: int, name: Name, end: int) -> Complement:
    """Whose envoy one is, by that one's office: "Special Representative of the UN Secretary-General for Norland"."""
    sender = head_at(c, end)
    end = sender.end if sender is not None else end
    land = name_at(c, c.skip_the(end + 1)) if c.low(end) == "for" else None
    end = land[1] if land is not None else end
    return Complement(end, f" {c.words(i, end)}", name)


def _has_portfolio(head: Head) -> bool:
    """Whether a minister's title has its field in front ("foreign minister"): what stands behind is no second one."""
    *front, last = head.text.casefold().split()
    return last == "minister" and any(lexicon.has("work", w) or w in {"prime", "chief", "foreign"} for w in front)


def _of_field(c: Cursor, head: Head | None, i: int, end: int) -> Complement:
    """The field of work from the link at token i to `end`, and what stands behind it."""
    field = f" {c.words(i, end)}"
    if c.low(end) not in {"of", "for"}:
        return Complement(end, field)
    behind_it = c.skip_the(end + 1)
    if not c.cap(behind_it):
        inner = _complement(c, head, end) if head is not None else None
        return replace(inner, field=field) if inner and (inner.owner or inner.org) else Complement(end, field)
    name = name_at(c, behind_it)
    if name is not None:
        return Complement(name[1], field, name[0])
    deeper = field_end(c, behind_it)
    if deeper > end + 1 and c.low(end) == "for":
        whose = name_at(c, c.skip_the(deeper + 1)) if c.low(deeper) == "of" else None
        whole = f" {c.words(i, deeper)}"  # "of State for Manpower of Norland"
        return Complement(whose[1], whole, whose[0]) if whose is not None else Complement(deeper, whole)
    land = _unknown_land(c, behind_it)
    return replace(land, field=field) if land else Complement(end, field)


def _organization(c: Cursor, k: int, end: int) -> Name:
    return Name("organization", c.words(k, end), c.span(k, end), base=c.words(k, end))


def _unknown_land(c: Cursor, k: int, ruling: bool = True) -> Complement | None:
    """A capitalised name of unknown kind behind "President of": the shortest stretch that the rest of the article bears
    out.
    """
    if not c.cap(k):
        return None
    end = land_end(c, k)
    if not ruling and c.at(c.run(k)) == "," and c.cap(c.run(k) + 1) and c.run(k) - k > 1:
        return Complement(c.run(k), org=_organization(c, k, c.run(k)))
    words = c.words(k, end)
    if fold(words) in c.known.persons:
        return None
    return Complement(end, org=Name("place", words, c.span(k, end), certain=False))
