"""The offices that clauses give: "A was appointed B", "they elected A leader", "the League, led by A".

Comes in: one sentence's phrases, or the lines of a signature, and the article's text. Goes out: who is given which
title, with the body if the clause names one beside. It never reads across a sentence's end but where a statement is
signed, and never takes a delegation's leader for a body's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.discourse.lexicon import words
from kg.discourse.posts import is_states
from kg.model import OfficeStatus, Span
from kg.syntax import Mentions, Name, Phrase, Title

WORD = (
    r"(?:also|now|currently|previously|formerly|then|again|concurrently|both|all|each|still|once|recently|newly|later|"
    r"never|\w+ly)"
)
THE = r"(?:(?:the|its|his|her|their|a|an|one of|as|to be|to serve as|in as|both|new|next|first)\s+)*"
CHOSEN = (
    r"(?:re-?)?(?:elected|appointed|named|chosen|installed|confirmed|sworn|inaugurated|promoted|designated|selected)"
)
CHOOSES = r"(?:re-?)?(?:elects?|appoints?|names?|cho(?:o)?ses?|installs?|confirms?|nominates?|designates?|selects?)"
LED = {
    "chair": "chair",
    "head": "head",
    "lead": "leader",
    "led": "leader",
    "presid": "president",
    "co-chair": "co-chair",
}
CAPACITY = re.compile(
    rf",?\s*(?:speaking\s+)?in\s+(?:his|her|their)\s+capacity\s+as\s+{THE}|,?\s*speaking\s+as\s+{THE}"
)
IS = re.compile(
    rf",?\s*(?:\(.{{1,20}}\),?\s*|\d\d,\s*)?(?:who\s+)?(?:has|had|have)?\s*(?:{WORD}\s+)*"
    rf"(?:(?:is|was|been|became|becomes?|remains|remained|serves?|served|acts|acted|worked)\s+(?:{WORD}\s+)*(?:as\s+)?|"
    r"(?:continues?|continued|stays?|stayed|carries on|returns?|returned|doubles|doubled|"
    rf"(?:takes?|took|taken)\s+(?:over|office)|assume[sd]?\s+(?:office|duties|the\s+post))\s+(?:on\s+)?as\s+){THE}"
)
LEAVES = re.compile(  # behind a person: an office left
    rf",?\s*(?:who\s+)?(?P<will>(?:will|would|is to|is due to|plans to)\s+)?(?:(?:has|had|have)\s+)?(?:{WORD}\s+)*"
    r"(?:(?:steps?|stepped|stands?|stood)\s+(?:down|aside)|resign(?:s|ed)?|retire[sd]?|quits?|bow(?:s|ed)\s+out|"
    r"(?:is|was|been|be)\s+(?:removed|ousted|dismissed|sacked|relieved|recalled|replaced|dropped|deposed))\s+"
    r"(?:(?:on|in|last|this)\s+\w+\s+|yesterday\s+|today\s+)?"
    rf"(?:as|from\s+(?:the\s+)?(?:post|office|position)\s+of)\s+{THE}"
)
AS_ONE = re.compile(
    r"(?:^|[,;:.“\"(]\s*|\band\s+|\bthat\s+)(?:[Ss]peaking\s+)?"
    r"(?:[Aa]s|[Ii]n\s+(?:his|her)\s+(?:\w+\s+)?capacity\s+as)\s+(?:the\s+)?$"
)
AUX = "(?:was|were|is|has|had|have|been|being|will|be)"
WAS_CHOSEN = re.compile(
    rf"(?:(?:,\s*(?:who\s+)?(?:{AUX}\s+)*|\s*(?:who\s+)?(?:{AUX}\s+)+)(?:{WORD}\s+)*{CHOSEN}|\s*(?:re-?)?elected|\s*sworn)"
    rf"\s+(?:in\s+)?{THE}"
)
CHOOSING = re.compile(rf"\b(?:{CHOSEN}|{CHOOSES})\s+(?:the\s+)?$")
NEXT = re.compile(rf",?\s*{THE}")
LED_BY = re.compile(
    r",?\s*(?:which is\s+)?(?:currently\s+|now\s+)?(co-chair|chair|head|led|presid)\w*(?: over)? by\s+(?:the\s+)?"
)
LEADS = re.compile(
    rf",?\s*(?:who\s+)?(?:has\s+|had\s+)?(?:{WORD}\s+)*"
    r"(co-chair(?=s|ed)|chair(?=s|ed)|head(?=s|ed)|lead(?=s)|led|presid(?=es|ed))\w*(?:\s+over)?\s+(?:the\s+|its\s+)?"
)
REPLACES = re.compile(
    r"(?:\s+(?:on|in|for)\s+[\w ]{2,20})?,?\s*(?:who\s+)?(?:(?:replac|succeed|follow)(?:es|ing|s|ed)(?:\s+the)?|"
    r"(?:takes|took|taking) over from)\s+|"
    r",?\s*(?:to (?:replace|succeed)|in succession to|in (?:the )?place of)\s+"
)
TIMES = r"(?:(?:from|between|in|until|since|for|during)\s+[\w ,–-]{4,30}?,?\s+)?"
FURTHER = re.compile(  # between the offices of a career
    rf"\s+{TIMES}(?:\([^)]{{1,25}}\)\s*)?(?:[,;]\s*)?(?:(?:and|then|later|also|subsequently|previously|afterwards|"
    rf"finally|before that|as well as|followed by)[,\s]+)*{TIMES}{THE}"
)
AS = re.compile(rf",?\s*as\s+{THE}")
PAST = re.compile(r"\b(?:had|formerly|previously|earlier|once|until|served|acted|worked)\b")
WAS = re.compile(r"\b(?:was|were|been)\b")
OVER = re.compile(  # behind an office that somebody "was" in: it is over
    r",?\s+(?:until|till|(?:from|between)\s+(?:\w+\s+)?\d{4}\s+(?:to|until|till|through|and)\b|"
    r"in\s+(?:the\s+)?(?:(?:early|late|mid)[ -])?(?:\d{4}s?\b)|at\s+(?:the|that)\s+time\b|when\b|before\b)"
)
BEFORE = re.compile(r"(?:before (?:that|then|this)|earlier|previously|until then|formerly)\b", re.IGNORECASE)
OWNED = re.compile(r",?\s+(?:is|was|remains|will be)\s+(?:now\s+|currently\s+)?|\s*:\s*")
SENT = re.compile(
    r"\b(?:delegation|mission|team|group|visit|meeting|talks|session|of|from|by|with|to|at)\s+(?:\w+\s+)?(?:the\s+)?$"
)
SENT_ON = re.compile(r"\s*(?:delegation|mission|team|side|group)\b")
JUDGES = frozenset({"justice", "judge"})  # who may lead a body of another kind
BODIES = frozenset({"party", "party_body", "state_body", "organization"})


@dataclass(frozen=True, slots=True)
class Predication:
    """`person` is given `title`; `body` is a name beside the clause that it is of, if its own words give none."""

    person: Name
    title: Title
    span: Span
    body: Name | None = None


def predications(sentence: Mentions, text: str) -> Iterator[Predication]:
    """What a sentence's clauses say that its persons are, in text order."""
    phrases = [p for p in sentence.phrases if p.kind != "date"]
    for at, (a, b) in enumerate(pairwise(phrases)):
        between = " ".join(text[a.span.end : b.span.start].split()) + " "
        between = between if text[a.span.end : a.span.end + 1] in {",", ":"} else " " + between
        if a.person is not None and b.title is not None and b.person is None:
            yield from _given(a, b, between, phrases[:at], phrases[at + 2 :], sentence, text)
        elif a.person is not None and b.kind == "org" and b.name is not None:
            yield from _leading(a, b.name, between, text)
        elif a.kind == "org" and a.name is not None and b.person is not None:
            yield from _led(a.name, b, between, text)
        elif a.title and b.person and (_owned(a, between) or _as_one(a, between, sentence, text)):
            yield Predication(b.person.name, a.title, Span(a.span.start, b.span.end))
    yield from _replaced(phrases, text)


def _owned(a: Phrase, between: str) -> bool:
    """Whether an office of something known is said to be somebody's: "the chair of the Board is A"."""
    if a.title is None or a.person is not None or a.title.plural or not (a.title.org or a.title.owner):
        return False
    return OWNED.fullmatch(between) is not None


def _as_one(a: Phrase, between: str, sentence: Mentions, text: str) -> bool:
    """Whether an office is somebody's whose name is told behind it: "As chair of the Board, A thanked …"."""
    if a.title is None or a.person is not None or a.title.plural or between != ", ":
        return False
    return AS_ONE.search(text[sentence.sentence.span.start : a.span.start]) is not None


def _given(
    a: Phrase, b: Phrase, between: str, before: list[Phrase], behind: list[Phrase], sentence: Mentions, text: str
) -> Iterator[Predication]:
    """The title of "A is B", "A was appointed B", "they elected A B"."""
    if a.person is None or b.title is None:
        return
    front = " ".join(text[sentence.sentence.span.start : a.span.start].split()) + " "
    span = Span(a.span.start, b.span.end)
    orgs = [p for p in before if p.kind == "org" and p.name is not None and p.name.kind in BODIES]
    body = orgs[-1].name if orgs else None
    if WAS_CHOSEN.fullmatch(between) or CAPACITY.fullmatch(between):
        yield Predication(a.person.name, b.title, span)
    elif IS.fullmatch(between):
        gone = OVER.match(text, b.span.end) or BEFORE.match(front.strip())
        over = PAST.search(between) or (WAS.search(between) and gone)
        status = "former" if over and b.title.status == "current" else b.title.status
        of_which = body if front.rstrip().endswith("of which") else None
        yield Predication(a.person.name, replace(b.title, status=status), span, of_which)
        for title, end in further(b, behind, text):
            yield Predication(a.person.name, replace(title, status=status), Span(a.span.start, end), of_which)
    elif left := LEAVES.fullmatch(between):
        status = b.title.status if left["will"] else "former"
        yield Predication(a.person.name, replace(b.title, status=status), span)
    elif CHOOSING.search(front) and NEXT.fullmatch(between) and (body or b.title.org or is_states(b.title)):
        start = min(span.start, body.span.start) if body else span.start
        yield Predication(a.person.name, b.title, Span(start, span.end), body)


def office_of(subject: Span, b: Phrase, text: str) -> Title | None:
    """The office of "he is A", "he was appointed A", "she headed the A" by the words between; None for other words."""
    between = " " + " ".join(text[subject.end : b.span.start].split()) + " "
    if b.title is not None and b.person is None and not b.title.plural:
        if WAS_CHOSEN.fullmatch(between):
            return b.title
        if IS.fullmatch(between):
            over = PAST.search(between) or WAS.search(between)
            return replace(b.title, status="former") if over and b.title.status == "current" else b.title
    led = LEADS.fullmatch(between) if b.kind == "org" and b.name is not None and b.name.kind in BODIES else None
    if led is None or b.name is None or SENT_ON.match(text, b.span.end):
        return None
    past = PAST.search(between) is not None or between.split()[-2:][0].endswith("ed")
    return Title(LED[led[1]], LED[led[1]], b.span, b.name, status="former" if past else "current")


def further(first: Phrase, behind: Iterable[Phrase], text: str) -> Iterator[tuple[Title, int]]:
    """The further offices of a list that an office begins, and where each ends: "served as A, as B from 2010 to 2014,
    and then C of D".
    """
    last = first
    for phrase in behind:
        between = " ".join(text[last.span.end : phrase.span.start].split())
        if phrase.title is None or phrase.person is not None or FURTHER.fullmatch(f" {between} ") is None:
            return
        for title in (phrase.title, *phrase.more):
            yield title, phrase.span.end
        last = phrase


def _leading(a: Phrase, body: Name, between: str, text: str) -> Iterator[Predication]:
    """What "A heads the Board" gives."""
    led = LEADS.fullmatch(between)
    if a.person is None or led is None or SENT_ON.match(text, body.span.end) or body.kind not in BODIES:
        return
    noun = LED[led[1]]
    span = Span(a.span.start, body.span.end)
    status: OfficeStatus = "former" if PAST.search(between) else "current"
    yield Predication(a.person.name, Title(noun, noun, body.span, body, status=status), span)


def _led(body: Name, b: Phrase, between: str, text: str) -> Iterator[Predication]:
    """What "the League, led by A" gives."""
    led = LED_BY.fullmatch(between)
    if (
        led is None
        or b.person is None
        or any(
            t.head not in words("envoy") | words("legislator") | JUDGES or t.org or t.owner for t in b.person.titles
        )  # "led by its president A"
        or body.kind not in BODIES
        or SENT.search(text[max(0, body.span.start - 40) : body.span.start])
    ):
        return
    noun = LED[led[1]]
    yield Predication(b.person.name, Title(noun, noun, body.span, body), Span(body.span.start, b.span.end))


def _replaced(phrases: list[Phrase], text: str) -> Iterator[Predication]:
    """What "A was elected B, replacing C" says of C: C was B."""
    for at, (a, b) in enumerate(pairwise(phrases)):
        between = " ".join(text[a.span.end : b.span.start].split()) + " "
        if (
            b.person is None
            or b.person.titles
            or not REPLACES.fullmatch(between if between[0] == "," else " " + between)
        ):
            continue
        titles, end = a.person.titles if a.person else (a.title,) if a.title else (), b.span.end
        behind = phrases[at + 2 : at + 3]
        if behind and behind[0].title is not None and AS.fullmatch(text[b.span.end : behind[0].span.start]):
            titles = (behind[0].title,)
            end = behind[0].span.end
            if a.person is not None:
                yield Predication(a.person.name, titles[0], Span(a.span.start, end))
        for title in titles[-1:]:
            yield Predication(b.person.name, replace(title, status="former"), Span(a.span.start, end))


def signatures(mentions: Sequence[Mentions], text: str) -> Iterator[tuple[Predication, Mentions]]:
    """The offices below names that have a line of their own, each with its line: how statements are signed."""
    for at, (name, below) in enumerate(pairwise(mentions)):
        signer = _alone(name)
        person = signer.person if signer is not None else None
        office = below.phrases[0] if below.phrases else None
        if person is None or office is None or office.title is None or office.person or office.title.plural:
            continue
        if office.span.start != below.sentence.span.start or not _ends(office, below, text):
            continue
        further = below.phrases[1:2] or [p for m in mentions[at + 2 : at + 3] for p in m.phrases if _alone(m) is p]
        body = next((p.name for p in further if p.kind == "org" and p.name and p.name.kind in BODIES), None)
        end = max(office.span.end, body.span.end if body is not None else 0)
        yield Predication(person.name, office.title, Span(person.span.start, end), body), below


def _alone(line: Mentions) -> Phrase | None:
    """The only phrase of a line that it fills, white space aside."""
    whole = len(line.phrases) == 1 and line.phrases[0].span == line.sentence.span
    return line.phrases[0] if whole else None


def _ends(office: Phrase, line: Mentions, text: str) -> bool:
    """Whether nothing but a comma and a body stands behind the office on its line."""
    rest = text[office.span.end : line.sentence.span.end].strip()
    behind = line.phrases[1:]
    return not rest or (len(behind) == 1 and behind[0].kind == "org" and rest == f", {behind[0].span.of(text)}")
