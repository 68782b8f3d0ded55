"""Parts of packs are pickled by their fields, so that the plain reader and the compiled one read the same file."""

from __future__ import annotations

import pickle
from dataclasses import fields

import pytest

from communique.languages.load import load_pack

PACK = load_pack("ru")
assert PACK is not None
PARTS = {"pack": PACK, "closed": PACK.closed, "calendar": PACK.calendar, "numbers": PACK.numbers, "cases": PACK.cases, "frames": PACK.frames}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_made_anew_of_its_fields(name: str) -> None:
    part = PARTS[name]
    assert part is not None
    made, values = part.__reduce__()
    assert made is type(part)
    assert values == tuple(getattr(part, field.name) for field in fields(part))


@pytest.mark.parametrize("part", [PACK.closed, PACK.cases, PACK.frames, PACK.frames.all()[0]], ids=["closed", "cases", "frames", "frame"])
def test_what_was_pickled_is_equal(part: object) -> None:
    assert pickle.loads(pickle.dumps(part)) == part
