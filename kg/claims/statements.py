"""Statements: who says what (being written)."""
from collections.abc import Iterator
from kg.claims.context import Context
from kg.model import Claim

def statements(context: Context) -> Iterator[Claim]:
    """No claims yet."""
    yield from ()
