"""The tables of what was agreed, said, counted, claimed and found.

Comes in: an index of the graph, findings. Goes out: agreements with their sides, statements, figures, claims with
their evidence, findings. It never holds words of an article other than quotes.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from decimal import Decimal, InvalidOperation

from kg.exports.index import Index
from kg.exports.tables.events import quote_of, stage_of
from kg.exports.tables.model import IRI, Column, Table, Value, key
from kg.vocab import shorten

ARTICLES = Column("articles", "keys of the articles that report it", many=True)
QUOTE = Column("quote", "the words that state it")
AGREEMENT_COLUMNS = (
    key("the agreement"), IRI, Column("name", "what it is called"),
    Column("sides", "names of its sides", many=True),
    Column("period", "period that it covers, in EDTF"),
    Column("count", "how many documents are meant, where the words say", "integer"),
    Column("event", "key of the event at which it is signed or handed over", refers="events"),
    Column("stage", "stage of that event: a document of an announced signing is not signed"),
    ARTICLES, QUOTE,
)  # fmt: skip
SIDE_COLUMNS = (
    Column("agreement", "key of the agreement", refers="agreements", required=True),
    Column("side", "key of one side", refers="entities", required=True),
    Column("side_name", "the side"),
)
STATEMENT_COLUMNS = (
    key("the statement"),
    Column("speaker", "key of who says it", refers="entities"),
    Column("speaker_name", "who says it"),
    Column("act", "reporting verb"),
    Column("article", "key of the article", refers="articles"),
    Column("events", "keys of the events that it speaks of", many=True),
    QUOTE,
)
FIGURE_COLUMNS = (
    key("the figure"),
    Column("what", "what it measures"),
    Column("value", "number", "decimal"),
    Column("value_text", "value where it is no single number"),
    Column("unit", "unit, with its scale"),
    Column("target", "whether it is a goal rather than a fact", "boolean"),
    Column("time", "time that it is for, in EDTF"),
    Column("subject", "key of what it is a figure for", refers="entities"),
    Column("subject_name", "what it is a figure for"),
    ARTICLES, QUOTE,
)  # fmt: skip
CLAIM_COLUMNS = (
    key("the claim"), IRI, Column("kind", "kind of claim", required=True),
    Column("subject", "key of the subject of its main triple", required=True),
    Column("subject_name", "the subject"),
    Column("predicate", "predicate of its main triple", required=True),
    Column("object", "key of the object of its main triple, where it is a thing"),
    Column("object_name", "the object"),
    Column("stage", "stage of the account that it is about or that it belongs to"),
    Column("articles", "number of articles that state it", "integer"),
    Column("quote", "the longest words that state it; all of them are in the table evidence"),
)  # fmt: skip
EVIDENCE_COLUMNS = (
    key("the evidence"),
    Column("claim", "key of the claim that it supports", refers="claims", required=True),
    Column("article", "key of the article", refers="articles"),
    Column("quote", "words of the article", required=True),
    Column("start", "offset of the first code point of the quote in the article's text as received", "integer"),
    Column("end", "offset behind the last code point", "integer"),
    Column("rule", "rule that read it"),
    Column("references", "words of the quote that stand for something named elsewhere, and what for", many=True),
)
FINDING_COLUMNS = (
    Column("number", "key: number of the finding in this build", "integer", required=True),
    Column("report", "stored query that finds it"),
    Column("kind", "kind of finding"),
    Column("finding", "what was found"),
)


def agreements(index: Index) -> Table:
    """One row an agreement."""
    rows = tuple(_agreement(index, node) for node in index.things("pd:Agreement"))
    return Table("agreements", "documents between sides", AGREEMENT_COLUMNS, rows)


def _agreement(index: Index, node: str) -> tuple[Value, ...]:
    event, count = index.iri(node, "pd:isSignedAt"), index.text(node, "pd:hasCount")
    return (
        index.short(node), node, index.name(node), index.names(index.iris(node, "pd:isBetween")),
        index.text(node, "pd:coversPeriod"), int(count) if count else None, index.short(event),
        stage_of(index, event) if event else None, index.shorts(index.stated(node)), quote_of(index, node),
    )  # fmt: skip


def agreement_sides(index: Index) -> Table:
    """One row a side of an agreement."""
    rows = tuple(
        (index.short(node), index.short(side), index.name(side))
        for node in index.things("pd:Agreement")
        for side in index.iris(node, "pd:isBetween")
    )
    return Table("agreement_sides", "who agreed", SIDE_COLUMNS, rows, ("agreement", "side"))


def statements(index: Index) -> Table:
    """One row a statement that an article reports."""
    rows = []
    for node in index.things("pd:Statement"):
        speaker, article = index.iri(node, "pd:isMadeBy"), index.iri(node, "pd:isReportedIn")
        about = index.shorts(index.iris(node, "pd:speaksOf"))
        act = index.text(node, "pd:hasAct")
        said = (index.short(speaker), index.name(speaker), act, index.short(article), about, quote_of(index, node))
        rows.append((index.short(node), *said))
    return Table("statements", "what articles report people to have said", STATEMENT_COLUMNS, tuple(rows))


def figures(index: Index) -> Table:
    """One row a number that articles give."""
    rows = tuple(_figure(index, node) for node in index.things("pd:Figure"))
    return Table("figures", "numbers that articles give", FIGURE_COLUMNS, rows)


def _figure(index: Index, node: str) -> tuple[Value, ...]:
    subject = index.iri(node, "pd:isFigureFor")
    value = index.text(node, "pd:hasValue")
    number = _number(value)
    return (
        index.short(node), index.text(node, "pd:measures"), number, value if number is None else None,
        index.text(node, "pd:hasUnit"), index.text(node, "pd:isTarget") == "true",
        index.text(node, "pd:refersToTime"), index.short(subject),
        index.name(subject) or index.text(node, "pd:isFigureFor"), index.shorts(index.stated(node)),
        quote_of(index, node),
    )  # fmt: skip


def _number(text: str | None) -> Decimal | None:
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation:
        return None


def claims(index: Index) -> Table:
    """One row a claim."""
    rows = tuple(_claim(index, node) for node in index.things("pd:Claim"))
    return Table("claims", "what articles say, one statement of fact each", CLAIM_COLUMNS, rows)


def _claim(index: Index, node: str) -> tuple[Value, ...]:
    subject, value = index.iri(node, "rdf:subject"), index.iri(node, "rdf:object")
    quotes = [text for _, text, *_ in quotes_of(index, node)]
    return (
        index.short(node), node, index.text(node, "pd:hasKind"), index.short(subject), index.name(subject),
        shorten(index.iri(node, "rdf:predicate") or ""), index.short(value),
        index.name(value) or index.text(node, "rdf:object"), stage_of_claim(index, node),
        len(index.iris(node, "pd:isStatedIn")), max(quotes, key=lambda text: (len(text), text), default=None),
    )  # fmt: skip


def stage_of_claim(index: Index, claim: str) -> str | None:
    """The stage of the account that a claim is about, or whose participation it is about."""
    about = index.iri(claim, "pd:claimsAbout")
    if about is None:
        return None
    return index.word(index.iri(about, "pd:isParticipationIn") or about, "pd:hasStage")


def quotes_of(
    index: Index, claim: str, among: Container[str] | None = None
) -> list[tuple[str, str, int | None, int | None]]:
    """The evidence of a claim, or what of it is among some: its IRI, its words, where they begin and end, by article
    and place.
    """
    found = []
    for evidence in index.iris(claim, "pd:hasEvidence"):
        if among is not None and evidence not in among:
            continue
        selectors = index.iris(evidence, "oa:hasSelector")
        text = next((words for one in selectors for words in index.texts(one, "oa:exact")), None)
        if text is not None:
            start, end = (_at(index, selectors, edge) for edge in ("oa:start", "oa:end"))
            place = (index.iri(evidence, "oa:hasSource") or "", start or 0, end or 0)
            found.append((place, (evidence, text, start, end)))
    return [one for _, one in sorted(found)]


def _at(index: Index, selectors: list[str], edge: str) -> int | None:
    return next((int(at) for one in selectors for at in index.texts(one, edge)), None)


def evidence(index: Index) -> Table:
    """One row a quote that supports a claim."""
    rows = []
    for claim in index.things("pd:Claim"):
        for node, text, start, end in quotes_of(index, claim):
            place = (index.short(index.iri(node, "oa:hasSource")), text, start, end)
            rule = index.name(index.iri(node, "prov:wasGeneratedBy"))
            rows.append((index.short(node), index.short(claim), *place, rule, _references(index, node)))
    rows.sort(key=lambda row: str(row[0]))
    return Table("evidence", "the quotes behind the claims", EVIDENCE_COLUMNS, tuple(rows))


def _references(index: Index, node: str) -> str | None:
    bound = index.iris(node, "pd:bindsReference")
    pairs = sorted({(index.text(one, "oa:exact"), index.name(index.iri(one, "pd:refersTo"))) for one in bound})
    return " | ".join(f"{words} = {name}" for words, name in pairs) or None


def findings(found: Sequence[tuple[str, str, str]]) -> Table:
    """One row a finding: report, kind, sentence."""
    rows = tuple((number, *one) for number, one in enumerate(found, 1))
    return Table("findings", "what the comparison of accounts shows", FINDING_COLUMNS, rows, ("number",))
