"""The tools of the Model Context Protocol, through the client of its package."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import mcp
import pytest
from conftest import ROOT
from mcp.client.stdio import StdioServerParameters

from kg.pipeline.serving import tools
from kg.query import list_queries

Say = Callable[..., Awaitable[Any]]


def with_tools(folder: Path, talk: Callable[[mcp.Client, Say], Awaitable[None]]) -> None:
    """One conversation with the tools, in this process; `say` calls a tool and gives its structured answer."""

    async def hold() -> None:
        async with mcp.Client(tools(folder)) as client:

            async def say(tool: str, **given: Any) -> Any:
                got = await client.call_tool(tool, given)
                return got.content[0].text if got.is_error else got.structured_content

            await talk(client, say)

    asyncio.run(hold())


def quotes_of(answer: Any) -> list[dict[str, str]]:
    """Every quote in an answer, wherever it stands."""
    if isinstance(answer, dict):
        own = answer.get("quotes", [])
        return own + [q for value in answer.values() if value is not own for q in quotes_of(value)]
    return [quote for one in answer for quote in quotes_of(one)] if isinstance(answer, list) else []


def test_three_tools_read_and_change_nothing(seeds_build: Path) -> None:
    async def talk(client: mcp.Client, _: Say) -> None:
        listed = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(listed) == {"find_entity", "run_question", "explain_claim"}
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in listed.values())
        about = listed["run_question"].description or ""
        assert all(f"- {one.id}" in about for one in list_queries() if one.id.startswith("cq-"))

    with_tools(seeds_build, talk)


def test_every_answer_carries_quotes_that_the_articles_hold_and_links(seeds_build: Path, seeds: Path) -> None:
    texts = {path.stem: " ".join(path.read_text("utf-8-sig").split()) for path in seeds.glob("*.txt")}

    async def talk(_: mcp.Client, say: Say) -> None:
        person = await say("find_entity", name="samdech techo hun sen")
        assert [one["kind"] for one in person["found"]] == ["Official"]
        asked = await say("run_question", question="cq-27", parameters={"person": "to lam"})
        assert asked["rows"]
        assert all(row["quotes"] for row in asked["rows"])
        about = await say("explain_claim", thing=person["found"][0]["iri"])
        assert isinstance(about, dict), about
        claim = about["claims"][0]["iri"]
        explained = await say("explain_claim", thing=claim)
        assert [one["iri"] for one in explained["claims"]] == [claim]
        for answer in (person, asked, explained):
            said = quotes_of(answer)
            assert said
            for quote in said:
                article, _, words = quote["quote"].partition(": ")
                assert words.strip("“”") in texts[article]
                assert quote["link"].startswith(("http://", "https://"))
                assert "#char=" in quote["link"] or "#:~:text=" in quote["link"]

    with_tools(seeds_build, talk)


def test_what_cannot_be_answered_is_said_in_a_line(seeds_build: Path) -> None:
    async def talk(_: mcp.Client, say: Say) -> None:
        near = await say("find_entity", name="Hun Senn")
        assert near["found"] == []
        assert any(one["kind"] == "Official" for one in near["near"])
        for said in (
            await say("run_question", question="cq-99"),
            await say("run_question", question="report-counts"),
            await say("run_question", question="cq-27", parameters={"colour": "red"}),
            await say("find_entity", name="x", kind="Colour"),
            await say("explain_claim", thing="nothing of this name"),
        ):
            assert isinstance(said, str), said
            assert "Traceback" not in said
            assert "\n" not in said

    with_tools(seeds_build, talk)


def test_the_command_speaks_the_protocol(seeds_build: Path) -> None:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from kg.cli import main; main()", "mcp", "--build", str(seeds_build)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    async def hold() -> None:
        async with mcp.Client(server, read_timeout_seconds=60) as client:
            got = await client.call_tool("find_entity", {"name": "Laos", "kind": "State"})
            assert not got.is_error, got.content
            assert got.structured_content
            assert got.structured_content["found"][0]["iri"].endswith("/id/state/laos")

    asyncio.run(hold())


def test_without_a_build_it_says_so(kg: Callable[..., Any], tmp_path: Path) -> None:
    done = kg("mcp", "--build", str(tmp_path / "none"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "no build is here" in done.stderr
    pytest.importorskip("starlette")
    done = kg("serve", "--build", str(tmp_path / "none"))
    assert done.returncode == 3
