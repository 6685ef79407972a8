"""Bodies that a plural names together: "the ministries of health of the two countries", "the universities of A and B".

Comes in: the nodes of a list's member, or the head noun of a plural. Goes out: the single body's noun, its field, and
the forms of its name. It never says which states or places the plural means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.claims.documents import listed
from kg.claims.listing import BODY_HEADS
from kg.syntax import Node, Parse
from kg.words import fold

PLURAL_NAME = re.compile(r"(?P<noun>[A-Z][a-z]+s)(?: (?:of|for) (?P<field>[A-Z].+?))? of (?P<owner>[A-Z].+)")


def group_of(node: Node) -> str:
    """The kind of collective that a noun's plural is (`country`, `party`, `ministry`, …), '' for none."""
    word = fold(node.lemma)
    plural = node.tag in {"NNS", "NNPS"} and word.endswith("s")
    word = (f"{word[:-3]}y" if word.endswith("ies") else word[:-1]) if plural else word
    if word == "ministry":
        return "ministry"
    return next((group for group in ("country", "party", "parliament", "people", "body") if listed(group, word)), "")


def portfolio(head: Node, parse: Parse) -> str:
    """The field in "ministries of health (of …)" and "health ministries", '' for none."""
    for prep in parse.children(head, "prep"):
        for child in parse.children(prep, "pobj"):
            if fold(prep.text) == "of" and child.phrase is None and not group_of(child):
                return child.text.capitalize()
    before = [n.text for n in parse.children(head, "amod", "compound") if n.phrase is None and n.text.isalpha()]
    return " ".join(word.capitalize() for word in before)


def field_of(part: Sequence[Node]) -> str:
    """The words between the noun and the owner of "chambers of commerce of A", in capitals."""
    of = [at for at, node in enumerate(part) if fold(node.text) == "of"]
    words = [node.text.capitalize() for node in part[of[0] + 1 : of[-1]]] if len(of) > 1 else []
    return " ".join(words)


def plural_body(part: Sequence[Node]) -> tuple[str, str, str] | None:
    """Noun, field and first owner of a name in the plural ("Ministries of Agriculture of A"); None for others."""
    name = part[0].phrase.name if len(part) == 1 and part[0].phrase is not None else None
    match = PLURAL_NAME.fullmatch(name.text) if name is not None else None
    if match is None:
        return None
    noun = fold(match["noun"])
    single = f"{noun[:-3]}y" if noun.endswith("ies") else noun[:-1]
    return (single, match["field"] or "", match["owner"]) if single in BODY_HEADS else None


def body_forms(noun: str, field: str, owner: str) -> list[str]:
    """The forms of a body's name, the fullest first."""
    head = f"{noun.capitalize()} of {field}" if field else noun.capitalize()
    return [f"{head} of {owner}", f"{owner}'s {head}", f"{owner} {head}"]
