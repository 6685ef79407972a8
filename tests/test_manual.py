"""The ontology's documentation: complete, its anchors resolve, nothing is fetched, nothing from the data is markup."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef

from kg.manual import explain_ontology
from kg.vocab import PREFIXES

ONTOLOGY = Path(__file__).parent.parent / "ontology"
OWN = PREFIXES["pd"]


class Page(HTMLParser):
    """The tags, ids, links and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links |= {value or "" for name, value in attrs if name == "href"}
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return explain_ontology(ONTOLOGY)


def html(made: dict[str, bytes]) -> str:
    """The text of all pages."""
    return "".join(data.decode() for name, data in made.items() if name.endswith(".html"))


@pytest.fixture(scope="module")
def page(made: dict[str, bytes]) -> Page:
    return Page(html(made))


@pytest.fixture(scope="module")
def data() -> Graph:
    graph = Graph()
    for name in ("party-diplomacy.ttl", "alignments.ttl", "shapes.ttl"):
        graph.parse(ONTOLOGY / name)
    return graph


def anchors(text: str) -> tuple[list[str], set[str]]:
    """The anchors of the Markdown, and those that it links to."""
    return re.findall(r'<a id="([^"]+)">', text), set(re.findall(r"\]\(#([^)]*)\)", text))


def test_every_anchor_resolves_and_stands_once(made: dict[str, bytes]) -> None:
    ids, wanted = anchors(made["ontology.md"].decode())
    assert len(ids) == len(set(ids)) > 250
    assert len(wanted) > 250
    assert wanted - set(ids) == set()
    pages = {name: Page(data.decode()) for name, data in made.items() if name.endswith(".html")}
    assert len(pages) > 4
    for name, one in pages.items():
        assert not one.open
        assert len(one.ids) == len(set(one.ids)), name
        assert len(made[name]) < 100_000, name
        for link in one.links:
            if not re.match(r"https?://", link):
                file, _, anchor = link.partition("#")
                assert (file or name) in made, link
                assert not anchor or anchor in pages[file or name].ids, link


def test_the_iri_of_every_term_finds_it(made: dict[str, bytes], data: Graph) -> None:
    first = Page(made["index.html"].decode())
    terms = {str(term)[len(OWN) :] for term in data.subjects(RDFS.isDefinedBy, None)}
    assert terms <= set(first.ids)
    for term in ("Held", "hasStage"):
        assert any(link.endswith(f".html#{term}") for link in first.links), term


def test_every_term_is_there_with_all_that_is_said_of_it(made: dict[str, bytes], page: Page, data: Graph) -> None:
    text, marked = " ".join(page.text.split()), made["ontology.md"].decode()
    terms = set(data.subjects(RDFS.isDefinedBy, None))
    assert len(terms) > 150
    for term in terms:
        assert str(term)[len(OWN) :] in page.ids
        for predicate in (RDFS.label, SKOS.definition, SKOS.example):
            assert str(data.value(term, predicate)) in text
        assert f'<a id="{str(term)[len(OWN):]}">' in marked
    codes = {str(code) for code in data.objects(None, SKOS.notation)}
    assert len(codes) > 20
    assert all(code in text for code in codes)
    outside = {str(o) for p in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch) for o in data.objects(None, p)}
    assert {iri for iri in outside if not iri.startswith(OWN)} <= page.links


def test_constraints_stand_with_their_classes(made: dict[str, bytes], page: Page, data: Graph) -> None:
    whole, text = html(made), " ".join(page.text.split())
    asked = {*data.subjects(SH.targetClass), *data.subjects(SH.targetNode), *data.objects(None, SH.property)}
    messages = {str(words) for shape in asked for words in data.objects(shape, SH.message)}
    assert len(messages) > 80
    assert {words for words in messages if " ".join(words.split()) not in text} == set()
    for shape, target in data.subject_objects(SH.targetClass):
        if str(target).startswith(OWN):
            part = whole.split(f'<section class="entry" id="{str(target)[len(OWN):]}">')[1].split("</section>")[0]
            for each in data.objects(shape, SH.property):
                assert f"pds:{str(each).rpartition('/')[2]}<" in part
    stage = whole.split('id="shape-account-stage"')[1].split("</tr>")[0]
    assert "exactly 1" in stage
    assert "pd:Announced, pd:Held, pd:Cancelled, pd:Postponed" in stage


def test_every_rule_is_there_with_its_query(page: Page) -> None:
    text = " ".join(page.text.split())
    rules = sorted((ONTOLOGY / "rules").glob("*.rq"))
    assert len(rules) > 10
    for path in rules:
        assert f"rule-{path.stem}" in page.ids
        query = "\n".join(line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
        assert " ".join(query.split()) in text


def test_nothing_is_run_or_fetched(made: dict[str, bytes], page: Page) -> None:
    assert page.tags & {"script", "img", "iframe", "object", "embed", "form", "base", "style"} == set()
    assert set(re.findall(r"<link [^>]*>", html(made))) == {'<link rel="stylesheet" href="ontology.css">'}
    assert {name for name in page.attributes if name.startswith("on") or name in ("src", "style", "srcset")} == set()
    assert not re.search(rb"@import|url\(", made["ontology.css"])


def test_words_of_the_data_are_never_markup(tmp_path: Path) -> None:
    folder = tmp_path / "ontology"
    shutil.copytree(ONTOLOGY, folder)
    path = folder / "party-diplomacy.ttl"
    nasty = "<script>alert(1)</script> | [x](http://e.org) `a` *b* &amp;"
    path.write_text(path.read_text("utf-8").replace('"Port Alma."@en', f'"{nasty}"@en'), "utf-8")
    made = explain_ontology(folder)
    shown = Page(html(made))
    assert "script" not in shown.tags
    assert nasty in shown.text
    marked = made["ontology.md"].decode()
    assert "<script" not in marked.replace("\\<script", "")
    assert "](http://e.org)" not in marked.replace("\\](http", "")


def test_a_new_class_appears_and_the_same_files_give_the_same_bytes(tmp_path: Path, made: dict[str, bytes]) -> None:
    assert explain_ontology(ONTOLOGY) == made
    folder = tmp_path / "ontology"
    shutil.copytree(ONTOLOGY, folder)
    graph = Graph().parse(folder / "party-diplomacy.ttl")
    said = {RDF.type: OWL.Class, RDFS.isDefinedBy: URIRef(OWN[:-1]), RDFS.subClassOf: URIRef(f"{OWN}Event")}
    for predicate, value in said.items():
        graph.add((URIRef(f"{OWN}Regatta"), predicate, value))
    graph.serialize(folder / "party-diplomacy.ttl", "turtle")
    assert '<a href="#Regatta">pd:Regatta</a>' in explain_ontology(folder)["index.html"].decode()


def test_the_command_writes_the_folder(tmp_path: Path, made: dict[str, bytes]) -> None:
    from typer.testing import CliRunner

    from kg.cli import app_of

    app = app_of([])
    done = CliRunner().invoke(app, ["ontology", "--out", str(tmp_path / "docs")])
    assert done.exit_code == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "docs").iterdir()} == made
    (tmp_path / "file").touch()
    assert getattr(CliRunner().invoke(app, ["ontology", "--out", str(tmp_path / "file")]).exception, "status", 0) == 2
