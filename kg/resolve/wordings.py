"""What the names in every article stand for, with the abbreviations that one article spells out for another.

Comes in: readings that come, change and go, and the authority's names. Goes out: the mentions of each article, and
which articles a change touches. It never says that two mentions are one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.model import Reading
from kg.resolve.authority import Authority
from kg.resolve.chains import chain, state_of
from kg.resolve.fold import fold, plain
from kg.resolve.mentioned import CAPITALS, Chain, Mentioned, mentioned, spelt_out, states_of, unexplained

Sense = tuple[Chain, str, str]


@dataclass(slots=True)
class Wordings:
    """The mentions of each article. `own` are the abbreviations that an article explains itself."""

    mentions: dict[str, tuple[Mentioned, ...]] = field(default_factory=dict)
    own: dict[str, dict[str, str]] = field(default_factory=dict)
    _authority: dict[str, dict[str, str]] = field(default_factory=dict)
    _explained: dict[str, dict[str, str]] = field(default_factory=dict)
    _senses: dict[str, tuple[Sense, ...]] = field(default_factory=dict)
    _open: dict[str, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)
    _open_in: dict[str, set[str]] = field(default_factory=dict)

    def learn(self, authority: Authority) -> None:
        """Take the abbreviations of the reference data, which go before any article's."""
        for entry in authority.entries if not self._authority else ():
            for name in entry.names if entry.kind != "state" else ():
                if CAPITALS.fullmatch(plain(name)):
                    self._authority.setdefault(fold(name), {})[entry.iri] = entry.label
        self._understand(self._authority)

    def change(self, readings: Mapping[str, Reading], gone: Iterable[str], new: Iterable[str]) -> set[str]:
        """Articles gone, and those new or changed among all readings: the articles whose mentions are now others."""
        touched: set[str] = set()
        for article in gone:
            self._forget(article, touched)
            self.mentions.pop(article, None)
        fresh = sorted(new)
        for article in fresh:
            self._forget(article, touched)
            self._note(readings[article], touched)
        unclear = {a for name in self._understand(touched) for a in self._open_in.get(name, ())}
        found = set()
        for article in sorted(unclear.union(fresh)):
            made = mentioned(readings[article], *self._tables(article))
            if self.mentions.get(article) != made:
                self.mentions[article] = made
                found.add(article)
        return found

    def _note(self, reading: Reading, touched: set[str]) -> None:
        article, own = reading.article.name, spelt_out(reading)
        self.own[article] = own
        for name, full in own.items():
            self._explained.setdefault(name, {})[article] = full
            touched.add(name)
        if unclear := frozenset(unexplained(reading, own)):
            self._open[article] = (unclear, frozenset(states_of(reading)))
            for name in unclear:
                self._open_in.setdefault(name, set()).add(article)

    def _forget(self, article: str, touched: set[str]) -> None:
        for name in self.own.pop(article, ()):
            del self._explained[name][article]
            touched.add(name)
        for name in self._open.pop(article, (frozenset(),))[0]:
            self._open_in[name].discard(article)

    def _understand(self, names: Iterable[str]) -> list[str]:
        """Work out anew what abbreviations stand for; those that now stand for something else."""
        changed = []
        for name in names:
            senses: dict[Chain, tuple[str, str]] = {}
            for sources in (self._authority.get(name, {}), self._explained.get(name, {})):
                for source, full in sorted(sources.items()):
                    senses.setdefault(chain(full), (full, source))
            made = tuple((links, *said) for links, said in sorted(senses.items()))
            if made != self._senses.get(name, ()):
                self._senses[name] = made
                changed.append(name)
        return changed

    def _tables(self, article: str) -> tuple[dict[str, str], dict[str, str]]:
        """All abbreviations that hold in an article, and where those that it leaves open were spelt out.

        Others' hold if they explain one in one way only; one that stands for a body of a state counts only where the
        article speaks of that state.
        """
        table, borrowed = dict(self.own[article]), dict[str, str]()
        unclear, states = self._open.get(article, (frozenset(), frozenset()))
        for name in unclear:
            fitting = [s for s in self._senses.get(name, ()) if (state_of(s[0]) or "") in (*states, "")]
            if len(fitting) == 1:
                _, table[name], borrowed[name] = fitting[0]
        return table, borrowed
