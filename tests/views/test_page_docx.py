"""The Word document: what stands where, notes under their numbers, and the same bytes for the same page."""

from __future__ import annotations

import builtins
import datetime
import io
import re
import time
import zipfile
from typing import Any

import pytest
from tests.views.conftest import ENGLISH, FRENCH, known

from communique.views.brief import brief
from communique.views.brief_page import brief_page
from communique.views.page import Heading, Item, Page, Paragraph, Table, markdown
from communique.views.page_docx import docx
from communique.views.words import Words
from communique.world.load import load_world

DAY = datetime.date(2022, 12, 31)
ROWS = brief(known(DAY.isoformat()), ["ASEAN", "RUS"], load_world())
NOTE = {"statement": "s1", "document": "d1", "publisher": "VNA", "published": "2018-11-14", "quote": "les deux parties"}
OTHER = NOTE | {"statement": "s2", "publisher": "TASS", "quote": "on the sidelines"}


def opened(data: bytes) -> Any:
    return pytest.importorskip("docx").Document(io.BytesIO(data))


def lines(data: bytes) -> list[tuple[str, str]]:
    """Style and text of each paragraph; the numbers of notes with it."""
    return [(one.style.name, "".join(run.text for run in one.iter_inner_content())) for one in opened(data).paragraphs]


def test_every_part_of_a_page() -> None:
    page = Page(
        "Title & <more>",
        [
            Heading("Part"),
            Paragraph([Item("One.", [NOTE]), Item("Two.", [OTHER, NOTE])]),
            Item("Thing", [OTHER], [Item("Below it")]),
            Table(["When", "What"], [[Item("2018"), Item("met", [NOTE])]]),
            Heading("Smaller", 3),
        ],
    )
    data = docx(page, ENGLISH, on=DAY)
    assert lines(data) == [
        ("Title", "Title & <more>"),
        ("Heading 1", "Part"),
        ("Normal", "One.1 Two.2,1"),
        ("List Bullet", "Thing2"),
        ("List Bullet 2", "Below it"),
        ("Heading 2", "Smaller"),
        ("Heading 1", "Sources"),
        ("Normal", "1\tVNA, 14 November 2018 [d1]: “les deux parties”"),
        ("Normal", "2\tTASS, 14 November 2018 [d1]: “on the sidelines”"),
    ]
    (table,) = opened(data).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["When", "What"], ["2018", "met1"]]


@pytest.mark.parametrize("words", [ENGLISH, FRENCH], ids=lambda words: words.interface.code)
def test_a_brief_says_what_its_markdown_says(words: Words) -> None:
    page = brief_page(ROWS, words)
    data = docx(page, words, on=DAY)
    found = lines(data)
    plain = [re.sub(r"\[\^\d+\]|^#+ |^- |\\", "", line) for line in markdown(page, words).splitlines() if line and not line.startswith("[^")]
    body = [text for _, text in found[: [text for _, text in found].index(words.say("page", "notes"))]]
    assert [re.sub(r"\d+(?:,\d+)*$", "", text) for text in body][:3] == [re.sub(r"\d+$", "", text) for text in plain][:3]
    assert len(body) == len(plain)
    notes = [line for line in markdown(page, words).splitlines() if line.startswith("[^")]
    assert [text.split("\t")[0] for _, text in found[len(body) + 1 :]] == [str(at) for at in range(1, len(notes) + 1)]
    assert all("VNA" in text or re.search(r"\d{4} \[", text) for _, text in found[len(body) + 1 :])


def test_each_number_leads_to_its_note() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(brief_page(ROWS, ENGLISH), ENGLISH, on=DAY))) as file:
        told = file.read("word/document.xml").decode("utf-8")
    leads, marks = set(re.findall(r'w:anchor="(\w+)"', told)), re.findall(r'w:bookmarkStart w:id="\d+" w:name="(\w+)"', told)
    assert leads == set(marks) and len(marks) == len(set(marks)) > 20


def test_the_same_page_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    page = brief_page(ROWS, FRENCH)
    data = docx(page, FRENCH, on=DAY)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert docx(page, FRENCH, on=DAY) == data
    assert docx(page, FRENCH, on=DAY + datetime.timedelta(1)) != data


def test_what_the_file_says_of_itself() -> None:
    about = opened(docx(brief_page(ROWS, FRENCH), FRENCH, on=DAY)).core_properties
    assert (about.language, about.comments, about.created.date()) == ("fr", "", DAY)
    assert "ASEAN" in about.title


def test_without_the_library_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] == "docx":
            raise ModuleNotFoundError("No module named 'docx'", name="docx")
        return imported(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'communique\[export\]'"):
        docx(Page("T", []), ENGLISH, on=DAY)
