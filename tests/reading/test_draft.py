"""A draft taken again is the same, and changing it leaves the first as it was."""

from __future__ import annotations

from communique.model.quantities import Quantity
from communique.reading.draft import Draft

FIELDS = (
    "kind found_by evidence by to type status level name name_text title_text definite ordinal when due where areas quantity what mechanism issue "
    "speaker voice modality polarity hedged slots"
).split()


def full() -> Draft:
    draft = Draft(
        "meeting", "meeting.visit", [(3, 9)], ["FR"], ["VN"], "visit", status="held", level="summit", name=(3, 4), name_text="x", ordinal=2,
        when="2021-05", areas=["TRD"], quantity=Quantity(3, "ship"), what=(5, 9), modality="scheduled", polarity=False,
    )  # fmt: skip
    draft.title_text, draft.definite, draft.hedged, draft.voice, draft.speaker = "accord", True, True, "party", "X"
    draft.due, draft.where, draft.mechanism, draft.issue = "../2030", "Paris", "EU-VN.JCC", "south_china_sea"
    draft.at("when", (7, 8))
    return draft


def values(draft: Draft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in FIELDS}


def test_again_is_the_same() -> None:
    draft = full()
    assert values(draft.again()) == values(draft)
    assert all(values(draft)[name] != values(Draft("role", "", []))[name] for name in FIELDS)


def test_again_has_its_own_lists() -> None:
    draft = full()
    again = draft.again()
    again.by.append("US")
    again.to.append("US")
    again.areas.append("ENV")
    again.evidence.append((1, 2))
    again.slots["due"] = [(1, 2)]
    assert values(draft) == values(full())
