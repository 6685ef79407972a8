"""Which parliament those preside over or sit in who are called no more than "Speaker A" or "Senator B".

Comes in: an open office, the article's bodies, and the state that the article is written in. Goes out: the one chamber
of the article that the office can be of, with the words that name it. It never chooses between two chambers, and never
takes one of another state.
"""

from __future__ import annotations

from kg.discourse.bodies import Bodies, Body, head_words
from kg.discourse.posts import content
from kg.model import Span
from kg.syntax import Holding

CHAMBERS = {  # the nouns of the chambers that an office can be of
    "speaker": frozenset({"parliament", "assembly", "house", "chamber", "sejm", "knesset", "duma"}),
    "senator": frozenset({"senate"}),
}


def chamber_of(holding: Holding, bodies: Bodies, home: str | None) -> tuple[str, Span] | None:
    """The key of the only chamber that the holder of an office can preside over or sit in."""
    nouns = CHAMBERS.get(holding.title.head)
    if nouns is None:
        return None
    nouns = nouns & content(holding.title.text) or nouns  # "House Speaker" is of a house
    every = [b for b in bodies.all.values() if b.spans and _is_chamber(b, nouns)]
    fit = [b for b in every if b.owner in {None, home}] or (every if home is None else [])
    if len(fit) != 1:
        return None
    return fit[0].key, min(fit[0].spans, key=lambda s: abs(s.start - holding.span.start))


def _is_chamber(body: Body, nouns: frozenset[str]) -> bool:
    return body.kind == "state_body" and head_words(body.base).rpartition(" ")[2] in nouns
