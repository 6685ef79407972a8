"""Asking a person, and writing down what they decide.

Comes in: a build, the file of decisions, a verb with its target or an answer to a proposal. Goes out: proposals with
their evidence, and the file one line longer or shorter. It never decides anything itself and never builds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.decisions import NAME, VERBS, add, replay, undo, words_of_claim, words_of_entity, words_of_event
from kg.decisions import read as read_decisions
from kg.errors import BadInput, UsageError
from kg.model import Claim, EventClaim, Reading
from kg.paths import seeds_dir
from kg.pipeline.asking import Built
from kg.pipeline.doubting import doubts
from kg.resolution import Decision, Occurrence, Outcome, Proposal, Verb, place_of

__all__ = ["VERBS", "Question", "answer", "book", "decide", "fates", "questions", "take_back"]
MOST_QUOTES = 3
Answer = bool | str


@dataclass(frozen=True, slots=True)
class Question:
    """A proposal put to a person: what may be one, on what ground, and the words of the articles.

    Where `new` is empty it is a claim that may be wrong.
    """

    what: str
    new: str
    says: str
    quotes: tuple[str, ...]
    joined: bool = False

    @property
    def on_claim(self) -> bool:
        """Whether it asks if a claim is right; else if two things are one."""
        return not self.new


def book(given: Path | None) -> Path:
    """The file that decisions are written to: as given, else the checkout's seeds/decisions.tsv."""
    return given if given is not None else seeds_dir() / NAME


def decide(built: Built, made: Decision, path: Path) -> list[tuple[Decision, Outcome]]:
    """Write a decision down, once it is sure that it names something in the build.

    `made.what` may be the IRI of a claim as `kg explain` shows it: then there is a line for each article that states
    it. UsageError if nothing is what it names.
    """
    written = []
    for what in _worded(built, made.what):
        named = replace(made, what=what)
        (outcome,) = replay(built.readings, [named]).outcomes
        if outcome.fate != "applied":
            raise UsageError("kg decide", f"{outcome.note} ({what})", "see kg explain for claims and names")
        written.append((named, outcome))
    return [(add(path, named), outcome) for named, outcome in written]


def take_back(path: Path) -> Decision | None:
    """Undo the last decision of the file."""
    return undo(path)


def fates(built: Built, path: Path) -> tuple[Outcome, ...]:
    """What becomes of the file's decisions over the articles of a build."""
    from kg.pipeline.assembling import resolved

    return resolved(built.readings, read_decisions(path))[2]


def questions(built: Built, path: Path) -> list[Question]:
    """What is open, joined on weak grounds, or doubtful, that no decision of the file has settled.

    First entities, then events, then claims that findings set against each other.
    """
    from kg.pipeline.assembling import resolved

    decisions = read_decisions(path)
    readings, resolution, _ = resolved(built.readings, decisions)
    desk = {reading.article.name: reading for reading in readings}
    settled = {frozenset((d.what, d.new)) for d in decisions}
    asked = [_question(desk, one) for one in (*resolution.proposals, *resolution.event_proposals)]
    asked += [Question(d.what, "", d.finding, (d.quote,)) for d in doubts(built, readings, resolution)]
    ruled = {d.what for d in decisions if d.verb in ("accept", "reject", "correct")}
    return [one for one in asked if frozenset((one.what, one.new)) not in settled and one.what not in ruled]


def answer(built: Built, asked: Question, made: Answer, who: str, when: str, path: Path) -> None:
    """A person's answer to a question, written down as a decision.

    `made` is yes, no, or for a claim its right parts (name=value; …); BadInput or UsageError for parts that cannot be.
    """
    pair: tuple[Verb, Verb] = ("accept", "reject") if asked.on_claim else ("same", "never-same")
    verb: Verb = "correct" if isinstance(made, str) else pair[not made]
    new = made if isinstance(made, str) else asked.new
    decide(built, Decision(verb, asked.what, new, f"asked: {asked.says}", who, when), path)


def _question(desk: dict[str, Reading], one: Proposal) -> Question:
    left, right = (_named(desk[o.article], o) for o in (one.left, one.right))
    quotes = [*_quotes(desk[one.left.article], one.left), *_quotes(desk[one.right.article], one.right)]
    return Question(left, right, f"{one.reason} [{one.rule}]", tuple(quotes), one.joined)


def _named(reading: Reading, one: Occurrence) -> str:
    for claim in reading.events():
        if claim.id == one.key:
            return words_of_event(claim, reading)
    return words_of_entity(reading.entity(one.key), reading)


def _quotes(reading: Reading, one: Occurrence) -> Iterator[str]:
    """The first sentences of an article whose claims speak of the thing."""
    spans = dict.fromkeys(c.evidence.span for c in reading.claims if one.key in _keys(c))
    for span in list(spans)[:MOST_QUOTES]:
        yield f"{reading.article.name}: “{' '.join(span.of(reading.article.text).split())}”"


def _keys(claim: Claim) -> set[str]:
    own = {claim.id} if isinstance(claim, EventClaim) else set()
    names = ("person", "organization", "body", "parent", "entity", "place", "agent", "speaker", "subject", "event")
    return own | {str(value) for name in names if (value := getattr(claim, name, None)) is not None}


def _worded(built: Built, text: str) -> list[str]:
    """A target in words: for a claim's IRI what the claim says, once for each article; other text as it is."""
    address = text.removeprefix("id:").removeprefix(f"{built.base}id/")
    if not address.startswith("claim/"):
        return [text]
    from kg.graph import claim_places
    from kg.pipeline.assembling import resolved

    readings, resolution, _ = resolved(built.readings, built.decisions)
    places = claim_places(readings, resolution, base=built.base).get(f"{built.base}id/{address}", ())
    if not places:
        raise BadInput(text, "no claim of this build", "see kg explain for the claims of a thing")
    desk = {reading.article.name: reading for reading in readings}
    stated = ((p, claim) for p in places for claim in desk[p.article].claims if place_of(p.article, claim) == p)
    return [words_of_claim(claim, desk[place.article]) for place, claim in stated]
