"""Offices in the plural: "the prime ministers of the three countries", "Presidents of A and B", "heads of the two
parties".

Comes in: a plural noun or an office phrase in the plural, and the article's states, parties and offices. Goes out: the
persons or posts that it means, one for each state or party. It never spreads a plural over states whose number is not
the one that is said.
"""

from __future__ import annotations

from kg.discourse.bodies import Bodies
from kg.discourse.holders import Holders
from kg.discourse.lexicon import count_of, words
from kg.discourse.memory import Memory, pointing
from kg.discourse.unnamed import Unnamed
from kg.model import Span
from kg.syntax import Anaphor, Mentions, Node, Parse, Phrase, Title
from kg.words import fold

LANDS = frozenset({"state", "place"})


class Several:
    """Spreads plural offices; `lands` are the states of the plural read last, which "their" may mean."""

    def __init__(
        self, bodies: Bodies, named: dict[Span, str], memory: Memory, holders: Holders, unnamed: Unnamed, text: str
    ) -> None:
        self.bodies, self.named, self.memory, self.text = bodies, named, memory, text
        self.holders, self.unnamed = holders, unnamed
        self.lands: tuple[str, ...] = ()

    def of_phrase(self, node: Node, phrase: Phrase, sentence: Mentions, parse: Parse) -> Anaphor:
        """An office phrase in the plural: a post for each state named, else a collective with persons named before."""
        titles = [t for t in (phrase.title, *phrase.more) if t is not None]
        owners = [self.holders.holdings.organization(t, sentence)[0] for t in titles]
        if titles[0].org is not None and (titles[0].org.kind in LANDS or len(titles) > 1):
            keys = []
            for title, org in zip(titles, owners, strict=True):
                single = Title(_single(title.text), title.head, title.span, title.org)
                keys.append(self.holders.of(single, org, node.span.start) or self.unnamed.post(single, org))
            return pointing(node.span, tuple(dict.fromkeys(keys)), "plural-office")
        count = count_of(fold(n.text) for n in parse.children(node, "nummod", "det", "predet"))
        phrased = self._phrased(node, phrase, parse)
        members = self.of_title(_single(titles[0].text), titles[0].head, node, count)
        if not members and count is not None:
            members = self.memory.together(count, lambda key: self.holders.may_be(key, titles[0].head))
        return pointing(node.span, (self.unnamed.group(phrased, members),), "plural-office")

    def _phrased(self, node: Node, phrase: Phrase, parse: Parse) -> str:
        """A plural office's words, with a lower-case "of …" right behind them ("Representatives of 20 parties")."""
        behind = (n for p in parse.children(node, "prep") if p.index == node.index + 1 and fold(p.text) == "of"
                  for n in parse.children(p, "pobj"))  # fmt: skip
        whole = next((n for n in behind if n.phrase is None and n.tag.startswith("N")), None)
        end = whole.span.end if whole is not None and _unowned(phrase) else phrase.span.end
        return " ".join(Span(phrase.span.start, end).of(self.text).split())

    def of_title(self, text: str, head: str, node: Node, count: int | None) -> tuple[str, ...]:
        """Who holds the office of a plural in this article; nobody where the plural is of people at large."""
        return self.holders.of_rank(Title(text, head, node.span), count) if head in words("several") else ()

    def of_noun(self, node: Node, parse: Parse) -> tuple[str, ...]:
        """Of "the prime ministers of the three countries", "heads of the two parties": posts, party leaders."""
        behind = (p for p in parse.children(node, "prep") if fold(p.text) == "of")
        whole = next((n for p in behind for n in parse.children(p, "pobj")), None)
        if whole is None or node.lemma not in words("several"):
            return ()
        around = [fold(n.text) for n in parse.children(whole, "nummod", "det", "predet", "poss")]
        count = count_of(around)
        if fold(whole.text) in words("states") and count:
            self.lands = self._states(count, node.span.end)
            title = Title(titled(node, parse), node.lemma, node.span)
            return tuple(self.unnamed.post(title, land) for land in self.lands)
        if fold(whole.text) == "parties" and count:
            return self._of_parties(node, whole, parse, count)
        if "their" in around and self.lands:
            title_words, body = titled(node, parse), titled(whole, parse)
            return tuple(self.unnamed.seat(title_words, body, land) for land in self.lands)
        return ()

    def _of_parties(self, node: Node, whole: Node, parse: Parse, count: int) -> tuple[str, ...]:
        lands = self._listed_lands(whole, parse)
        if len(lands) == count:
            single = Title(f"Party {node.lemma}", node.lemma, node.span)
            return tuple(self.holders.leader_in_state(land) or self.unnamed.post(single, land) for land in lands)
        return self.memory.together(count) or self.holders.leaders_of_parties(count)

    def _listed_lands(self, node: Node, parse: Parse) -> list[str]:
        """The states behind "of" after a noun ("the three parties of A, B, and C")."""
        spots = [c for p in parse.children(node, "prep") if fold(p.text) == "of" for c in parse.children(p, "pobj")]
        spots += [c for spot in spots for c in parse.children(spot, "conj")]
        keys = [self.named[n.span] for n in spots if n.span in self.named]
        return [k for k in keys if k in self.bodies.all and self.bodies.kind(self.bodies.all[k]) in LANDS]

    def _states(self, count: int, position: int) -> tuple[str, ...]:
        """The states named last before a place in the text, themselves or in a party's name, if they are that many."""
        seen: list[tuple[int, str]] = []
        for body in self.bodies.all.values():
            key = body.key if self.bodies.kind(body) == "state" else self.holders.state_of(body.key)
            seen += [(s.start, key) for s in body.spans if key is not None and s.start < position]
        recent = list(dict.fromkeys(key for _, key in sorted(seen, reverse=True)))
        return tuple(reversed(recent[:count])) if len(recent) >= count else ()


def _unowned(phrase: Phrase) -> bool:
    """Whether an office phrase says nothing of what the office is of."""
    return phrase.title is not None and phrase.title.org is None and phrase.title.owner is None


def titled(node: Node, parse: Parse) -> str:
    """A noun's singular with the words before it, in capitals: "Prime Minister"."""
    return " ".join([fold(n.text) for n in parse.children(node, "amod", "compound")] + [node.lemma]).title()


def _single(title: str) -> str:
    """A plural title's words in the singular, portfolios left alone."""
    return " ".join(w[:-1] if _is_plural(w.casefold()) else w for w in title.split())


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss") and word != "affairs"
