"""Where the records of the graph stand: what one article says in one place has an IRI, and a place on a page.

Comes in: pages of events and articles. Goes out: for each account and claim, and for what a claim makes, a small page
at the path of its IRI that leads to its place, and names the data that describe it. It never says more of a record than
its name.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.pipeline.publishing.data import DATA, data_files
from kg.pipeline.publishing.desk import Desk
from kg.site import Link, Page, Sentences, Steps, leading_to

RECORDS = ("account", "claim", "participation", "tenure", "statement", "figure")
# Which thing's description holds a record: the first of these that leads to a thing with a page.
DESCRIBED = ("pd:describesEvent", "pd:hasHolder", "pd:isMadeBy", "pd:isFigureFor", "rdf:subject", "rdf:object")


def is_record(path: str) -> bool:
    """Whether a path on the site is below a record's address."""
    parts = path.split("/")
    return len(parts) > 1 and parts[0] == "id" and parts[1] in RECORDS


def records(desk: Desk, thing: str, part: Page, address: str) -> Iterator[tuple[str, bytes]]:
    """The pages of the records that stand on a part of the pages of a thing, with the data of those that no thing's
    data describe; `address` is where the site stands.
    """
    for record, anchor in _standing(desk, thing, part):
        target = Link(desk.index.name(record) or "", f"{part.head.path}#{anchor}")
        folder, described = f"id/{desk.key(record)}", _described(desk, record)
        data = [(f"id/{desk.key(described)}/{name}", media) for name, media in DATA]
        yield f"{folder}/index.html", leading_to(f"{folder}/index.html", target, record, data, address)
        if described == record:
            yield from data_files(desk, record)


def host(desk: Desk, record: str) -> str | None:
    """The event or article on whose pages a record stands; None for what is no record."""
    index, kind = desk.index, (desk.key(record) or "").partition("/")[0]
    match kind:
        case "account":
            return index.iri(record, "pd:describesEvent")
        case "participation":
            return index.iri(index.iri(record, "pd:isParticipationIn") or "", "pd:isAccountIn")
        case "tenure" | "statement":
            return index.iri(record, "pd:isReportedIn")
        case "figure":
            return index.iri(next(iter(desk.claims(record)), ""), "pd:isStatedIn")
        case "claim":
            return index.iri(record, "pd:isStatedIn")
        case _:
            return None


def _standing(desk: Desk, thing: str, part: Page) -> Iterator[tuple[str, str]]:
    """(record, anchor) of what stands on this part, and on no page of another thing."""
    anchors = (i.anchor for block in part.blocks if isinstance(block, Steps | Sentences) for i in block.items)
    for anchor in anchors:
        record = f"{desk.built.base}id/{anchor}"
        if anchor.startswith(("account/", "claim/")) and host(desk, record) == thing:
            yield record, anchor
        if anchor.startswith("claim/"):
            for about in desk.index.iris(record, "pd:claimsAbout"):
                if host(desk, about) == thing and _first(desk, about, thing) == record:
                    yield about, anchor


def _first(desk: Desk, record: str, article: str) -> str | None:
    """The first of the claims of an article that make a record."""
    return next((claim for claim in desk.claims(record) if article in desk.index.iris(claim, "pd:isStatedIn")), None)


def _described(desk: Desk, record: str) -> str:
    """The thing whose data hold the description of a record; where there is none, what the record is about."""
    about = desk.index.iri(record, "pd:claimsAbout") or record
    account = desk.index.iri(about, "pd:isParticipationIn")
    for node in filter(None, (account, about, record)):
        if desk.has_page(node):
            return node
        for predicate in DESCRIBED:
            if (found := desk.index.iri(node, predicate)) and desk.has_page(found):
                return found
    return about
