"""A build written out for others.

Comes in: a build and the name of a format. Goes out: bytes. It never changes a build.
"""

from __future__ import annotations

from kg import exports
from kg.pipeline.asking import Built


def export(built: Built, format: str) -> bytes:
    """The build in one of the exports' formats."""
    return exports.export(built.store, format)
