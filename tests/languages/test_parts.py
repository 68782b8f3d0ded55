"""A pack begun from nothing: what must be there, what may be absent, and what is refused."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from communique.languages import compile as compiling
from communique.languages import parts
from communique.languages.compile import compile_pack
from communique.languages.errors import PackError
from communique.model.documents import Document, Sighting
from communique.reading.pipeline import Reader
from communique.score.expressions import check_expressions
from communique.score.frames import left_out
from communique.world.load import load_world


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack of a language that there is not, just begun."""
    monkeypatch.setattr(compiling, "FOLDER", tmp_path)
    monkeypatch.setattr("communique.score.frames.FOLDER", tmp_path)
    parts.begin(tmp_path / "qq")
    return tmp_path / "qq"


def test_a_pack_just_begun_reads_a_story(folder: Path) -> None:
    pack = compile_pack("qq")
    text = "Qui quae quod.\n\nHic haec hoc, 12/5/2021."
    document = Document.of(text, language="qq")
    assert Reader(load_world(), lambda code: pack).read(document, Sighting(document.id, name="s")).statements == ()


def test_what_may_be_absent_is_empty_and_told(folder: Path) -> None:
    shutil.copy(folder / "names" / "actors.tsv", folder / "kept.tsv")
    for part in parts.PARTS:
        if not part.needed:
            (folder / part.name).unlink()
    compile_pack("qq")
    notes = "\n".join(left_out("qq"))
    assert "no mechanisms.tsv: series of meetings" in notes and "no frames: meeting" in notes and "sidelines" in notes


@pytest.mark.parametrize("part", [part.name for part in parts.PARTS if part.needed])
def test_what_is_needed_is_asked_for(part: str, folder: Path) -> None:
    (folder / part).unlink()
    with pytest.raises(PackError, match=f"{part}:0: no such table: add it"):
        compile_pack("qq")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("pack.toml", 'code = "qq"\naccent = true\n', "pack.toml:2: accent: no setting"),
        ("pack.toml", "code = qq\n", "pack.toml:1: not TOML"),
        ("closed.yml", "P: []\nlinks: [of]\n", "closed.yml:2: links: pairs are expected"),
        ("names/actors.tsv", "# states\nid name\n", "actors.tsv:2: no column id: the first line names the columns id, name, adjectives"),
        ("closed.yml", "P: []\nprepositions: [ad]\n", "closed.yml:2: prepositions: no section"),
        ("verbs.tsv", "lemma\tparadigm\tirregular\taux\nire\tx\t\t\n", "verbs.tsv:2: 'ire': a verb is one of"),
    ],
)
def test_bad_data_names_its_line(name: str, text: str, message: str, folder: Path) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=re.escape(message)):
        compile_pack("qq")


def test_the_closed_classes_are_needed(folder: Path) -> None:
    (folder / "closed.yml").unlink()
    with pytest.raises(PackError, match="no closed classes: add the file"):
        compile_pack("qq")


def test_what_is_there_is_not_begun_again(folder: Path) -> None:
    (folder / "verbs.tsv").unlink()
    (folder / "pack.toml").write_text("code = 'qq'\n", encoding="utf-8")
    assert [path.name for path in parts.begin(folder)] == ["verbs.tsv"]
    assert (folder / "pack.toml").read_text(encoding="utf-8") == "code = 'qq'\n"


def test_names_of_the_world(folder: Path) -> None:
    (folder / "pack.toml").write_text("code = 'qq'\nworld_names = true\n", encoding="utf-8")
    (folder / "names" / "places.tsv").write_text("forms\tplace\nMoskow\tMoscow\n", encoding="utf-8")
    phrases = compile_pack("qq").phrases
    assert phrases["moskow"][0].value == "Moscow" and "moscow" not in phrases
    assert phrases["tirana"][0].type == "place" and phrases["sergey lavrov"][0].value == "sergey-lavrov"


def test_frames_that_ask_for_what_no_table_has(folder: Path) -> None:
    text = "- name: go\n  verbs: [ire]\n  object: [road]\n  focus: object\n  focus_classes: [road]\n"
    (folder / "frames" / "meeting.yml").write_text(text, encoding="utf-8")
    notes = left_out("qq")
    assert "frame meeting.go: no verb ire in verbs.tsv" in notes and "frame meeting.go: no noun of class road in nouns.tsv" in notes


def test_dates_and_amounts_are_checked(folder: Path) -> None:
    examples = folder / "examples"
    (examples / "dates.txt").write_text("clock: 2021-04-15\n\nHic 12/5/2021.\n---\n12/5/2021 | 2021-05-12 | 2021-05-12 | at\n", encoding="utf-8")
    (examples / "amounts.txt").write_text("Hic 3.000 sunt.\n---\n3.000 | number | = 4000\n", encoding="utf-8")
    problems = list(check_expressions(compile_pack("qq"), examples))
    assert [(problem.where, "3.000 | number | = 3000" in problem.message) for problem in problems] == [("amounts.txt:1", True)]
