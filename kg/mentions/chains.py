"""Names inside names: what a body becomes when a larger one stands before or behind it.

Comes in: a cursor, names already read and where their words end. Goes out: the longer Name with its chain of parents,
and its end. It never reads a name itself, and never drops a parent that the words give.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor
from kg.mentions.heads import cut, head_kind
from kg.model import Span
from kg.syntax import Name
from kg.territories import territory
from kg.words import fold

Found = tuple[Name, int]
LANDS = frozenset({"place", "state"})
LINK = re.compile(r"\s(?:of|for|on|to|against)\s")


def head_noun(name: Name) -> str:
    """The singular head noun of a name's own words, those before its field of work ("ministry"); '' for none."""
    front = LINK.split(name.base or name.text)[0].split()
    noun = lexicon.singular(front[-1]) if front else ""
    return noun if lexicon.org_class(noun) else ""


def of_name(c: Cursor, name: Name, inner: Name, end: int) -> Found:
    """`name` of `inner`: part of its own name for a party or association of a land, a parent for everything else."""
    span = Span(name.span.start, inner.span.end)
    text = c.written(span)
    words = (name.base or name.text).casefold()
    chamber = lexicon.has("seated-in", words.split()[-1]) or words in {"congress", "national congress"}
    if chamber and inner.kind in LANDS:
        name = replace(name, kind="state_body")
    proper = name.parent is None and lexicon.org_class(head_noun(name)) == "proper" and not chamber
    if inner.kind in LANDS and (name.kind == "party" or proper):
        told = name.abbreviation is not None  # the brackets have closed the name
        return (replace(name, span=span) if told else replace(name, text=text, span=span, base=text)), end
    if name.parent is None:
        return replace(name, text=text, span=span, parent=inner, base=name.base or name.text), end
    parent = replace(name.parent, parent=inner) if name.parent.parent is None else name.parent
    return replace(name, text=text, span=span, parent=parent), end


def of_land(c: Cursor, name: Name, inner: Found | None, k: int) -> Found | None:
    """A word for land with what stands behind its "of", token k on: "Kingdom of Carsovia", "Province of the North"."""
    if inner and inner[0].kind not in LANDS | {"organization"}:
        return None
    end = inner[1] if inner and inner[0].kind in LANDS else cut(c, k, c.run(k))
    lands = (j for j in range(end, k, -1) if territory(c.words(k, j)) or territory(f"{name.text} of {c.words(k, j)}"))
    end = next(lands, end)  # what stands behind a state's name is its ambassador's
    span = Span(name.span.start, c.tokens[end - 1].span.end)
    if name.kind == "place" and inner and inner[0].kind == "state":
        return replace(name, span=span, parent=inner[0]), end
    if name.kind == "state":
        return Name("state", f"{name.text} of {c.words(c.skip_the(k), end)}", span), end
    return Name("place", c.written(span), span), end


def extended(c: Cursor, parent: Name, i: int, end: int) -> Name:
    """The body that tokens i to end - 1 name right behind their parent's bracket ("… Party (CPU) Central
    Committee").
    """
    span = Span(parent.span.start, c.tokens[end - 1].span.end)
    base = c.words(i, end)
    text = f"{parent.text}{'' if base.startswith(('’', chr(39))) else ' '}{base}"
    return Name(head_kind(c.low(end - 1)), text, span, parent=parent, base=base)


def possessed(c: Cursor, owner: Name, mark: int, end: int, inner: Name | None = None) -> Found:
    """The body behind a possessive at token `mark`; an inner chain's top goes to the owner."""
    text = f"{owner.text}{c.at(mark)} {c.words(mark + 1, end)}"
    span = Span(owner.span.start, c.tokens[end - 1].span.end)
    if inner is None:
        return Name(head_kind(c.low(end - 1)), text, span, parent=owner, base=c.words(mark + 1, end)), end
    parent = owner
    if inner.parent is not None:
        parent = replace(inner.parent, parent=owner, text=f"{owner.text}{c.at(mark)} {inner.parent.text}")
    return Name(inner.kind, text, span, parent=parent, base=inner.base), end


def grown(c: Cursor, name: Name, k: int, end: int) -> Name:
    """`name` with the words from its link to token `end`, which are part of its own name."""
    span = Span(name.span.start, c.tokens[end - 1].span.end)
    text = c.written(span)
    link = k - 2 if c.low(k - 1) == "the" else k - 1
    base = text if name.parent is None else f"{name.base} {c.words(link, end)}"
    return replace(name, text=text, span=span, base=base)


def shortened(c: Cursor, name: Name, k: int, inner: Found) -> Found | None:
    """`name` with the bracket behind what stands behind its "of", where the letters there are its own: "Institute of
    Foreign Trade (IFT)", "International Bureau of the Teal Party (IBTP)".
    """
    below, short = _unbracketed(inner[0])
    if short is None or short.abbreviation is None or name.abbreviation or name.parent or c.at(inner[1] - 1) != ")":
        return None
    letters = [letter for letter in fold(short.abbreviation) if letter.isalpha()]
    own, theirs = initials(name.text), initials(below.text)
    alike = letters[: len(own)] == own and letters != theirs and letters[-1] in theirs
    if len(letters) < 3 or not alike:
        return None
    bracket = next(m for m in range(inner[1] - 1, k, -1) if c.at(m) == "(")
    lone = letters == own + theirs and below.kind == "organization" and below.parent is None
    whole = grown(c, name, k, bracket) if lone else of_name(c, name, below, bracket)[0]
    span = Span(name.span.start, c.tokens[inner[1] - 1].span.end)
    at = short.abbreviation_span
    return replace(whole, abbreviation=short.abbreviation, abbreviation_span=at, span=span, certain=True), inner[1]


def _unbracketed(name: Name) -> tuple[Name, Name | None]:
    """A name without the bracketed short form of the innermost name in it, and that name; None where there is none."""
    if name.abbreviation is not None:
        return replace(name, abbreviation=None, abbreviation_span=None), name
    if name.parent is None:
        return name, None
    parent, short = _unbracketed(name.parent)
    return replace(name, parent=parent), short


def initials(text: str) -> list[str]:
    """The initials, folded, of the capitalised words of a name."""
    return [fold(word)[0] for word in re.split(r"[\s-]+", text) if word[:1].isupper()]
