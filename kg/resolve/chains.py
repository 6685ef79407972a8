"""The name of an organisation as a chain from the body up to the party, state or organisation it belongs to.

Comes in: a name in any order of words ("Politburo of the CPV Central Committee", "CPV Central Committee's Political
Bureau"). Goes out: one canonical chain for all of them. It never uses similarity and knows no single organisation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kg.resolve.fold import fold, plain, words
from kg.resolve.nations import nation

HEADS = frozenset(
    """
    party committee commission bureau politburo congress assembly ministry council front union association academy board
    secretariat government senate parliament department delegation office agency court army cabinet league federation
    organization institute conference authority authorities headquarters embassy legislature house forum
    commissariat directorate presidium praesidium inspectorate leadership corps forces mission group
    """.split()
)
PLACES = frozenset(
    "province city district region municipality prefecture county commune state kingdom republic".split()
)
TITLE_HEADS = frozenset(
    """
    secretary president minister chair chairman head director king queen ambassador spokesman spokesperson
    spokeswoman member premier chancellor speaker governor mayor leader chief emir sultan prince emperor consul envoy
    commissioner deputy
    """.split()
)
TITLE_MODIFIERS = frozenset(
    """
    prime general first second third vice deputy permanent acting honorary former foreign interior defense finance
    standing crown co executive party assistant interim
    """.split()
)
OWNERS = frozenset("people women workers farmers men peasants children veterans teachers students journalists".split())
GENERIC = (
    HEADS
    | PLACES
    | TITLE_HEADS
    | frozenset(
        """
    national central standing political people general external relations foreign affairs international cooperation
    of and for on the supreme first 14th defense interior public security high level economic finance health
    education justice trade culture labor information state federal royal military provincial local women youth
    inspection propaganda communist socialist workers revolutionary democratic house representatives lower upper
    parliamentary leaders both sides host ruling own its two three countries parties side delegation
    """.split()
    )
)
SYNONYMS = {
    ("political", "bureau"): ("politburo",),
    ("politbureau",): ("politburo",),
    ("foreign", "ministry"): ("ministry", "foreign", "affairs"),
    ("foreign", "minister"): ("minister", "foreign", "affairs"),
    ("polit", "bureau"): ("politburo",),
}
SMALL = frozenset("of the and for on in a an to".split())
ACRONYM = re.compile(r"\s*\(\s*(?=[^()]*[A-Z][^()]*[A-Z])[A-Z][A-Za-z0-9.&/-]{1,11}\s*\)")
POSSESSIVE = re.compile(r"\b([\w.-]+)'s?(?=\s)")


@lru_cache(maxsize=65536)
def _chain(name: str, abbreviations: tuple[tuple[str, str], ...], post: bool) -> tuple[str, ...]:
    table = dict(abbreviations)
    text = re.sub(r"^(?:the|a|an)\s+", "", ACRONYM.sub("", plain(name)), flags=re.IGNORECASE)
    return _tidy(_parse(text, table, post, 0))


def chain(name: str, abbreviations: Mapping[str, str] | None = None, post: bool = False) -> tuple[str, ...]:
    """The canonical chain of a name: heads as sorted words, a state as "state:xx"; `post` reads a title in front.

    `abbreviations` maps folded abbreviations to full names. ("Politburo of the CPV") with CPV known gives
    ("politburo", "communist party", "state:vn").
    """
    return _chain(name, tuple(sorted((abbreviations or {}).items())), post)


def is_generic(links: tuple[str, ...]) -> bool:
    """Whether a chain says only what kind of body it is ("Central Committee"), not whose."""
    return not any(link.startswith("state:") for link in links) and all(set(link.split()) <= GENERIC for link in links)


def state_of(links: tuple[str, ...]) -> str | None:
    """The code of the state at the top of a chain, if it ends in one."""
    return links[-1][6:] if links and links[-1].startswith("state:") else None


def _parse(text: str, table: Mapping[str, str], post: bool, depth: int) -> tuple[str, ...]:
    text = text.strip(" ,")
    if not text or depth > 8:
        return ()
    if (full := table.get(fold(text))) and fold(full) != fold(text):
        return _parse(ACRONYM.sub("", plain(full)), table, post, depth + 1)
    if code := nation(text):
        return (f"state:{code}",)
    if post and (cut := _title_in_front(text, table)):
        title, body = cut
        return _parse(title, table, True, depth + 1) + _parse(body, table, False, depth + 1)
    if cut := _owner(text):
        owner, body = cut
        return _parse(body, table, post, depth + 1) + _parse(owner, table, False, depth + 1)
    parts = _parts(text, table)
    if len(parts) > 1:
        parts = _rejoin(parts)
        return tuple(link for i, part in enumerate(parts) for link in _parse(part, table, post and i == 0, depth + 1))
    return _segment(text, table, post, depth)


def _owner(text: str) -> tuple[str, str] | None:
    """Split at the last possessive that names an owner: "CPP's Standing Board"; "People's Party" has none."""
    for found in reversed(list(POSSESSIVE.finditer(text))):
        stem = fold(found.group(1))
        if stem not in OWNERS and not (stem.endswith("s") and stem[:-1] in OWNERS) and text[found.end() :].strip():
            return text[: found.end(1)], text[found.end() :]
    return None


def _parts(text: str, table: Mapping[str, str]) -> list[str]:
    """Cut at each "of" that leads to an owner; what only tells the portfolio ("of Foreign Affairs") stays."""
    pieces = re.split(r"\s+of\s+(?:the\s+)?", text, flags=re.IGNORECASE)
    kept = pieces[:1]
    for piece in pieces[1:]:
        if _stands_alone(piece, table):
            kept.append(piece)
        else:
            kept[-1] += f" of {piece}"
    return kept


def _stands_alone(piece: str, table: Mapping[str, str]) -> bool:
    tail = words(piece)
    if not tail:
        return False
    if fold(piece) in table or nation(piece) or tail[-1] in HEADS | PLACES or re.search(r"'s?\s", piece + " "):
        return True
    first = piece.split()[0]
    return bool(re.fullmatch(r"[A-Z][A-Z.&-]+", first)) or fold(first) in table or nation(first) is not None


def _title_in_front(text: str, table: Mapping[str, str]) -> tuple[str, str] | None:
    """“Mayor of Hanoi” is a title and its place; in “Minister of Foreign Affairs” the portfolio stays with the
    title.
    """
    found = re.match(r"(.+?)\s+of\s+(?:the\s+)?(.+)", text, flags=re.IGNORECASE)
    if (
        not found
        or "'" in found.group(1)
        or words(found.group(1))[-1:] == ()
        or words(found.group(1))[-1] not in TITLE_HEADS
    ):
        return None
    body = found.group(2)
    portfolio = set(words(body)) <= GENERIC and not _stands_alone(body, table)
    first = words(re.split(r"\s+of\s+", body)[0])
    if portfolio or (" of " in body and set(first) <= GENERIC and first[-1] not in HEADS | PLACES):
        return None
    return found.group(1), body


def _rejoin(parts: list[str]) -> list[str]:
    """Mend "Communist Party | Vietnam Central Committee": the body behind a party's state goes in front of the
    party.
    """
    out = list(parts)
    for i in range(1, len(parts)):
        tokens = parts[i].split()
        size = next((n for n in range(min(4, len(tokens) - 1), 0, -1) if nation(" ".join(tokens[:n]))), 0)
        if size and words(parts[i - 1])[-1:] == ("party",) and words(parts[i])[-1] in HEADS:
            out[i - 1 : i + 1] = [" ".join(tokens[size:]), parts[i - 1], " ".join(tokens[:size])]
            return out
    return out


def _segment(text: str, table: Mapping[str, str], post: bool, depth: int) -> tuple[str, ...]:
    """A stretch without "of" or owner: take off a title behind, a state or abbreviation in front, a body behind a
    party.
    """
    tokens = text.split()
    if post and (cut := _title_behind(tokens)):
        body, title = cut
        return (*_parse(title, table, False, depth + 1), *_parse(body, table, False, depth + 1))
    for size in range(min(5, len(tokens) - 1), 0, -1):
        front, rest = " ".join(tokens[:size]), " ".join(tokens[size:])
        if set(words(rest)) & (HEADS | PLACES | TITLE_HEADS) and (
            fold(front) in table or nation(front) or (size == 1 and re.fullmatch(r"[A-Z]{2,6}", front))
        ):
            return _parse(rest, table, post, depth + 1) + _parse(front, table, False, depth + 1)
    return _behind_party(tokens, table, depth)


def _title_behind(tokens: list[str]) -> tuple[str, str] | None:
    """“National Assembly Chairman” is the Chairman of the National Assembly; “Prime Minister” is one title."""
    folded = [w[0] if (w := words(t)) else "" for t in tokens]
    if folded[-1] not in TITLE_HEADS:
        return None
    start = len(tokens) - 1
    while start > 0 and (folded[start - 1] in TITLE_MODIFIERS or _is_field(folded, start)):
        if folded[start - 1] == "party" and start > 1 and folded[start - 2] in GENERIC:
            break  # "Labour Party President": the party is the body's own name, not the title's
        start -= 1
    return (" ".join(tokens[:start]), " ".join(tokens[start:])) if start else None


def _is_field(folded: list[str], start: int) -> bool:
    """Whether the word in front is the field of a minister or secretary ("Trade Minister"), no name of a body."""
    return folded[-1] in ("minister", "secretary") and folded[start - 1] in GENERIC - HEADS - PLACES - TITLE_HEADS


def _behind_party(tokens: list[str], table: Mapping[str, str], depth: int) -> tuple[str, ...]:
    folded = [w[0] if (w := words(t)) else "" for t in tokens]
    for i in range(1, len(tokens) - 1):
        named = [w for w in folded[:i] if not re.fullmatch(r"\d+(?:st|nd|rd|th)?|party", w)]
        if folded[i] == "party" and named and folded[-1] in HEADS and folded[i + 1 :] != ["committee"]:
            return _parse(" ".join(tokens[i + 1 :]), table, False, depth + 1) + _parse(
                " ".join(tokens[: i + 1]), table, False, depth + 1
            )
    return (_head(tuple(w for w in words(" ".join(tokens)) if w not in SMALL)),)


def _head(tokens: tuple[str, ...]) -> str:
    """The words of one link in one order, synonyms of general use made one."""
    for wording, canonical in SYNONYMS.items():
        if len(wording) <= len(tokens) and tokens[-len(wording) :] == wording:
            tokens = (*tokens[: -len(wording)], *canonical)
    return " ".join(sorted(tokens))


def _tidy(links: tuple[str, ...]) -> tuple[str, ...]:
    """Drop empty links and the idle word "party" of a party's own body ("Party Central Committee of the CPV")."""
    kept = [link for link in links if link]
    has_party = [
        i
        for i, link in enumerate(kept)
        if "party" in link.split() and len(link.split()) > 1 and i == len(kept) - 1 - (kept[-1].startswith("state:"))
    ]
    if has_party:
        for i in range(has_party[-1]):
            if set(kept[i].split()) == {"party", "central", "committee"}:
                kept[i] = "central committee"
    return tuple(kept)
