"""How two tellings in one article fit together: by their dates, and by where they stand in one sentence.

Comes in: an account and a later telling. Goes out: yes or no. It never asks who took part.
"""

from __future__ import annotations

import re

from kg.claims.event_shapes import Candidate
from kg.claims.event_stages import path
from kg.dates import bounds, overlap

BROAD = frozenset({"visit", "meeting", "congress", "festival", "exercise"})  # events that last
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTH = 31
POSTS = 2  # sentences behind an election in which others are told to be elected with it


def completes(old: Candidate, new: Candidate) -> bool:
    """Whether one tells the first day and the other the last of what lasts, a month apart at most."""
    if old.type not in BROAD or not (DAY.fullmatch(old.dates[0]) and new.dates and DAY.fullmatch(new.dates[0])):
        return False
    (first, opening), (last, closing) = sorted(((old.dates[0], old.phase), (new.dates[0], new.phase)))
    near = bounds(f"{first}/{last}") if first < last else None
    days = (near[1] - near[0]).days if near is not None else MONTH
    return days < MONTH and closing == "end" and opening != "end"


def behind_its_people(old: Candidate, new: Candidate) -> bool:
    """Whether a clause behind somebody met says it again ("received A, who paid a farewell call")."""
    verb = new.governor
    told = verb is not None and verb.dep == "relcl" and old.node in path(verb, new.parse)
    return told and bool(new.agents()) and new.agents() <= old.agents()


def bracketed(new: Candidate) -> bool:
    """Whether a telling stands in brackets behind another ("a meeting with A (the meeting of both parties)")."""
    before = [n for n in new.parse.nodes if n.index < new.node.index][-3:]
    return any(n.text == "(" for n in before)


def dates_fit(old: Candidate, new: Candidate) -> bool:
    """Whether two dates may be one event's: the same, a first and a last, a day of what lasts."""
    if old.dates[0] == new.dates[0] or completes(old, new):
        return True
    lasting = old.type in BROAD and ("/" in old.dates[0] or len(new.dates[0]) < 10)
    begun = old.type in BROAD and new.dates[0].startswith(f"{old.dates[0]}/")  # its first day was told before its last
    return (lasting and overlap(old.dates[0], new.dates[0])) or begun


def one_clause(old: Candidate, new: Candidate) -> bool:
    """Whether one telling is the verb that carries the other one's noun, not as its circumstance."""
    verb, noun = (old, new) if new.governor is old.node else (new, old)
    if noun.governor is not verb.node:
        return False
    head = noun.parse.parent(noun.node)
    return head is None or head.dep != "prep" or head.text.casefold() in {"for", "on"}


def fills_posts(old: Candidate, new: Candidate) -> bool:
    """Whether one sitting fills several posts ("elected a committee of 45. A was re-elected chairman, B treasurer")."""
    verbal = old.rule.startswith("event/verb") and new.rule.startswith("event/verb")
    next_to = 0 < new.parse.sentence.index - old.parse.sentence.index <= POSTS
    undated = not new.dates or new.dates == old.dates
    return verbal and next_to and undated and old.stage == new.stage
