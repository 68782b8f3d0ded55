"""News: what a story adds to what was known before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.assembly.group import Group
from communique.assembly.pipeline import Assembly
from communique.assembly.tellings import Telling
from communique.assembly.times import differ, within
from communique.views.page import Item, Page, under_headings
from communique.views.rows import Row, footnotes, items, mappings, record_row
from communique.views.titles import short, title
from communique.views.words import Words

VERDICTS = ("contradicts", "new", "adds", "confirms", "repeats")
"""What a statement is to what was known, what asks for attention first."""
_SLOTS = ("status", "ordinal", "when", "due", "where", "quantity")
"""What a telling may add to a record: what is counted, dated or decided, not how it is worded."""


def news(assembly: Assembly, document: str) -> list[Row]:
    """What each statement of a story (by document id) is to what was known: `new` where nobody told of the thing before; `contradicts` (with the
    slots) where it is part of a disagreement with an earlier one; `adds` (with the slots) where it fills or sharpens a value, or tells another
    status; `repeats` where only its own family told it before, `confirms` where another did. Before are the stories that were known earlier.
    """
    rows = []
    for group in assembly.groups:
        own = [one for one in group.tellings if one.origin.document == document]
        before = [one for one in group.tellings if one.order < own[0].order and one.origin.document != document] if own else []
        if own:
            verdict, slots = _verdict(group, own, before, assembly)
            rows.append(
                record_row(group)
                | {"verdict": verdict, "slots": slots, "footnotes": footnotes(own), "known_from": footnotes(before), "told": own[0].statement.id}
            )
    return sorted(rows, key=lambda row: (VERDICTS.index(str(row["verdict"])), str(row["kind"]), str(row["record"])))


def _verdict(group: Group, own: Sequence[Telling], before: Sequence[Telling], assembly: Assembly) -> tuple[str, list[str]]:
    if not before:
        return "new", []
    if against := list(_against(group, own, before)):
        return "contradicts", against
    if added := [slot for slot in _SLOTS if any(_adds(slot, one, before) for one in own)]:
        return "adds", added
    families = {assembly.families.get(one.origin.document, one.origin.document) for one in before}
    mine = assembly.families.get(own[0].origin.document, own[0].origin.document)
    return ("repeats" if families == {mine} else "confirms"), []


def _against(group: Group, own: Sequence[Telling], before: Sequence[Telling]) -> Iterator[str]:
    """The slots on which its statements and earlier ones give different versions."""
    mine, earlier = {one.id for one in own}, {one.id for one in before}
    for conflict in group.record.conflicts:
        versions = [set(version.statement_ids) for version in conflict.versions]
        if any(mine & version and (earlier & other) - version for version in versions for other in versions if other is not version):
            yield conflict.slot


def _adds(slot: str, one: Telling, before: Sequence[Telling]) -> bool:
    value = getattr(one.content, slot)
    if value is None:
        return False
    known = [given for earlier in before if (given := getattr(earlier.content, slot)) is not None]
    if slot == "when" and one.when:
        spans = [earlier.when for earlier in before if earlier.when]
        return all(
            (one.when.length < span.length and within(one.when, span)) or differ(value, earlier) for span, earlier in zip(spans, known, strict=False)
        )
    return value not in known


def news_page(rows: Sequence[Row], words: Words) -> Page:
    """A heading a verdict; under each thing the story's words, and from where it was known."""
    blocks = under_headings(rows, "verdict", lambda verdict: words.say("news_verdicts", verdict), lambda row: _item(row, words))
    return Page(words.say("news", "title"), blocks)


def _item(row: Row, words: Words) -> Item:
    slots = words.listed([words.term("slot", slot) for slot in items(row["slots"])])
    line = words.say(
        "news", "line", kind=words.term("kind", row["kind"]), who=words.who(row), title=title(row, words), id=short(row),
        slots=words.say("news", "slots", slots=slots) if slots else "",
    )  # fmt: skip
    known = [Item(words.say("news", "known"), mappings(row["known_from"])[:1])] if mappings(row["known_from"]) else []
    return Item(line, mappings(row["footnotes"])[:1], known, str(row["record"]))
