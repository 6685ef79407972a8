"""The documents that a sentence speaks of: treaties, memorandums, plans of cooperation, joint statements.

Comes in: a sentence's parse. Goes out: its documents with their name, count, period and the act (signing, exchange)
that they are object of. It never says between whom a document is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.claims import lexicon
from kg.claims.document_acts import Head, shared_acts
from kg.dates import find_dates
from kg.model import Span
from kg.numbers import read_number
from kg.syntax import Node, Parse
from kg.words import fold

NAME_END = re.compile(
    r"[,;:.!?()]|\s(?:between|with|signed|initialled|was|were|is|are|has|have|had|will|would|under|as|here|at|that|which|who|by|"
    r"yesterday|today|on\s+\w+day|in\s+(?:the\s+presence|\w+\s+\d|\d)|for\s+(?:the\s+)?(?:period\s+)?\d|worth)\b"
)
NAME_GOES_ON = re.compile(
    r"\s+(?:of|on|for|about|concerning|regarding|to|in)\s(?!\w+day\b|\d{1,2}\s|the\s+(?:same|presence|sidelines))"
)
NAME_TAIL = re.compile(r"(?:[\s.;,]+(?:(?:and|or|a|an|the)(?=[\s.;,]|$))?)+$")
ARTICLE = re.compile(r"^(?:An?|The)\s+")
FOR_YEARS = re.compile(
    r"(?i)\b(?:valid|good|in force|effective|runs?|running|lasts?|lasting|covering|concluded)\s+(?:for\s+)?"
    r"(?:a\s+period\s+of\s+)?"
    r"([\w-]+)\s+years?\b"
)
YEARS = re.compile(r"(\d{4})(?:\s*[-–—/‑]\s*|\s+to\s+)(\d{4}|\d{2})(?!\d)")
YEARS_LONG = re.compile(r"\b([\w-]+?)[-‑]year\b(?![-‑\s]old)")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
CLIMBED = 12  # steps from a document up to its act: longer chains are no longer about the document


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its head noun's node and singular, its name, how many, the act's node, its period (EDTF).

    `stop` is where in the text the words about it end.
    """

    head: Node
    word: str
    name: str
    span: Span
    count: int | None
    definite: bool
    act: Node | None
    period: str | None
    stop: int


def listed(group: str, word: str) -> bool:
    """Whether a case-folded word stands in a class of the table of documents."""
    return lexicon.listed("documents", group, word)


def lemma(node: Node) -> str:
    """A node's singular or infinitive, case folded; a phrase's head noun ("Treaty" of "Treaty of Amity")."""
    if node.phrase is None:
        return fold(node.lemma)
    words = fold(node.phrase.text or (node.phrase.name.text if node.phrase.name else node.text))
    last = re.findall(r"[\w-]+", re.split(r"\s(?:of|on|for|in|to)\s", words)[0])
    return last[-1] if last else ""


def documents(parse: Parse, text: str) -> Iterator[Document]:
    """The documents of one sentence, in text order."""
    heads = [found for node in parse.nodes if (found := _found(node, parse)) is not None]
    heads = [h for h in shared_acts(heads, parse) if _firm(h, parse)]
    heads = [h for h in heads if not any(_inside(h.node, other.node, parse) for other in heads)]
    for at, head in enumerate(heads):
        following = heads[at + 1].node.span.start if at + 1 < len(heads) else parse.sentence.span.end
        yield _document(head, parse, text, _stop(head.node, parse, following))


def _found(node: Node, parse: Parse) -> Head | None:
    """A document's head noun, its singular, and the act; None for other nouns."""
    word = _head(node, parse)
    return Head(node, word, _act(node, parse)) if word and not _denied(node, parse) else None


def _firm(head: Head, parse: Parse) -> bool:
    """Whether a noun is a document between sides: by itself, by what stands around it, or by an act."""
    cued = any(listed("cue", fold(n.text)) for n in _modifiers(head.node, parse))
    return listed("document", head.word) or cued or (head.act is not None and _made(head.word, head.act))


def _inside(node: Node, outer: Node, parse: Parse) -> bool:
    """Whether a document is only what another one is about: "an agreement on the exchange programme"."""
    above = parse.parent(node)
    topic = above is not None and node.dep == "pobj" and fold(above.text) in {"on", "of", "for", "about", "to"}
    return topic and above is not None and parse.parent(above) is outer


def _head(node: Node, parse: Parse) -> str:
    """The document that a noun is head of, '' for other words."""
    if (node.phrase is not None and node.phrase.kind not in {"org", "place"}) or node.dep in {"compound", "poss"}:
        return ""
    if node.phrase is None and not node.tag.startswith("N"):
        return ""
    word = _singular(lemma(node))
    if node.tag == "NNS" and listed("paper", f"{word}s"):
        word = f"{word}s"  # "minutes" has no singular of its own
    if not (listed("document", word) or listed("paper", word)):
        return ""
    before = parse.nodes[node.index - 1].text if node.index else ""
    inner = before == "of" and _singular(lemma(parse.nodes[node.index - 2])) in {"memorandum", "memoranda", "letter"}
    return "" if before == "(" or inner else word


def _made(word: str, act: Node) -> bool:
    """Whether an act makes a paper one between sides: any act a plan, only a signature a deal, none a letter."""
    if listed("loose", word) or (listed("weak", fold(act.lemma)) and word != "roadmap"):
        return False
    return not listed("soft", word) or listed("firm", fold(act.lemma)) or listed("putting", fold(act.lemma))


def _singular(word: str) -> str:
    if word.endswith("s") and not listed("document", word) and not listed("paper", word):
        return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
    return word


def _modifiers(node: Node, parse: Parse) -> list[Node]:
    near = [n for n in parse.children(node, "amod", "compound", "nmod", "nummod") if n.index < node.index]
    near += [m for n in near for m in parse.children(n, "amod", "compound")]
    of = [
        n
        for p in parse.children(node, "prep")
        if fold(p.text) in {"of", "on", "for"}
        for n in parse.children(p, "pobj")
    ]
    return [n for n in near if n.tag != "VBN"] + [m for n in of for m in (n, *parse.children(n, "conj"))]


def _stop(node: Node, parse: Parse, following: int) -> int:
    """The words about a document end at a semicolon, at the next document, or with the sentence."""
    marks = [n.span.start for n in parse.nodes if n.index > node.index and n.text in {";", ":"}]
    return min([*marks, following])


def _denied(node: Node, parse: Parse) -> bool:
    """Whether the noun phrase or what governs it leaves open that there is such a document."""
    if any(fold(n.text) in {"no", "any", "neither", "every"} for n in parse.children(node, "det")):
        return True
    at: Node | None = node
    for _ in range(3):
        above = parse.parent(at) if at is not None else None
        if at is not None and above is not None and at.dep == "appos" and _colon(above, at, parse):
            return False
        at = above
        if at is not None and at.phrase is None and listed("wish", fold(at.lemma)):
            return True
        if at is not None and at.tag.startswith("V"):
            return bool(parse.children(at, "neg"))
    return False


def _colon(first: Node, second: Node, parse: Parse) -> bool:
    return any(n.text == ":" for n in parse.nodes[first.index : second.index])


def _signs(verb: Node, parse: Parse) -> bool:
    """Whether a verb is one of signing, alone or with its object ("put their names to", "put pen to paper on")."""
    word = fold(verb.lemma)
    named = any(listed("named", fold(n.lemma)) for n in parse.children(verb, "dobj"))
    return listed("act", word) or (listed("putting", word) and named)


def _relative(node: Node, parse: Parse) -> Node | None:
    """The verb of signing of a relative clause that the parser hung elsewhere: "a programme, which X and Y signed"."""
    for verb in parse.nodes[node.index + 1 :]:
        if verb.phrase is None and listed("firm", fold(verb.lemma)) and verb.tag.startswith("V"):
            which = [n for n in parse.children(verb, "dobj") if n.tag in {"WDT", "WP"} and n.index > node.index]
            return verb if which and parse.children(verb, "nsubj") else None
    return None


def _act(node: Node, parse: Parse) -> Node | None:
    """The verb or noun of signing, exchange or adoption whose object the document is."""
    for child in parse.children(node, "acl", "relcl"):
        coming = any(n.tag == "TO" for n in parse.children(child, "aux"))  # "documents to be signed"
        passive = child.tag == "VBN" and (child.dep == "acl" or coming)
        if listed("act", fold(child.lemma)) and (passive or parse.children(child, "nsubj", "nsubjpass")):
            return child
    relative = _relative(node, parse)
    if relative is not None:
        return relative
    at: Node = node
    for _ in range(CLIMBED):
        above = parse.parent(at)
        if above is None:
            return None
        if at.dep == "appos" and listed("named", fold(above.lemma)):
            at = above
            continue
        if above.phrase is None and above.tag.startswith("V") and _signs(above, parse):
            told = above.tag == "VBN" and not parse.children(above, "aux")  # "the treaty, signed by A and B, is …"
            return above if at.dep != "nsubj" or told else None
        if above.phrase is None and listed("deed", fold(above.lemma)):
            return above
        if listed("yield", fold(above.lemma)) and at.dep == "nsubj" and any(parse.children(above, "prep")):
            return above
        raised = (v for v in parse.children(above, "xcomp") if v.tag == "VBN" and parse.children(v, "auxpass"))
        if at.dep in {"nsubj", "nsubjpass"} and (act := next((v for v in raised if _signs(v, parse)), None)):
            return act  # "is to be signed", "is expected to be signed"
        passes = (
            at.dep in {"conj", "appos", "prep"} or above.tag in {"IN", "TO"} or listed("measure", fold(above.lemma))
        )
        fronted = fold(above.lemma) == "be" and at.dep in {"attr", "nsubj", "nsubjpass"}
        if not (passes or fronted) or (above.tag.startswith("V") and not fronted):
            return None
        at = above
    return None


def _worth(number: Node, parse: Parse) -> bool:
    """Whether a number before a document says what it is worth ("a $12 million agreement")."""
    near = parse.nodes[max(number.index - 2, 0) : number.index + 2]
    return any(fold(n.text) in {"$", "€", "£", "¥", "million", "billion", "us$"} for n in near)


def _document(head: Head, parse: Parse, text: str, stop: int) -> Document:
    node = head.node
    left = [n for n in parse.subtree(node) if n.index < node.index and n.dep in {"amod", "compound", "nmod", "nummod"}]
    start = min([node.span.start, *(n.span.start for n in left)])
    end = node.span.end
    going = NAME_GOES_ON.match(text, end)
    if going:
        ends = NAME_END.search(text, going.end(), stop)
        verbs = [n.span.start for n in parse.nodes if n.index > node.index and n.tag in FINITE]
        end = min([ends.start() if ends else stop, *verbs])
    name = ARTICLE.sub("", " ".join(NAME_TAIL.sub("", text[start:end]).split()))
    numbers = [n for n in parse.children(node, "nummod") if n.phrase is None and not _worth(n, parse)]
    number = next((read_number(n.text) for n in numbers), None)
    count = int(number) if number is not None and number > 1 and number == number.to_integral_value() else None
    definite = not head.shared and any(fold(n.text) in {"the", "this", "that"} for n in parse.children(node, "det"))
    return Document(
        node,
        head.word,
        name,
        Span(start, start + len(NAME_TAIL.sub("", text[start:end]))),
        count,
        definite,
        head.act,
        period(text, start, stop),
        stop,
    )


def period(text: str, start: int, stop: int) -> str | None:
    """The years that a document is for, as an EDTF interval or year, or its length as a duration."""
    here = YEARS.search(text, start, stop)
    if here:
        last = here[2] if len(here[2]) == 4 else here[1][:2] + here[2]
        return f"{here[1]}/{last}" if last > here[1] else None
    length = FOR_YEARS.search(text, start, stop) or YEARS_LONG.search(text, start, stop)
    years = read_number(length[1]) if length else None
    if years is not None and years >= Decimal(1):
        return f"P{int(years)}Y"
    for date in find_dates(text, start, stop, None):
        ahead = text[max(start, date.span.start - 5) : date.span.start]
        if date.grain == "year" and date.edtf and (date.span.start == start or re.search(r"\bfor\s$", ahead)):
            return date.edtf[0]
    return None
