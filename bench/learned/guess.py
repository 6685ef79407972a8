"""What a model says of one sentence, in the words of the gold corpus.

Comes in: nothing; the encoder constructs guesses. Goes out: frozen dataclasses of probabilities and spans. It needs no
model, so that what is done with guesses can be tried without one.
"""

from __future__ import annotations

from dataclasses import dataclass

TYPES = tuple("meeting call visit congress signing ceremony interview message election exercise festival other".split())
STAGES = ("held", "planned", "cancelled")
ROLES = tuple(
    "none chair host visitor participant inviter signatory witness sender recipient interviewer interviewee "
    "organizer".split()
)


@dataclass(frozen=True, slots=True)
class Guess:
    """What the model makes of a sentence: probabilities by TYPES and STAGES, for each mention that of speaking and by
    type those of ROLES; the names' spans with what they are.
    """

    stated: float
    types: list[float]
    stages: list[float]
    speaks: list[float]
    roles: list[list[list[float]]]
    names: list[tuple[int, int, int]]
