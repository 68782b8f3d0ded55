"""What a record is called in a line: from its row, in the words of a language."""

from __future__ import annotations

import re

from communique.languages.interface import interfaces
from communique.model.fold import fold
from communique.views.rows import Row, items, mapping
from communique.views.words import Words

SHOWN_DIGITS = 8
"""Digits of an id that are shown: enough to name it."""
_SORTED = frozenset({"position", "role", "action"})
"""Kinds whose sort says what their words alone do not: who holds which office, on which side a party stands, whether a thing is lent or given."""
_YEARS = re.compile(r"\d{4}/\d{4}\Z")


def title(row: Row, words: Words) -> str:
    """What a record is, in a few words: its series or name, else its sort; with number, period, amount and place."""
    if row["kind"] == "meeting":
        named = meeting(row, words)
    elif row["kind"] in _SORTED or (row["kind"] == "agreement" and _foreign(row, words)):
        named = " ".join(part for part in (sort(row, words), called(row, words)) if part)
    else:
        named = called(row, words) or sort(row, words)
    when = str(row["when"] or "")
    parts = [
        named,
        words.date(when) if row["kind"] == "agreement" and _YEARS.match(when) and when[-4:] not in wording(row, words) else "",
        words.say("page", "number", ordinal=row["ordinal"]) if row["ordinal"] is not None and row["kind"] != "meeting" else "",
        words.quantity(row["quantity"]),
        words.place(row["where"]),
    ]
    return ", ".join(part for part in parts if part)


def _foreign(row: Row, words: Words) -> bool:
    """Whether no story has words for it in the language, and those there are do not say its sort in the same word."""
    told = fold(wording(row, words)).split()
    return words.interface.code not in mapping(row["wordings"]) and told[:1] != fold(sort(row, words)).split()[:1]


def meeting(row: Row, words: Words) -> str:
    """A meeting: its series and number (`ASEAN–Russia summit (4th session)`), else its sort and what the story calls it."""
    if row["mechanism"]:
        named = words.mechanism(str(row["mechanism"]))
    else:
        name = called(row, words) if " " in wording(row, words) else ""  # one word is no name: "visite"
        named = ", ".join(part for part in (meeting_sort(row, words), name) if part)
    if row["ordinal"] is not None:
        return words.say("page", "session", name=named, ordinal=words.ordinal(row["ordinal"]))
    return named


def meeting_sort(row: Row, words: Words) -> str:
    """What sort of meeting it is: `foreign ministers' talks`."""
    of_level = mapping(words.interface.sections["terms"]["meeting"].get(str(row["type"])))
    return str(of_level.get(str(row["level"])) or words.term("type", row["type"]) or words.term("kind", row["kind"]))


def sort(row: Row, words: Words) -> str:
    """The sort of a record: its type and level, else its kind."""
    kinds = words.interface.sections["terms"].get(str(row["kind"]), {})
    told = [str(kinds.get(str(row["type"]))) if str(row["type"]) in kinds else words.term("type", row["type"]), words.term("level", row["level"])]
    return ", ".join(part for part in told if part) or words.term("kind", row["kind"])


def called(row: Row, words: Words) -> str:
    """What stories call it, in quotation marks."""
    told = wording(row, words)
    return words.quoted(told) if told else ""


def wording(row: Row, words: Words) -> str:
    """What stories call it: in the language if any story does, else in another that views are written in, else as it was told."""
    told = mapping(row["wordings"])
    return str(next((told[code] for code in (words.interface.code, *interfaces()) if code in told), row["name"] or row["what"] or ""))


def short(row: Row) -> str:
    """The first digits of a record's id."""
    return str(row["record"])[:SHOWN_DIGITS]


def state_words(row: Row, words: Words) -> str:
    """Status, disagreement and number of sources, as far as they say something: ` · held, 2 sources`."""
    marks = [
        words.term("status", row["status"]) if row["kind"] != "commitment" else words.term("state", row["status"]),
        words.say("page", "denied") if row["denied"] else "",
        words.say("page", "hearsay") if row["score"] == 1 else "",
        words.say("page", "disagree") if items(row["conflicts"]) else "",
        words.say("page", "sources", number=row["sources"]) if row["sources"] != 1 else "",
    ]
    told = ", ".join(mark for mark in marks if mark)
    return f" · {told}" if told else ""
