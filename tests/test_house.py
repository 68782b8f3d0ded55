"""The house rules that no linter knows (docs/architecture.md)."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "communique"
MODULES = sorted(PACKAGE.rglob("*.py"))
NEUTRAL = [path for path in MODULES if "languages" not in path.relative_to(PACKAGE).parts]
CODES_AND_WORDS = {"as", "id", "is", "no", "or", "to"}
"""Codes of languages that are everyday words of programs."""
PACKS = sorted(path.parent.name for path in (PACKAGE / "languages").glob("*/pack.toml") if path.parent.name not in CODES_AND_WORDS)
MOST_LINES = 420


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def docstrings(tree: ast.AST) -> set[int]:
    """The lines where docstrings, and the strings under a constant that document it, begin."""
    return {
        node.value.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


def words_in_code(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of each string and name of a module that is neither docstring nor comment."""
    source = path.read_text(encoding="utf-8")
    documented = docstrings(ast.parse(source))
    spoken = {tokenize.STRING, tokenize.NAME}
    if hasattr(tokenize, "FSTRING_MIDDLE"):
        spoken.add(tokenize.FSTRING_MIDDLE)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in spoken and token.start[0] not in documented:
            yield token.start[0], token.string


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_file_is_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", NEUTRAL, ids=named)
def test_nothing_outside_languages_holds_words_of_a_language(path: Path) -> None:
    """One or two letters are no word: folding and ranges of letters need them. Words with letters beyond ASCII belong to a pack."""
    foreign = re.compile(r"(?=[^\W\d_]{3,})[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
    found = [f"{named(path)}:{line}: {match[0]}" for line, text in words_in_code(path) if (match := foreign.search(text))]
    assert not found


@pytest.mark.parametrize("path", NEUTRAL, ids=named)
def test_nothing_outside_languages_names_a_language(path: Path) -> None:
    languages = re.compile(r"\b(?:french|english|spanish|russian|vietnamese|indonesian)\b", re.IGNORECASE)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = docstrings(tree)
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.lineno not in documented]
    found = [f"{named(path)}:{node.lineno}: {node.value}" for node in strings if node.value in PACKS or languages.search(str(node.value))]
    assert not found


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_every_public_function_says_what_it_gives(path: Path) -> None:
    def public(body: list[ast.stmt], owner: str = "") -> Iterator[tuple[int, str]]:
        for node in body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                is_protocol = any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)
                if not is_protocol:  # a protocol's docstring speaks for its fields
                    yield from public(node.body, f"{node.name}.")
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node):
                yield node.lineno, f"{owner}{node.name}"

    found = [f"{named(path)}:{line}: {name}" for line, name in public(ast.parse(path.read_text(encoding="utf-8")).body)]
    assert not found


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_names_say_what_a_module_is_for(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "helper", "common", "misc", "shared"}


@pytest.mark.parametrize("code", PACKS)
def test_a_pack_is_data(code: str) -> None:
    """A pack brings at most a hundred lines of code, and every frame at most six literal words."""
    folder = PACKAGE / "languages" / code
    lines = [line.strip() for path in folder.rglob("*.py") for line in path.read_text(encoding="utf-8").splitlines()]
    assert sum(bool(line) and not line.startswith("#") for line in lines) <= 100
    frames = pytest.importorskip("communique.languages.frames")
    assert frames.MOST_LITERAL_WORDS <= 6
    found = frames.read(folder).all()  # refuses a frame with more literal words, or one that does not parse
    if not found:
        pytest.skip("no frames yet")
    assert all(len(frame.with_) + len(frame.without) <= 6 for frame in found)


def test_every_room_of_the_package_is_on_a_floor() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    floors = next(contract for contract in contracts if contract["id"] == "floors")["layers"]
    named_rooms = {re.sub(r"[()\s]", "", room) for floor in floors for room in re.split(r"[|:]", floor)}
    rooms = {path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__"} | {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert rooms <= named_rooms


def test_both_lists_of_development_tools_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["optional-dependencies"]["dev"] == project["dependency-groups"]["dev"]


def test_the_changelog_is_kept() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    versions = [line for line in lines if line.startswith("## [")]
    assert versions and versions[0] == "## [Unreleased]"
    assert all(len(one) and len(other) for one, other in pairwise(versions))
