"""Gold sets of time expressions, read from clones of the public repositories that hold them.

None of their texts is in this repository, and none may be: most may not be passed on. Clone into one folder, named by TIMEX_CLONES:

- https://github.com/qiangning/StructTempRel-EMNLP17 (TempEval-3 platinum and TBAQ, MEANTIME English)
- https://github.com/gangeli/ParsingTime (TempEval-2 Spanish; the French test key)
- https://github.com/cnorthwood/ternip (French TimeBank, as TempEval-2 gave it out)
"""

from __future__ import annotations

import datetime
import html
import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple


class Timex(NamedTuple):
    """A time expression: code points `start:end` of its text, its TIMEX3 type and value ("" where there is none)."""

    start: int
    end: int
    kind: str
    value: str


class Gold(NamedTuple):
    """A document of a set, with the day it was written where that is known."""

    name: str
    language: str
    written: str | None
    text: str
    timexes: tuple[Timex, ...]


_TAG = re.compile(r"<(/?)([\w:]+)((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>|<[!?][^>]*>", re.S)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_OF_DOCUMENT = {"CREATION_TIME", "PUBLICATION_TIME"}
_VALUES = ("value", "valueFromFunction", "val", "VAL")


def _read(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return data.decode("cp1252").replace("\r\n", "\n")


def _day(value: str | None) -> str | None:
    """The day of a date in one of the forms the sets use; None where it is not known to the day."""
    match = _DAY.match(value.strip()) if value else None
    return "-".join(match.groups()) if match else None


def _inline(markup: str) -> tuple[str, list[tuple[int, int, dict[str, str]]]]:
    """The text of a piece of markup, and its TIMEX3 elements that hold any: start, end, attributes."""
    pieces: list[str] = []
    size, position = 0, 0
    opened: list[tuple[int, dict[str, str]]] = []
    found: list[tuple[int, int, dict[str, str]]] = []
    for tag in _TAG.finditer(markup):
        pieces.append(html.unescape(markup[position : tag.start()]))
        size, position = size + len(pieces[-1]), tag.end()
        if tag[2] != "TIMEX3":
            continue
        if tag[1] and opened:
            start, attributes = opened.pop()
            if size > start:
                found.append((start, size, attributes))
        elif not tag[1] and not tag[4]:
            opened.append((size, {name: double or single for name, double, single in _ATTRIBUTE.findall(tag[3] or "")}))
    pieces.append(html.unescape(markup[position:]))
    return "".join(pieces), found


def _timexes(text: str, found: Iterable[tuple[int, int, dict[str, str]]]) -> tuple[Timex, ...]:
    """The time expressions without the blanks around them, in text order."""
    made: list[Timex] = []
    for start, end, attributes in found:
        piece = text[start:end]
        start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
        if start < end:
            value = next((attributes[name] for name in _VALUES if attributes.get(name)), "")
            made.append(Timex(start, end, attributes.get("type", "").upper(), value))
    return tuple(sorted(made, key=lambda timex: timex[:2]))


_CLOSING = frozenset(",.;:!?)]}%»”’'…")
_OPENING = frozenset("([{«“¿¡")
_QUOTES = frozenset({'"', "``", "''"})


def _join(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """A sentence made of its tokens again, and where each stands in it."""
    text, spans, quoted, opened = "", list[tuple[int, int]](), False, False
    for index, raw in enumerate(tokens):
        token = raw.replace("_", " ") or " "
        before = tokens[index - 1] or " " if index else ""
        glued = not text or (token[0] in _CLOSING and token not in ("'", "’")) or before[-1:] in _OPENING
        if token in ("n't", "'s", "'re", "'ve", "'ll", "'d", "'m"):
            glued = True
        if token in _QUOTES and text:
            glued = quoted
        if before in ('"', "``") and opened:
            glued = True
        if token in _QUOTES:
            opened, quoted = not quoted, not quoted
        text += ("" if glued else " ") + token
        spans.append((len(text) - len(token), len(text)))
    return text, spans


def _tempeval3(folders: Sequence[str]) -> Callable[[Path], Iterator[Gold]]:
    def load(clones: Path) -> Iterator[Gold]:
        for folder in folders:
            for path in sorted((clones / "StructTempRel-EMNLP17/data/TempEval3" / folder).glob("*.tml")):
                markup = _read(path)
                body = re.search(r"<TEXT>(.*?)</TEXT>", markup, re.S)
                written = re.search(r"<DCT>.*?value=\"([^\"]+)\".*?</DCT>", markup, re.S)
                if path.name.startswith("._") or body is None:
                    continue
                text, found = _inline(body[1])
                yield Gold(path.stem, "en", _day(written[1]) if written else None, text, _timexes(text, found))

    return load


def _meantime(clones: Path) -> Iterator[Gold]:
    """Titles and the first five sentences, the only ones that are marked; without the line of the date."""
    folder = clones / "StructTempRel-EMNLP17/data/meantime_newsreader_english_oct15/intra_cross-doc_annotation"
    for path in sorted(folder.glob("corpus_*/*.xml")):
        root = ElementTree.parse(path).getroot()
        marks = [(mark, {int(anchor.get("t_id", "0")) for anchor in mark.iter("token_anchor")}) for mark in root.iter("TIMEX3")]
        dated = next((ids for mark, ids in marks if mark.get("functionInDocument") == "CREATION_TIME" and ids), set[int]())
        written = next(
            (_day(mark.get("value")) for mark, _ in marks if mark.get("functionInDocument") == "CREATION_TIME" and mark.get("value")), None
        )
        sentences: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for token in root.iter("token"):
            sentences[int(token.get("sentence", "0"))].append((int(token.get("t_id", "0")), token.text or ""))
        text, where = "", dict[int, tuple[int, int]]()
        for number in sorted(sentences):
            words = sentences[number]
            if number > 5 or (dated and all(index in dated or not word.isalnum() for index, word in words)):
                continue
            line, spans = _join([word for _, word in words])
            where |= {index: (len(text) + start, len(text) + end) for (index, _), (start, end) in zip(words, spans, strict=True)}
            text += line + "\n"
        if written is None:
            stated = re.search(r"([A-Z][a-z]+) (\d{1,2}) ?,? (\d{4})", " ".join(word for _, word in sentences.get(1, [])))
            written = datetime.datetime.strptime(" ".join(stated.groups()), "%B %d %Y").date().isoformat() if stated else None
        made = [
            Timex(min(where[i][0] for i in kept), max(where[i][1] for i in kept), mark.get("type", ""), mark.get("value") or "")
            for mark, ids in marks
            if (kept := [i for i in ids if i in where])
        ]
        yield Gold(path.stem, "en", written, text, tuple(sorted(made, key=lambda timex: timex[:2])))


def _french(which: str) -> Callable[[Path], Iterator[Gold]]:
    def load(clones: Path) -> Iterator[Gold]:
        key = clones / "ParsingTime/aux/tempeval2/test/french"
        files = {path.stem: path for path in (key / "key").glob("*.xml")}
        if which != "test":
            train = clones / "ternip/sample_data/tempeval-training-2/french/data/ENTITIES"
            files = {path.stem: path for path in train.glob("*.xml")} | files
        days = {line.split()[0].split(".")[0]: line.split()[1] for line in _read(key / "dct-fr.txt").splitlines() if len(line.split()) > 1}
        for name, path in sorted(files.items()):
            if which == "news" and not re.match(r"\d{4}-\d\d-\d\d-", name):
                continue
            markup = _read(path)
            body = re.search(r"<TEXT[^>]*>(.*?)</TEXT>", markup, re.S | re.I)
            if body is None:
                continue
            stated = re.search(r"<TIMEX3[^>]*functionInDocument=\"(?:CREATION|PUBLICATION)_TIME\"[^>]*>", markup)
            value = re.search(r"\bvalue(?:FromFunction)?=\"([^\"]+)\"", stated[0]) if stated else None
            text, found = _inline(body[1])
            inside = [one for one in found if one[2].get("functionInDocument") not in _OF_DOCUMENT]
            written = (_day(value[1]) if value else None) or _day(name) or _day(days.get(name))
            yield Gold(name, "fr", written, text, _timexes(text, inside))

    return load


def _tempeval2(language: str, folder: str, dates: str) -> Callable[[Path], Iterator[Gold]]:
    """The tables of TempEval-2: a token a line, and which tokens are marked."""

    def load(clones: Path) -> Iterator[Gold]:
        place = clones / "ParsingTime/aux/tempeval2" / folder

        def table(*names: str) -> list[list[str]]:
            path = next((place / name for name in names if (place / name).exists()), None)
            return [line.split("\t") for line in _read(path).splitlines() if line.strip()] if path else []

        days = {row[0]: _day(row[1]) for line in _read(place / dates).splitlines() if len(row := line.split()) > 1}
        words: dict[str, dict[int, dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
        for row in table("base-segmentation.tab"):
            words[row[0]][int(row[1])][int(row[2])] = row[3]
        extents: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for row in table("timex-extents.tab", "timex3-extents.tab"):
            extents[row[0], row[4]].append((int(row[1]), int(row[2])))
        said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for row in table("timex-attributes.tab", "timex3-attributes.tab"):
            if len(row) > 7:
                said[row[0], row[4]][row[6]] = row[7]
        for name, sentences in words.items():
            text, where = "", dict[tuple[int, int], tuple[int, int]]()
            for number in sorted(sentences):
                ids = sorted(sentences[number])
                line, spans = _join([sentences[number][index] for index in ids])
                where |= {(number, index): (len(text) + start, len(text) + end) for index, (start, end) in zip(ids, spans, strict=True)}
                text += line + "\n"
            made: list[Timex] = []
            for (document, mark), tokens in extents.items():
                kept = [where[token] for token in tokens if document == name and token in where]
                attributes = said[document, mark]
                if kept and attributes.get("functionInDocument") != "CREATION_TIME":
                    value = attributes.get("val") or attributes.get("value") or ""
                    made.append(Timex(min(start for start, _ in kept), max(end for _, end in kept), attributes.get("type", ""), value))
            yield Gold(name, language, days.get(name), text, tuple(sorted(made, key=lambda timex: timex[:2])))

    return load


SETS: dict[str, Callable[[Path], Iterator[Gold]]] = {
    "tbaq": _tempeval3(("Training/TBAQ-cleaned/TimeBank", "Training/TBAQ-cleaned/AQUAINT")),
    "platinum": _tempeval3(("Evaluation/te3-platinum",)),
    "meantime": _meantime,
    "es_train": _tempeval2("es", "training/spanish/data", "dct.tab"),
    "es_test": _tempeval2("es", "test/spanish/key", "../dct-es.txt"),
    "fr_all": _french("all"),
    "fr_news": _french("news"),
    "fr_test": _french("test"),
}
"""The sets by name. Rules are made with tbaq and es_train and with the French documents outside fr_test in view; the others are for tests only."""
