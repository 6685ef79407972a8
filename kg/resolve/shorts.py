"""The abbreviations of parties, for the names of events.

Comes in: groups that changed. Goes out: the abbreviation most used of the party at the root of a side, and the parties
for which it is now another. It never spells an abbreviation out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.resolution import Group, Occurrence
from kg.resolve.joined import Members
from kg.resolve.mentioned import CAPITALS


@dataclass(slots=True)
class Shorts:
    """For the root of a chain the abbreviations of the groups that have it, by their first occurrence."""

    _of: dict[str, dict[Occurrence, str]] = field(default_factory=dict)
    _tops: dict[Occurrence, frozenset[str]] = field(default_factory=dict)

    def short(self, top: str) -> str | None:
        """The abbreviation of the party whose chain this is: that of the group that is spoken of first."""
        found = self._of.get(top)
        return found[min(found)] if found else None

    def change(
        self, changed: Iterable[Occurrence], groups: Mapping[Occurrence, Group], members: Mapping[Occurrence, Members]
    ) -> set[str]:
        """Look anew at groups: the chains whose abbreviation is now another."""
        before: dict[str, str | None] = {}
        for root in changed:
            group = groups.get(root)
            short = next((n for n in group.names if CAPITALS.fullmatch(n)), None) if group else None
            party = (m for m in members[root] if m.entity.kind == "party" and m.chains) if short else ()
            tops = frozenset("<".join(m.chains[0]) for m in party) - {""}
            for top in tops | self._tops.get(root, frozenset()):
                before.setdefault(top, self.short(top))
                self._of.setdefault(top, {}).pop(root, None)
                if short is not None and top in tops:
                    self._of[top][root] = short
            self._tops.pop(root, None)
            if tops:
                self._tops[root] = tops
        return {top for top, short in before.items() if self.short(top) != short}
