"""Tables, the wires' XML and standard input."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from communique.model.problems import Problem
from communique.sources.page import story_of
from communique.sources.piped import items
from communique.sources.story import Page, Story
from communique.sources.table import stories

TEXT = "Hanoi, April 6 (VNA) – The two sides met.\n\nThey agreed to meet again."


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def found(path: Path) -> list[Story | Problem]:
    return list(stories([path]))


def codes(given: list[Story | Problem]) -> list[str]:
    return [one.code if isinstance(one, Problem) else one.sighting.name for one in given]


@pytest.mark.parametrize(("name", "mark"), [("t.csv", ","), ("t.csv", ";"), ("t.csv", "\t"), ("t.tsv", "\t")])
def test_a_table_is_a_story_a_row(tmp_path: Path, name: str, mark: str) -> None:
    rows = [
        ["id", "text", "lang", "published", "other", "author"],
        ["a1", f'"{TEXT}"', "en-GB", "2021-04-06T10:00", "x", "A. B."],
        ["", "Two.", "", "", "", ""],
    ]
    path = write(tmp_path / name, "\ufeff" + "\r\n".join(mark.join(row) for row in rows) + "\r\n")
    first, second = found(path)
    assert isinstance(first, Story) and isinstance(second, Story)
    assert (first.document.text, first.document.language) == (TEXT, "en")
    assert (first.sighting.name, first.sighting.published, first.sighting.author) == ("a1", "2021-04-06", "A. B.")
    assert (second.sighting.name, second.document.text, second.sighting.published) == ("t-2", "Two.", None)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("id,text\n1,One\n1,Two\n,\n4,Four\n", ["1", "duplicate-id", "empty-text", "4"]),
        ("id,text,published\n1,One,soon\n2,Two,2021\n", ["story", "2"]),
        ("id,words\n1,One\n", ["columns"]),
        ("text\n", ["no-stories"]),
        ("", ["columns"]),
        (b"id,text\n1,One\n2,\xff\xfe\n3,Three\n", ["encoding"]),
        ('id,text\n1,One\n2,"open\n', ["1", "csv"]),
        ("id,text\n1,a\0b\n2,Two\n", ["nul", "2"]),
    ],
)
def test_a_bad_row_is_a_problem_and_the_rest_go_on(tmp_path: Path, content: str | bytes, expected: list[str]) -> None:
    assert codes(found(write(tmp_path / "t.csv", content))) == expected


NITF = f"""<?xml version="1.0" encoding="{{encoding}}"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/nitf.dtd">
<nitf xml:lang="en"><head><title>T</title><docdata><doc-id id-string="n-17"/><date.issue norm="20210406T081500+0700"/></docdata></head>
<body><body.head><hedline><hl1>They  met</hl1></hedline><byline>By A. B.</byline><distributor>VNA</distributor></body.head>
<body.content><block><p>{TEXT.split(chr(10))[0]}</p><media><media-caption>x</media-caption></media><p>They <em>agreed</em> to
 meet again.</p></block></body.content></body></nitf>"""

ITEM = """<newsItem guid="tag:x,2021:{number}" xml:lang="en" xmlns="http://iptc.org/std/nar/2006-10-01/">
<itemMeta><provider qcode="nprov:VNA"/><versionCreated>2021-04-07T00:00:00Z</versionCreated></itemMeta>
<contentMeta><contentCreated>2021-04-06T08:15:00+07:00</contentCreated><headline>They met</headline><by>A. B.</by>
<dateline>HANOI</dateline></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""
INLINE = "<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><body><p>One.</p><p>Two.</p></body></html></inlineXML>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_nitf(tmp_path: Path, encoding: str) -> None:
    (story,) = found(write(tmp_path / "n.xml", NITF.format(encoding=encoding).encode(encoding)))
    assert isinstance(story, Story), story
    assert story.document.text == "They met\n\n" + TEXT
    seen = story.sighting
    assert (seen.name, seen.published, seen.publisher, seen.title, seen.author) == ("n-17", "2021-04-06", "VNA", "They met", "By A. B.")
    assert story.document.language == "en"


def test_newsml_g2(tmp_path: Path) -> None:
    message = "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>{}</itemSet></newsMessage>"
    plain = "<inlineData contenttype='text/plain'>One.\n\nTwo.</inlineData>"
    nitf = "<inlineXML><nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf></inlineXML>"
    every = "".join(ITEM.format(number=number, content=content) for number, content in enumerate((INLINE, plain, nitf, "")))
    given = found(write(tmp_path / "n.xml", message.format(every)))
    assert codes(given) == ["tag:x,2021:0", "tag:x,2021:1", "tag:x,2021:2", "empty-text"]
    for one in given[:3]:
        assert isinstance(one, Story)
        assert one.document.text == "They met\n\nHANOI\n\nOne.\n\nTwo."
        assert (one.sighting.published, one.sighting.publisher, one.sighting.author) == ("2021-04-06", "VNA", "A. B.")


LAUGHS = '<!DOCTYPE nitf [<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + place)} "{f"&{chr(97 + place)};" * 10}">' for place in range(9))
BAD_XML = {
    "billion laughs": (f"<?xml version='1.0'?>{LAUGHS}]><nitf><body><p>&j;</p></body></nitf>", "entities"),
    "a file of ours": ('<!DOCTYPE n [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><p>&x;</p></nitf>', "entities"),
    "open": ("<nitf><body>", "xml"),
    "another kind": ("<recipes><p>Salt.</p></recipes>", "unknown-xml"),
    "empty": ("", "xml"),
    "depth": ("<nitf>" * 5000, "xml"),
    "NUL": ("<nitf><body>\0</body></nitf>", "xml"),
}


@pytest.mark.parametrize("name", BAD_XML)
def test_bad_xml_is_a_problem(tmp_path: Path, name: str) -> None:
    content, code = BAD_XML[name]
    assert codes(found(write(tmp_path / "n.xml", content))) == [code]


RECORD = json.dumps({"id": "j", "text": TEXT})
PAGE = f"<!DOCTYPE html><html><body><article><p>{TEXT}</p></article></body></html>"
PIPED = {
    "text": (TEXT, ["stdin"]),
    "json": (json.dumps({"id": "j", "text": TEXT}, indent=1), ["j"]),
    "an array": (f"[{RECORD}, {RECORD.replace('j', 'k', 1)}, 3]", ["j", "k", "story"]),
    "one line": (RECORD, ["j"]),
    "lines": (f"\n\ufeff{RECORD}\n{{\n\n{RECORD}\n" + json.dumps({"text": "X"}), ["j", "json", "duplicate-id", "stdin-6"]),
    "a page": (PAGE, ["stdin"]),
    "xml": (NITF.format(encoding="utf-8"), ["n-17"]),
    "gzip": (gzip.compress(TEXT.encode("utf-8")), ["stdin"]),
    "a bomb": (gzip.compress(b"x" * 60_000_000), ["too-large"]),
    "damaged gzip": (gzip.compress(TEXT.encode("utf-8"))[:-9], ["gzip"]),
    "nothing": ("", ["empty-text"]),
    "NUL": ("a\0b", ["nul"]),
    "wrong encoding": (TEXT.encode("utf-16"), ["encoding"]),
}


@pytest.mark.parametrize("name", PIPED)
def test_what_is_piped_tells_what_it_is(name: str) -> None:
    content, expected = PIPED[name]
    data = content.encode("utf-8") if isinstance(content, str) else content
    taken = [story_of(one) if isinstance(one, Page) else one for one in items(io.BytesIO(data))]
    assert codes(taken) == expected


def test_lines_come_as_they_are_written() -> None:
    stream = io.BytesIO(f"{RECORD}\n{RECORD.replace('j', 'k', 1)}\n".encode())
    first = next(items(stream))
    assert isinstance(first, Story) and first.sighting.name == "j"
    assert stream.tell() < len(stream.getvalue())


@pytest.mark.parametrize("name", ["s.txt", "s.json", "s.xml"])
def test_a_file_larger_than_is_held_is_a_problem(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as stream:
        stream.truncate(50_000_001)
    assert codes(found(tmp_path / name)) == ["too-large"]


def test_a_line_larger_than_is_held_is_a_problem_and_the_rest_go_on(tmp_path: Path) -> None:
    path = write(tmp_path / "s.jsonl", f"{RECORD}\n".encode() + b"x" * 10_000_001 + f"\n{RECORD.replace('j', 'k', 1)}\n".encode())
    assert codes(found(path)) == ["j", "too-large", "k"]
