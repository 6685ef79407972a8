"""Which states persons go to, by the words behind their names: "A's visit to Norland", "A will fly to Norland".

Comes in: the article's text, its states, and where a person is named. Goes out: the keys of the states that the person
travels to, which the person's offices are not of. It never follows a pronoun, nor crosses the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.discourse.bodies import Bodies
from kg.model import Span
from kg.territories import territory

NAME = r"(?P<land>[^\W\d_a-z][\w'’-]*(?:[ ](?:and[ ]|of[ ])?[^\W\d_a-z][\w'’-]*){0,3})"
TRIP = r"(?:visit|trip|tour|journey|travels?|mission)"
GOES = re.compile(
    rf"(?:['’]s?\s+(?:[\w-]+\s+){{0,3}}{TRIP}\s+(?:to|of|in)|"
    r"\s+(?:(?:will|is\s+to|was\s+to|is\s+due\s+to|is\s+expected\s+to|would|plans\s+to)\s+)?(?:then\s+|also\s+)?"
    rf"(?:travel|fly|visit|arrive|(?:pay|make|undertake)\s+(?:[\w-]+\s+){{1,4}}{TRIP})s?\s*(?:to|in|for|of)?|"
    r"\s+(?:(?:has|had|have)\s+)?(?:visited|arrived\s+in|arrived\s+here\s+in|travel(?:l?ed|s)\s+to|flew\s+to|flies\s+to|"
    rf"paid\s+(?:[\w-]+\s+){{1,4}}{TRIP}\s+to|made\s+(?:[\w-]+\s+){{1,4}}{TRIP}\s+to)|"
    rf"\s+(?:is|was)\s+on\s+(?:[\w-]+\s+){{1,4}}{TRIP}\s+to)"
    rf"\s+(?:the\s+)?{NAME}"
)


def visited_by(spans: Iterable[Span], text: str, bodies: Bodies, lands: Sequence[str]) -> set[str]:
    """The keys of those of `lands` that the person named at `spans` goes to."""
    found = set[str]()
    for span in spans:
        goes = GOES.match(text, span.end)
        if goes is None:
            continue
        start = goes.start("land")
        found |= {key for key in lands if any(s.start == start for s in bodies.all[key].spans)}
        words = goes["land"].split()
        town = next((t for n in range(len(words), 0, -1) if (t := territory(" ".join(words[:n]))) is not None), None)
        found |= {key for key in lands if town is not None and bodies.all[key].base == f"@{town.code}"}
    return found
