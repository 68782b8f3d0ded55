"""What counts as found and as filled in right, on cases small enough to count by hand; and the outside scorer's own figures."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.score.gold import GoldError, GoldStory, load_gold, load_predicted, read_gold
from communique.score.metrics import ALL, Tally, rates, score

TEXT = "RUS and ASEAN met in Hanoi on 6 April 2021 to talk about energy. " + "Words that say nothing. " * 20 + "Russia gave 400 doses."
MET = "RUS and ASEAN met in Hanoi"
GAVE = "Russia gave 400 doses."
OUTSIDE = os.environ.get("COMMUNIQUE_GOLD")
STORIES = ("d003", "d007", "d011")


def wanted(kind: str = "meeting", quote: str = MET, **fields: object) -> dict[str, object]:
    return {"kind": kind, "by": ["RUS", "ASEAN"], "to": [], "type": "talks", "evidence": [quote], **fields}


def given(kind: str = "meeting", quote: str = MET, document: str = "s1", start: int | None = None, **fields: object) -> dict[str, object]:
    begin = TEXT.index(quote) if start is None else start
    evidence = [{"start": begin, "end": begin + len(quote), "quote": quote}]
    return {"document": document, "kind": kind, "by": ["RUS", "ASEAN"], "to": [], "type": "talks", "evidence": evidence, **fields}


def judged(gold: list[dict[str, object]], predicted: list[dict[str, object]], **options: object):
    return score({"s1": GoldStory("s1", "xx", TEXT, tuple(gold))}, predicted, **options)


def tally(gold: list[dict[str, object]], predicted: list[dict[str, object]]) -> Tally:
    return judged(gold, predicted).tallies[ALL]


def test_rates() -> None:
    assert rates(0, 0, 0) == rates(0, 3, 0) == rates(0, 0, 3) == (0, 0, 0)
    assert rates(2, 2, 2) == (1, 1, 1)
    assert rates(1, 2, 4) == pytest.approx((0.5, 0.25, 1 / 3))


def test_the_same_records_score_one() -> None:
    found = tally([wanted(), wanted("action", GAVE)], [given("action", GAVE), given()])
    assert found.opening == found.slots == (1, 1, 1)
    assert (found.gold, found.predicted, found.pairs, found.slot_gold) == (2, 2, 2, 6)


def test_nothing_given_and_nothing_wanted() -> None:
    assert tally([wanted()], []).opening == tally([], [given()]).opening == (0, 0, 0)
    assert tally([wanted()], []).gold == tally([], [given()]).predicted == 1


@pytest.mark.parametrize(
    ("record", "opens"),
    [
        (given("action"), False),  # another kind
        (given(by=["VNM"]), False),  # nobody in common
        (given(by=["RUS:Rosatom"]), True),  # a company counts as its state
        (given(by=[]), True),  # nobody named: not contradicted
        (given(quote="RUS and ASEAN met"), True),  # more than half of the words
        (given(quote="Hanoi on 6 April 2021"), False),  # less than half of them
        (given(quote=TEXT[: len(MET) + 200]), True),  # up to 200 letters more
        (given(quote=TEXT[: len(MET) + 201]), False),  # the story swallowed
        (given(start=1), False),  # words not at their offsets
        (given(evidence=[]), False),
        (given(evidence=None), False),
    ],
)
def test_what_opens_a_record(record: dict[str, object], opens: bool) -> None:
    assert tally([wanted()], [record]).pairs == opens


def test_evidence_in_pieces_is_taken_together_and_overlaps_once() -> None:
    piece = {"start": 0, "end": 13, "quote": TEXT[:13]}
    assert len(MET) == 26
    assert tally([wanted()], [given(evidence=[piece])]).pairs == 1
    half = {"start": 0, "end": 12, "quote": TEXT[:12]}
    assert tally([wanted()], [given(evidence=[half, half])]).pairs == 0
    assert tally([wanted()], [given(evidence=[half, {"start": 20, "end": 26, "quote": TEXT[20:26]}])]).pairs == 1


def test_a_record_pairs_once_and_with_the_one_it_fits_best() -> None:
    found = tally([wanted(where="Hanoi"), wanted(where="Moscow")], [given(where="Moscow"), given(where="Hanoi"), given(where="Minsk")])
    assert (found.pairs, found.predicted) == (2, 3)
    assert found.slot_right == 8


@pytest.mark.parametrize(
    ("gold", "record", "points"),
    [
        ({"when": "2021-04-06"}, {"when": "2021-04-06"}, 4),
        ({"when": "2021-04-06"}, {"when": "2021-04"}, 3.5),  # the year alone is half right
        ({"when": "2021-04-06"}, {"when": "2020"}, 3),
        ({"when": "2021-04-06"}, {"due": "2021"}, 3),
        ({"when": "2021"}, {"when": None}, 3),
        ({"where": "Hanoi"}, {"where": "HANOI"}, 4),
        ({"ordinal": 3}, {"ordinal": 3}, 4),
        ({"areas": ["ENE", "TRA"]}, {"areas": ["TRA", "HEA"]}, 4),
        ({"areas": ["ENE"]}, {"areas": ["ENE", "ENE"]}, 4),
        ({"to": ["VNM"]}, {"to": ["VNM:Hanoi"]}, 4),
        ({"quantity": {"value": 400, "unit": "dose"}}, {"quantity": {"value": 400.0, "unit": "Dose", "comparator": "~"}}, 4),
        ({"quantity": {"value": 400, "unit": "dose"}}, {"quantity": {"value": 401, "unit": "dose"}}, 3),
        ({"name": "a", "what": "b", "speaker": "c"}, {"name": "x", "what": "y", "speaker": "z"}, 3),  # not judged
    ],
)
def test_points_for_slots(gold: dict[str, object], record: dict[str, object], points: float) -> None:
    assert tally([wanted(**gold)], [given(**record)]).slot_right == points


def test_groups_errors_strays_and_misquotes() -> None:
    predicted = [given(), given("action", GAVE, by=[]), given(start=2), given(document="other")]
    scores = judged([wanted(), wanted("action", MET)], predicted, by=("kind", "lang", "story"), errors=2)
    assert next(iter(scores.tallies)) == ALL and set(scores.tallies) == {ALL, "action", "meeting", "xx", "s1"}
    assert scores.tallies[ALL] == scores.tallies["xx"] == scores.tallies["s1"]
    assert (scores.tallies["meeting"].gold, scores.tallies["meeting"].predicted, scores.tallies["meeting"].pairs) == (1, 2, 1)
    assert (scores.strays, scores.misquoted) == (1, 1)
    assert scores.tallies[ALL].empty_by == pytest.approx(1 / 3)
    assert [line.split()[0] for line in scores.errors] == ["missed", "spurious"]


def test_gold_that_is_not_in_its_text_is_refused() -> None:
    with pytest.raises(GoldError, match="s1"):
        tally([wanted(quote="not in the text")], [])


@pytest.mark.parametrize("evidence", [[{"start": 0}], 3, ["words"]])
def test_a_malformed_record_is_refused(evidence: object) -> None:
    with pytest.raises(GoldError, match="s1"):
        tally([wanted()], [given(evidence=evidence)])


def test_gold_is_loaded_by_id(tmp_path: Path) -> None:
    for name in ("b", "a", "no-gold"):
        story = {"id": f"id-{name}", "lang": "xx", "text": TEXT, "records": [wanted()]}
        (tmp_path / f"{name}.json").write_text(json.dumps(story if name != "no-gold" else {"other": 1}), encoding="utf-8")
    assert list(load_gold(tmp_path)) == ["id-a", "id-b"]
    assert list(load_gold(tmp_path, only=["id-b"])) == ["id-b"]
    with pytest.raises(GoldError, match="id-c"):
        load_gold(tmp_path, only=["id-c"])
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.json"):
        load_gold(tmp_path)


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold stories"):
        load_gold(tmp_path)


@pytest.mark.parametrize("line", ["{", "[]", '{"kind": "meeting"}', '{"document": "a"}'])
def test_a_bad_line_of_records_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(f"{json.dumps(given())}\n\n{line}\n", encoding="utf-8")
    records = load_predicted(path)
    assert next(records)["kind"] == "meeting"
    with pytest.raises(GoldError, match=r"p\.jsonl:3"):
        next(records)


@pytest.fixture
def outside_gold(tmp_path: Path) -> Iterator[Path]:
    """A folder of some stories of the outside gold, and of no others."""
    if not OUTSIDE:
        pytest.skip("needs the outside gold: COMMUNIQUE_GOLD names its folder")
    folder = tmp_path / "gold"
    folder.mkdir()
    for name in STORIES:
        (folder / f"{name}.json").write_bytes((Path(OUTSIDE) / "dev" / f"{name}.json").read_bytes())
    yield folder


@pytest.mark.gold
@pytest.mark.slow
@pytest.mark.parametrize("flaw", ["none", "cut", "moved", "doubled"])
def test_the_outside_scorer_gives_the_same_figures(outside_gold: Path, tmp_path: Path, flaw: str) -> None:
    from communique.run.reader import open_reader

    reader = open_reader()
    gold = load_gold(outside_gold)
    records = list(read_gold(gold.values(), lambda document, sighting: reader.read(document, sighting).statements))
    if flaw == "cut":  # half of each evidence, and no actors
        for record in records[::2]:
            for piece in record["evidence"]:  # type: ignore[attr-defined]
                piece["end"] = (piece["start"] + piece["end"]) // 2
                piece["quote"] = gold[str(record["document"])].text[piece["start"] : piece["end"]]
            record["by"] = []
    elif flaw == "moved":
        for record in records[::3]:
            record["evidence"][0]["start"] += 1  # type: ignore[index]
            record["when"] = "2021"
    elif flaw == "doubled":
        records += [{**record, "areas": []} for record in records]
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    command = [sys.executable, str(Path(str(OUTSIDE)) / "score.py"), str(outside_gold), str(predicted), "--by", "kind", "--by", "story"]
    outside = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    scores = score(gold, load_predicted(predicted), by=("kind", "story"))
    ours = {
        name: [str(one.gold), str(one.predicted), *(f"{rate:.3f}" for rate in (*one.opening, *one.slots))] for name, one in scores.tallies.items()
    }
    rows = [line for line in outside.splitlines() if " gold " in line and " opening " in line]
    theirs = {row.split()[0]: re.findall(r"\d+(?:\.\d+)?", row.partition(" gold ")[2].replace("F1", "")) for row in rows}
    assert len(theirs) > len(STORIES)
    assert ours == theirs
