"""The values of fields as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.kinds.values import parse, write
from communique.model.quantities import COMPARATORS, Quantity

WRITTEN = [
    ("meeting", "by", "rus, ASEAN ,RUS:Gazprom", ("RUS", "ASEAN", "RUS:Gazprom"), "RUS,ASEAN,RUS:Gazprom"),
    ("meeting", "to", "", (), ""),
    ("meeting", "areas", "hea,ENE,HEA", ("HEA", "ENE"), "HEA,ENE"),
    ("meeting", "status", "HELD", "held", "held"),
    ("meeting", "level", " ", None, ""),
    ("meeting", "ordinal", "19", 19, "19"),
    ("meeting", "when", "2021-04/..", "2021-04/..", "2021-04/.."),
    ("commitment", "what", " 400 doses\nof vaccine ", "400 doses\nof vaccine", "400 doses\nof vaccine"),
    ("commitment", "quantity", "400,000 dose", Quantity(400000, "dose"), "400000 dose"),
    ("commitment", "quantity", ">= 2.5 USD", Quantity(2.5, "USD", ">="), ">= 2.5 USD"),
    ("progress", "quantity", "99 of 139 action line", Quantity(99, "action line", "=", 139), "99 of 139 action line"),
    ("position", "polarity", "No", False, "false"),
    ("position", "hedged", "true", True, "true"),
    ("position", "voice", "joint", "joint", "joint"),
]


@pytest.mark.parametrize(("kind", "field", "words", "value", "again"), WRITTEN, ids=str)
def test_values_as_people_write_them(kind: str, field: str, words: str, value: object, again: str) -> None:
    assert parse(kind, field, words) == value
    assert write(value) == again
    assert parse(kind, field, again) == value


REFUSED = [
    ("meeting", "status", "signed", "status of a meeting cannot be 'signed': one of cancelled held"),
    ("role", "status", "held", "it has none, leave it empty"),
    ("meeting", "wen", "2021", "no field 'wen': one of by to type"),
    ("meeting", "when", "last year", "when cannot be 'last year': write a date as 2021"),
    ("meeting", "due", "2021-13", "due cannot be '2021-13'"),
    ("meeting", "ordinal", "-1", "ordinal cannot be '-1': a whole number"),
    ("meeting", "ordinal", "19th", "ordinal cannot be '19th'"),
    ("meeting", "by", "the bloc", "by cannot hold 'the bloc': write actors as RUS"),
    ("commitment", "quantity", "many doses", "quantity cannot be 'many doses': write number and unit"),
    ("commitment", "quantity", "400", "number and unit"),
    ("meeting", "voice", "", "voice cannot be empty: give one of source party"),
    ("meeting", "polarity", "perhaps", "polarity cannot be 'perhaps': true or false"),
    ("meeting", "modality", "maybe", "modality cannot be 'maybe': one of actual"),
]


@pytest.mark.parametrize(("kind", "field", "words", "message"), REFUSED, ids=str)
def test_what_a_field_does_not_hold_is_refused_with_the_remedy(kind: str, field: str, words: str, message: str) -> None:
    with pytest.raises(ValueError, match=message.replace("'", ".")):
        parse(kind, field, words)


@settings(deadline=None)
@given(
    st.floats(-1e15, 1e15).map(lambda number: round(number, 6)), st.sampled_from(sorted(COMPARATORS)), st.none() | st.integers(0, 10**9).map(float),
    st.from_regex(r"[a-z]+( [a-z]+)?", fullmatch=True).filter(lambda unit: not unit.startswith("of ")),
)  # fmt: skip
def test_what_is_written_is_read_again(value: float, comparator: str, of: float | None, unit: str) -> None:
    quantity = Quantity(value, unit, comparator, of)  # type: ignore[arg-type]
    assert parse("progress", "quantity", write(quantity)) == quantity
