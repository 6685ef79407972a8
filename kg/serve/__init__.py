"""The room that serves a graph over HTTP, read-only.

Comes in: a site: how to ask its graph, its questions, its bounds. Goes out: an ASGI application, or a server that runs
it. It never changes a graph, reaches another server, or evaluates a query in its own process.
"""

from __future__ import annotations

from kg.serve.app import create_app
from kg.serve.bounds import Bounds
from kg.serve.model import Answer, Order, Parameter, Question, Record, Site, Snapshot
from kg.serve.running import Listening, run

__all__ = [
    "Answer", "Bounds", "Listening", "Order", "Parameter", "Question", "Record", "Site", "Snapshot",
    "create_app", "run",
]  # fmt: skip
