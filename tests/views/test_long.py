"""Pages of a large ledger: what is too long to be read is counted."""

from __future__ import annotations

from tests.views.conftest import ENGLISH, FRENCH, lines

from communique.views.conflicts import NAMED, TOLD, conflicts_page
from communique.views.positions import LAST, positions_page
from communique.views.rows import FEW, Row, Rows


def note(number: int) -> Row:
    return {"statement": f"{number:016x}", "document": f"story-{number}", "language": "en", "publisher": "VNA", "published": "2021-04-06",
            "speaker": None, "quote": "words", "judged": []}  # fmt: skip


def disputed(values: int, sources: int) -> Row:
    told = [{"value": str(number + 1), "record": None, "told_by": Rows(range(sources), note)} for number in range(values)]
    return {"record": "0" * 16, "kind": "meeting", "by": ["RUS"], "to": [], "type": "session", "level": None, "status": "held", "name": None,
            "mechanism": None, "ordinal": 1, "when": "2021", "where": None, "what": None, "quantity": None, "wordings": {}, "denied": False,
            "issue": None, "areas": [], "slot": "ordinal", "values": told}  # fmt: skip


def test_of_many_sources_and_values_a_page_tells_some_and_counts_the_rest() -> None:
    told = "\n".join(lines(conflicts_page([disputed(TOLD + 3, NAMED + 2)], ENGLISH)))
    assert "and 3 other values" in told and told.count("; and 2 more") == TOLD
    assert f"story-{NAMED - 1}]" in told and f"story-{NAMED}]" not in told
    assert "et 3 autres valeurs" in "\n".join(lines(conflicts_page([disputed(TOLD + 3, 1)], FRENCH), "fr"))
    few = "\n".join(lines(conflicts_page([disputed(2, NAMED)], ENGLISH)))
    assert "more" not in few and "other values" not in few


def stance(number: int) -> Row:
    return {"record": f"{number:016x}", "type": "supports", "by": ["RUS"], "to": [], "date": f"20{number:02}", "what": f"aim {number}", "areas": [],
            "speaker": None, "hearsay": False, "footnotes": [note(number)]}  # fmt: skip


def test_of_many_stances_a_page_tells_the_last_and_counts_those_before() -> None:
    row: Row = {"actor": "RUS", "issue": None, "stances": Rows(range(LAST + 4), stance), "changed": False}
    told = "\n".join(lines(positions_page([row], ENGLISH)))
    assert "Russia: 4 more before these" in told and f"aim {LAST + 3}" in told and "aim 3" not in told and "aim 4" in told


def test_few_rows_are_made_once() -> None:
    made: list[int] = []

    def make(number: int) -> Row:
        made.append(number)
        return {"number": number}

    few, many = Rows(range(FEW), make), Rows(range(FEW + 1), make)
    assert list(few) == list(few) == list(few[:]) and len(made) == FEW
    made.clear()
    assert list(many) == list(many) and len(made) == 2 * (FEW + 1)
    assert list(many[:1]) == [{"number": 0}] and many[-1] == {"number": FEW}
