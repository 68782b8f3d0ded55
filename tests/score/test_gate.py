"""Below its floor a score fails the gate; at it or above, it passes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.score import gate
from communique.score.gold import GoldError
from communique.score.metrics import Tally

ROOT = Path(__file__).parents[2]
HALF = Tally(gold=10, predicted=10, pairs=5, slot_gold=10, slot_predicted=10, slot_right=4)
STORY = '{"id": "s1", "lang": "fr", "text": "Il pleut.", "records": [{"kind": "meeting", "by": ["RUS"], "evidence": ["Il pleut"]}]}'


def test_what_is_below_its_floor_is_named() -> None:
    assert not gate.shortfalls(HALF, {})
    assert not gate.shortfalls(HALF, {"opening": 0.5, "slots": 0.4})
    assert gate.shortfalls(HALF, {"opening": 0.501, "slots": 0.4}) == ["opening 0.500 is below 0.501"]
    assert len(gate.shortfalls(HALF, {"opening": 0.6, "slots": 0.6})) == 2


def test_the_third_decimal_decides() -> None:
    thirds = Tally(gold=3, predicted=3, pairs=2, slot_gold=3, slot_predicted=3, slot_right=2)
    assert not gate.shortfalls(thirds, {"opening": 0.667})
    assert gate.shortfalls(thirds, {"opening": 0.668})


def test_too_many_records_without_anybody_fail() -> None:
    assert not gate.shortfalls(Tally(gold=20, predicted=20, nobody=3), {})
    (words,) = gate.shortfalls(Tally(gold=20, predicted=20, nobody=4), {})
    assert "20.0%" in words


def test_the_floors_file_of_the_repository_holds() -> None:
    floors = gate.load_floors(ROOT / "benchmarks" / "floors.toml")
    assert "own" in floors
    read = [floor for name, floor in floors.items() if not name.startswith(gate.CHAINS)]
    assert all(set(floor) == {"opening", "slots"} for floor in read)
    assert all(0 <= least <= 1 for floor in floors.values() for least in floor.values())


def test_a_language_may_have_a_section_of_its_own(tmp_path: Path) -> None:
    for name, language in (("a", "fr"), ("b", "qq")):
        (tmp_path / f"{name}.json").write_text(STORY.replace('"s1"', f'"{name}"').replace('"fr"', f'"{language}"'), encoding="utf-8")
    sets = [set(gate.gold_set(name, root=None, own=tmp_path, apart={"qq"})) for name in ("own", "own_qq", "dev_qq")]
    assert sets == [{"a"}, {"b"}, set()]


@pytest.mark.parametrize("words", ["own = 3", "[own]\nopening = 'high'", "[own", "[own]\nopening = []"])
def test_what_is_no_floor_is_refused(tmp_path: Path, words: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(GoldError, match=r"floors\.toml"):
        gate.load_floors(path)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run the gate over a small gold of its own with some floors."""
    monkeypatch.delenv("COMMUNIQUE_GOLD", raising=False)
    own = tmp_path / "own"
    own.mkdir()
    (own / "s1.json").write_text(STORY, encoding="utf-8")

    def gated(floors: str, *more: str) -> int:
        (tmp_path / "floors.toml").write_text(floors, encoding="utf-8")
        monkeypatch.setattr(sys, "argv", ["gate", "--floors", str(tmp_path / "floors.toml"), "--own", str(own), *more])
        return gate.main()

    return gated


def test_above_its_floor_the_gate_passes(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("[own]\nopening = 0.0\nslots = 0.0\n") == 0
    assert "gold    1" in capsys.readouterr().out


def test_below_its_floor_the_gate_fails(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("[own]\nopening = 0.1\n") == 1
    assert "FAILED: opening 0.000 is below 0.100" in capsys.readouterr().out


def test_a_set_that_is_not_here_is_skipped_and_told(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("[seeds]\nopening = 0.9\n[own]\nopening = 0.0\n") == 0
    assert "seeds      no gold here: skipped" in capsys.readouterr().out


def test_nothing_to_judge_is_no_pass(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("[seeds]\nopening = 0.0\n") == 2
    assert "no gold found" in capsys.readouterr().err
    assert run("[own\n") == 2


def test_a_later_pass_does_not_hide_a_failure(run: Callable[..., int], tmp_path: Path) -> None:
    assert run("[own]\nopening = 0.1\n[dev_fr]\nopening = 0.0\n", str(tmp_path / "outside")) == 1
    (tmp_path / "outside" / "dev").mkdir(parents=True)
    (tmp_path / "outside" / "dev" / "s1.json").write_text(STORY, encoding="utf-8")
    assert run("[own]\nopening = 0.1\n[dev_fr]\nopening = 0.0\n", str(tmp_path / "outside")) == 1
    assert run("[own]\nopening = 0.0\n[dev_fr]\nopening = 0.1\n", str(tmp_path / "outside")) == 1
    assert run("[own]\nopening = 0.0\n[dev_es]\nopening = 0.1\n", str(tmp_path / "outside")) == 0


def test_gold_of_one_language(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "s1.json").write_text(STORY, encoding="utf-8")
    assert list(gate.gold_set("dev_fr", root=tmp_path, own=tmp_path)) == list(gate.gold_set("dev", root=tmp_path, own=tmp_path)) == ["s1"]
    assert not gate.gold_set("dev_en", root=tmp_path, own=tmp_path)
    assert not gate.gold_set("dev_fr", root=None, own=tmp_path)
