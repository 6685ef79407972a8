"""Paragraphs that have lost their first letters.

Comes in: an annotated article. Goes out: the spans of the first words that begin in lower case where the article's
other paragraphs begin with a capital. It never restores a letter and never takes a list for damage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Span
from kg.syntax import AnnotatedText

LEAST_WORDS, LEAST_PARAGRAPHS, MOST_DAMAGED = 6, 3, 0.25
READ = frozenset({"headline", "body", "caption", "question", "answer", "letter"})


def damaged(text: AnnotatedText) -> tuple[Span, ...]:
    """The first words of paragraphs that begin in the middle of a word; none where many do, which is then a style."""
    long = [span for span in _openings(text) if len(span.of(text.article.text).split()) >= LEAST_WORDS]
    words = [found for span in long if (found := _lower_word(span, text.article.text))]
    if len(long) < LEAST_PARAGRAPHS or len(words) > MOST_DAMAGED * len(long):
        return ()
    return tuple(words)


def _openings(text: AnnotatedText) -> Iterator[Span]:
    """The sentences that open a paragraph, or what stands behind its label."""
    before = None
    for sentence in text.sentences:
        labelled = before is not None and before.span.of(text.article.text).endswith(":")
        if sentence.zone in READ and (before is None or before.paragraph != sentence.paragraph or labelled):
            yield sentence.span
        before = sentence


def _lower_word(span: Span, text: str) -> Span | None:
    found = re.compile(r"[a-z]+(?=[\s,])").match(text, span.start, span.end)
    return Span(found.start(), found.end()) if found else None
