"""What a figure is of: the noun, name or clause subject that the parse joins it to.

Comes in: a figure, its node and its sentence's parse. Goes out: an entity's key with the references followed, things
made where no name is. It never reaches outside the figure's own clause, and gives nothing rather than the nearest name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.claims import lexicon
from kg.claims.context import FIRST, Context, Found
from kg.claims.relatives import antecedent, whole_of
from kg.figures import FigureMention
from kg.model import Span
from kg.syntax import Node, Parse
from kg.words import fold

STEPS = 8


class Subjects:
    """Finds the subjects of one article's figures."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def of(self, figure: FigureMention, top: Node, parse: Parse) -> Found | None:
        """What a figure is of; None where the clause leaves it open. A person has years, votes and hours, no tonnes."""
        found = self._of(figure, top, parse)
        of_things = figure.kind == "count" and not _listed(fold(figure.noun or "").rstrip("s"), "vote")
        impersonal = of_things or figure.kind in {"money", "measure"}
        return None if found is not None and impersonal and self.context.kind(found[0]) == "person" else found

    def _of(self, figure: FigureMention, top: Node, parse: Parse) -> Found | None:
        words = figure.span.of(self.context.text)
        hyphen = bool(re.search(r"\w[-‑]\w", words))
        ahead = [n for n in parse.nodes if n.span.end <= figure.span.start]
        if figure.kind == "percent" and words.replace(".", "").isdigit():
            return self._first(ahead[-1]) if ahead and ahead[-1].phrase is not None else None
        if figure.kind == "age" and not (hyphen and self._thing_aged(top, parse)):
            return self._aged(figure, parse)
        if hyphen:
            return self._modified(figure, top, parse)
        if figure.kind in {"percent", "count", "duration"}:
            shared = self._shared(figure, top, parse)
            if shared is not None:
                return shared
        if figure.kind == "count" and figure.noun:
            return self._counted(figure, top, parse)
        sized = parse.parent(top) if top.dep in {"nummod", "compound"} and figure.kind == "measure" else None
        if sized is not None and sized.index > top.index and sized.phrase is None:  # "a 500 MW power station"
            return self.context.entity("thing", self._forms(sized, parse, figure.span)), ()
        return self._measured(top, parse)

    def respective(self, figure: FigureMention, figures: Sequence[FigureMention], parse: Parse) -> Found | None:
        """The own subject of each figure of a list that "respectively" pairs with the nearest list of as many names or
        nouns before it.
        """
        behind = self.context.text[figure.span.end : parse.sentence.span.end]
        if figure.index is None or not re.search(r"\brespectively\b", behind):
            return None
        lists = [[node, *self._row(node, parse)] for node in parse.nodes if node.dep != "conj"]
        ahead = [row for row in lists if all(n.span.end < figures[0].span.start for n in row)]
        fit = [row for row in ahead if len(row) == len(figures) > 1]
        nearest = max(fit, key=lambda row: row[-1].span.end, default=None)
        return self._noun(nearest[figure.index], parse) if nearest else None

    def _row(self, node: Node, parse: Parse) -> list[Node]:
        joined = [n for n in parse.children(node, "conj") if n.tag.startswith("N")]
        return [n for child in joined for n in (child, *self._row(child, parse))]

    def _thing_aged(self, top: Node, parse: Parse) -> bool:
        head = parse.parent(top)
        return head is not None and head.phrase is None and head.tag.startswith("N")

    def _aged(self, figure: FigureMention, parse: Parse) -> Found | None:
        """The person before an age ("X, 72,"; "X, who is 58"), or behind "the 58-year-old"."""
        people = [n for n in parse.nodes if n.phrase is not None and n.phrase.kind == "person"]
        after = [n for n in people if 0 <= n.span.start - figure.span.end < 12]
        if "-" in figure.span.of(self.context.text) and after:
            return self._first(after[0])
        before = [n for n in people if n.span.start < figure.span.start]
        pronouns = [
            n for n in parse.nodes if figure.span.start > n.span.start and n.span in self.context.discourse.anaphors
        ]
        near = max(before + pronouns, key=lambda n: n.span.start, default=None)
        return self._first(near) if near is not None else None

    def _modified(self, figure: FigureMention, top: Node, parse: Parse) -> Found | None:
        """The noun behind "12-strong", "three-day", "40-minute"."""
        head = parse.parent(top)
        while head is not None and head.span.overlaps(figure.span):
            head = parse.parent(head) if parse.parent(head) is not head else None
        if head is None or not head.tag.startswith("N"):
            return None
        if head.phrase is not None or any(self.context.kind(key) != "group" for key, _ in self.context.own(head)):
            return self._first(head)
        words = Span(figure.span.start, head.span.end).of(self.context.text)
        return self.context.entity("thing", [" ".join(words.split()), *self._forms(head, parse, figure.span)]), ()

    def _shared(self, figure: FigureMention, top: Node, parse: Parse) -> Found | None:
        """The whole of "18 percent of its budget"; who won "57 percent of the vote"; X of "26 percent for X"."""
        behind = [n for n in parse.nodes if n.span.start > figure.span.end][:2]
        if (
            figure.kind == "percent"
            and len(behind) == 2
            and fold(behind[0].text) == "for"
            and self.context.own(behind[1])
        ):
            return self.context.own(behind[1])[0]
        for word, node in self.context.prepositions(top, parse):
            whole = _listed(fold(node.lemma), "measure") and not parse.children(node, "prep")
            if word == "of" and figure.kind == "percent" and (whole or _listed(fold(node.lemma), "vote")):
                return self._measured(top, parse, owners=True)
            if word == "of" and figure.kind in {"percent", "duration"}:
                return self._noun(node, parse)
        return None

    def _counted(self, figure: FigureMention, top: Node, parse: Parse) -> Found | None:
        """Who has, holds, sends or is attended by what is counted; what it takes part in."""
        stands = top.tag.startswith("N") or top.dep in {"dobj", "nsubj", "nsubjpass", "pobj", "attr"}
        head = top if stands else parse.parent(top) or top
        first = self._foremost(head, parse)
        above = parse.parent(first)
        if above is None or re.search(r"(?i)\bof (?:the|its|their) $", self.context.text[: figure.span.start][-12:]):
            return None
        if (first.dep in {"dobj", "attr"} and _listed(fold(above.lemma), "own")) or _listed(fold(head.lemma), "vote"):
            owner = self._measured(first, parse, owners=True)
            return owner if owner is not None and not self._generic(owner) else None
        if first.dep == "nsubj" and _listed(fold(above.lemma), "join"):
            return self._joined(above, parse)
        carrier = parse.parent(above) if first.dep == "pobj" else None
        if carrier is None or fold(above.text) not in {"with", "by"}:
            return None
        if carrier.tag.startswith("N"):
            return self._noun(carrier, parse) if fold(above.text) == "with" else None
        found = (
            self._by_verb(above, carrier, parse)
            if self.context.passive(carrier, parse) or fold(above.text) == "with"
            else None
        )
        return found if found is None or not self._generic(found) else None

    def _joined(self, verb: Node, parse: Parse) -> Found | None:
        """The event that a verb of taking part has: "took part in the exercise", "attended the congress"."""
        direct = [n for n in parse.children(verb, "dobj") if fold(n.text) != "part"]
        inside = [n for w, n in self.context.prepositions(verb, parse) if w == "in"]
        if fold(verb.lemma) == "take":
            shares = [n for n in parse.children(verb, "dobj", "prt") if fold(n.text) == "part"]
            inside += [n for s in shares for w, n in self.context.prepositions(s, parse) if w == "in"]
            direct = []
        return self._noun((direct or inside)[0], parse) if direct or inside else None

    def _foremost(self, node: Node, parse: Parse) -> Node:
        """The first of the nouns that a noun is joined to."""
        while node.dep == "conj" and (above := parse.parent(node)) is not None and above.tag.startswith("N"):
            node = above
        return node

    def _generic(self, found: Found) -> bool:
        """Whether a subject is a word that stands for a body named elsewhere."""
        return (
            self.context.kind(found[0]) == "thing"
            and _listed(fold(self.context.name(found[0])).split()[-1], "generic", "report")
        )

    def _measured(self, top: Node, parse: Parse, owners: bool = False) -> Found | None:
        """The noun or clause subject that an amount, a share or a duration is of."""
        at: Node = top
        for _ in range(STEPS):
            above = parse.parent(at)
            if above is None:
                return None
            if above.tag.startswith("V"):
                return (
                    self._by_verb(at, above, parse) if at is not top or at.dep not in {"nsubj", "nsubjpass"} else None
                )
            if at.dep == "prep" and above.tag.startswith("N") and not _listed(fold(at.text), "of") and not owners:
                return None
            changed = above.tag.startswith("N") and _listed(fold(above.lemma), "move")
            moved = self._moved(above, parse) if changed else None
            if moved is not None:
                return moved
            if (
                above.tag.startswith("N")
                and above.phrase is None
                and at.dep in {"prep", "amod", "acl", "appos"}
                and not owners
            ) and not _listed(fold(above.lemma), "empty", "move"):
                return self._noun(above, parse)
            at = above
        return None

    def _moved(self, noun: Node, parse: Parse) -> Found | None:
        """What rises or falls in "a 12 percent increase in trade"."""
        inner = [n for w, n in self.context.prepositions(noun, parse) if w in {"in", "of"} and n.tag.startswith("N")]
        inner = [n for n in inner if not any(c.tag == "CD" for c in parse.subtree(n))]
        return self._noun(inner[0], parse) if inner else None

    def _by_verb(self, below: Node, verb: Node, parse: Parse) -> Found | None:
        objects = parse.children(verb, "dobj")
        if _listed(fold(verb.lemma), "change") and objects and below is not objects[0]:
            return self._noun(objects[0], parse)
        if below.dep in {"nsubj", "nsubjpass"}:
            relative = below.tag in {"WDT", "WP"} and verb.dep == "relcl"
            head = parse.parent(verb) if relative else None
            return self._noun(antecedent(below, head, parse) if head is not None else below, parse)
        if verb.dep in {"acl", "relcl"} and not parse.children(verb, "nsubj", "nsubjpass"):
            if verb.dep == "acl" and any(fold(n.text) == "to" for n in parse.children(verb, "aux")):
                return None  # "readiness to send 20 teachers" has no size of its own
            head = parse.parent(verb)
            named = head is not None and head.tag.startswith("N")
            return self._noun(whole_of(head, parse), parse) if head is not None and named else None
        return self._subject(verb, parse)

    def aim(self, top: Node, parse: Parse) -> Found | None:
        """What is to be by a year: the subject of the clause that the year stands in."""
        return self._measured(top, parse, owners=True)

    def _subject(self, verb: Node, parse: Parse) -> Found | None:
        nodes = self.context.subject_nodes(verb, parse)
        marks = [n for n in parse.children(verb, "nsubj") if n.tag in {"WDT", "WP"} and verb.dep == "relcl"]
        given = [n for n in parse.children(verb, "dative") if n.tag.startswith("N")]
        if _listed(fold(verb.lemma), "take") and not parse.children(verb, "nsubjpass"):
            return None
        if nodes and nodes[0].phrase is None and _listed(fold(nodes[0].lemma), "report"):
            return self._noun(given[0], parse) if given else None
        whole = [antecedent(marks[0] if marks else n, n, parse) if verb.dep == "relcl" else n for n in nodes[:1]]
        return self._noun(whole[0], parse) if whole else None

    def _first(self, node: Node) -> Found | None:
        found = self.context.own(node)
        return found[0] if found else None

    def _noun(self, node: Node, parse: Parse) -> Found | None:
        """A noun as an entity: what it names or refers to, else a thing under its own words, fullest first."""
        if node.phrase is not None:
            return self._first(node)
        if fold(node.text) in FIRST:  # who speaks of a figure is not what it measures
            return None
        found = self.context.own(node)
        if found and self.context.kind(found[0][0]) != "group":
            return found[0]
        if _listed(fold(node.text), "pronoun") or not node.tag.startswith("N") or _listed(fold(node.lemma), "empty"):
            return found[0] if found else None
        return self.context.entity("thing", self._forms(node, parse)), ()

    def _forms(self, node: Node, parse: Parse, out: Span | None = None) -> list[str]:
        """The noun with its modifiers, with what "of" adds, without a word of measure ("trade turnover"), and alone."""
        left = [n for n in parse.subtree(node) if n.index < node.index and self._modifies(n, node, parse)]
        left = [n for n in left if out is None or n.span.start >= out.end]
        right = [
            n
            for p in parse.children(node, "prep")
            if fold(p.text) in {"of", "for", "on", "in", "with", "through"}
            for n in parse.subtree(p)
        ]
        joined = [n for n in parse.children(node, "conj") if n.phrase is None and n.tag in {"NN", "NNS"}]
        right = right or [n for n in joined[:1] if n.index == node.index + 2]
        ends = [n.span.end for n in right if n.index < node.index + 8]
        start = min((n.span.start for n in left), default=node.span.start)
        forms = [Span(start, node.span.end)]
        forms += [Span(start, max(ends))] if ends else []
        if _listed(fold(node.lemma), "measure"):
            forms.reverse()
            forms += [Span(start, left[-1].span.end), left[-1].span] if left and left[-1].tag.startswith("N") else []
            forms += [c.span for w, c in self.context.prepositions(node, parse) if w == "of"]
        words = [" ".join(span.of(self.context.text).split()) for span in [*forms, node.span]]
        opens = start == parse.sentence.span.start and (left[0] if left else node).tag in {"NN", "NNS", "JJ"}
        words[0] = words[0][0].lower() + words[0][1:] if opens else words[0]
        return list(dict.fromkeys(words))

    def _modifies(self, inner: Node, node: Node, parse: Parse) -> bool:
        """Whether a word stands right before the noun as its adjective or compound."""
        joined = inner.dep in {"amod", "compound", "nmod", "nummod"} and inner.index < inner.head <= node.index
        return (
            joined
            and inner.tag not in {"JJR", "RBR"}
            and (inner.tag != "CD" or (inner.dep == "nummod" and inner.head == node.index))
        )


def _listed(word: str, *groups: str) -> bool:
    return any(lexicon.listed("subjects", group, word) for group in groups)
