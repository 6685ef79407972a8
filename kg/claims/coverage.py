"""How an article's sentences were dealt with: read, ignored by name, or not understood.

Comes in: an article's context and its claims. Goes out: Coverage. It never drops a sentence in silence: each is counted
once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.claims.context import Context
from kg.claims.documents import listed
from kg.claims.event_nouns import type_told
from kg.claims.event_words import row, words
from kg.claims.lexicon import is_noun, reporting
from kg.model import Claim, Coverage, EventClaim, Span, Uncovered
from kg.syntax import Node, Parse, Sentence
from kg.words import fold

IGNORED = frozenset({"date_line", "dateline", "source", "noise", "related", "headline", "question"})
CREDITS = frozenset({"photo", "photos", "picture", "image", "photograph", "credit", "caption"})
TELLING = ("verb", "with", "on", "travel")  # classes of verbs that tell of an event by themselves


def cover(context: Context, claims: Sequence[Claim], refused: int = 0) -> Coverage:
    """The count of sentences and of those read, and every other one with the reason."""
    spans = [span for claim in claims for span in _spans(claim)]
    parses = {parse.sentence.span: parse for parse in context.parses}
    sentences = context.annotated.sentences
    left = [s for s in sentences if not any(span.overlaps(s.span) for span in spans)]
    uncovered = tuple(Uncovered(s.span, _reason(context, s, parses.get(s.span))) for s in left)
    return Coverage(len(sentences), len(sentences) - len(left), uncovered, refused)


def _spans(claim: Claim) -> Iterator[Span]:
    yield claim.evidence.span
    if isinstance(claim, EventClaim) and claim.date_evidence is not None:
        yield claim.date_evidence.span


def _reason(context: Context, sentence: Sentence, parse: Parse | None) -> str:
    """The zone that is not read for claims of its own, a caption's credit, a cue that no rule understood, or no cue."""
    if sentence.zone in IGNORED:
        return sentence.zone
    if sentence.zone == "caption" and _is_credit(sentence.span.of(context.text)):
        return "caption_credit"
    cued = parse is not None and any(_is_cue(node, parse) for node in parse.nodes)
    return "not_understood" if cued else "no_cue"


def _is_credit(said: str) -> bool:
    first = fold(said).lstrip(" ([").replace(":", " ").split()[:1]
    return bool(first) and first[0] in CREDITS


def _is_cue(node: Node, parse: Parse) -> bool:
    """Whether a word is one that claims are read from: a noun or verb of events, reports, documents, delegations."""
    if node.phrase is not None:
        return False
    lemma = fold(node.lemma)
    if node.tag.startswith("V"):
        return reporting(lemma) in {"any", "object"} or any(row(group, lemma) for group in TELLING)
    if node.tag.startswith("N") and type_told(node, parse) is not None:
        return True
    noun = is_noun("document", lemma) or listed("document", lemma) or lemma in words("crowd") | words("delegation")
    return noun and node.tag[:1] in {"N", ""}  # without a model words have no tags
