"""What must hold of assembly whatever the stories: order, loss, and what was known when."""

from __future__ import annotations

import datetime
import random

import pytest

from communique.assembly import gather
from communique.assembly.barring import bars
from communique.assembly.clusters import UNBARRED
from communique.assembly.pipeline import Assembly, assemble
from communique.assembly.tellings import Origin, Words, in_own_order
from communique.model.statements import Statement
from communique.run.wording import ground_of
from communique.world.load import load_world

Gold = tuple[tuple[Statement, ...], dict[str, Origin], dict[str, Words]]


def made(gold: Gold, statements: list[Statement], **options: object) -> Assembly:
    return assemble(statements, gold[1], ground=ground_of(load_world()), words=gold[2], **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_reading_changes_nothing(gold: Gold, seed: int) -> None:
    shuffled = list(gold[0])
    random.Random(seed).shuffle(shuffled)
    first, second = made(gold, list(gold[0])), made(gold, shuffled)
    for part in ("records", "links", "deliveries", "families", "on"):
        assert repr(getattr(first, part)) == repr(getattr(second, part))


def test_reading_twice_changes_nothing(gold: Gold) -> None:
    assert repr(made(gold, [*gold[0], *gold[0]]).records) == repr(made(gold, list(gold[0])).records)


def test_merging_loses_no_statement(gold: Gold) -> None:
    found = made(gold, list(gold[0]))
    assert sorted(id_ for record in found.records for id_ in record.statement_ids) == sorted({one.id for one in gold[0]})
    assert all(record.id == record.statement_ids[0] for record in found.records)
    assert {found.record_of(one.id) for one in gold[0]} == {record.id for record in found.records}


def test_records_are_of_one_kind(gold: Gold) -> None:
    kinds = {one.id: one.kind for one in gold[0]}
    assert all({kinds[id_] for id_ in record.statement_ids} == {record.kind} for record in made(gold, list(gold[0])).records)


def test_what_was_known_only_grows(gold: Gold) -> None:
    days = sorted({origin.known for origin in gold[1].values() if origin.known})
    known: set[str] = set()
    for day in (days[0] - datetime.timedelta(1), *days[:: max(1, len(days) // 5)], days[-1]):
        told = {id_ for record in made(gold, list(gold[0]), as_of=day).records for id_ in record.statement_ids}
        assert known <= told
        known = told
    assert known == {one.id for one in gold[0] if gold[1][one.document_id].known}


def test_what_is_known_on_a_day_is_what_the_stories_until_then_give(gold: Gold) -> None:
    day = datetime.date(2021, 6, 30)
    until = [one for one in gold[0] if (known := gold[1][one.document_id].known) and known <= day]
    assert repr(made(gold, list(gold[0]), as_of=day).records) == repr(made(gold, until, as_of=day).records)


def test_nothing_is_barred_of_the_kinds_of_which_nothing_is_asked(gold: Gold) -> None:
    told = in_own_order((one, gold[1][one.document_id], gold[2][one.id]) for one in gold[0])
    ground = ground_of(load_world())
    for kind in UNBARRED:
        of_kind = [one for one in told if one.kind == kind]
        assert len(of_kind) > 1
        assert not any(bars(one, other, ground) for one in of_kind for other in of_kind)


def test_remembering_what_is_barred_changes_nothing(gold: Gold, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every statement of a kind beside every other: most records are barred again and again."""
    told = [one for one in in_own_order((one, gold[1][one.document_id], gold[2][one.id]) for one in gold[0]) if one.kind in ("meeting", "commitment")]
    kinds = [[at for at, one in enumerate(told) if one.kind == kind] for kind in ("meeting", "commitment")]
    pairs = [sorted((-((left * right) % 7), left, right) for left in of for right in of if left < right) for of in kinds]
    found = []
    for few in (0, 10**9):
        monkeypatch.setattr(gather, "FEW", few)
        found.append([[one.id for one in record] for record in gather.join_all(told, pairs, ground_of(load_world()))])
    assert found[0] == found[1]
    assert any(len(record) > 2 for record in found[0])
