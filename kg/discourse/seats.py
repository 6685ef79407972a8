"""Who sits on a body by what clauses say: "A and B were elected to X", "X consists of A and B", "elected to X were A".

Comes in: one sentence's phrases and the article's text. Goes out: a membership for each person of the list. It never
takes the people of a delegation, or of a whole party or state, for members of a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.discourse.predications import SENT_ON, WORD, Predication
from kg.model import Span
from kg.syntax import Mentions, Name, Phrase, Title

THE = r"(?:the\s+|its\s+|their\s+|his\s+|her\s+|a\s+)?(?:new\s+|newly elected\s+)?"
CHOSEN = (
    r"(?:re-?)?(?:elected|named|appointed|co-?opted|voted|promoted|admitted|added|nominated|selected|chosen|returned)"
)
ONTO = r"(?:in)?to|on(?:to)?"
JOINED = re.compile(r"\s*[,;]?\s*(?:and\s+|&\s+)?(?:[•–*-]\s+)?|\s*\([^()]{2,40}\)\s*[,;]?\s*(?:and\s+)?")
SIT = re.compile(
    rf"\s*,?\s*(?:\d\d,\s*)?(?:who\s+)?(?:has\s+|have\s+|had\s+|will\s+)?(?:{WORD}\s+)*"
    r"(?:(?:sits?|sat|serves?|served|serving|sitting)\s+(?:on|in)|"
    r"(?:win|wins|won|took|takes?|holds?|held)\s+(?:(?:a|his|her|their)\s+)?seats?\s+(?:on|in)|"
    rf"(?:(?:was|were|is|are|been|be|being)\s+)?(?:{WORD}\s+)*{CHOSEN}\s+(?:{ONTO})|(?:re-?)?(?:join(?:s|ed)?|enter(?:s|ed)?))\s+{THE}"
)
CONSISTS = re.compile(
    rf"\s*,?\s*(?:which\s+)?(?:{WORD}\s+|will\s+)*(?:consists?\s+of|consisted\s+of|comprises?|comprised|includes?|included|"
    r"(?:is|was|are|be)\s+(?:made\s+up\s+of|composed\s+of|formed\s+by|comprised\s+of))\s+(?:the\s+)?"
    r"|\s*:\s*|\s*,\s*whose\s+members\s+(?:are|were|include)\s+"
)
ARE = re.compile(rf"\s+(?:is|are|was|were|will be)\s+(?:{WORD}\s+)*(?:[\w-]+\s+members?,?:?\s+)?|\s*:\s*")
FRONTED = re.compile(rf"(?:^|[.;:,]\s*|\b)(?:{CHOSEN}\s+(?:{ONTO})|(?:sitting|serving)\s+on)\s+{THE}$", re.IGNORECASE)
TO = re.compile(rf"\s*(?:{ONTO})\s+{THE}")
CHOOSING = re.compile(
    rf"\b(?:{CHOSEN}|(?:re-?)?(?:elects?|names?|appoints?|co-?opts?|promotes?|admits?|chooses?))\s+(?:[\w-]+\s+)?$"
)
HEADING = re.compile(r"[^\n]{3,90}:\s*")
HEADED = re.compile(r"(?:the |new |full |ordinary )*members?\b", re.IGNORECASE)
OF_PARTY = re.compile(r",?\s+(?:of|from)\s+(?:the\s+)?(?:ruling\s+|opposition\s+|governing\s+)?|\s*\((?:the\s+)?")
ROW = re.compile(r"\s*(?:[•*–—-]|\d{1,2}[.)])?\s*")
SEATED = frozenset({"party_body", "state_body", "organization"})
MEMBER = "member"


def seats(sentence: Mentions, text: str) -> Iterator[Predication]:
    """The memberships that a sentence's clauses give, in text order."""
    phrases = [p for p in sentence.phrases if p.kind not in {"date", "figure"}]
    start = sentence.sentence.span.start
    for at, phrase in enumerate(phrases):
        if phrase.kind != "org" or phrase.name is None or not _takes_members(phrase.name, text):
            continue
        before, behind = _run_back(phrases[:at], text), _run(phrases[at + 1 :], text)
        if before and _sit(before, phrase, text, start):
            yield from _members(before, phrase.name)
        if behind and _list(phrase, behind, text, start):
            yield from _members(behind, phrase.name)
    for person, party in pairwise(sentence.phrases):
        if party.name is not None and _is_of(person, party, text):
            yield from _members((person,), party.name)


def seats_by_line(mentions: Sequence[Mentions], text: str) -> Iterator[tuple[Predication, Mentions]]:
    """The memberships of names on lines of their own under a heading of a body's members, each with its line."""
    body: Name | None = None
    last: Name | None = None
    for sentence in mentions:
        said = sentence.sentence.span.of(text)
        bodies = [n for p in sentence.phrases for n in _bodies(p) if _takes_members(n, text)]
        if HEADING.fullmatch(said) and (bodies or HEADED.match(said)):
            body = bodies[-1] if bodies else last
            continue
        people = [p for p in sentence.phrases if p.person is not None]
        row = people and ROW.fullmatch(text, sentence.sentence.span.start, people[0].span.start)
        body = body if row and len(people) == 1 else None
        if body is not None and all(p.person and not p.person.titles for p in people):
            yield from ((member, sentence) for member in _members(people, body))
        last = bodies[-1] if bodies else last


def _is_of(person: Phrase, party: Phrase, text: str) -> bool:
    """Whether a party stands behind a person's name as theirs: "A of the Reform Party", "B (Reform Party)"."""
    if party.kind != "org" or party.name is None or party.name.kind != "party":
        return False
    if person.person is None or any(t.head == MEMBER for t in person.person.titles):
        return False
    between = text[person.span.end : party.span.start]
    closed = "(" not in between or text[party.span.end : party.span.end + 1] in {")", ","}
    return bool(OF_PARTY.fullmatch(between)) and closed and not SENT_ON.match(text, party.span.end)


def _bodies(phrase: Phrase) -> list[Name]:
    of_title = phrase.title.org if phrase.title is not None else None
    return [n for n in (phrase.name if phrase.kind == "org" else None, of_title) if n is not None]


def _takes_members(name: Name, text: str) -> bool:
    if name.kind not in SEATED or SENT_ON.match(text, name.span.end):
        return False
    return name.kind != "organization" or name.parent is not None or name.owner is not None


def _sit(people: Sequence[Phrase], body: Phrase, text: str, start: int) -> bool:
    """Whether the words between people and a body behind them make them its members."""
    between = text[people[-1].span.end : body.span.start]
    chosen = CHOOSING.search(text[start : people[0].span.start])
    return bool(SIT.fullmatch(between) or (chosen and TO.fullmatch(between)))


def _list(body: Phrase, people: Sequence[Phrase], text: str, start: int) -> bool:
    """Whether a body's members are listed behind it."""
    between = text[body.span.end : people[0].span.start]
    fronted = FRONTED.search(text[start : body.span.start])
    consists = CONSISTS.fullmatch(between)
    return bool((consists and len(people) > 1) or (fronted and ARE.fullmatch(between)))


def _run(phrases: Sequence[Phrase], text: str) -> list[Phrase]:
    """The list of persons that phrases begin with."""
    found: list[Phrase] = []
    for phrase in phrases:
        if phrase.person is None or (found and not _joined(found[-1], phrase, text)):
            break
        found.append(phrase)
    return found


def _run_back(phrases: Sequence[Phrase], text: str) -> list[Phrase]:
    """The list of persons that phrases end with, in text order."""
    found: list[Phrase] = []
    for phrase in reversed(phrases):
        if phrase.person is None or (found and not _joined(phrase, found[0], text)):
            break
        found.insert(0, phrase)
    return found


def _joined(a: Phrase, b: Phrase, text: str) -> bool:
    return JOINED.fullmatch(text, a.span.end, b.span.start) is not None


def _members(people: Sequence[Phrase], body: Name) -> Iterator[Predication]:
    for phrase in people:
        if phrase.person is not None:
            span = Span(min(phrase.span.start, body.span.start), max(phrase.span.end, body.span.end))
            yield Predication(phrase.person.name, Title(MEMBER, MEMBER, body.span, body), span)
