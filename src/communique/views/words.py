"""The words that views are written with, in one language: terms, names, dates, numbers and sentences. All of them are data of its pack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from communique.languages.interface import Interface, load_interface
from communique.model.fold import fold
from communique.model.harmless import one_line
from communique.views.dates import date_words, within
from communique.views.rows import Row, mapping
from communique.world.load import World

_CODE = re.compile(r"[A-Z]{3}\Z")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """What a view is written with: the words of a language, and the world whose ids they name."""

    interface: Interface
    world: World

    def say(self, section: str, key: str, **values: object) -> str:
        """The sentence or label of a view: the pattern `key` of its section, with values filled in."""
        return str(self.interface.sections["views"][section][key]).format(**values)

    def label(self, section: str, key: str, **values: object) -> str:
        """A word of the web pages: the pattern `key` of its section, with values filled in."""
        return str(self.interface.sections["web"][section][key]).format(**values)

    def term(self, group: str, key: object) -> str:
        """A word of the codebook as people say it: a kind, status, state, type, level. One without a word is shown as it is."""
        if key is None:
            return ""
        return str(self.interface.sections["terms"].get(group, {}).get(str(key), str(key).replace("_", " ")))

    def date(self, edtf: object) -> str:
        """A date by itself, never sharper than its EDTF."""
        return date_words(None if edtf is None else str(edtf), self.interface.sections["dates"])

    def on(self, edtf: object) -> str:
        """A date inside a sentence: `on 14 November 2018`, `in 2018`."""
        return within(None if edtf is None else str(edtf), self.interface.sections["dates"])

    def actor(self, id_: object, *, article: bool = False) -> str:
        """The usual name of an actor, with its article where it stands in a sentence; a company's own name."""
        state, _, name = str(id_).partition(":")
        if name:
            return name
        full = self.interface.actors.get(state)
        if full is None:
            known = self.world.actors.get(state)
            return known.name if known and _CODE.match(state) else state
        return full if article else self._bare(full)

    def _bare(self, name: str) -> str:
        for article in self.interface.articles:
            if name.startswith(article if article.endswith("'") else f"{article} "):
                return name[len(article) :].lstrip()
        return name

    def actors(self, ids: object, *, article: bool = False) -> str:
        """Several actors: `ASEAN, Russia`; in a sentence, the last joined by a word."""
        names = [self.actor(one, article=article) for one in _list(ids)]
        return self.listed(names) if article else ", ".join(names)

    def listed(self, parts: Iterable[str]) -> str:
        """Parts in a row, the last joined by a word."""
        found = [part for part in parts if part]
        lists = self.interface.sections["terms"]["list"]
        return str(lists["and"]).format(first=", ".join(found[:-1]), last=found[-1]) if len(found) > 1 else "".join(found)

    def who(self, row: Row) -> str:
        """Who deals with whom: `Russia → ASEAN`."""
        by, to = self.actors(row["by"]) or "?", self.actors(row["to"])
        return f"{by} → {to}" if to else by

    def place(self, name: object) -> str:
        """A place as the language writes it; a state by its usual name; `online` and the like."""
        if not name:
            return ""
        state = next((id_ for id_, known in self.world.state_names.items() if known == name), None)
        return self.interface.places.get(str(name)) or (self.actor(state) if state else self.term("place", name))

    def issue(self, id_: object) -> str:
        """An issue in words, or an area of cooperation where the id is a code of one."""
        area = self.world.areas.get(str(id_))
        if area is not None:
            return area.labels.get(self.interface.code, area.code)
        return self.interface.issues.get(str(id_)) or self.world.issues.get(str(id_)) or str(id_)

    def area(self, code: str) -> str:
        """A field of cooperation in a word or two."""
        short = self.interface.sections["terms"].get("area", {}).get(code)
        return str(short) if short else self.issue(code)

    def mechanism(self, id_: str) -> str:
        """A series of meetings: what the language calls its sort, with its parties; else its name in the world."""
        terms = self.interface.sections["terms"]["mechanism"]
        known = self.world.mechanisms.get(id_)
        if known is None:
            parties, _, level = id_.partition("|")
            return str(terms["name"]).format(name=self.term("level", level), parties=self.parties(parties.split("+")))
        if id_ in self.interface.mechanisms:
            return self.interface.mechanisms[id_]
        sort = self.interface.mechanisms.get("." + id_.rpartition(".")[2])
        return str(terms["name"]).format(name=sort, parties=self.parties(known.parties)) if sort else known.name

    def parties(self, ids: Iterable[str]) -> str:
        """The sides of a relation: `ASEAN–Russia`."""
        return "–".join(self.actor(one) for one in ids)

    def ordinal(self, number: object) -> str:
        """A number in a row: `4th`."""
        for ending, pattern in self.interface.sections["terms"]["ordinal"]:
            if re.search(ending, str(number)):
                return str(pattern).format(number)
        return str(number)

    def quoted(self, words: object) -> str:
        """Words of a story in the language's quotation marks."""
        return str(self.interface.sections["terms"]["list"]["quote"]).format(words=one_line(str(words)))

    def number(self, value: float) -> str:
        """A number as the language writes it, millions and more in words."""
        numbers = self.interface.sections["terms"]["number"]
        for scale in numbers["scale"]:
            short = value / scale["value"]
            if abs(short) >= 1 and round(short, 3) == short:
                word = scale["one"] if abs(short) < numbers["many_from"] else scale["many"]
                return f"{_digits(short, numbers)} {word}"
        return _digits(value, numbers)

    def quantity(self, value: object) -> str:
        """A quantity in words: `more than 7.2 million USD`, `99 of 139 action lines`."""
        found = mapping(value)
        if not found:
            return ""
        amount, unit, of = float(str(found["value"])), str(found["unit"]), found["of"]
        numbers = self.interface.sections["terms"]["number"]
        told = self.number(amount)
        if of is not None:
            told = str(numbers["of"]).format(done=told, total=self.number(float(str(of))))
        counted = self._unit(unit, amount if of is None else float(str(of)))
        scaled = any(told.endswith((f" {scale['one']}", f" {scale['many']}")) for scale in numbers["scale"])
        pattern = "plain" if not scaled or unit in self.world.currencies else "scaled" if not _vowel(counted) else "scaled_vowel"
        told = str(numbers[pattern]).format(number=told, unit=counted).strip()
        return str(numbers["comparators"][found["comparator"]]).format(quantity=told)

    def unit(self, unit: str) -> str:
        """What is counted, in the plural."""
        return self._unit(unit, float("inf"))

    def _unit(self, unit: str, value: float) -> str:
        if unit in self.world.currencies or unit not in self.interface.units:
            return unit
        one, many = self.interface.units[unit]
        return one if abs(value) < self.interface.sections["terms"]["number"]["many_from"] else many


def load_words(code: str, world: World) -> Words:
    """The words of a language for a world. Raises PackError where the language has none."""
    return Words(load_interface(code), world)


def _vowel(word: str) -> bool:
    return fold(word)[:1] in tuple("aeiouh")


def _digits(value: float, numbers: Mapping[str, Any]) -> str:
    plain = f"{value:,.3f}".rstrip("0").rstrip(".")
    return plain.translate(str.maketrans(",.", f"{numbers['group']}{numbers['decimal']}"))


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value] if value else []
