"""Who is let in, in which order, and who is sent away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from kg.serve import Bounds
from kg.serve.gate import MUCH, BusyError, Gate

BOUNDS = Bounds(running=2, long=2, waiting=4, client=3, wait=0.2)


async def hold(gate: Gate, client: str, let_in: list[str], until: asyncio.Event, cost: float = 0.0) -> None:
    async with gate.turn(client) as turn:
        let_in.append(client)
        turn.cost = cost
        await until.wait()


def played(play: Callable[[Gate, list[str], asyncio.Event], Awaitable[None]]) -> Gate:
    async def act() -> Gate:
        gate, let_in, until = Gate(BOUNDS), list[str](), asyncio.Event()
        await play(gate, let_in, until)
        until.set()
        await asyncio.sleep(0.01)
        assert (gate.running, gate.long, gate.waiting, gate.clients) == (0, 0, 0, {})
        return gate

    return asyncio.run(act())


async def come(gate: Gate, let_in: list[str], until: asyncio.Event, *clients: str) -> list[asyncio.Task[None]]:
    made = [asyncio.create_task(hold(gate, client, let_in, until)) for client in clients]
    await asyncio.sleep(0.01)
    return made


def test_the_first_are_let_in_and_who_has_least_is_next() -> None:
    async def play(gate: Gate, let_in: list[str], until: asyncio.Event) -> None:
        first = asyncio.Event()
        (leaving,) = await come(gate, let_in, first, "a")
        waiting = await come(gate, let_in, until, "b", "b", "c")
        assert (let_in, gate.running, gate.waiting) == (["a", "b"], 2, 2)
        first.set()
        await leaving
        await asyncio.sleep(0.01)
        assert let_in == ["a", "b", "c"], "b has one inside already"
        until.set()
        await asyncio.gather(*waiting)

    played(play)


def test_too_many_of_a_client_too_many_waiting_and_too_long_are_told_apart() -> None:
    async def play(gate: Gate, let_in: list[str], until: asyncio.Event) -> None:
        tasks = await come(gate, let_in, until, *"aabbccd")
        with pytest.raises(BusyError) as full:
            await hold(gate, "e", let_in, until)
        assert (full.value.status, "wait" in full.value.what) == (503, True)
        tasks += await come(gate, let_in, until, "a")
        found = await asyncio.gather(*tasks[-4:], return_exceptions=True)
        assert all(isinstance(one, BusyError) and one.after >= 1 for one in found)

        many = await come(gate, [], until, "z")
        gate.clients["z"] = BOUNDS.client
        with pytest.raises(BusyError) as own:
            await hold(gate, "z", let_in, until)
        assert own.value.status == 429
        gate.clients["z"] = 1
        until.set()
        await asyncio.gather(*tasks, *many, return_exceptions=True)

    played(play)


def test_a_long_query_leaves_its_place_and_a_third_one_is_sent_away() -> None:
    async def play(gate: Gate, let_in: list[str], until: asyncio.Event) -> None:
        await come(gate, let_in, until, "a", "b")
        one, two = sorted(gate.inside, key=lambda turn: turn.client)
        gate.outlast(one)
        gate.outlast(two)
        assert (gate.running, gate.long) == (0, 2)
        await come(gate, let_in, until, "c")
        third = next(turn for turn in gate.inside if turn.client == "c")
        with pytest.raises(BusyError):
            gate.outlast(third)

    played(play)


def test_who_has_cost_much_counts_as_long_and_leaves_room() -> None:
    async def play(gate: Gate, let_in: list[str], until: asyncio.Event) -> None:
        spent = asyncio.Event()
        spent.set()
        await hold(gate, "costly", let_in, spent, cost=2 * MUCH)
        assert gate.spent("costly") > MUCH > gate.spent("other")
        await come(gate, let_in, until, "costly", "costly", "b", "c")
        assert (gate.running, gate.long, gate.waiting) == (2, 1, 1)
        assert all(turn.long == (turn.client == "costly") for turn in gate.inside)

    played(play)


def test_who_gives_up_waiting_loses_nobody_a_turn() -> None:
    async def play(gate: Gate, let_in: list[str], until: asyncio.Event) -> None:
        first = asyncio.Event()
        inside = await come(gate, let_in, first, "a", "b")
        (gone,) = await come(gate, let_in, until, "c")
        await come(gate, let_in, until, "d")
        gone.cancel()
        first.set()
        await asyncio.gather(*inside)
        await asyncio.sleep(0.01)
        assert let_in == ["a", "b", "d"]
        assert gate.running == 1

    played(play)


def test_who_has_cost_much_is_not_forgotten_for_the_many_who_have_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.serve.gate.REMEMBERED", 10)

    async def play(gate: Gate, let_in: list[str], until: asyncio.Event) -> None:
        until.set()
        for client, cost in (("dear", 50.0), *((f"cheap {number}", 0.01) for number in range(30))):
            await hold(gate, client, let_in, until, cost)
        assert gate.spent("dear") > MUCH
        assert len(gate._spent) <= 10

    played(play)
