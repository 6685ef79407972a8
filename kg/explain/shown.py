"""An explanation as data, and in words.

Comes in: what stands behind a thing, piece by piece. Goes out: frozen pieces, and the text that a person reads. It
never looks anything up.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.vocab import shorten


@dataclass(frozen=True, slots=True)
class Followed:
    """A reference followed: its words, what they stand for, by which rule."""

    words: str
    stands_for: str
    rule: str


@dataclass(frozen=True, slots=True)
class Told:
    """Where an article says it: `sentence` has the quote between « and »; `note` says if the text on file differs."""

    article: str
    title: str | None
    issued: str | None
    outlet: str | None
    sentence: str
    start: int
    rule: str
    references: tuple[Followed, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim in words and everywhere it is told."""

    iri: str
    kind: str
    says: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Why two mentions are one thing."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What a person decided about the thing: the decision in words, why, who, when, what became of it."""

    says: str
    why: str
    who: str
    when: str
    fate: str


@dataclass(frozen=True, slots=True)
class Concluded:
    """A triple that reasoning added, the rule or axiom, and what it rests on, in words."""

    says: str
    by: str
    premises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that stands behind one thing or claim."""

    iri: str
    label: str
    claims: tuple[ClaimShown, ...]
    merges: tuple[Joined, ...]
    inferences: tuple[Concluded, ...]
    decisions: tuple[Settled, ...] = ()

    def render(self) -> str:
        """The explanation for a person to read."""
        lines = [self.label, f"  {shorten(self.iri)}"]
        for claim in self.claims:
            lines += ["", f"{claim.kind}: {claim.says}", f"  {shorten(claim.iri)}"]
            for told in claim.told:
                lines += _told_lines(told)
        if self.merges:
            lines += ["", "Joined", *(f"  {m.reason} [{m.rule}]" for m in self.merges)]
        if self.decisions:
            lines += ["", "Decided", *(f"  {d.says} — {d.why} ({d.who}, {d.when}; {d.fate})" for d in self.decisions)]
        if self.inferences:
            lines += ["", "Inferred"]
            for each in self.inferences:
                lines += [f"  {each.says}", f"    by {each.by}", *(f"    from {p}" for p in each.premises)]
        return "\n".join(lines) + "\n"


def _told_lines(told: Told) -> list[str]:
    about = ", ".join(x for x in (told.title and f"“{told.title}”", told.outlet, told.issued) if x)
    lines = [f"  {told.article}{f' ({about})' if about else ''}", f"    {told.sentence}", f"    rule: {told.rule}"]
    lines += [f"    “{r.words}” stands for {r.stands_for} [{r.rule}]" for r in told.references]
    return [*lines, f"    note: {told.note}"] if told.note else lines
