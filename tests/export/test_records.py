"""Records as flat records: all that assembly knows of them, by the ids of statements that stand beside."""

from __future__ import annotations

import csv
import io
import json

from tests.export.conftest import DAY, assembly, merged, told, written

from communique.export.csv import RECORDS, STATEMENTS, _cells, listed, plain
from communique.export.csv import records as write_records
from communique.export.csv import statements as write_statements
from communique.export.flat import Record
from communique.export.jsonl import write
from communique.export.records import records


def paths(found: tuple[Record, ...]) -> set[str]:
    return {path for one in found for path, _, _ in _cells("", one)}


def test_all_is_there_and_json_can_hold_it() -> None:
    found = [json.loads(line) for line in written(write, merged()).decode("utf-8").splitlines()]
    assert found == list(merged()) and [one["record"] for one in found] == [one.id for one in assembly().records]
    by_id = {one.id: one for one in assembly().records}
    for one in found:
        record = by_id[one["record"]]
        assert [each["statement"] for each in one["statements"]] == list(record.statement_ids)
        cited = {id_ for part in (*one["history"], *one["links"]) for id_ in part["statements"]}
        cited |= {id_ for conflict in one["conflicts"] for version in conflict["versions"] for id_ in version["statements"]}
        known = {id_ for each in by_id.values() for id_ in each.statement_ids}
        assert cited <= known
    assert sum(len(one["links"]) for one in found) == len(assembly().links)
    assert {one["record"]: one["delivery"]["state"] for one in found if one["delivery"]} == {one.record: one.state for one in assembly().deliveries}
    assert all(one["delivery"]["on"] == DAY.isoformat() for one in found if one["delivery"])
    scored = [one for one in found if one["delivery"] and one["delivery"]["assessed"]]
    assert [one["delivery"]["assessed"]["value"] for one in scored] == ["+1"] and scored[0]["judgements"]


def test_some_of_them() -> None:
    wanted = [one["record"] for one in merged()[3:5]]
    assert list(records(assembly(), ids=wanted)) == list(merged()[3:5])


def test_statements_as_csv_say_the_same() -> None:
    rows = list(csv.DictReader(io.StringIO(written(write_statements, told()).decode("utf-8"), newline="")))
    assert tuple(rows[0]) == STATEMENTS and len(rows) == len(told())
    for row, one in zip(rows, told(), strict=True):
        assert listed(row["by"]) == one["by"] and plain(row["name"]) == (one["name"] or "") and row["statement"] == one["statement"]
        assert listed(row["evidence.quote"]) == [piece["quote"] for piece in one["evidence"]]
        assert [int(at) for at in listed(row["evidence.start"])] == [piece["start"] for piece in one["evidence"]]
        assert row["quantity.value"] == (json.dumps(one["quantity"]["value"]) if one["quantity"] else "")
    assert rows[0]["judged.user"] == "anna@example.org"
    assert {path for path in paths(told()) - set(STATEMENTS) if not path.startswith("slots.")} == {"evidence.prefix", "evidence.suffix", "judged.id"}


def test_records_as_csv_say_the_same() -> None:
    rows = list(csv.DictReader(io.StringIO(written(write_records, merged()).decode("utf-8"), newline="")))
    assert tuple(rows[0]) == RECORDS and len(rows) == len(merged())
    for row, one in zip(rows, merged(), strict=True):
        assert listed(row["statements.statement"]) == [each["statement"] for each in one["statements"]]
        assert row["delivery.state"] == (one["delivery"]["state"] if one["delivery"] else "")
        assert listed(row["links.target"]) == [link["target"] for link in one["links"]]
    left = {path for path in paths(merged()) - set(RECORDS) if not path.startswith("statements.")}
    assert left == {"judgements.id", "judgements.on", *(f"delivery.assessed.{name}" for name in "id verdict on user reason created_at".split())} | (
        {"judgements.statements"}
    )
