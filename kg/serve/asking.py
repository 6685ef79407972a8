"""One order, answered for one request: in turn, within the bounds, and dropped when its client leaves.

Comes in: a request and an order. Goes out: the head and body of the answer. It never blocks the event loop and leaves
no query running for nobody.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from kg.serve.gate import Gate
from kg.serve.model import Answer, Order, Site, Underway

KEPT = 32  # documents that are made of a snapshot


def site_of(request: Request) -> Site:
    """What the application serves."""
    site: Site = request.app.state.site
    return site


async def once(request: Request, key: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
    """What is made of the snapshot of the moment alone: made once, beside the event loop, and kept while it is asked
    for. `key` says what it is.
    """
    made: OrderedDict[tuple[str, ...], bytes] = request.app.state.made
    key = (site_of(request).snapshot().id, *key)
    if key not in made:
        made[key] = await run_in_threadpool(make)
        if len(made) > KEPT:
            made.popitem(last=False)
    made.move_to_end(key)
    return made[key]


def order_of(site: Site, job: str, where: str, **more: Any) -> Order:
    """An order with the bounds of the site."""
    bounds = site.bounds
    return {
        "job": job,
        "where": where,
        "seconds": bounds.seconds,
        "megabytes": bounds.megabytes,
        "rows": bounds.rows,
        "output_bytes": bounds.bytes,
        **more,
    }


async def body_of(request: Request) -> bytes:
    """The body of a request; 413 where it is larger than allowed, 408 where it does not come in time."""
    bounds, parts = site_of(request).bounds, bytearray()
    if hasattr(request.state, "body"):
        return bytes(request.state.body)
    try:
        async with asyncio.timeout(bounds.idle):
            async for part in request.stream():
                parts += part
                if len(parts) > bounds.body:
                    raise HTTPException(413, f"the body is larger than {bounds.body} bytes")
    except TimeoutError:
        raise HTTPException(408, f"the body did not come within {bounds.idle:g} s") from None
    request.state.body = bytes(parts)
    return bytes(parts)


async def answered(request: Request, order: Order) -> Answer:
    """The answer to an order, in turn. BusyError, BadInput, TooMuch, UsageError; ClientDisconnect if nobody waits."""
    await body_of(request)  # so that what comes next is that the client leaves
    gate: Gate = request.app.state.gate
    gone = asyncio.ensure_future(_left(request))
    work = asyncio.ensure_future(_in_turn(gate, request, order))
    try:
        await asyncio.wait({gone, work}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            raise ClientDisconnect
        return work.result()
    finally:
        for task in (gone, work):
            task.cancel()
        await asyncio.gather(gone, work, return_exceptions=True)


async def _in_turn(gate: Gate, request: Request, order: Order) -> Answer:
    async with gate.turn(request.client.host if request.client else "") as turn:
        underway = site_of(request).snapshot().begin({**order, "yields": turn.costly})
        coming = asyncio.ensure_future(underway.come())
        try:
            if not turn.long and await _takes_long(coming, underway, gate.bounds.patience):
                gate.outlast(turn)
                underway.give_way()
            return await coming
        finally:
            turn.cost, turn.answered = underway.cost(), underway.ended
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)


async def _takes_long(coming: asyncio.Future[Answer], underway: Underway, patience: float) -> bool:
    """Whether the work has used more processor time than that, told as soon as it has or is done."""
    while (left := patience - underway.worked()) > 0:
        await asyncio.wait({coming}, timeout=max(left, 0.02))
        if coming.done():
            return False
    return True


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
