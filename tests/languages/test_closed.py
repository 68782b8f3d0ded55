"""A pack's small words: what is missing or misnamed is refused, not read as empty."""

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
        (re.sub(r"^none: .*\n.*\n", "", TEXT, flags=re.MULTILINE), "none: no list of words"),
        (re.sub(r"^between: .*\n.*\n", "between: [true]\n", TEXT, flags=re.MULTILINE), "put it in quotes"),
        (TEXT + "\n: [", "not YAML"),
    ],
    ids=["misnamed", "missing", "no word", "not YAML"],
)
def test_refuses(tmp_path: Path, text: str, message: str) -> None:
    assert text != TEXT
    (tmp_path / "closed.yml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=message):
        closed.read(tmp_path)
