"""Second names that words give: "the A, known as B", "A, or B,", "A (formerly B)", "C “D” E".

Comes in: an article's context, the abbreviations already explained. Goes out: a claim for each further name, once. It
never takes an office, a description in lower case or a land in brackets for a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.claims.context import Context
from kg.claims.initials import spelt_by
from kg.model import AliasClaim, Claim, Evidence, Span
from kg.syntax import Phrase
from kg.territories import territory
from kg.words import fold

WORD = r"[^\W\d_a-z][\w'’-]*"
NAME = rf"(?P<alias>{WORD}(?:\s+(?:(?:of|for|and|the|de|del|da|do|la|le|di)\s+)*{WORD}){{0,8}})"
QUOTED = rf"[\"“‘']?{NAME}[\"”’']?"
END = r"(?=\s*(?:[,;:.)–—\n]|$|\s(?:is|was|has|had|will|and|met|said|in|on|at|for|from|with|which|who)\b))"
KNOWN = (
    r"(?:(?:which|who|that)\s+(?:is|was)\s+)?(?:(?:also|better|best|commonly|popularly|widely|locally|otherwise|often|"
    r"usually|simply|today|now|formerly|previously|once|more|is|was|formally|officially)\s+)*"
    r"(?:known|called|abbreviated|shortened|nicknamed|dubbed|referred\s+to|renamed|formerly|previously)"
    r"(?:\s+(?:today|now|locally|simply|collectively|popularly))?(?:\s+(?:as|to|by|under))?"
    r"(?:\s+(?:its|his|her|their|the)\s+(?:\w+\s+)?(?:acronym|initials|abbreviation|nickname|name|alias))?(?:\s+(?:as|of))?"
)
TOLD = re.compile(rf"\s*[,(–—]?\s*(?:{KNOWN}|alias|a\.?k\.?a\.?)\s+(?:the\s+)?{QUOTED}{END}")
FOREIGN = re.compile(rf"\s+\((?:the\s+)?{QUOTED}(?:,\s+(?P<short>[A-Z][A-Za-z-]{{1,8}}))?\)")
SET_OFF = re.compile(
    r"(?:,\s+(?:or\s+(?:the\s+)?)?|\s+[–—-]\s+|,?\s+or\s+(?:the\s+)?)(?P<alias>[A-Z][A-Za-z-]{1,8})(?=\s*[,.;–—-])"
)
NICKNAME = re.compile(rf"{WORD}(?:\s+{WORD})*\s+[\"“‘](?P<alias>{WORD}(?:\s+{WORD}){{0,2}})[\"”’](?:\s+{WORD})*")
BEHIND = re.compile(rf"\s+[\"“‘](?P<alias>{WORD}(?:\s+{WORD}){{0,2}})[\"”’]")
BODIES = frozenset({"party", "party_body", "state_body", "organization"})


def other_names(context: Context, explained: set[str]) -> Iterator[Claim]:
    """A claim for each second name behind, or inside, the name of a person, body or land."""
    seen = {fold(alias) for alias in explained}
    for mentions in context.mentions:
        for phrase in mentions.phrases:
            name = phrase.name.text if phrase.name is not None else ""
            key = context.discourse.named.get(phrase.span)
            if key not in context.entities or not name or phrase.kind not in {"person", "org", "place"}:
                continue
            for alias, end in _told(context, phrase, mentions.sentence.span.end):
                if fold(alias) in seen or fold(alias) == fold(name):
                    continue
                seen.add(fold(alias))
                evidence = Evidence(Span(phrase.span.start, end), "alias/words")
                yield AliasClaim(key, spelt_by(name, alias) or name, alias, evidence)


def _told(context: Context, phrase: Phrase, stop: int) -> Iterator[tuple[str, int]]:
    """The second names of a phrase, and where the words that give each end."""
    text, end = context.text[:stop], phrase.span.end
    behind = _name_end(phrase)
    told = next((m for at in dict.fromkeys((behind, end)) if (m := TOLD.match(text, at)) is not None), None)
    if told is not None and not _of_office(context, told.start("alias")):
        yield told["alias"], told.end("alias")
    if phrase.kind == "person":
        found = BEHIND.match(text, behind) or NICKNAME.fullmatch(text, phrase.span.start, end)
        if found is not None:
            yield found["alias"], found.end()
    short = SET_OFF.match(text, end) if phrase.kind == "org" else None
    if short is not None and spelt_by(Span(phrase.span.start, end).of(text), short["alias"]):
        yield short["alias"], short.end("alias")
    if phrase.kind == "org" and phrase.name is not None and phrase.name.certain:
        foreign = FOREIGN.match(text, end)
        if foreign is not None and _foreign(foreign["alias"]):
            yield foreign["alias"], foreign.end()
            if foreign["short"]:
                yield foreign["short"], foreign.end()


def _name_end(phrase: Phrase) -> int:
    return phrase.person.name.span.end if phrase.person is not None else phrase.span.end


def _foreign(alias: str) -> bool:
    """Whether words in brackets are a name of several words in another tongue: no land, no abbreviation, no English."""
    words = alias.split()
    small = any(word in {"of", "for", "and", "the"} for word in words)
    return len(words) > 1 and not small and all(territory(word) is None for word in (*words, alias))


def _of_office(context: Context, position: int) -> bool:
    """Whether an office begins where a second name would ("formerly Minister of Trade")."""
    phrases = (p for m in context.mentions for p in m.phrases if p.span.start <= position < p.span.end)
    titles = (t for p in phrases for t in ((p.title,) if p.title else p.person.titles if p.person else ()))
    return any(t.span.start <= position < t.span.end for t in titles)
