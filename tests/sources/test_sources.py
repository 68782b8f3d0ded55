"""Files and folders become stories; a bad one is a problem, and the rest go on."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from communique.model.documents import Document
from communique.model.problems import Problem
from communique.sources.story import Story, header_date, language_code, publication_date
from communique.sources.table import count, files, stories


def write(path: Path, content: str | bytes | object) -> Path:
    if not isinstance(content, str | bytes):
        content = json.dumps(content, ensure_ascii=False)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def one_story(path: Path, **options: str) -> Story:
    (item,) = stories([path], **options)
    assert isinstance(item, Story), item
    return item


def one_problem(path: Path) -> Problem:
    (item,) = stories([path])
    assert isinstance(item, Problem), item
    assert str(path) in item.where
    return item


TEXT = "Hanoï, 31 mars – La Russie et l’ASEAN…\r\n\r\n\tsuite 🌊 \n"


def test_a_text_file_is_one_story_and_its_text_is_untouched(tmp_path: Path) -> None:
    story = one_story(write(tmp_path / "2021-s1.txt", TEXT))
    assert story.document == Document.of(TEXT)
    assert story.document.language == "und"
    assert story.sighting.name == "2021-s1"
    assert story.sighting.document_id == story.document.id
    assert story.sighting.published is None
    assert story.where == str(tmp_path / "2021-s1.txt")


@pytest.mark.parametrize(
    ("header", "published"),
    [
        (" date 2021-04 ", "2021-04"),
        (" date 2021-04\n", "2021-04"),
        ("date 2021-04-06\n", "2021-04-06"),
        ("\n date 2021-04\n", "2021-04"),
        (" date 2021-13\n", None),
        (" date 2021-02-30\n", None),
        (" date 2021\n", None),
        (" date 20210406\n", None),
        ("Le date 2021-04\n", None),
        ("", None),
    ],
)
def test_a_crawl_header_gives_the_publication_date_and_stays_in_the_text(tmp_path: Path, header: str, published: str | None) -> None:
    story = one_story(write(tmp_path / "s.txt", header + TEXT))
    assert story.sighting.published == published == header_date(header + TEXT)
    assert story.document.text == header + TEXT


def test_what_is_stated_goes_before_the_header(tmp_path: Path) -> None:
    path = write(tmp_path / "s.json", {"text": " date 2021-04\n" + TEXT, "published": "2021-03-31"})
    assert one_story(path).sighting.published == "2021-03-31"
    assert one_story(path, published="2020").sighting.published == "2020"


def test_a_json_story(tmp_path: Path) -> None:
    seen = {"publisher": "VNA", "title": "T", "url": "https://e.org"}
    story = one_story(write(tmp_path / "s.json", {"id": "j1", "lang": "fr-FR", "published": "2021-03-31T10:00:00+07:00", **seen, "text": TEXT}))
    assert story.document == Document.of(TEXT, language="fr")
    assert story.sighting.name == "j1"
    assert story.sighting.published == "2021-03-31"
    assert (story.sighting.publisher, story.sighting.title, story.sighting.url) == ("VNA", "T", "https://e.org")


@pytest.mark.parametrize("more", [{}, {"id": None, "lang": None, "published": None, "title": "", "url": " "}, {"records": [], "other": 1}])
def test_only_the_text_is_required(tmp_path: Path, more: dict[str, object]) -> None:
    story = one_story(write(tmp_path / "s.json", {"text": TEXT, **more}))
    assert story.document == Document.of(TEXT)
    assert story.sighting.name == "s"
    assert (story.sighting.published, story.sighting.title, story.sighting.url, story.sighting.publisher) == (None, None, None, None)


def test_a_number_is_an_id(tmp_path: Path) -> None:
    assert one_story(write(tmp_path / "s.json", {"id": 0, "text": TEXT})).sighting.name == "0"


def test_an_array_of_stories(tmp_path: Path) -> None:
    path = write(tmp_path / "s.json", [{"text": "a"}, 3, {"id": "x", "text": "b"}])
    first, bad, last = stories([path])
    assert isinstance(first, Story) and first.sighting.name == "s-1"
    assert isinstance(bad, Problem) and bad.where == f"{path}[2]"
    assert isinstance(last, Story) and last.sighting.name == "x"


def test_json_lines_name_the_bad_line_and_go_on(tmp_path: Path) -> None:
    path = write(tmp_path / "s.jsonl", '\ufeff{"text": "a"}\n\n{"text": \n{"id": "x", "text": "b"}\r\n{"title": "no text"}\n{"text": "c"}')
    found = list(stories([path]))
    assert [item.sighting.name if isinstance(item, Story) else item.where for item in found] == ["s-1", f"{path}:3", "x", f"{path}:5", "s-6"]
    assert [item.where for item in found] == [f"{path}:{line}" for line in (1, 3, 4, 5, 6)]
    assert [item.code for item in found if isinstance(item, Problem)] == ["json", "story"]


def test_an_id_used_twice_in_a_file_is_a_problem(tmp_path: Path) -> None:
    path = write(tmp_path / "s.jsonl", '{"id": "x", "text": "a"}\n{"id": "x", "text": "b"}\n{"id": "y", "text": "a"}\n')
    first, bad, last = stories([path])
    assert isinstance(first, Story) and isinstance(last, Story)
    assert isinstance(bad, Problem) and bad.code == "duplicate-id" and f"{path}:1" in bad.message and bad.where == f"{path}:2"


BAD = {
    "nul.txt": (b"a\0b", "nul"),
    "nul.json": (b'{"text": "a\\u0000b"}', "nul"),
    "latin.txt": ("Hanoï".encode("latin-1"), "encoding"),
    "latin.json": ('{"text": "Hanoï"}'.encode("latin-1"), "encoding"),
    "utf16.txt": ("Hanoï".encode("utf-16"), "encoding"),
    "empty.txt": (b"", "empty-text"),
    "blank.txt": (b" \n\t\n", "empty-text"),
    "empty.json": (b"", "json"),
    "blank.json": (b'{"text": " "}', "empty-text"),
    "broken.json": (b'{"text": "a"', "json"),
    "deep.json": (b"[" * 200_000, "json"),
    "scalar.json": (b'"text"', "story"),
    "none.json": (b"[]", "no-stories"),
    "none.jsonl": (b"\n \n", "no-stories"),
    "no_text.json": (b'{"id": "x"}', "story"),
    "text_is_list.json": (b'{"text": ["a"]}', "story"),
    "title_is_number.json": (b'{"text": "a", "title": 3}', "story"),
    "id_is_true.json": (b'{"text": "a", "id": true}', "story"),
    "bad_date.json": (b'{"text": "a", "published": "yesterday"}', "story"),
    "bad_lang.json": (b'{"text": "a", "lang": "123"}', "story"),
    "half.json": (b'{"text": "a \\ud83d"}', "surrogate"),
    "half_title.json": (b'{"text": "a", "title": "\\ud83d"}', "surrogate"),
    "nul_id.json": (b'{"text": "a", "id": "x\\u0000"}', "nul"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_story_is_a_problem_with_its_file(tmp_path: Path, name: str) -> None:
    data, code = BAD[name]
    assert one_problem(write(tmp_path / name, data)).code == code


def test_a_file_cut_within_a_letter_is_a_problem(tmp_path: Path) -> None:
    problem = one_problem(write(tmp_path / "cut.txt", "Hanoï".encode()[:-1]))
    assert problem.code == "encoding" and "offset 4" in problem.message


def test_a_missing_file_a_foreign_ending_and_an_empty_folder_are_problems(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    found = list(stories([tmp_path / "no.txt", write(tmp_path / "s.pdf", "x"), tmp_path / "folder"]))
    assert [item.code for item in found if isinstance(item, Problem)] == ["no-such-file", "unknown-source", "no-stories"]


@pytest.mark.skipif(os.name != "posix" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever may do all reads all files")
def test_a_file_without_permission_is_a_problem(tmp_path: Path) -> None:
    path = write(tmp_path / "s.txt", TEXT)
    path.chmod(0)
    assert one_problem(path).code == "unreadable"


def test_a_folder_is_walked_by_name_and_a_bad_file_does_not_stop_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    write(tmp_path / "z.TXT", "z")
    write(tmp_path / "a.txt", "a")
    write(tmp_path / "bad.txt", b"\0")
    write(tmp_path / "c.jsonl", '{"text": "c"}\n')
    write(tmp_path / "b" / "d.json", {"text": "d"})
    write(tmp_path / ".hidden" / "e.txt", "e")
    write(tmp_path / ".f.txt", "f")
    write(tmp_path / "notes.md", "g")
    found = list(stories([tmp_path]))
    assert [item.document.text if isinstance(item, Story) else item.code for item in found] == ["a", "nul", "c", "z", "d"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "a")
    assert len(list(files([path, tmp_path, str(path)]))) == 1


def test_files_and_folders_come_in_the_order_given(tmp_path: Path) -> None:
    first, second = write(tmp_path / "z.txt", "z"), write(tmp_path / "a.txt", "a")
    assert [item.document.text for item in stories([first, second]) if isinstance(item, Story)] == ["z", "a"]


def test_what_is_given_overrules_the_stories(tmp_path: Path) -> None:
    path = write(tmp_path / "s.json", {"text": TEXT, "lang": "fr", "published": "2021"})
    story = one_story(path, published="2020-05", language="vi")
    assert (story.sighting.published, story.document.language) == ("2020-05", "vi")


def test_the_count_of_stories(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "a")
    write(tmp_path / "b.jsonl", '{"text": "a"}\n{"text": "b"}\n')
    assert count([tmp_path, tmp_path / "no.txt"]) == 3


@pytest.mark.parametrize(("words", "edtf"), [("2021", "2021"), (" 2021-04 ", "2021-04"), ("2021-04-06 09:30", "2021-04-06")])
def test_publication_dates(words: str, edtf: str) -> None:
    assert publication_date(words) == edtf


@pytest.mark.parametrize("words", ["", "soon", "2021-13", "2021-02-30", "06/04/2021"])
def test_what_is_no_publication_date(words: str) -> None:
    with pytest.raises(ValueError, match="EDTF"):
        publication_date(words)


@pytest.mark.parametrize(("words", "code"), [("fr", "fr"), ("FR", "fr"), ("zh_Hans", "zh"), (" pt-BR ", "pt")])
def test_language_codes(words: str, code: str) -> None:
    assert language_code(words) == code


@pytest.mark.parametrize("words", ["", "f", "français", "12"])
def test_what_is_no_language_code(words: str) -> None:
    with pytest.raises(ValueError, match="ISO 639"):
        language_code(words)
