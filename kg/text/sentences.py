"""Splits a paragraph into sentences.

Comes in: a paragraph's words. Goes out: the spans of its sentences, trimmed, together covering every visible character.
It never splits at an abbreviation, an initial or a decimal point, and never moves or changes a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.language import words as tokens
from kg.model import Span

_NEVER = frozenset(
    "dr mr mrs ms mx prof gen col lt capt cpt maj sgt cpl sen rep gov pres rev fr hon h.e h.h h.m h.r.h "
    "adm brig cmdr comdr cdr amb supt insp messrs mme mlle st mt ft vs viz cf e.g i.e approx assoc asst "
    "dep dept sec gen'l pvt ret retd eng ing sr.gen cde atty ph.d.cand cllr adv barr engr surv lcdo lcda lic "
    "mgr mag dra sra srta alh ven shri smt bro evang pte cdre maj-gen lt-gen brig-gen col-gen lt-col sec-gen sec.-gen "
    "gov-gen vice-adm abd mohd muhd hj hjh cdes drs comdte".split()
)
_BEFORE_NUMBER = frozenset("no nos art arts vol vols fig figs para paras sec ch p pp ca c est tel ext op ver".split())
_SELDOM = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun inc ltd "
    "co corp jr sr bros etc a.m p.m b.c a.d esq plc univ intl govt ave blvd rd bldg no ph.d m.p m.a b.a".split()
)
_OPENERS = frozenset(
    "the a an he she it they we i you his her its their our my this that these those there here in on at "
    "by for from with as but and or so yet if when while after before during since until although though "
    "however meanwhile moreover according both also not no all some many most each one two among under "
    "over between to of what who why how".split()
)
_DOMAINS = frozenset("com net org info gov edu asia io js tv".split())
_SPEECH = re.compile(
    r"(?:[^\W\d_][\w.'’-]*\s+){0,4}(?:said|says|asked|asks|told|tells|added|wrote|remarked|replied|answered|quipped|stressed|noted"
    r"|wondered|continued|recalled|declared|demanded|exclaimed|cried|concluded|inquired|enquired|joked)\b"
)
_STOP = re.compile(r"(?P<mark>[.!?…]+|[។។。！？])(?P<close>[\"”’»\])*_']*)(?P<gap>\s*)")
_TOKEN = re.compile(r"[^\s(\[“\"‘«—–/]+$")
MOST = 350  # words of a sentence: thrice the longest of the corpus; the time of reading grows faster than they
_NEAR, _BRACKET = 120, 300  # how far an abbreviation's neighbours and a bracket's other end are looked for


def split_sentences(words: str) -> Iterator[Span]:
    """The spans of the sentences of `words`, offsets counted from its start."""
    start = _skip(words, 0)
    for match in _STOP.finditer(words):
        if match.end() >= len(words):
            break
        if match.start() >= start and _ends(words, start, match):
            end = match.end("close")
            yield Span(start, end)
            start = _skip(words, match.end())
    end = len(words.rstrip())
    if start < end:
        yield Span(start, end)


def bounded(words: str, span: Span) -> Iterator[Span]:
    """The span in parts of about MOST words at most, cut at white space where there is some."""
    start, count = span.start, 0
    for first, _ in tokens(span.of(words)) if span.end - span.start > MOST else ():
        count, at = count + 1, span.start + first
        if count > 2 * MOST or (count > MOST and words[at - 1].isspace()):
            yield Span(start, start + len(words[start:at].rstrip()))
            start, count = at, 1
    yield Span(start, span.end)


def _skip(words: str, start: int) -> int:
    while start < len(words) and words[start].isspace():
        start += 1
    return start


def _ends(words: str, start: int, match: re.Match[str]) -> bool:
    """Whether the stop mark that `match` found ends the sentence begun at `start`."""
    following = words[match.end() : match.end() + _NEAR]
    if match["mark"][0] in "។。！？":
        return True
    if _in_bracket(words, start, match):
        return False
    if not match["gap"]:
        return _glued(words, match, following)
    if not _opens(following):
        return False
    if match["mark"] != "." and match["close"] and _SPEECH.match(following):
        return False
    if set(match["mark"]) != {"."} or match["close"]:
        return True
    until = words[max(start, match.start() - _NEAR) : match.start()]
    return len(match["mark"]) > 1 or not _abbreviated(until, following)


def _in_bracket(words: str, start: int, match: re.Match[str]) -> bool:
    """Whether the mark stands inside a bracket; a bracket that holds the whole sentence ends it where it closes."""
    until = words[max(start, match.start() - _BRACKET) : match.start()]
    opened = max(until.rfind("("), until.rfind("["))
    if opened < 0 or until.find(")", opened) >= 0 or until.find("]", opened) >= 0:
        return False
    if any(c in match["close"] for c in ")]"):
        return opened > 0
    return any(c in words[match.start() : match.start() + _BRACKET] for c in ")]")


def _opens(following: str) -> bool:
    first = following.lstrip("\"“‘«'([*_•-–— ")[:1]
    return bool(first) and (first.isupper() or first.isdigit() or (first.isalpha() and first.lower() == first.upper()))


def _glued(words: str, match: re.Match[str], following: str) -> bool:
    """Whether two sentences stand together without a blank ("2026–2030.It covers"), as against "U.S." or "site.com"."""
    nearby = re.match(r"(?:[A-ZÀ-ÖØ-ÞĀ-ỿ][^\W\d_]+|[AI])(?=[\s,'’])", following)
    if nearby is None or nearby[0].lower() in _DOMAINS or len(match["mark"]) > 1:
        return False
    if match["close"]:
        return match["close"][-1] in "”’»)" and match["mark"] in ".!?"
    before = _TOKEN.search(words[max(0, match.start() - _NEAR) : match.start()])
    token = before[0] if before else ""
    if token.lower() in _NEVER or "." in token.rstrip("."):
        return False
    shortened = token[:1].isupper() and token.lower() in _SELDOM
    return bool(re.search(r"(?:[^\W\d_]{2}|\d{2}|[%)])$", token)) and not shortened


def _abbreviated(until: str, following: str) -> bool:
    """Whether the full stop after `until` belongs to a shortened word."""
    found = _TOKEN.search(until)
    token = found[0] if found else ""
    low, after = token.lower().strip(",;:"), following.lstrip("\"“‘«'(")
    opener = re.match(r"[^\W\d_]+", after)
    opens = bool(opener) and opener is not None and opener[0].lower() in _OPENERS
    if low in _NEVER or (low in _SELDOM and re.match(r"[–—-]\s", following)):
        return True
    if low in _BEFORE_NUMBER and after[:1].isdigit():
        return True
    if low in _SELDOM and (low != "no" or len(until.split()) > 1):
        return (not opens and token[:1].isupper()) or after[:1].isdigit()
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", token):
        return not opens
    initial = re.fullmatch(r"[A-ZÀ-ÖØ-ÞĐ]|[BCDFGHJKLMNPQRSTVWXZ][bcdfghjklmnpqrstvwxz]|Y[aeou]", token)
    return bool(initial) and not (opens and _is_lower_word_before(until))


def _is_lower_word_before(until: str) -> bool:
    words = until.split()
    return len(words) > 1 and words[-2][:1].islower()
