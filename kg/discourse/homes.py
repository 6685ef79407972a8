"""Where an article is written and who visits whom in it, as far as its own words tell: the states of bare offices.

Comes in: the article's states, its text and the place of its dateline. Goes out: the state of that place, the state
visited, and whether an office is named as a host's. It never takes an outlet's usual country for an article's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kg.discourse.bodies import Bodies
from kg.discourse.whereabouts import Whereabouts
from kg.model import Span
from kg.territories import territory
from kg.words import fold

SEATED = re.compile(r",?\s+(?:in\s+|of\s+)?(?:the\s+)?|,?\s+(?:the\s+)?capital(?: city)? of\s+(?:the\s+)?")
CAPITAL = re.compile(r"(?:['’]s)?\s+capital(?: city)?,?\s+(?:of\s+)?")
GOES = re.compile(
    r"\b(?:visit|trip|tour|mission|journey|voyage|delegation|arriv\w+|fl(?:y|ies|ew|own|ying)|travel\w*|went|stay|spent|spends?)\b"
    r"[^.;:\n]{0,40}?\b(?:to|in)\s+(?:the\s+)?$|\b(?:visits|visited|visit|toured|tours)\s+(?:the\s+)?$"
    r"|\b(?:left|leaves?|leaving|depart\w*|head(?:s|ed|ing)|bound|sets? off|en route)\b[^.;:\n]{0,50}?\b(?:for|to)\s+"
    r"(?:[\w'’-]+(?: [\w'’-]+)?,\s+)?(?:the\s+)?$"
)
COMES = re.compile(
    r"\b(?:visit\w*|visitor|guest|arrival|trip)\s+(?:to \w+\s+)?(?:by|of|from)\s+(?:[\w'’-]+\s+){0,8}?(?:of\s+)?"
    r"(?:the\s+|an?\s+)?$"
    r"|\bvisiting\s+(?:[\w'’-]+\s+){1,6}?of\s+(?:the\s+)?$"
)
VISITING = re.compile(r"\bvisiting\s+$")
HOSTED = re.compile(
    r"\b(?:received|welcomed|greeted|hosted|met|briefed|entertained|given)\s+(?:[\w'’]+\s+){0,9}by\s+"
    r"(?:the\s+)?$"
    r"|\bcall(?:s|ed|ing)?(?:\s+(?:\w+\s+){0,3})?(?:up)?on\s+(?:the\s+)?$|\bguests?\s+of\s+(?:the\s+)?$"
    r"|\binvit(?:ation|ed)\s+(?:of|from|by|extended by)\s+(?:the\s+)?$|\bhost,?\s+(?:the\s+)?$"
    r"|\baudience\s+(?:with|by|of)\s+(?:the\s+)?$"
)
HOSTS = re.compile(
    r"(?:,[^,.;]{1,40},)?\s+(?:later|also|then|earlier)?\s*(?:received|receives|welcomed|welcomes|hosted|hosts|greeted|entertained)\b"
    r"|,?\s+(?:will|is to|was to)\s+(?:receive|host|welcome|greet)\b"
)
COMPANY = re.compile(
    r"\b(?:guests|visitors|delegation|entourage|party|mission|group)\s+(?:\w+\s+){0,4}(?:by|includ\w+|compris\w+|consist\w+)\b[^.;]*$"
    r"|\baccompan(?:ied|ying) by\b[^.;]*$"
)
WINDOW = 90  # code points before a state that are looked at
OFTEN, SHARE = 2, 4  # how often a main state is named, and in how large a share of the most frequent


class Homes:
    """The states that an article is written in (`home`) and that is visited in it (`visited`); None where its words do
    not tell.
    """

    def __init__(self, bodies: Bodies, text: str, place: str | None, lands: Iterable[str], where: Whereabouts) -> None:
        self.bodies, self.text, self.where = bodies, text, where
        self.lands = sorted(lands)
        self.home = self._of_place(place) if place else None
        self.visited = self._visited()

    def home_at(self, span: Span) -> str | None:
        """The state in which the part of the article around a span is written."""
        seat = self.where.at(span.start)
        bases = {self.bodies.all[k].base: k for k in self.lands}
        return (bases.get(f"@{seat.land.code}") if seat is not None else None) or self.home

    def hosting(self, span: Span) -> bool:
        """Whether the words around an office say that its holder receives somebody."""
        return bool(HOSTED.search(self._front(span)) or HOSTS.match(self.text, span.end))

    def visiting(self, span: Span) -> bool:
        """Whether the words before an office say that its holder came along with the visitors."""
        return bool(COMPANY.search(self._front(span)))

    def other(self, key: str | None) -> str | None:
        """The state that faces this one, if the article has just two."""
        others = [k for k in self.main(self.lands) if k != key]
        return others[0] if len(others) == 1 and key in self.lands else None

    def main(self, keys: Iterable[str]) -> list[str]:
        """Those that an article is about: named more than once, and not far less often than the one named most."""
        counts = {k: len(self.bodies.all[k].spans) for k in sorted(keys)}
        fewest = max(OFTEN, max(counts.values(), default=0) / SHARE)
        return [k for k, count in counts.items() if count >= fewest]

    def _of_place(self, place: str) -> str | None:
        found = territory(place)
        if found is not None:
            return next((k for k in self.lands if self.bodies.all[k].base == f"@{found.code}"), None)
        word = fold(place).split()[0]
        named = [k for k, span in self._spans() if fold(span.of(self.text)) == word]
        behind = [k for k in self.lands if any(self._follows(place, form) for form in self.bodies.all[k].forms)]
        behind += [k for k, span in self._spans() if self._beside(place, span)]
        return next(iter(behind or named), None)

    def _follows(self, place: str, form: str) -> bool:
        """Whether a dateline or sentence says "Port Lakmal, Meghara"."""
        words = re.escape(place) + r",\s+(?:the\s+)?" + re.escape(form) + r"\b"
        return re.search(words, self.text, re.IGNORECASE) is not None

    def _beside(self, place: str, span: Span) -> bool:
        """Whether the place stands right before a state ("Port Lakmal, Meghara") or behind "the X capital,"."""
        front, back = self._front(span), self.text[span.end : span.end + WINDOW]
        at = fold(front).rfind(fold(place)) if len(fold(front)) == len(front) else -1
        capital = CAPITAL.match(back)
        return (at >= 0 and SEATED.fullmatch(front, at + len(place)) is not None) or (
            capital is not None and fold(back[capital.end() :]).startswith(fold(place))
        )

    def _spans(self) -> Iterator[tuple[str, Span]]:
        yield from sorted(((k, s) for k in self.lands for s in self.bodies.all[k].spans), key=lambda pair: pair[1])

    def _front(self, span: Span) -> str:
        return self.text[max(0, span.start - WINDOW) : span.start]

    def _visited(self) -> str | None:
        """The state that most words of a visit point to, else the one that faces the visitors'."""
        to: Counter[str] = Counter()
        by: Counter[str] = Counter()
        for key, span in self._spans():
            front = self._front(span).replace("\n", " ")
            if COMES.search(front) or VISITING.search(front):
                by[key] += 1
            elif GOES.search(front):
                to[key] += 1
        for counts in (to, by):
            ranked = counts.most_common(2)
            if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
                return ranked[0][0] if counts is to else self.other(ranked[0][0])
        return None
