"""One reading with a claim of every kind, made by hand: what the tests of cache and facts share."""

from __future__ import annotations

from kg import model
from kg.model import Span

ARTICLE = model.Article(
    "one", "some/one.txt", "0" * 64, "text/plain", "Minister Ána met her. “Fine,” she said.",
    title=model.Sourced("Title", "first line", Span(0, 8)),
)  # fmt: skip


def reading() -> model.Reading:
    """A reading with a claim of every kind, made by hand."""
    proof = model.Evidence(Span(0, 20), "rule.one", (model.Reference(Span(17, 20), "p2", "pronoun"),))
    claims: tuple[model.Claim, ...] = (
        model.OfficeClaim("p1", "Minister", "s1", "former", proof),
        model.OfficeClaim("p1", "Chair", None, "current", proof),
        model.MemberClaim("p1", "b1", proof),
        model.PartOfClaim("b1", "s1", proof),
        model.AliasClaim("b1", "Body", "B", proof),
        model.EventClaim("e1", "meeting", "talks", "held", ("2020-01-02",), "s1", proof, 3, date_evidence=proof),
        model.RoleClaim("e1", "host", "p1", proof),
        model.AgreementClaim("pact", ("s1", "b1"), proof, period="2020/2025", event="e1", count=2),
        model.StatementClaim("p1", "say", proof),
        model.QuantityClaim("1.5", "billion USD", "trade", "s1", "target", proof, time="2030"),
    )
    entities = (
        model.Entity("p1", "person", ("Ána", "Minister Ána"), None, ("p2",)),
        model.Entity("b1", "party_body", ("Body", "B", "The Body"), "s1"),
        model.Entity("s1", "state", ("Land",)),
    )
    coverage = model.Coverage(2, 1, (model.Uncovered(Span(21, 40), "not_understood"),), 1)
    return model.Reading(ARTICLE, entities, claims, coverage, "reader")
