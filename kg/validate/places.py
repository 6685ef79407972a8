"""Where to look: the article's words where a violation comes from an article, else the file that says it.

Comes in: violations, the articles' texts with their files, RDF files as read. Goes out: the same violations, each with
its place. It never opens a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from pyoxigraph import BlankNode

from kg.validate.files import Lines, RdfFile
from kg.validate.report import Place, Report, Violation
from kg.validate.tokens import Positions, Token
from kg.vocab import expand

# By an article's name: its file, the file's text, and whether that is the text which offsets count in.
Texts = Mapping[str, tuple[str, str, bool]]
_TERM = expand("pds:known-term")


def placed(report: Report, articles: Texts, files: Sequence[RdfFile]) -> Report:
    """The report with a place for each violation: in the article's file, at the first statement of its subject in the
    RDF files (of a term that does not exist: where it is first used), else the first of the files as a whole.

    A blank node without a label has the place of the first thing that leads to it.
    """
    stands = [_Stand(file) for file in files]
    found = (replace(one, place=_in_article(one, articles) or _in_files(one, stands)) for one in report.violations)
    return replace(report, violations=tuple(sorted(found, key=Violation.key)))


def _in_article(one: Violation, articles: Texts) -> Place | None:
    if one.article is None or one.article not in articles:
        return None
    file, text, counts = articles[one.article]
    if one.quote is None or one.start is None or one.end is None:
        return Place(file, 1)
    if counts and one.start <= one.end <= len(text):
        return Lines(text).place(file, one.start, one.end)
    start = text.find(one.quote)
    found = start >= 0 and text.count(one.quote) == 1
    return Lines(text).place(file, start, start + len(one.quote)) if found else Place(file, 1)


def _in_files(one: Violation, stands: Sequence[_Stand]) -> Place | None:
    for stand in stands:
        if (place := stand.place(one)) is not None:
            return place
    return Place(stands[0].file.name) if stands else None


class _Stand:
    """A file with the places of what it says."""

    def __init__(self, file: RdfFile) -> None:
        self.file = file

    def place(self, one: Violation) -> Place | None:
        """Where the violation's term or subject stands in this file, None if it does not."""
        token = self._positions.terms.get(one.value or "") if one.shape == _TERM else None
        token = token or self._subject(one.focus, set())
        return None if token is None else self._lines.place(self.file.name, token.start, token.end)

    def _subject(self, node: str, passed: set[str]) -> Token | None:
        found = self._positions.subjects.get(node) or self._unnamed.get(node)
        if found is not None or not node.startswith("_:") or node in passed:
            return found
        passed.add(node)
        above = (self._subject(subject, passed) for subject in self._leading.get(node, ()))
        return next((token for token in above if token is not None), None)

    @cached_property
    def _positions(self) -> Positions:
        return self.file.positions()

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.file.text)

    @cached_property
    def _leading(self) -> dict[str, list[str]]:
        """For each blank node what has it as a value, in the file's order."""
        found: dict[str, list[str]] = {}
        for quad in self.file.quads:
            if isinstance(quad.object, BlankNode):
                found.setdefault(str(quad.object), []).append(str(quad.subject).strip("<>"))
        return found

    @cached_property
    def _unnamed(self) -> dict[str, Token]:
        """The blank nodes that statements begin with: the nth `[` at the start of one is the nth that nothing leads to
        and that the file gives no label.
        """
        subjects = dict.fromkeys(str(quad.subject) for quad in self.file.quads if isinstance(quad.subject, BlankNode))
        roots = [node for node in subjects if node not in self._leading and node not in self._positions.subjects]
        return dict(zip(roots, self._positions.unnamed, strict=False))
