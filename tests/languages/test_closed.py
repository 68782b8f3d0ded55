"""A pack's small words: what is misnamed is refused, what is not there is empty and told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communique.languages import closed
from communique.languages.compile import FOLDER
from communique.languages.errors import PackError

TEXT = (FOLDER / "fr" / "closed.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (re.sub(r"^possessive:", "posessive:", TEXT, flags=re.MULTILINE), "posessive: no section"),
        (re.sub(r"^none: .*\n", "none: nothing\n", TEXT, flags=re.MULTILINE), r"closed.yml:\d\d+: none: no list of words"),
        (re.sub(r"^between: .*\n.*\n", "between: [true]\n", TEXT, flags=re.MULTILINE), "put it in quotes"),
        (TEXT + "\n: [", "not YAML"),
    ],
    ids=["misnamed", "no list", "no word", "not YAML"],
)
def test_refuses(tmp_path: Path, text: str, message: str) -> None:
    assert text != TEXT
    (tmp_path / "closed.yml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=message):
        closed.read(tmp_path)


def test_sections_may_be_absent(tmp_path: Path) -> None:
    (tmp_path / "closed.yml").write_text("w: [with]\n", encoding="utf-8")
    found = closed.read(tmp_path)
    assert found.words == {"with": "w"} and not found.sidelines and not found.be
    absent = closed.absent(tmp_path)
    assert {"P", "sidelines", "preposition_phrases", "auxiliaries"} <= set(absent) and not {"w", "words", "be"} & set(absent)
