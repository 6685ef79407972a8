"""The room that says which mentions of several articles are one thing.

Comes in: the readings of all articles and the authority data. Goes out: a `Resolution`: entities and events as
groups of occurrences, and every merge with its reason. It never changes a reading and never merges on likeness alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import BadInput
from kg.model import Reading
from kg.paths import ontology_dir
from kg.resolution import Resolution, Ruling
from kg.resolve.authority import Authority, AuthorityEntry, load_authority
from kg.resolve.kept import Kept
from kg.resolve.names import Verdict, same_name

__all__ = [
    "Authority", "AuthorityEntry", "Kept", "Verdict", "load_authority", "project_authority", "resolve", "same_name",
]  # fmt: skip


def resolve(
    readings: Sequence[Reading], authority: Authority | None = None, rulings: Sequence[Ruling] = ()
) -> Resolution:
    """Join the articles: the same result for the same readings in any order.

    `authority` is that of the project's ontology unless given; BadInput if its file is broken. `rulings` are what
    persons decided: no rule joins what they keep apart, or parts what they join.
    """
    kept = Kept(project_authority() if authority is None else authority)
    kept.change(readings, rulings=rulings)
    return kept.resolution()


def project_authority() -> Authority:
    """The project's reference data, none in a copy of the project without any; BadInput if the file is broken."""
    try:
        return load_authority(ontology_dir() / "authority.ttl")
    except BadInput as fault:
        if fault.where == "ontology":
            return Authority()
        raise
