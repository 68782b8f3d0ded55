"""The briefs in docs are what the command prints over the example stories. After a change that is meant: `make docs`, and read them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli.main import app
from communique.languages.interface import interfaces

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, read."""
    path = tmp_path_factory.mktemp("brief") / "ledger.db"
    assert CliRunner().invoke(app, ["read", str(ROOT / "examples"), "--ledger", str(path)]).exit_code == 0
    return path


@pytest.mark.parametrize("code", interfaces())
def test_the_page_is_what_the_command_prints(code: str, ledger: Path) -> None:
    asked = ["brief", "ASEAN,RUS", "--as-of", "2022-12-31", "--format", "markdown", "--lang", code, "--ledger", str(ledger)]
    printed = CliRunner().invoke(app, asked).stdout
    page = (ROOT / "docs" / f"brief.{code}.md").read_text(encoding="utf-8")
    assert page.splitlines() == printed.splitlines(), "read what changed; if it is right, `make docs` writes it"


@pytest.mark.parametrize("code", interfaces())
def test_every_line_has_its_words_outlet_and_date(code: str) -> None:
    body, _, notes = (ROOT / "docs" / f"brief.{code}.md").read_text(encoding="utf-8").partition("\n[^1]: ")
    lines = [line for line in body.splitlines() if line.startswith("- ") and "(board)" not in line]
    assert len(lines) > 30 and all(re.search(r"\[\^\d+\]$", line) for line in lines)
    cited = set(re.findall(r"\[\^(\d+)\]", body))
    given = {"1", *re.findall(r"^\[\^(\d+)\]: ", notes, re.MULTILINE)}
    assert cited == given
    assert all(re.match(r"(?:\[\^\d+\]: )?(?:VNA|TASS|Nhân Dân en ligne|Prensa Latina), [^\[]*\d{4} ", line) for line in notes.strip().splitlines())
