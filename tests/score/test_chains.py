"""Keys across stories: what counts as right, missed and false."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.assembly.conftest import Desk

from communique.model.quantities import Quantity
from communique.score.chains import Entry, figures, lines, load_chains, score_chains
from communique.score.gold import GoldError

KEY = [
    {
        "chain": "vaccines",
        "entries": [
            {
                "label": "promise", "kind": "commitment", "stories": ["a"], "records": [{"document": "a", "index": 0}],
                "expect": {"status": "delivered", "links": [{"kind": "fulfilled_by", "to": "gift"}], "conflicts": []},
            },
            {
                "label": "gift", "kind": "action", "stories": ["b"], "records": [{"document": "b", "index": 0}],
                "expect": {"status": None, "links": [], "conflicts": [{"slot": "when", "values": []}]},
            },
            {
                "label": "sessions", "kind": "meeting", "stories": ["a", "b"],
                "records": [
                    {"document": "a", "index": 1, "part": "1"}, {"document": "b", "index": 1, "part": "1"}, {"document": "b", "index": 2, "part": "2"}
                ],
                "expect": {},
            },
        ],
    }
]  # fmt: skip


@pytest.fixture
def entries(tmp_path: Path) -> list[Entry]:
    (tmp_path / "key.json").write_text(json.dumps(KEY), encoding="utf-8")
    return load_chains(tmp_path)


def test_what_is_right_counts(entries: list[Entry]) -> None:
    desk = Desk()
    ids = {}
    desk.story("2021-07-22")
    ids["a", 0] = desk.says("commitment", "RUS", "VNM", type="pledged", quantity=Quantity(100000, "dose"), what="give vaccine")
    ids["a", 1] = desk.says("meeting", "RUS VNM", type="session", ordinal=1, status="held", when="2021-07-20")
    desk.story("2021-09-30")
    ids["b", 0] = desk.says("action", "RUS", "VNM", type="donation_in_kind", status="delivered", quantity=Quantity(100000, "dose"), what="vaccine")
    ids["b", 1] = desk.says("meeting", "RUS VNM", type="session", ordinal=1, status="held", when="2021-07-20")
    ids["b", 2] = desk.says("meeting", "RUS VNM", type="session", ordinal=2, status="held", when="2021-09-20")
    scores = score_chains(entries, ids, desk.records())
    reached = figures(scores)
    assert (reached["pairs"], reached["b_cubed"], scores.joined_apart) == (1.0, 1.0, 0)
    assert (scores.statuses, scores.reported) == ((1, 1), (1, 1))
    assert (reached["links"], reached["links_precision"], scores.all_links) == (1.0, 1.0, 1.0)
    assert (scores.conflicts, scores.false_conflicts) == ((0, 1), 0)
    assert scores.errors == ["conflict not shown: when of gift"]
    assert any(line.startswith("ALL") for line in lines(scores))
    del ids["b", 1]
    assert score_chains(entries, ids, desk.records()).merging["ALL"].pairs.recall == 0.0


def test_a_conflict_of_parts_is_looked_for_in_each_of_them(tmp_path: Path) -> None:
    entry = {
        "label": "sessions", "kind": "meeting", "stories": ["a", "b"],
        "records": [{"document": "a", "index": 0, "part": "1"}, {"document": "b", "index": 0, "part": "2"}],
        "expect": {"conflicts": [{"slot": "when", "values": []}]},
    }  # fmt: skip
    (tmp_path / "key.json").write_text(json.dumps([{"chain": "x", "entries": [entry]}]), encoding="utf-8")
    desk = Desk()
    ids = {}
    for day, document, when in (("2019-09-10", "a", "2018-05-21"), ("2019-11-02", "b", "2019-05")):
        desk.story(day)
        ids[document, 0] = desk.says("meeting", "KAZ TUR", type="session", status="held", when=when, name="meeting on tourism")
    scores = score_chains(load_chains(tmp_path), ids, desk.records())
    assert (scores.conflicts, scores.false_conflicts, scores.errors) == ((1, 1), 0, [])


def test_what_is_no_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no keys"):
        load_chains(tmp_path)
    (tmp_path / "key.json").write_text('[{"chain": "x"}]', encoding="utf-8")
    with pytest.raises(GoldError, match="entries"):
        load_chains(tmp_path)
