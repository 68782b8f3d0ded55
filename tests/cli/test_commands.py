"""The command line as it is typed: what it prints where, and the status it ends with."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from communique import Ledger, __version__
from communique.cli.main import app
from communique.kinds.table import KINDS

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
STORY = "2021-03-31-jcc19"
Runs = Callable[..., Any]


def rows(result: Any) -> list[list[str]]:
    assert result.exit_code == 0, result.output
    return [line.split("\t") for line in result.stdout.splitlines()]


def texts(ledger: Path) -> dict[str, str]:
    with Ledger.open(ledger, create=False) as opened:
        return {one.name: document.text for document in opened.documents() for one in opened.sightings(document.id)}


def test_without_a_command_the_help_is_shown(run: Runs) -> None:
    result = run()
    assert result.exit_code == 2
    assert all(name in result.output for name in ("read", "show", "explain", "export", "review", "score", "languages"))


@pytest.mark.parametrize(
    "command", [[], *([command.name or command.callback.__name__] for command in app.registered_commands), ["languages"], ["review"]]
)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_has_help(run: Runs, command: list[str], flag: str) -> None:
    result = run(*command, flag)
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage:") and not result.stderr


def test_the_version(run: Runs) -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"communique {__version__}\n")


@pytest.mark.parametrize(
    "words",
    [
        ["bogus"],
        ["--bogus"],
        ["read"],
        ["read", "x.txt", "--published", "soon"],
        ["read", "x.txt", "--lang", "123"],
        ["read", "x.txt", "--jobs", "0"],
        ["show", "--kind", "party"],
        ["show", "--since", "06/04/2021"],
        ["show", "--until", "2021-13"],
        ["show", "--between", "RUS"],
        ["explain"],
        ["export", "documents"],
        ["export", "--format", "xml"],
        ["export", "judgements", "--format", "csv"],
        ["export", "vocabulary", "--format", "csv"],
        ["export", "--base", "https://example.org"],
        ["export", "--format", "jsonld", "--base", "nowhere"],
        ["export", "--as-of", "2021"],
        ["export", "records", "--as-read"],
        ["score"],
        ["score", "no-such-folder"],
        ["score", ".", "--by", "month"],
        ["languages", "check", "qqq"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_ends_with_two(run: Runs, words: list[str], elsewhere: Path) -> None:
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert result.stderr and not result.stdout
    assert not list(elsewhere.iterdir())


@pytest.mark.parametrize("words", [["show"], ["explain", "abc"], ["export"]], ids=" ".join)
def test_a_ledger_that_is_not_there_ends_with_one_and_is_not_made(run: Runs, words: list[str], elsewhere: Path) -> None:
    result = run(*words)
    assert result.exit_code == 1
    assert "no ledger at ledger.db" in result.stderr and not result.stdout
    assert not list(elsewhere.iterdir())


def test_reading_again_changes_nothing(run: Runs, elsewhere: Path) -> None:
    ledger = elsewhere / "l.db"
    first = run("read", EXAMPLES, "--ledger", ledger)
    assert first.exit_code == 0
    assert first.stdout.startswith("24 stories (24 new)\n") and "0 problems" in first.stdout and str(ledger) in first.stdout
    assert not first.stderr
    before = run("export", "--ledger", ledger).stdout
    second = run("read", EXAMPLES, "--ledger", ledger)
    assert second.exit_code == 0
    assert second.stdout.startswith("24 stories (24 unchanged)\n")
    assert second.stdout.splitlines()[1:] == first.stdout.splitlines()[1:]
    assert run("export", "--ledger", ledger).stdout == before


def test_quiet_prints_nothing_but_problems(run: Runs, elsewhere: Path) -> None:
    result = run("read", EXAMPLES / f"{STORY}.json", "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert (elsewhere / "ledger.db").exists()
    result = run("read", EXAMPLES / f"{STORY}.json", "missing.txt", "-q")
    assert result.exit_code == 1
    assert not result.stdout and result.stderr.startswith("problem: ")


def test_a_bad_story_ends_with_one_and_the_rest_are_kept(run: Runs, elsewhere: Path) -> None:
    lines = [json.dumps({"id": "good", "lang": "fr", "text": "La Russie préside le forum."}), "{broken", json.dumps({"text": ""})]
    Path("s.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run("read", "s.jsonl", "missing.txt", EXAMPLES / f"{STORY}.json")
    assert result.exit_code == 1
    told = [line for line in result.stderr.splitlines() if line.startswith("problem: ")]
    assert len(told) == 3
    assert any("s.jsonl:2" in line for line in told) and any("s.jsonl:3" in line for line in told) and any("missing.txt" in line for line in told)
    assert result.stdout.startswith("5 stories (2 new, 3 not read)\n") and "3 problems" in result.stdout
    assert set(texts(elsewhere / "ledger.db")) == {"good", STORY}


def test_of_many_problems_some_are_named_and_all_are_counted(run: Runs, elsewhere: Path) -> None:
    Path("bad.jsonl").write_text("{}\n" * 1200 + '{"text": "Un mot.", "lang": "fr"}\n', encoding="utf-8")
    result = run("read", "bad.jsonl", "--log", "log.jsonl")
    assert result.exit_code == 1 and "1,201 stories" in result.stdout and "1,200 problems" in result.stdout
    assert result.stderr.count("problem: ") == 50 and "and 1,150 more problems" in result.stderr
    assert Path("log.jsonl").read_text(encoding="utf-8").count('"problem"') == 1200


def test_an_empty_folder_is_a_problem(run: Runs, elsewhere: Path) -> None:
    (elsewhere / "none").mkdir()
    assert run("read", "none").exit_code == 1


def test_what_cannot_be_a_ledger_ends_with_one(run: Runs, elsewhere: Path) -> None:
    Path("notes.db").write_text("notes and more notes\n" * 99, encoding="utf-8")
    for location in ("notes.db", ".", "no/l.db"):
        result = run("read", EXAMPLES / f"{STORY}.json", "--ledger", location)
        assert result.exit_code == 1
        assert result.stderr.startswith("error: ") and not result.stdout


def test_the_ledger_named_by_the_environment(run: Runs, elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_LEDGER", str(elsewhere / "named.db"))
    assert run("read", EXAMPLES / f"{STORY}.json", "-q").exit_code == 0
    assert not (elsewhere / "ledger.db").exists()
    assert rows(run("show")) == rows(run("show", "--ledger", elsewhere / "named.db"))
    assert run("show", "--ledger", "other.db").exit_code == 1


def test_publication_and_language_given(run: Runs) -> None:
    Path("s.txt").write_text("La Russie et l'ASEAN se sont réunies vendredi à Hanoï.", encoding="utf-8")
    assert run("read", "s.txt", "--published", "2021-04-10", "--lang", "FR", "-q").exit_code == 0
    assert "2021-04-09" in {row[1] for row in rows(run("show"))}
    records = [json.loads(line) for line in run("export").stdout.splitlines()]
    assert {record["document_published"] for record in records} == {"2021-04-10"}


def test_a_language_without_a_pack_is_a_problem(run: Runs) -> None:
    Path("s.txt").write_text("La Russie et l'ASEAN se sont réunies vendredi à Hanoï.", encoding="utf-8")
    result = run("read", "s.txt", "--lang", "qq")
    assert result.exit_code == 1 and "s.txt" in result.stderr


def test_show_prints_a_line_a_statement(run: Runs, filled: Path) -> None:
    shown = rows(run("show", "--ledger", filled))
    assert len(shown) > 50
    assert all(len(row) == 8 and re.fullmatch("[0-9a-f]{8}", row[0]) and row[2] in KINDS for row in shown)
    assert {row[6] for row in shown} <= {path.stem for path in EXAMPLES.iterdir()}
    dates = [row[1].strip("[]") for row in shown]
    assert sorted(rows(run("show", "--oldest-first", "--ledger", filled))) == sorted(shown)
    assert dates[0] > dates[-1]


@pytest.mark.parametrize("kind", KINDS)
def test_show_a_kind(run: Runs, filled: Path, kind: str) -> None:
    every = rows(run("show", "--ledger", filled))
    assert rows(run("show", "--kind", kind.upper(), "--ledger", filled)) == [row for row in every if row[2] == kind]


def test_show_between_two_actors(run: Runs, filled: Path) -> None:
    apart = rows(run("show", "--between", "RUS", "ASEAN", "--ledger", filled))
    assert apart
    assert all("RUS" in row[3] and "ASEAN" in row[3] for row in apart)
    for words in (["--between", "RUS,ASEAN"], ["--between=ASEAN,RUS"], ["--between", "asean", "rus"]):
        assert rows(run("show", *words, "--ledger", filled)) == apart


def test_show_since_and_until(run: Runs, filled: Path) -> None:
    every = rows(run("show", "--kind", "meeting", "--ledger", filled))
    late = rows(run("show", "--kind", "meeting", "--since", "2022", "--ledger", filled))
    early = rows(run("show", "--kind", "meeting", "--until", "2021-12-31", "--ledger", filled))
    assert late and early
    assert {tuple(row) for row in late + early} == {tuple(row) for row in every}
    years = [[row[1].strip("[]")[:4] for row in found if row[1] and "/" not in row[1]] for found in (early, late)]  # without a date: it may be
    assert all("1990" < year <= "2021" for year in years[0]) and all(year >= "2022" for year in years[1])
    assert all(not row[1] or ".." in row[1] for row in rows(run("show", "--since", "1900", "--until", "1905", "--ledger", filled)))


def test_show_one_document(run: Runs, filled: Path) -> None:
    every = rows(run("show", "--ledger", filled))
    shown = rows(run("show", "--document", STORY, "--ledger", filled))
    assert shown and sorted(shown) == sorted(row for row in every if row[6] == STORY)
    with Ledger.open(filled, create=False) as opened:
        document = opened.document(STORY)
    assert document is not None
    for key in (document.id, document.id[:10]):
        assert rows(run("show", "--document", key, "--ledger", filled)) == shown


def test_what_is_read_is_logged_for_programs(run: Runs, elsewhere: Path) -> None:
    (elsewhere / "t.csv").write_text("id,text\na,No deeds here.\nb,\n", encoding="utf-8")
    assert run("read", "t.csv", "--lang", "fr", "--log", "log.jsonl").exit_code == 1
    events = [json.loads(line) for line in (elsewhere / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [event["event"] for event in events] == ["problem", "story"]
    assert events[0]["code"] == "empty-text" and events[0]["where"] == "t.csv:3" and events[0]["at"]
    assert (events[1]["became"], events[1]["where"], events[1]["statements"]) == ("new", "t.csv:2", 0)


def test_what_is_piped_is_read(run: Runs, elsewhere: Path) -> None:
    result = CliRunner().invoke(app, ["read", "-"], input=(EXAMPLES / f"{STORY}.json").read_bytes())
    assert result.exit_code == 0 and "1 story (1 new)" in result.stdout


def test_show_an_unknown_document(run: Runs, filled: Path) -> None:
    result = run("show", "--document", "no-such-story", "--ledger", filled)
    assert result.exit_code == 1 and "no-such-story" in result.stderr


def test_show_nothing_is_no_error(run: Runs, filled: Path) -> None:
    result = run("show", "--between", "RUS", "XXX", "--ledger", filled)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no such statements" in result.stderr


def test_explain_by_the_first_digits_of_an_id(run: Runs, filled: Path) -> None:
    told = texts(filled)
    for row in rows(run("show", "--ledger", filled))[::10]:
        result = run("explain", row[0], "--ledger", filled)
        assert result.exit_code == 0, result.output
        assert result.stdout.startswith(f"{row[2]} {row[0]}") and "found by" in result.stdout and row[6] in result.stdout
        with Ledger.open(filled, create=False) as opened:
            kept = opened.statement(row[0])
        assert kept is not None
        assert all(f"[[{piece.quote.exact}]]" in result.stdout for piece in kept.statement.evidence)
        assert told[row[6]].rstrip() in result.stdout.replace("[[", "").replace("]]", "").replace("\r", " ")


@pytest.mark.parametrize("prefix", ["zzzz", "0123456789abcdef0", "%", "*"])
def test_explain_an_unknown_id(run: Runs, filled: Path, prefix: str) -> None:
    result = run("explain", prefix, "--ledger", filled)
    assert result.exit_code == 1
    assert not result.stdout and "no statement begins with" in result.stderr


def test_explain_an_id_that_is_too_short(run: Runs, filled: Path) -> None:
    digits = [row[0][0] for row in rows(run("show", "--ledger", filled))]
    result = run("explain", max(digits, key=digits.count), "--ledger", filled)
    assert result.exit_code == 1 and "give more of the id" in result.stderr


def test_export_to_a_file_and_to_standard_output(run: Runs, filled: Path, elsewhere: Path) -> None:
    printed = run("export", "statements", "--format", "jsonl", "--ledger", filled)
    assert printed.exit_code == 0 and not printed.stderr
    saved = run("export", "-o", "out.jsonl", "--ledger", filled)
    assert saved.exit_code == 0 and not saved.stdout
    data = (elsewhere / "out.jsonl").read_bytes()
    assert data == printed.stdout_bytes
    assert sorted(path.name for path in elsewhere.iterdir()) == ["out.jsonl"]
    assert run("export", "--output", "out.jsonl", "--ledger", filled).exit_code == 0
    assert (elsewhere / "out.jsonl").read_bytes() == data


@pytest.mark.parametrize("what", ["statements", "records"])
def test_all_forms_tell_of_the_same(run: Runs, filled: Path, elsewhere: Path, what: str) -> None:
    day = ["--as-of", "2023"] if what == "records" else []
    lines = [json.loads(line) for line in run("export", what, *day, "--ledger", filled).stdout.splitlines()]
    ids = [line[what.removesuffix("s")] for line in lines]
    table = list(csv.DictReader(io.StringIO(run("export", what, "--format", "csv", *day, "--ledger", filled).stdout_bytes.decode(), newline="")))
    assert [row[what.removesuffix("s")] for row in table] == ids and len(ids) > 100
    saved = run("export", what, "--format", "jsonld", *day, "--base", "https://example.org/l", "-o", "out.jsonld", "--ledger", filled)
    assert saved.exit_code == 0 and f"{len(ids):,} {what}" in saved.stderr
    nodes = json.loads((elsewhere / "out.jsonld").read_bytes())["@graph"]
    assert [node["@id"] for node in nodes if f"c:{what.removesuffix('s').title()}" in node["@type"]] == [
        f"https://example.org/l/{what.removesuffix('s')}/{id_}" for id_ in ids
    ]


def test_records_know_where_their_stories_were_seen(run: Runs, filled: Path) -> None:
    statements = {line["statement"]: line for line in map(json.loads, run("export", "--ledger", filled).stdout.splitlines())}
    records = [json.loads(line) for line in run("export", "records", "--ledger", filled).stdout.splitlines()]
    told = [one for record in records for one in record["statements"]]
    assert {one["statement"] for one in told} == set(statements)
    for one in told:
        assert one.pop("document_language") != "und"
        assert one == {name: value for name, value in statements[one["statement"]].items() if name != "slots"}


def test_the_codes_of_the_codebook(run: Runs) -> None:
    printed = run("export", "vocabulary")
    assert printed.exit_code == 0 and json.loads(printed.stdout)["@graph"][0]["@type"] == "skos:ConceptScheme"


def test_what_is_exported_is_what_the_stories_say(run: Runs, filled: Path) -> None:
    records = [json.loads(line) for line in run("export", "--ledger", filled).stdout.splitlines()]
    told = texts(filled)
    assert len(records) == len(rows(run("show", "--ledger", filled)))
    assert len({record["statement"] for record in records}) == len(records)
    assert [record["document"] for record in records] == sorted(record["document"] for record in records)
    for record in records:
        text = told[record["document"]]
        kind = KINDS[record["kind"]]
        assert record["evidence"]
        assert all(piece["quote"] == text[piece["start"] : piece["end"]] != "" for piece in record["evidence"])
        assert all(0 <= span["start"] < span["end"] <= len(text) for spans in record["slots"].values() for span in spans)
        assert record["type"] is None or record["type"] in kind.types
        assert record["status"] is None or record["status"] in kind.statuses
        assert record["name"] is None or record["name"] in text
        assert record["found_by"]


def test_export_where_nothing_can_be_written(run: Runs, filled: Path) -> None:
    result = run("export", "-o", "no/such/folder/out.jsonl", "--ledger", filled)
    assert result.exit_code == 1 and result.stderr.startswith("error: ")


def test_score_some_gold(run: Runs, filled: Path) -> None:
    Path("ids.txt").write_text(f"# two stories\n{STORY}\n\n2021-04-jcc19-bilan\n", encoding="utf-8")
    scored = run("score", ROOT / "tests" / "gold", "--only", "ids.txt", "--by", "story", "--errors", "2")
    assert scored.exit_code == 0, scored.output
    names = [line.split()[0] for line in scored.stdout.splitlines()]
    shown = [name for name in names if name in ("missed", "spurious")]
    assert len(shown) <= 2
    assert names[len(shown) :] == ["ALL", STORY, "2021-04-jcc19-bilan"]
    by_default = run("score", ROOT / "tests" / "gold", "--only", "ids.txt").stdout
    assert {line.split()[0] for line in by_default.splitlines()} <= {"ALL", "fr", *KINDS}


def test_score_a_file_of_records(run: Runs, filled: Path) -> None:
    assert run("export", "-o", "out.jsonl", "--ledger", filled).exit_code == 0
    judged = run("score", ROOT / "tests" / "gold", "--predicted", "out.jsonl", "--by", "kind")
    assert judged.exit_code == 0, judged.output
    assert judged.stdout.startswith("ALL ") and "misquoted" not in judged.stdout and "not in the gold" not in judged.stdout


def test_score_what_cannot_be_judged(run: Runs, elsewhere: Path) -> None:
    Path("ids.txt").write_text("no-such-story\n", encoding="utf-8")
    Path("bad.jsonl").write_text("{}\n", encoding="utf-8")
    gold = ROOT / "tests" / "gold"
    for words in ([gold, "--only", "ids.txt"], [gold, "--predicted", "bad.jsonl"], [elsewhere]):
        result = run("score", *words)
        assert result.exit_code == 1 and result.stderr.startswith("error: ")


def test_languages(run: Runs) -> None:
    for words in (["languages"], ["languages", "list"]):
        found = rows(run(*words))
        assert "fr" in [row[0] for row in found]
        assert all(len(row) == 4 and row[1] and row[2] and re.fullmatch(r"\d+ frames", row[3]) for row in found)


def test_a_pack_is_begun_and_told_what_it_lacks(run: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.languages.compile.FOLDER", tmp_path)
    monkeypatch.setattr("communique.score.frames.FOLDER", tmp_path)
    begun = run("languages", "new", "qq").stdout.splitlines()
    assert {"pack.toml", "closed.yml", "verbs.tsv", "actors.tsv"} <= {Path(line).name for line in begun}
    told = run("languages", "check", "qq").stdout
    assert told.startswith("qq: all holds\nqq: no sections in closed.yml: ") and "qq: no frames: meeting" in told
    assert run("languages", "new", "Quelque").exit_code == 2
