"""Mends of what the parser gets wrong on news of visits and meetings, after the parse.

Comes in: the nodes of one sentence. Goes out: the same nodes, some hung elsewhere. It never changes a word or
its span, and moves a node only where marks and neighbours show where it belongs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.clauses.joined import joined, whole_subject
from kg.clauses.seen import below, finite, kind
from kg.clauses.series import after_modals, serial
from kg.clauses.strays import strays
from kg.clauses.timed import fronted_dates, timed, undated
from kg.clauses.told import in_the_present, told_that
from kg.syntax import Node

PARTNERS = frozenset(
    "counterpart host guest spouse wife husband predecessor successor colleague rival deputy partner".split()
)
DOERS = frozenset({"person", "org", "office"})
MARKS = frozenset({",", ";", "and", "the", "as", "well"})  # what stands between the names of a list


def mended(nodes: list[Node]) -> tuple[Node, ...]:
    """The mended nodes; the parser's own where the mends would make a ring of them."""
    found = _mended(list(nodes))
    return found if all(_reaches_root(found, n) for n in found) else tuple(nodes)


def _reaches_root(nodes: Sequence[Node], node: Node) -> bool:
    for _ in nodes:
        if node.head == node.index:
            return True
        node = nodes[node.head]
    return False


def _mended(nodes: list[Node]) -> tuple[Node, ...]:
    """Lists of names, "led by" behind a body's name, names of partners, dates beside names, subjects cut off."""
    for members in _lists(nodes):
        first, *rest = members
        outer = next(
            (m for m in members if nodes[m].dep not in {"conj", "appos", "dep"} and nodes[m].head not in members), first
        )
        if outer != first:
            nodes[first] = replace(nodes[first], dep=nodes[outer].dep, head=nodes[outer].head)
        for m in rest:
            nodes[m] = replace(nodes[m], dep="conj", head=first)
    for i, node in enumerate(nodes):
        body = i - 2 if i > 1 and nodes[i - 1].text == "," else i - 1
        if node.lemma in {"lead", "head"} and node.tag == "VBN" and body >= 0 and kind(nodes[body]) == "org":
            nodes[i] = replace(node, dep="acl", head=body)
    for i, node in enumerate(nodes):
        if i > 1 and kind(node) == "person" and nodes[i - 1].text == "," and nodes[i - 2].lemma in PARTNERS:
            nodes[i] = replace(node, dep="appos", head=i - 2)
    for mend in MENDS:
        nodes = mend(nodes)
    return tuple(nodes)


def _subjected(nodes: list[Node]) -> list[Node]:
    """A person or office that opens a sentence whose verb has no subject ("A, on Monday met B") is the subject."""
    verb = next((n for n in nodes if n.dep == "ROOT" and finite(n, nodes)), None)
    if verb is None or any(n.head == verb.index and n.dep in {"nsubj", "nsubjpass", "csubj", "expl"} for n in nodes):
        return nodes
    loose = (n for n in nodes[: verb.index] if n.head == verb.index and n.dep in {"npadvmod", "dep", "dobj", "appos"})
    found = next((n for n in loose if kind(n) in {"person", "office", "org"}), None)
    if found is not None:
        passive = any(n.head == verb.index and n.dep == "auxpass" for n in nodes)
        nodes[found.index] = replace(found, dep="nsubjpass" if passive else "nsubj")
    return nodes


def _unaided(nodes: list[Node]) -> list[Node]:
    """What was hung on an auxiliary is of its verb ("On Monday A, who …, was met by B")."""
    for node in nodes:
        helper = nodes[node.head]
        if helper.dep in {"aux", "auxpass"} and node.index != helper.index and helper.head != node.index:
            nodes[node.index] = replace(node, head=helper.head)
    return nodes


def _courtesies(nodes: list[Node]) -> list[Node]:
    """The "calls" of "courtesy calls on A" is a noun, though the parser may take it for a verb."""
    for i, node in enumerate(nodes[1:], start=1):
        if node.text.casefold() == "calls" and nodes[i - 1].text.casefold() == "courtesy":
            nodes[i] = replace(node, tag="NNS", lemma="call")
            nodes[i - 1] = replace(nodes[i - 1], dep="compound", head=i)
    return nodes


def _acting(nodes: list[Node]) -> list[Node]:
    """A verb between its doers and its object that the parser took for a noun ("A and B co-chair the talks")."""
    for i, node in enumerate(nodes):
        if node.tag != "NN" or kind(nodes[i - 1]) not in DOERS:
            continue
        doer = next((n for n in nodes[:i] if n.head == i and n.dep in {"nmod", "compound"} and kind(n) in DOERS), None)
        ruled = any(n.head == i and n.dep == "dobj" for n in nodes[i + 1 :])
        if ruled and doer is not None:
            nodes[i] = replace(node, tag="VBP", lemma=node.lemma.removeprefix("co-"))
            nodes[doer.index] = replace(doer, dep="nsubj")
    return nodes


def _lists(nodes: Sequence[Node]) -> list[list[int]]:
    """Stretches "A, B and C" of phrases of one kind with nothing else between them, the last behind "and"."""
    found: list[list[int]] = []
    i = 0
    while i < len(nodes):
        members, joined, j = [i], False, i + 1
        while kind(nodes[i]) in {"person", "org", "place"}:
            k, marks = _behind_bracket(nodes, j), []
            start = k
            while k < len(nodes) and nodes[k].text.casefold() in MARKS and k - start < 5:
                marks.append(nodes[k].text.casefold())
                k += 1
            if k >= len(nodes) or kind(nodes[k]) != kind(nodes[i]) or not {",", ";", "and", "as"} & set(marks):
                break
            members.append(k)
            joined, j = bool({"and", "as"} & set(marks)), k + 1
            if joined:
                break
        if (len(members) > 2 or _split_pair(nodes, members)) and joined:
            found.append(members)
        i = members[-1] + 1
    return found


def _behind_bracket(nodes: Sequence[Node], j: int) -> int:
    """The index behind a short bracket at node j, which says whose somebody is ("A (Norland), B (Sarkhan) and C")."""
    closed = (k + 1 for k in range(j + 1, min(j + 5, len(nodes))) if nodes[k].text == ")")
    return next(closed, j) if j < len(nodes) and nodes[j].text == "(" else j


def _split_pair(nodes: Sequence[Node], members: Sequence[int]) -> bool:
    """Whether the parser hung the second of two persons ("A, title of X, and B") elsewhere, yet gave it no clause of
    its own.
    """
    if len(members) != 2 or kind(nodes[members[0]]) != "person":
        return False
    first, second = nodes[members[0]], nodes[members[1]]
    return second.head != first.index and second.dep in {"conj", "appos", "dep", "npadvmod"}


def _regrouped(nodes: list[Node]) -> list[Node]:
    """A body joined to the leader of another body ("the A, led by X and the B, led by Y") is joined to the body."""
    for i, node in enumerate(nodes):
        if node.dep == "conj" and kind(node) and nodes[node.head].tag.startswith("V"):
            side = _one_sided(nodes, node)
            nodes[i] = replace(node, head=side) if side is not None else node
        if node.dep == "conj" and kind(node) == "org" and kind(nodes[node.head]) == "person":
            agent = nodes[nodes[node.head].head]
            verb = nodes[agent.head]
            if agent.dep == "agent" and verb.dep == "acl" and kind(nodes[verb.head]) == "org":
                nodes[i] = replace(node, head=verb.head)
    return nodes


def _one_sided(nodes: Sequence[Node], node: Node) -> int | None:
    """The lone object of a "between" below the verb to which the parser joined the other side."""
    for prep in nodes:
        if prep.head == node.head and prep.text.casefold() == "between" and prep.index < node.index:
            sides = [n for n in nodes if n.head == prep.index and n.dep == "pobj"]
            if len(sides) == 1 and not any(n.head == sides[0].index and n.dep == "conj" for n in nodes):
                return sides[0].index
    return None


def _opened(nodes: list[Node]) -> list[Node]:
    """A main verb whose subject the parser took for an apposition in the phrase that opens the sentence ("At the
    invitation of A, B visited …") gets it back.
    """
    verb = next((n for n in nodes if n.dep == "ROOT" and finite(n, nodes)), None)
    if verb is None:
        return nodes
    subject = next(
        (n for n in nodes if n.head == verb.index and n.dep in {"nsubj", "nsubjpass", "csubj", "expl"}), None
    )
    inviter = subject if subject is not None and _of_invitation(nodes, subject) else None
    if subject is not None and inviter is None:
        return nodes
    found = next((n for n in nodes[: verb.index] if _cut_off(nodes, n, verb, inviter)), None)
    if found is not None:
        passive = any(n.head == verb.index and n.dep == "auxpass" for n in nodes)
        nodes[found.index] = replace(found, dep="nsubjpass" if passive else "nsubj", head=verb.index)
        if inviter is not None:
            nodes[inviter.index] = replace(inviter, dep="appos", head=inviter.index - 1)
    return nodes


def _of_invitation(nodes: Sequence[Node], subject: Node) -> bool:
    """Whether a subject stands in the phrase that says whose invitation it was, no comma between."""
    before = nodes[: subject.index]
    at = max((n.index for n in before if n.lemma == "invitation"), default=None)
    return at is not None and nodes[subject.index - 1].tag[:1] == "N" and not any(n.text == "," for n in before[at:])


def _cut_off(nodes: Sequence[Node], node: Node, verb: Node, inviter: Node | None) -> bool:
    """Whether a noun behind a comma hangs on the object of an opening preposition, or on the inviter."""
    if node.dep not in {"appos", "conj", "npadvmod", "dep"} or not (node.phrase or node.tag.startswith("N")):
        return False
    if kind(node) in {"date", "demonym"}:
        return False
    first = min((n.index for n in nodes if n.head == node.index and n.index < node.index), default=node.index)
    above = nodes[node.head]
    while above.dep == "conj" and above.head != above.index:  # "In the presence of A and B, C signed …"
        above = nodes[above.head]
    opened = above.dep == "pobj" and nodes[above.head].dep == "prep" and above.head < node.index
    return first > 0 and nodes[first - 1].text == "," and (above is inviter or (opened and _on(nodes, above, verb)))


def _on(nodes: Sequence[Node], node: Node, verb: Node) -> bool:
    """Whether a node hangs on the verb through nouns and prepositions alone."""
    while node.head != node.index and node.dep in {"pobj", "prep", "appos"}:
        node = nodes[node.head]
    return node.index == verb.index


def _rejoined(nodes: list[Node]) -> list[Node]:
    """A "from NAME" right behind officials or a delegation belongs to them rather than to the verb."""
    for node in nodes[2:]:
        before = nodes[node.index - 1]
        above = nodes[node.head]
        if node.dep == "prep" and node.text == "from" and above.tag.startswith("V") and before.dep in {"dobj", "pobj"}:
            named = any(n.head == node.index and kind(n) == "org" for n in nodes)
            if named and before.phrase is None and before.tag.startswith("N") and before.index > above.index:
                nodes[node.index] = replace(node, head=before.index)
    return nodes


def _recounted(nodes: list[Node]) -> list[Node]:
    """A verb in the past joined to what somebody said will be goes on from the saying ("said that B would meet, and
    presented a letter").
    """
    for node in nodes:
        head = nodes[node.head]
        saying = nodes[head.head]
        if (node.dep, node.tag, head.dep, saying.tag) != ("conj", "VBD", "ccomp", "VBD"):
            continue
        modal = any(n.head == head.index and n.tag == "MD" for n in nodes)
        own = any(n.head == node.index and n.dep in {"nsubj", "nsubjpass", "aux", "auxpass"} for n in nodes)
        if modal and not own:
            nodes[node.index] = replace(node, head=saying.index)
    return nodes


def _another(nodes: list[Node]) -> list[Node]:
    """In "held a meeting with A and another at B with C" the second is joined to the first, each with its "with"."""
    for node in nodes:
        verb = nodes[node.head]
        if node.dep != "conj" or node.text.casefold() != "another" or not verb.tag.startswith("V"):
            continue
        objects = [n for n in nodes[: node.index] if n.head == verb.index and n.dep == "dobj"]
        if objects:
            first = objects[-1].index
            nodes[node.index] = replace(node, head=first)
            for early in nodes[first + 1 : node.index]:
                if early.text.casefold() == "with" and early.head == verb.index:
                    nodes[early.index] = replace(early, head=first)
            for late in nodes[node.index + 1 :]:
                if late.text.casefold() == "with" and late.dep == "prep" and below(nodes, late, nodes[node.index]):
                    nodes[late.index] = replace(late, head=node.index)
    return nodes


MENDS: tuple[Callable[[list[Node]], list[Node]], ...] = (
    _courtesies, _acting, after_modals, joined, whole_subject, serial, undated, _unaided, timed, _regrouped, strays,
    _opened, _subjected, _rejoined, _recounted, fronted_dates, _another, in_the_present, told_that,
)  # fmt: skip
