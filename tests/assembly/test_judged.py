"""What people decided: it holds, can be undone without a trace, and outlives the reading it was made on."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assembly.conftest import Desk, Pair, own_gold

from communique.assembly.judged import REVIEWER, Bound, decide, in_force, settle
from communique.assembly.pipeline import Assembly, assemble
from communique.kinds.values import changed
from communique.model.evidence import Evidence
from communique.model.judgements import Judgement
from communique.model.quantities import Quantity
from communique.model.records import Record
from communique.model.spans import Quote, Span
from communique.model.statements import Statement, statement_id
from communique.run.wording import ground_of
from communique.world.load import load_world

STATEMENTS, ORIGINS, WORDS = own_gold()
PARTS = ("records", "links", "deliveries", "families", "on")


def made(judgements: Iterable[Judgement] = (), statements: Sequence[Statement] = STATEMENTS, **options: object) -> Assembly:
    return assemble(statements, ORIGINS, ground=ground_of(load_world()), words=WORDS, judgements=judgements, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def before() -> Assembly:
    return made()


def of(ids: Iterable[str], statements: Sequence[Statement] = STATEMENTS) -> tuple[Statement, ...]:
    wanted = set(ids)
    return tuple(one for one in statements if one.id in wanted)


def at(minute: int) -> str:
    return f"2026-01-01T{minute // 60:02}:{minute % 60:02}:00.000000+00:00"


def decided(minute: int, verdict: str, left: Iterable[str] = (), right: Iterable[str] = (), **fields: str) -> Judgement:
    return Judgement(
        verdict=verdict, left=of(left), right=of(right), user="anna", reason="read it", created_at=at(minute), **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def undo(minute: int, one: Judgement) -> Judgement:
    return Judgement(verdict="undo", undoes=one.id, user="ben", reason="a slip", created_at=at(minute))


def several(records: Sequence[Record], seed: int) -> list[Judgement]:
    """Two dozen judgements of all verdicts, as a person could make them on these records."""
    dice = random.Random(seed)
    found: list[Judgement] = []
    for minute in range(24):
        record = dice.choice(records)
        other = dice.choice([one for one in records if one.kind == record.kind and one.id != record.id])
        one = dice.choice(record.statement_ids)
        match dice.choice(("accept", "reject", "edit", "merge", "split", "link", "unlink", "score")):
            case "accept" | "reject" as verdict:
                found.append(decided(minute, verdict, [one]))
            case "edit":
                found.append(decided(minute, "edit", [one], slot="due", value=str(dice.randrange(2020, 2030))))
            case "split" if len(record.statement_ids) > 1:
                found.append(decided(minute, "split", [one], set(record.statement_ids) - {one}))
            case "link":
                found.append(decided(minute, "link", record.statement_ids, other.statement_ids, value="follows"))
            case "unlink":
                found.append(decided(minute, "unlink", record.statement_ids, other.statement_ids))
            case "score" if record.kind == "commitment":
                found.append(decided(minute, "score", record.statement_ids, value=dice.choice(("+1", "0", "-1")), on="2022-01-01"))
            case _:
                found.append(decided(minute, "merge", record.statement_ids, other.statement_ids))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_statements_and_judgements_changes_nothing(before: Assembly, seed: int) -> None:
    judgements = several(before.records, seed)
    shuffled, mixed = list(STATEMENTS), list(judgements)
    random.Random(seed).shuffle(shuffled)
    random.Random(seed).shuffle(mixed)
    first, second = made(judgements), made([*mixed, *judgements], shuffled)
    for part in (*PARTS, "groups"):
        assert repr(getattr(first, part)) == repr(getattr(second, part))
    assert repr(first.records) != repr(before.records)


@pytest.mark.parametrize("seed", range(3))
def test_undoing_restores_every_byte(before: Assembly, seed: int) -> None:
    judgements = several(before.records, seed)
    undone = made([*judgements, *(undo(100 + place, one) for place, one in enumerate(judgements))])
    for part in (*PARTS, "groups"):
        assert repr(getattr(undone, part)) == repr(getattr(before, part))


def test_an_undo_is_undone() -> None:
    one = decided(1, "reject", [STATEMENTS[0].id])
    first, second, third = undo(2, one), None, None
    second = undo(3, first)
    third = undo(4, second)
    assert in_force([one]) == in_force([second, first, one]) == (one,)
    assert in_force([one, first]) == in_force([third, second, first, one]) == ()


@pytest.mark.parametrize("seed", range(12))
def test_splitting_undoes_merging(before: Assembly, seed: int) -> None:
    dice = random.Random(seed)
    record = dice.choice([one for one in before.records if len(one.statement_ids) > seed % 3])
    other = dice.choice([one for one in before.records if one.kind == record.kind and one.id != record.id])
    merge = decided(1, "merge", record.statement_ids, other.statement_ids)
    joined = made([merge])
    assert joined.record_of(record.id) == joined.record_of(other.id)
    assert set(next(one for one in joined.records if record.id in one.statement_ids).statement_ids) >= {*record.statement_ids, *other.statement_ids}
    parted = made([merge, decided(2, "split", other.statement_ids, record.statement_ids)])
    for part in PARTS:
        assert repr(getattr(parted, part)) == repr(getattr(before, part))


@pytest.mark.parametrize("seed", range(3))
def test_no_statement_is_lost_but_those_rejected(before: Assembly, seed: int) -> None:
    judgements = several(before.records, seed)
    settled = settle(judgements, STATEMENTS, documents=ORIGINS)
    rejected = {id_ for id_, stands in settled.instead.items() if stands is None}
    told = sorted(id_ for record in made(judgements).records for id_ in record.statement_ids)
    assert told == sorted({one.id for one in STATEMENTS} - rejected)
    assert not settled.stale and not settled.added


def newer(one: Statement) -> Statement:
    """A statement as a newer reader gives it: other ends of its span, one slot more, and so another id."""
    first = one.evidence[0]
    length = len(first.span)
    start, end = first.span.start + length // 4, first.span.end + 3
    evidence = (replace(first, span=Span(start, end), quote=Quote("x" * (end - start))), *one.evidence[1:])
    content = one.content if one.content.quantity else replace(one.content, quantity=Quantity(7, "visit"))  # type: ignore[type-var]
    return replace(one, id=statement_id(content, evidence), content=content, evidence=evidence)


@pytest.mark.parametrize("seed", range(3))
def test_judgements_outlive_a_newer_reader(before: Assembly, seed: int) -> None:
    judgements = several(before.records, seed)
    first = settle(judgements, STATEMENTS, documents=ORIGINS)
    read = {one.id: newer(one) for one in STATEMENTS}
    assert not {one.id for one in read.values()} & {one.id for one in STATEMENTS}
    second = settle(judgements, list(read.values()), documents=ORIGINS)
    assert not second.stale and not second.added
    assert [one.judgement.id for one in second.bound] == [one.judgement.id for one in first.bound]
    for old, new in zip(first.bound, second.bound, strict=True):
        assert {read[id_].id for id_ in old.left} == set(new.left) and {read[id_].id for id_ in old.right} == set(new.right)
    assert {read[id_].id for id_ in first.instead} == set(second.instead)
    for id_, stands in first.instead.items():
        after = second.instead[read[id_].id]
        assert (after is None) == (stands is None)
        assert stands is None or after is None or after.content.due == stands.content.due


def said(desk: Desk) -> Statement:
    desk.story("2021-04-06")
    desk.says("commitment", "RUS", "ASEAN", type="pledged", due="2025", quantity=Quantity(400, "dose"))
    return desk.statements[0]


OTHERWISE = {
    "another actor": {"by": "CHN"},
    "another type": {"type": "willing"},
    "another amount": {"quantity": "500 dose"},
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_a_judgement_is_stale_where_a_newer_reader_says_otherwise(desk: Desk, name: str) -> None:
    one = said(desk)
    ((field, words),) = OTHERWISE[name].items()
    reject, accept, score = (
        desk.judge("reject", one.id), desk.judge("accept", one.id, created_at=at(1)), desk.judge("score", one.id, value="+1", on="2022-01-01"),
    )  # fmt: skip
    desk.statements = [replace(changed(one, field, words), id="other")]
    for judgement in (reject, score):
        settled = settle([judgement], desk.statements, documents=desk.origins)
        assert settled.stale == {judgement.id} and [one.id for one in settled.over(desk.statements)] == ["other"]
    settled = settle([accept], desk.statements, documents=desk.origins)
    assert settled.stale == {accept.id}
    assert {(one.id, one.found_by) for one in settled.over(desk.statements)} == {("other", ""), (one.id, REVIEWER)}


def test_what_was_accepted_or_edited_lives_on_and_what_was_rejected_stays_away(desk: Desk) -> None:
    one = said(desk)
    edit = desk.judge("edit", one.id, slot="due", value="2026")
    desk.statements = []
    (record,) = desk.records(judgements=[edit]).records
    assert record.statement_ids == (one.id,) and record.content.due == "2026"
    reject = Judgement(verdict="reject", left=(one,), user="ben", reason="no", created_at=at(5))
    assert not desk.records(judgements=[edit, reject]).records
    assert len(desk.records(judgements=[edit, reject, undo(6, reject)]).records) == 1
    desk.origins.clear()  # a story that is not here: the judgement waits
    settled = settle([edit], [], documents=desk.origins)
    assert settled.stale == {edit.id} and not settled.added


def test_a_judgement_is_of_the_statement_it_fits_best(desk: Desk) -> None:
    """Two statements of one kind on the same words: what is decided of one never falls on the other."""
    one = said(desk)
    twin = replace(changed(one, "by", "CHN"), id="twin")
    reject = Judgement(verdict="reject", left=(twin,), user="anna", reason="no", created_at=at(1))
    both = settle([reject], [one, twin], documents=desk.origins)
    assert [left.id for left in both.over([one, twin])] == [one.id]
    alone = settle([reject], [one], documents=desk.origins)
    assert [left.id for left in alone.over([one])] == [one.id] and alone.stale == {reject.id}
    near = replace(changed(twin, "due", "2024"), id="near")
    assert settle([reject], [one, near], documents=desk.origins).instead == {"near": None}


def test_an_edit_holds_when_the_reader_has_learned_it(desk: Desk) -> None:
    one = said(desk)
    edit = desk.judge("edit", one.id, slot="type", value="binding")
    learned = replace(changed(one, "type", "binding"), id="learned")
    settled = settle([edit], [learned], documents=desk.origins)
    assert not settled.stale and [one.content.type for one in settled.over([learned])] == ["binding"]


def test_the_last_edit_of_a_field_holds_and_its_quote_is_its_slot(desk: Desk) -> None:
    one = said(desk)
    assert desk.document
    piece = Evidence.cut(desk.document, Span(2, 7))
    first = desk.judge("edit", one.id, slot="due", value="2026", created_at=at(1), quote=piece)
    second = desk.judge("edit", one.id, slot="due", value="", created_at=at(2))
    (edited,) = settle([first], [one], documents=desk.origins).over([one])
    assert (edited.content.due, edited.slots) == ("2026", {"due": (Span(2, 7),)})
    (emptied,) = settle([second, first], [one], documents=desk.origins).over([one])
    assert (emptied.content.due, emptied.slots) == (None, {})


def test_an_edit_changes_what_is_put_together(desk: Desk) -> None:
    for published, ordinal in (("2021-04-06", 19), ("2021-04-07", 18)):
        desk.story(published)
        desk.says("meeting", "ASEAN RUS", type="session", status="held", ordinal=ordinal, when="2021-04-06", level="technical")
    assert any(record.conflicts for record in desk.records().records)
    edit = desk.judge("edit", "s001", slot="ordinal", value="19")
    (record,) = desk.records(judgements=[edit]).records
    assert record.statement_ids == ("s000", "s001") and record.content.ordinal == 19 and not record.conflicts


def test_corrections_hold_on_every_day_and_a_score_from_its_own(desk: Desk) -> None:
    one = said(desk)
    score = desk.judge("score", one.id, value="-1", on="2023-06-30", created_at=at(1))
    later = desk.judge("score", one.id, value="0", on="2024-06-30", created_at=at(0))
    edit = desk.judge("edit", one.id, slot="due", value="2026")

    def on(day: str) -> tuple[str | None, str | None, int]:
        found = desk.records(judgements=[later, score, edit], as_of=datetime.date.fromisoformat(day))
        (delivery,) = found.deliveries
        return delivery.assessed and delivery.assessed.value, found.records[0].content.due, len(found.groups[0].judgements)

    assert on("2023-06-29") == (None, "2026", 1)
    assert on("2023-06-30") == ("-1", "2026", 2)
    assert on("2024-12-31") == ("0", "2026", 3)
    assert desk.records(judgements=[score, undo(2, score)]).deliveries[0].assessed is None


def test_the_later_score_of_one_day_holds(desk: Desk) -> None:
    one = said(desk)
    first, second = (desk.judge("score", one.id, value=value, on="2023-01-01", created_at=at(minute)) for minute, value in enumerate(("+1", "0")))
    (delivery,) = desk.records(judgements=[second, first]).deliveries
    assert delivery.assessed == second and delivery.state == desk.records().deliveries[0].state


def test_a_merge_holds_for_those_known_on_the_day(desk: Desk) -> None:
    """What lay between two merged statements may not be known yet: these are of one thing all the same."""
    for published in ("2019-01-01", "2023-01-01", "2021-01-01"):
        desk.story(published)
        desk.says("position", "RUS", type="supports", what=published)
    merge = desk.judge("merge", "s000 s001", "s002")
    assert [record.statement_ids for record in desk.records(judgements=[merge]).records] == [("s000", "s002", "s001")]
    found = desk.records(judgements=[merge], as_of=datetime.date(2022, 1, 1))
    assert [record.statement_ids for record in found.records] == [("s000", "s002")]


def test_links_that_people_make_and_deny(desk: Desk) -> None:
    for published in ("2019-01-01", "2021-01-01"):
        desk.story(published)
        desk.says("agreement", "ASEAN RUS", type="plan", name=f"Plan {published[:4]}", status="adopted")
    link, unlink, again = (
        Pair("s001", "s000", verdict, at(minute)).over(desk.statements) for minute, verdict in enumerate(("implements", "unlink", "supersedes"))
    )  # fmt: skip
    for given_, kinds in (
        ([link], ["implements"]),
        ([link, unlink], []),
        ([unlink, again], ["supersedes"]),
        ([link, unlink, undo(9, unlink)], ["implements"]),
    ):
        found = [one for one in desk.records(judgements=given_).links if one.basis == "reviewed"]
        assert [one.kind for one in found] == kinds and all((one.source, one.target) == ("s001", "s000") for one in found)


IDS = "abcdef"


@st.composite
def partings(draw: st.DrawFn) -> list[Bound]:
    """Merges and splits of half a dozen statements, in the order they were made."""
    found = []
    for minute in range(draw(st.integers(1, 8))):
        ids = draw(st.permutations(IDS))
        first, last = sorted(draw(st.tuples(st.integers(1, 5), st.integers(2, 6)).filter(lambda ends: ends[0] != ends[1])))
        verdict = draw(st.sampled_from(("merge", "split")))
        found.append(Bound(decided(minute, verdict), tuple(ids[:first]), tuple(ids[first:last])))
    return found


def together(same: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    groups = {id_: frozenset(id_) for id_ in IDS}
    for pair in same:
        joined = groups[pair[0]] | groups[pair[1]]
        groups |= dict.fromkeys(joined, joined)
    return groups


@settings(max_examples=300, deadline=None)
@given(partings())
def test_the_last_word_holds_and_nothing_contradicts_itself(bound: list[Bound]) -> None:
    found = decide(bound, IDS)
    groups = together(found.same)
    assert not any(groups[left] == groups[right] for left, right in found.apart)
    last = bound[-1]
    left, right = ({groups[id_] for id_ in side} for side in (last.left, last.right))
    assert len(left) == len(right) == 1
    assert (left == right) == (last.judgement.verdict == "merge")
    assert decide([*bound, last], IDS) == found
