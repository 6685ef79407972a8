"""Three read-only tools for language models, over the Model Context Protocol.

Comes in: a way to ask the graph, the stored questions. Goes out: a server of the protocol. It never changes a graph,
and gives no answer without its quotes and links.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from kg.errors import KgError
from kg.serve.bounds import Bounds
from kg.serve.model import Question, Snapshot

ABOUT = """A graph of what news articles say about party and state diplomacy: who met whom, in which office, what was
agreed. Every answer carries the articles' quotes and links to them: cite these. What is announced is not yet held; what
no article mentions is not thereby absent."""
READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
ROWS, BYTES = 100, 1_000_000  # of one answer: more is too much for a conversation
Record = dict[str, Any]
Ask = Callable[..., Awaitable[Record]]
Life = Callable[[], AbstractAsyncContextManager[None]]


def create_tools(
    snapshot: Callable[[], Snapshot], questions: Mapping[str, Question], version: str, bounds: Bounds, life: Life
) -> MCPServer[None]:
    """The server with its tools; `life` is held while it runs."""

    @asynccontextmanager
    async def lives(_: MCPServer[None]) -> AsyncIterator[None]:
        async with life():
            yield

    server = MCPServer(
        "party-diplomacy-graph", instructions=ABOUT, version=version, log_level="WARNING", lifespan=lives
    )
    for tool, title, about in _tools(_asking(snapshot, bounds), {n: q for n, q in questions.items() if q.evidence}):
        server.add_tool(tool, title=title, description=about, annotations=READ_ONLY)
    return server


def _asking(snapshot: Callable[[], Snapshot], bounds: Bounds) -> Ask:
    """A way to have an order answered; a fault that the asker can mend becomes the answer of the tool."""

    async def ask(job: str, where: str, **more: object) -> Record:
        order = {"job": job, "where": where, "seconds": bounds.seconds, "megabytes": bounds.megabytes}
        try:
            _, body = await snapshot().begin({**order, "rows": ROWS, "output_bytes": BYTES, **more}).come()
        except KgError as fault:
            raise ToolError(str(fault)) from None
        answer: Record = json.loads(body)
        return answer

    return ask


def _tools(ask: Ask, questions: Mapping[str, Question]) -> list[tuple[Callable[..., Awaitable[Record]], str, str]]:
    """The tools, each with its title and what it does."""

    async def find_entity(name: str, kind: str = "") -> dict[str, Any]:
        return await ask("find", "find_entity", name=name, kind=kind)

    async def run_question(question: str, parameters: dict[str, str] | None = None) -> dict[str, Any]:
        fitting = [n for n in questions if n == question] or [n for n in questions if n.startswith(f"{question}-")]
        if len(fitting) != 1:
            raise ToolError(f"no question is called {question!r}; the description of this tool lists them")
        return await ask("told", fitting[0], name=fitting[0], params=parameters or {})

    async def explain_claim(thing: str) -> dict[str, Any]:
        return await ask("explain", "explain_claim", thing=thing)

    return [
        (find_entity, "Find an entity", FIND),
        (run_question, "Run a stored question", RUN + "".join(map(_line, questions.values()))),
        (explain_claim, "Explain a claim", EXPLAIN),
    ]


FIND = """The persons, parties, states, bodies, offices, events, agreements or places that bear a name, however it is
written (case, diacritics, titles and honorifics aside), with some of the quotes that speak of them; where nothing bears
it, those whose names come near. `kind` narrows: Official, Party, PartyBody, State, StateBody, Organization, Event,
Agreement, Office, Place."""
EXPLAIN = """Why the graph says what it says: for a claim, person, event or other thing, named by IRI, prefix:name or
label, the claims with their quotes, the rules that read them, the references followed, why mentions were joined, and
what was inferred from what."""
RUN = """The answer to one of the stored questions, each row with the quotes it rests on. Parameters are names as people
write them, days (YYYY-MM-DD), or IRIs; those left out take their defaults. The questions, with their parameters:
"""


def _line(question: Question) -> str:
    params = ", ".join(
        f"{p.name}: {p.kind}"
        + (f" of {'|'.join(p.choices)}" if p.choices else "")
        + (f" = {p.default}" * bool(p.default))
        for p in question.parameters
    )
    return f"- {question.name} ({params}): {question.asks}\n" if params else f"- {question.name}: {question.asks}\n"
