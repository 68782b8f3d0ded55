"""What the pages promise is there: commands and their options, files, make targets, links."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer

from communique.cli.main import app

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "communique"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")])
SCRIPTS = sorted((ROOT / "examples").glob("*.sh"))
BASES = (ROOT, PACKAGE, PACKAGE / "languages" / "fr")
"""Where a path named in the pages may start: the repository, the package (rooms), a pack (its files)."""

FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH = re.compile(r"\.?[\w-]+(?:/[\w.-]+)*(?:/|\.(?:py|md|toml|yml|tsv|txt|json|sh)|(?<=/run))")


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def commands(page: Path) -> Iterator[list[str]]:
    """The `communique …` commands of a page: lines of its fenced blocks or of a script, and inline code."""
    text = page.read_text(encoding="utf-8")
    blocks = [text] if page.suffix == ".sh" else [match[2] for match in FENCE.finditer(text) if match[1] in ("", "sh", "bash", "console")]
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    if page.suffix != ".sh":
        lines += INLINE.findall(prose(page))
    for line in lines:
        for part in re.split(r"\s(?:\||&&|>|;)\s", line):
            if part.startswith("communique "):
                yield shlex.split(part.replace("$(", " ").replace("…", ""), comments=True)


@cache
def application() -> object:
    """The command line as its library knows it."""
    return typer.main.get_command(app)


def refusal(words: list[str]) -> str | None:
    """Why a command line cannot be right: a command or an option that does not exist."""
    command = application()
    context = typer.Context(command, info_name="communique")
    rest = words[1:]
    while rest and hasattr(command, "get_command"):
        if rest[0].startswith("-"):
            break
        found = command.get_command(context, rest[0])
        if found is None:
            if getattr(command, "invoke_without_command", False):
                break
            return f"no command {rest[0]!r}"
        context = typer.Context(found, parent=context, info_name=rest[0])
        command, rest = found, rest[1:]
    options = {"--help"} | {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    for word in rest:
        if word.startswith("-") and len(word) > 1 and not word[1:].isdigit() and word.partition("=")[0] not in options:
            return f"no option {word!r}"
    return None


@pytest.mark.parametrize("page", [*PAGES, *SCRIPTS], ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_exists(page: Path) -> None:
    wrong = [f"{' '.join(words)}: {why}" for words in commands(page) if (why := refusal(words))]
    assert not wrong


def test_the_readme_shows_the_commands() -> None:
    shown = {words[1] for words in commands(ROOT / "README.md") if len(words) > 1}
    assert {"read", "show", "explain", "export", "languages"} <= shown


def test_the_commands_are_documented() -> None:
    command = application()
    if not hasattr(command, "list_commands"):
        pytest.skip("one command only")
    documented = {words[1] for words in commands(ROOT / "docs" / "ledger.md") if len(words) > 1}
    assert set(command.list_commands(typer.Context(command))) <= documented


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_path_exists(page: Path) -> None:
    named = [word for word in INLINE.findall(prose(page)) if PATH.fullmatch(word)]
    assert not [word for word in named if not any((base / word).exists() for base in BASES)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target]
    assert not [target for target in links if not (page.parent / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_make_target_exists(page: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= targets


def test_the_readme_fits_a_page_and_shows_a_picture() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    assert FENCE.search(text)


def test_the_kinds_are_documented_word_for_word() -> None:
    """The tables of docs/ledger.md hold every type, status and level that `kinds/` knows."""
    kinds = pytest.importorskip("communique.kinds.table").KINDS
    text = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")
    for name, kind in kinds.items():
        row = re.search(rf"^\| {name} \|(.*)\|(.*)\|$", text, re.MULTILINE)
        assert row, name
        assert set(re.findall(r"\w+", row[1])) == kind.types
        if "…" not in row[2]:
            assert set(re.findall(r"\w+", row[2].partition(";")[0].replace(", or none", ""))) == kind.statuses
        assert all(level in text for level in kind.levels)
