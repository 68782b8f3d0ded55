"""The French noun list: its values are words of the kinds, and each form stands once in a class."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import communique.languages.fr.morphology as morphology
from communique.kinds.table import KINDS
from communique.languages.tables import rows

NOUNS = list(rows(Path(morphology.__file__).parent / "nouns.tsv"))

VALUES = {
    "meeting": KINDS["meeting"].types,
    "instrument": KINDS["agreement"].types | {"same"},  # "same": the instrument told of last
    "negotiation": KINDS["agreement"].statuses,
    "act": KINDS["agreement"].statuses,
    "holding": KINDS["meeting"].statuses,
    **dict.fromkeys(("gift", "goods", "works", "exercise", "exchange", "measure", "coordination", "money"), KINDS["action"].types),
    "delivery": KINDS["action"].statuses,
    "change": KINDS["milestone"].types,
    "anniversary": KINDS["milestone"].types,
    "level": KINDS["milestone"].levels,
    "meeting_level": KINDS["meeting"].levels,
    "metric": KINDS["indicator"].types,
    "goal": KINDS["indicator"].statuses,
    "promise": KINDS["commitment"].types,
    "stance": KINDS["position"].types,
    "progress": KINDS["progress"].types | KINDS["progress"].statuses,
    "chairmanship": KINDS["role"].types,
}


def test_values_are_words_of_the_kinds() -> None:
    assert [
        (row.line, row["class"], row["value"])
        for row in NOUNS
        if row["class"] in VALUES and row["value"].partition(";")[0] not in VALUES[row["class"]]
    ] == []


def test_further_slots() -> None:
    further = {pair for row in NOUNS for pair in row["value"].split(";")[1:] if not re.fullmatch(r"(n|percent)=[0-9]+", pair)}
    levels = {f"level={level}" for level in KINDS["meeting"].levels}
    assert further <= levels | {"mode=online", "mode=phone", "mode=hybrid"}


def test_a_form_stands_once_in_a_class() -> None:
    count = Counter((form, row["class"]) for row in NOUNS for form in row.many("forms"))
    assert [key for key, times in count.items() if times > 1] == []


def test_forms_are_lower_case_and_genders_known() -> None:
    def sound(form: str) -> bool:
        return form == form.lower() or re.fullmatch(r"[A-ZÀ-Ý]{2,}", form) is not None

    assert [row.line for row in NOUNS if not all(map(sound, row.many("forms"))) or row["gender"] not in ("m", "f", "")] == []
    assert len(NOUNS) > 600
