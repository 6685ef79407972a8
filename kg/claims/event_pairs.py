"""Two tellings side by side: an account, a telling, and what the tests of sameness ask of both.

Comes in: an account and a later telling. Goes out: a pair that says whom both name, and how near they stand. It never
decides whether they are of one event.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.claims.context import Context
from kg.claims.event_shapes import Candidate

LEAD = frozenset({"headline", "caption", "related"})
NEAR = 40  # sentences that words may point back


@dataclass(frozen=True, slots=True)
class Pair:
    """An account, a telling, and what the tests ask of both."""

    context: Context
    old: Candidate
    new: Candidate

    @property
    def together(self) -> bool:
        """Whether one sentence tells both."""
        return self.old.parse is self.new.parse

    @property
    def led(self) -> bool:
        """Whether the telling stands in a headline, a caption or a list of related news."""
        return in_lead(self.new)

    @property
    def near(self) -> bool:
        """Whether the telling is close enough to mean the account."""
        return self.led or abs(self.new.parse.sentence.index - self.old.parse.sentence.index) < NEAR

    @property
    def peopled(self) -> bool:
        """Whether both name somebody."""
        return bool(self.old.agents()) and bool(self.new.agents())

    @property
    def shared(self) -> set[str]:
        """Whom both name."""
        return self.old.agents() & self.new.agents()

    def people(self, candidate: Candidate) -> set[str]:
        """The persons of a candidate."""
        return {a for a in candidate.agents() if self.context.kind(a) == "person"}


def in_lead(candidate: Candidate) -> bool:
    """Whether a candidate stands in a headline, a caption or a list of related news."""
    return candidate.parse.sentence.zone in LEAD
