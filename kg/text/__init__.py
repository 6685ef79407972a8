"""Cuts an article's text into zones, sentences and quotations.

Comes in: an Article. Goes out: an AnnotatedText whose zones hold every visible character once and whose sentences are
the exact words at their spans. It never changes the text and never reads what it means.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Article, Span
from kg.syntax import AnnotatedText, Sentence, Zone, ZoneKind
from kg.text.damage import damaged
from kg.text.page import Piece
from kg.text.quotations import find_quotations
from kg.text.sentences import bounded, split_sentences
from kg.text.zones import find_pieces

__all__ = ["annotate", "damaged"]

_SILENT: tuple[ZoneKind, ...] = ("date_line", "dateline")
_WHOLE: tuple[ZoneKind, ...] = ("headline", "source", "related", "noise")
_JOINED: tuple[ZoneKind, ...] = ("body", "question", "answer", "letter", "related")


def annotate(article: Article) -> AnnotatedText:
    """The zones, sentences and quotations of `article`.

    Spans are in code points of `article.text`. Zones are in order, do not overlap and together hold every character
    that is not blank. Sentences lie in zones, trimmed; date lines and datelines have none, a turn's label ("Q:") is in
    none, a headline repeated as a label stands by itself. Quotations leave their marks out; of nested ones the
    outermost stands, and a quotation over several paragraphs has a span in each.
    """
    pieces = find_pieces(article)
    spoken = [p.span for p in pieces if p.kind not in ("related", "noise", "date_line", "dateline")]
    return AnnotatedText(
        article,
        tuple(_zones(pieces)),
        tuple(_sentences(article, pieces)),
        find_quotations(article.text, spoken),
    )


def _zones(pieces: list[Piece]) -> Iterator[Zone]:
    """The pieces, with neighbours of one kind, speaker and turn made one zone."""
    held: Piece | None = None
    for piece in pieces:
        if held and piece.kind in _JOINED and _key(held) == _key(piece):
            held = Piece(held.kind, Span(held.span.start, piece.span.end), held.speaker, held.group)
            continue
        if held:
            yield Zone(held.kind, held.span, held.speaker)
        held = piece
    if held:
        yield Zone(held.kind, held.span, held.speaker)


def _key(piece: Piece) -> tuple[ZoneKind, str | None, int]:
    return piece.kind, piece.speaker, piece.group


def _sentences(article: Article, pieces: list[Piece]) -> Iterator[Sentence]:
    index = 0
    for paragraph, piece in enumerate(pieces):
        if piece.kind in _SILENT:
            continue
        start = piece.span.start + piece.skip
        words = article.text[start : piece.span.end]
        spans = [Span(0, len(words))] if piece.kind in _WHOLE else list(split_sentences(words))
        label = _label(article, words)
        if label:
            spans = [Span(0, label), *(Span(label + s.start, label + s.end) for s in split_sentences(words[label:]))]
        for span in (part for whole in spans for part in bounded(words, whole)):
            if span.start < span.end:
                yield Sentence(
                    index, paragraph, Span(start + span.start, start + span.end), piece.kind, piece.speaker
                )
                index += 1


def _label(article: Article, words: str) -> int:
    """The length of the headline that a paragraph or caption repeats as its label ("HEADLINE: The leaders met …"),
    with its colon; 0 for none.
    """
    label = f"{article.title.value}:" if article.title else ""
    return len(label) if label and words.startswith(label) and words[len(label) :].strip() else 0
