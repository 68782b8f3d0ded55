"""A story in pieces: whatever words hold, cross or touch each other, nothing of the text is lost and every mark can be found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.kinds.meeting import Meeting
from communique.model.documents import Document
from communique.model.evidence import Evidence
from communique.model.harmless import harmless
from communique.model.spans import Span
from communique.model.statements import Statement
from communique.views.rows import items
from communique.views.story import address, pieces

TEXT = "Ab\u202e cd\n\n  éf 🌊 gh\tij."
DOCUMENT = Document.of(TEXT, language="xx")


def statement(id_: str, *spans: tuple[int, int], slots: dict[str, tuple[Span, ...]] | None = None) -> Statement:
    return Statement(id_, "meeting", Meeting(), tuple(Evidence.cut(DOCUMENT, Span(*span)) for span in spans), slots or {})


places = st.integers(0, len(TEXT) - 1).flatmap(lambda start: st.tuples(st.just(start), st.integers(start + 1, len(TEXT))))


@given(st.lists(st.lists(places, min_size=1, max_size=2), max_size=5))
def test_pieces_are_the_text_and_hold_every_mark(given_spans: list[list[tuple[int, int]]]) -> None:
    told = [statement(f"s{number}", *spans) for number, spans in enumerate(given_spans)]
    found = pieces(TEXT, told, chosen="s0")
    assert "".join(str(one["text"]) for one in found) == TEXT
    for one in told:
        marked = {
            place for piece in found if one.id in items(piece["statements"]) for place in range(int(str(piece["start"])), int(str(piece["end"])))
        }
        assert marked == {place for piece in one.evidence for place in range(piece.span.start, piece.span.end)}
        assert sum(one.id in items(piece["begin"]) for piece in found) == 1


def test_the_shortest_words_come_first_but_for_the_chosen() -> None:
    told = [statement("long", (0, 12)), statement("short", (4, 8))]
    inner = next(one for one in pieces(TEXT, told) if one["start"] == 4)
    assert inner["statements"] == ["short", "long"]
    assert next(one for one in pieces(TEXT, told, chosen="long") if one["start"] == 4)["statements"] == ["long", "short"]


def test_fields_of_the_chosen_are_marked_also_outside_its_words() -> None:
    told = [statement("one", (4, 8), slots={"when": (Span(10, 12),), "by": (Span(4, 6), Span(10, 12)), "to": (Span(3, 3),)})]
    found = {one["start"]: one for one in pieces(TEXT, told, chosen="one")}
    assert (found[4]["slots"], found[10]["slots"], found[10]["begin_slots"]) == (["by"], ["by", "when"], ["when"])
    assert not any(one["slots"] for one in pieces(TEXT, told))


@pytest.mark.parametrize(
    ("url", "followed"),
    [("https://example.org/a", True), ("http://example.org", True), ("javascript:alert(1)", False), ("data:text/html,x", False), ("/a", False),
     ("http://[", False), (None, False), ("", False)],
)  # fmt: skip
def test_only_addresses_of_the_web_are_followed(url: str | None, followed: bool) -> None:
    assert address(url) == (url if followed else "")


@given(st.text())
def test_what_is_made_harmless_keeps_its_length_and_its_lines(words: str) -> None:
    shown = harmless(words)
    assert len(shown) == len(words) and shown.count("\n") == words.count("\n")
    assert not set(shown) & set("\x00\x07\x1b\r\u202e\u2066\x9b")
