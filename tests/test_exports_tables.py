"""Tables for analysts: CSV, Excel and SQLite hold the same rows, keys hold, no cell is run, no plan looks held."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest
from conftest import Kg

from kg import pipeline
from kg.errors import UsageError
from kg.exports import Choice, Material, export, zipped
from kg.exports.tables.model import Column, Table, Value
from kg.pipeline.exporting import material
from kg.vocab import sparql_prefixes

NAMED = "persons offices parties events accounts participations agreements statements figures findings claims".split()


@pytest.fixture(scope="module")
def made(seeds_build: Path) -> Material:
    return material(pipeline.open_build(seeds_build))


@pytest.fixture(scope="module")
def files(made: Material) -> dict[str, bytes]:
    found = export(made, "csv")
    assert not isinstance(found, bytes)
    return dict(found)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def graph_of(lines: str, inferred: str = "") -> Material:
    """A store whose one article, and so the merged view, says what the lines say."""
    store = ox.Store()
    text = f"{sparql_prefixes()} {lines} graph:article\\/a {{ {lines} }} graph:inferred {{ {inferred} }}"
    store.load(text.encode(), format=ox.RdfFormat.TRIG)
    return Material(store)


def test_every_table_asked_for_is_there_and_has_rows(files: dict[str, bytes]) -> None:
    for name in NAMED:
        assert rows(files[f"{name}.csv"]), name


def test_keys_tell_rows_apart_and_references_lead_somewhere(made: Material) -> None:
    keys = {table.name: set(table.values("id")) for table in made.tables if table.key == ("id",)}
    for table in made.tables:
        key = list(zip(*(table.values(name) for name in table.key), strict=True))
        assert len(set(key)) == len(key), table.name
        for column in table.columns:
            given = {value for value in table.values(column.name) if value is not None}
            assert column.refers is None or given <= keys[column.refers], (table.name, column.name)
            assert not column.allowed or given <= set(column.allowed), (table.name, column.name)
            assert not column.required or None not in table.values(column.name), (table.name, column.name)


def test_tables_count_what_the_graph_holds(made: Material) -> None:
    for name, kind in (("claims", "Claim"), ("accounts", "Account"), ("events", "Event"), ("figures", "Figure")):
        asked = f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a <https://w3id.org/party-diplomacy/ontology#{kind}> }}"
        (counted,) = made.store.query(asked)  # type: ignore[misc]
        assert len(table(made, name).rows) == int(counted[0].value), name


def table(made: Material, name: str) -> Table:
    return next(one for one in made.tables if one.name == name)


def test_a_plan_never_looks_held(made: Material, files: dict[str, bytes]) -> None:
    stages = {row["id"]: row["stage"] for row in rows(files["events.csv"])}
    assert {"held", "announced"} <= set(stages.values())
    assert all(row["stage"] for name in ("accounts", "participations") for row in rows(files[f"{name}.csv"]))
    assert all(row["stage"] == stages[row["event"]] for row in rows(files["agreements.csv"]) if row["event"])
    told = {row["id"]: row["stage"] for row in rows(files["accounts.csv"])}
    assert all(row["stage"] == told[row["account"]] for row in rows(files["participations.csv"]))


def test_stages_of_accounts_stand_in_where_reasoning_is_left_out(made: Material) -> None:
    data = export(made, "csv", Choice(inferred=False, table="events"))
    assert isinstance(data, bytes)
    assert all(row["stage"] and not row["sides"] for row in rows(data))


def test_an_event_has_the_days_that_its_accounts_agree_on() -> None:
    def account(name: str, stage: str, first: str, last: str, said: str) -> str:
        days = f'pd:earliestDate "{first}" ; pd:latestDate "{last}" ; pd:hasDate "{said}"'
        return f"id:{name} a pd:Account ; pd:describesEvent id:e ; pd:hasStage pd:{stage} ; {days} ."

    made = graph_of(
        'id:e a pd:Event, pd:Visit ; rdfs:label "visit" .'
        + account("x", "Held", "2031-01-01", "2031-12-31", "2031")
        + account("y", "Held", "2031-05-04", "2031-05-05", "2031-05-04/2031-05-05")
        + account("z", "Announced", "2031-02-01", "2031-02-01", "2031-02-01"),
        "id:e pd:hasState pd:Held",
    )
    (row,) = table(made, "events").rows
    found = dict(zip([c.name for c in table(made, "events").columns], row, strict=True))
    assert (found["date"], found["earliest"], found["latest"]) == ("2031-05-04/2031-05-05", "2031-05-04", "2031-05-05")
    assert (found["stage"], found["accounts"], found["type"]) == ("held", 3, "visit")


def test_the_description_names_every_file_and_column(files: dict[str, bytes]) -> None:
    package = json.loads(files["datapackage.json"])
    assert {one["path"] for one in package["resources"]} == {name for name in files if name.endswith(".csv")}
    assert package["licenses"][0]["path"].startswith("https://creativecommons.org/")
    names = {one["name"] for one in package["resources"]}
    for one in package["resources"]:
        header = files[one["path"]].decode().split("\r\n", 1)[0].split(",")
        assert header == [field["name"] for field in one["schema"]["fields"]]
        assert all(field["description"] for field in one["schema"]["fields"])
        assert all(key["reference"]["resource"] in names for key in one["schema"].get("foreignKeys", []))


def test_cells_are_escaped_for_a_spreadsheet_alone() -> None:
    material = graph_of('id:p a pd:Official ; rdfs:label "=1+1" . id:q a pd:Official ; rdfs:label "-2, \\"x\\"" .')
    plain, safe = (export(material, "csv", Choice(table="persons", excel=excel)) for excel in (False, True))
    assert isinstance(plain, bytes)
    assert isinstance(safe, bytes)
    assert [row["name"] for row in rows(plain)] == ["=1+1", '-2, "x"']
    assert safe.startswith(b"\xef\xbb\xbf")
    assert [row["name"] for row in rows(safe[3:])] == ["'=1+1", '\'-2, "x"']


def test_numbers_below_zero_stay_numbers_for_a_spreadsheet() -> None:
    from kg.exports.csvfiles import written

    one = Table("t", "", (Column("n", "", "decimal"),), ((Decimal("-2.5"),),), ("n",))
    assert written(one, excel=True).endswith(b"\r\n-2.5\r\n")


def test_excel_holds_the_same_and_no_formula(made: Material) -> None:
    data = export(made, "xlsx")
    assert isinstance(data, bytes)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == [one.name for one in made.tables]
    for one in made.tables:
        sheet = book[one.name]
        assert sheet.freeze_panes == "B2"
        assert [cell.value for cell in sheet[1]] == [column.name for column in one.columns]
        read = [tuple(same(cell.value) for cell in row) for row in sheet.iter_rows(min_row=2)]
        assert read[: len(one.rows)] == [tuple(same(value) for value in row) for row in one.rows], one.name
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def same(value: object) -> object:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return float(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def test_what_looks_like_a_formula_is_words_in_excel() -> None:
    data = export(graph_of('id:p a pd:Official ; rdfs:label "=HYPERLINK(1)" ; pd:x "https://x.org/" .'), "xlsx")
    assert isinstance(data, bytes)
    cell = openpyxl.load_workbook(io.BytesIO(data))["persons"]["C2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == ("=HYPERLINK(1)", "s", None)


def test_sqlite_has_keys_types_and_words_to_search(made: Material, tmp_path: Path) -> None:
    data = export(made, "sqlite")
    assert isinstance(data, bytes)
    (tmp_path / "kg.db").write_bytes(data)
    base = sqlite3.connect(tmp_path / "kg.db")
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    for one in made.tables:
        read = base.execute(f'SELECT * FROM "{one.name}"').fetchall()
        assert {tuple(map(stored, row)) for row in read} == {tuple(map(stored, row)) for row in one.rows}, one.name
    refers = base.execute("PRAGMA foreign_key_list(participations)").fetchall()
    assert {row[2] for row in refers} == {"events", "accounts", "articles", "entities", "persons"}
    found = base.execute(
        "SELECT quote FROM evidence WHERE rowid IN (SELECT rowid FROM evidence_fts WHERE evidence_fts MATCH 'summit')"
    )
    assert all("summit" in quote.lower() for (quote,) in found.fetchall())
    base.close()


def stored(value: Value) -> object:
    return float(value) if isinstance(value, int | float | Decimal) else value


def test_dates_are_dates(files: dict[str, bytes]) -> None:
    package = json.loads(files["datapackage.json"])
    for one in package["resources"]:
        dated = [field["name"] for field in one["schema"]["fields"] if field["type"] == "date"]
        for row in rows(files[one["path"]]):
            assert all(not row[name] or date.fromisoformat(row[name]) for name in dated)


def test_no_table_holds_more_of_an_article_than_quotes(made: Material, seeds_build: Path) -> None:
    data = zipped(dict(export(made, "csv")))  # type: ignore[arg-type]
    words = b"".join(
        zipfile.ZipFile(io.BytesIO(data)).read(name) for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    )
    for text in pipeline.open_build(seeds_build).texts.values():
        assert text.encode() not in words


def test_an_unknown_table_or_a_lone_csv_file_is_refused(made: Material, seeds_build: Path) -> None:
    with pytest.raises(UsageError, match="choose one of entities"):
        export(made, "csv", Choice(table="people"))
    with pytest.raises(UsageError, match="one table"):
        pipeline.export(pipeline.open_build(seeds_build), None, Path("x.csv"))


def test_a_folder_is_written_whole_and_never_over_something_else(made: Material, tmp_path: Path) -> None:
    found = export(made, "csv")
    assert not isinstance(found, bytes)
    pipeline.put(found, tmp_path / "tables")
    pipeline.put(found, tmp_path / "tables")
    assert {path.name for path in (tmp_path / "tables").iterdir()} == set(found)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x")
    with pytest.raises(UsageError):
        pipeline.put(found, tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_the_command_writes_folders_archives_and_files(kg: Kg, seeds_build: Path, tmp_path: Path) -> None:
    here = ("--build", str(seeds_build))
    assert kg("export", "csv", "-o", str(tmp_path / "tables.v1"), *here).returncode == 0
    assert (tmp_path / "tables.v1" / "events.csv").is_file()
    assert kg("export", "-o", str(tmp_path / "tables.zip"), *here).returncode == 0
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        assert {path.name for path in (tmp_path / "tables.v1").iterdir()} == set(archive.namelist())
    refused = kg("export", "turtle", "-o", str(tmp_path), *here)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
