"""What kind of office a title names: a state's, a party's, one for a single holder.

Comes in: titles. Goes out: yes or no, and the words by which two wordings of one office are told to be one. It never
says who holds an office, or what it is of.
"""

from __future__ import annotations

from functools import lru_cache

from kg.discourse.lexicon import words
from kg.syntax import Title
from kg.words import fold

SHORT = {  # one office under two names
    "premier": "prime minister",
    "pm": "prime minister",
    "fm": "foreign minister",
    "vp": "vice president",
    "dpm": "deputy prime minister",
    "external": "foreign",
    "defense": "defence",
    "labor": "labour",
}
HEADING = (frozenset({"head", "state"}), frozenset({"head", "government"}), frozenset({"governor", "general"}))


@lru_cache(maxsize=4096)
def content(title: str) -> frozenset[str]:
    """A title's content words, so that "Minister of Defence" and "Defence Minister" are one."""
    every = [w for word in fold(title).replace("-", " ").split() for w in SHORT.get(word, word).split()]
    return frozenset(w for w in every if w not in words("filler")) or frozenset(every)


def is_states(title: Title) -> bool:
    """Whether an office is a state's by its words ("Prime Minister", "Foreign Secretary")."""
    heads = words("state-head") | words("envoy") | words("legislator")
    said = content(title.text)
    opposing = title.head == "leader" and "opposition" in said
    return (
        title.head in heads
        or opposing
        or any(title.head in pair and pair <= said for pair in HEADING)
        or bool(title.head in words("secretary") and content(title.text) & words("state-secretary"))
    )


def is_partys(title: Title) -> bool:
    """Whether an office is one that parties have, told by its head noun."""
    return title.head in words("party-head") and not is_states(title)


def is_single(title: Title) -> bool:
    """Whether only one person holds an office at a time."""
    several = words("envoy") | words("legislator")
    return not content(title.text) & words("deputy") and title.head not in several
