"""How a judgement comes about: from what a person types to what a ledger keeps."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from communique.assembly.pipeline import Assembly
from communique.kinds.values import FIELDS, VERBATIM, parse, value_of, write
from communique.model.actors import state_of
from communique.model.documents import Document
from communique.model.evidence import Evidence
from communique.model.fold import fold
from communique.model.judgements import SCORES, Judgement, Verdict
from communique.model.quantities import Quantity
from communique.model.records import LINK_KINDS, Record
from communique.model.spans import Span
from communique.model.statements import Statement
from communique.run.reviewed import found_in, settled_in
from communique.store.base import Store, StoreError
from communique.store.judgements import flaw, judgement_of
from communique.world.load import World

REMOTE = ("online", "phone", "written")
"""Where a meeting is that is held at no place."""
_TAKES: Mapping[str, tuple[str, ...]] = {
    "accept": (), "reject": (), "edit": ("field", "value", "quote"), "merge": (), "split": (), "score": ("value", "on"), "link": ("value",),
    "unlink": (),
}  # fmt: skip
"""What each verdict takes besides ids."""


class Desk:
    """Where a person judges: makes sound judgements of what is typed, from ids by their first digits and values in words.

    `records` gives the records as they are now; it is asked only for what is decided of records.
    """

    def __init__(self, store: Store, world: World, records: Callable[[], Assembly]) -> None:
        self._store, self._world, self._records = store, world, records
        self._known = store.judgements()
        self._settled = settled_in(store, self._known)

    def judgement(
        self, verdict: Verdict, ids: Sequence[str], *, by: str, why: str, field: str | None = None, value: str | None = None,
        quote: str | None = None, on: str | None = None,
    ) -> Judgement:  # fmt: skip
        """A judgement that can be kept; see `Ledger.judge`."""
        user, reason = (_said(name, words, need) for name, words, need in (("by", by, "who decides"), ("why", why, "for what reason")))
        given = {"field": field, "value": value, "quote": quote, "on": on}
        extra = [name for name, told in given.items() if told is not None and name not in _TAKES.get(verdict, tuple(given))]
        if extra:
            raise ValueError(f"{extra[0]} is not for {verdict}: leave it out")
        match verdict:
            case "accept" | "reject":
                return self._vote(verdict, ids, user, reason)
            case "edit":
                return self._edit(_one(ids), field, value, quote, user, reason)
            case "merge":
                return self._merge(ids, user, reason)
            case "split":
                return self._split(ids, user, reason)
            case "score":
                return self._score(_one(ids), value, on, user, reason)
            case "link" | "unlink":
                return self._link(verdict, ids, value, user, reason)
        raise ValueError(f"no verdict {verdict!r}: one of {' '.join(_TAKES)}")

    def undo(self, prefix: str, *, by: str, why: str) -> Judgement:
        """What undoes the judgement whose id begins so. Raises StoreError where there is none, several, or where it is undone already."""
        user, reason = (_said(name, words, need) for name, words, need in (("by", by, "who undoes it"), ("why", why, "for what reason")))
        begun = prefix.strip().lower()
        found = [one for one in self._known if begun and one.id.startswith(begun)]
        if len(found) != 1:
            told = f"several judgements begin with {prefix!r}: give more of the id" if found else f"no judgement begins with {prefix!r}"
            raise StoreError(f"{told}: `communique review list` gives the ids")
        if not self._holds(found[0]):
            raise StoreError(f"judgement {found[0].id} is undone already: to bring it back, undo its undo")
        return self._made("undo", user, reason, undoes=found[0].id)

    def _holds(self, judgement: Judgement) -> bool:
        return not any(self._holds(one) for one in self._known if one.undoes == judgement.id)

    def _made(
        self, verdict: Verdict, user: str, reason: str, left: Sequence[Statement] = (), right: Sequence[Statement] = (), *, slot: str | None = None,
        value: str | None = None, quote: Evidence | None = None, on: str | None = None, undoes: str | None = None,
    ) -> Judgement:  # fmt: skip
        last = datetime.datetime.fromisoformat(self._known[-1].created_at) if self._known else None
        now = datetime.datetime.now(datetime.UTC)
        if last is not None and now <= last:
            now = last + datetime.timedelta(microseconds=1)  # the later decision holds: no two of a ledger are made at once
        return Judgement(
            verdict=verdict, left=tuple(left), right=tuple(right), slot=slot, value=value, quote=quote, on=on, undoes=undoes, user=user,
            reason=reason, created_at=now.isoformat(timespec="microseconds"),
        )  # fmt: skip

    def _statement(self, prefix: str) -> Statement:
        """The statement whose id begins so, as it was read."""
        one = found_in(self._store, prefix, self._settled)
        if one is None:
            raise StoreError(f"no statement begins with {prefix!r}: `communique show` gives the ids")
        return self._read(one.statement)

    def _read(self, one: Statement) -> Statement:
        return self._settled.read.get(one.id, one)

    def _record(self, assembly: Assembly, prefix: str) -> Record:
        """The record in which the statement whose id begins so stands; a record's own id is that of its first statement."""
        id_ = self._statement(prefix).id
        record = next((one for one in assembly.records if id_ in one.statement_ids), None)
        if record is None:
            raise StoreError(f"statement {id_} was rejected and stands in no record: undo that first (`communique review list {id_}`)")
        return record

    def _members(self, assembly: Assembly, *records: Record) -> tuple[Statement, ...]:
        """The statements of records as they were read."""
        ids = {record.id for record in records}
        return tuple(self._statement(id_) for group in assembly.groups if group.id in ids for id_ in group.record.statement_ids)

    def _vote(self, verdict: Verdict, ids: Sequence[str], user: str, reason: str) -> Judgement:
        if not ids:
            raise ValueError(f"{verdict} takes statements: give their ids")
        return self._made(verdict, user, reason, list({one.id: one for one in map(self._statement, ids)}.values()))

    def _edit(self, prefix: str, field: str | None, value: str | None, quote: str | None, user: str, reason: str) -> Judgement:
        read = self._statement(prefix)
        if field not in FIELDS:
            raise ValueError(f"no field {field!r}: one of {' '.join(FIELDS)}")
        if value is None:
            raise ValueError(f'value is missing: give {field} a new value, or "" to empty it')
        document = self._store.document(read.document_id)
        assert document is not None
        found = parse(read.kind, field, value)
        self._check(field, found)
        piece = None if quote is None else _cut(document, quote, read, "quote")
        if field in VERBATIM and isinstance(found, str):
            cut = _cut(document, found, read, field)
            found, piece = cut.quote.exact, piece or cut
        stands = self._settled.instead.get(read.id) or read
        if value_of(stands, field) == found:
            raise ValueError(f"{field} of {read.id} is {write(found) or 'empty'} already: there is nothing to change")
        return self._made("edit", user, reason, (read,), slot=field, value=write(found), quote=piece)

    def _check(self, field: str, value: object) -> None:
        """Refuse ids that the world does not know."""
        world = self._world
        if field in ("by", "to") and isinstance(value, tuple):
            for actor in value:
                _known(field, state_of(str(actor)), world.actors, "actor")
        elif field == "areas" and isinstance(value, tuple):
            for area in value:
                _known(field, str(area), world.areas, "area")
        elif isinstance(value, Quantity):
            if len(value.unit) == 3 and value.unit.isupper():
                _known(field, value.unit, {*world.currencies, *world.units}, "currency")
        elif isinstance(value, str) and field in ("where", "mechanism", "issue"):
            places = [*world.places, *world.state_names.values(), *REMOTE] if field == "where" else ()
            _known(field, value, {"where": places, "mechanism": world.mechanisms, "issue": world.issues}[field], field)

    def _merge(self, ids: Sequence[str], user: str, reason: str) -> Judgement:
        if len(ids) < 2:
            raise ValueError("merge takes two records or more: give the id of a statement of each")
        assembly = self._records()
        records = {record.id: record for record in (self._record(assembly, id_) for id_ in ids)}
        if len(records) < 2:
            raise ValueError(f"{' and '.join(ids)} stand in one record already ({next(iter(records))}): there is nothing to merge")
        kinds = sorted({record.kind for record in records.values()})
        if len(kinds) > 1:
            raise ValueError(f"a {kinds[0]} and a {kinds[1]} cannot be one thing: merge records of one kind, or link them")
        first, *rest = records.values()
        return self._made("merge", user, reason, self._members(assembly, first), self._members(assembly, *rest))

    def _split(self, ids: Sequence[str], user: str, reason: str) -> Judgement:
        if not ids:
            raise ValueError("split takes statements: give the ids of those that are of another thing")
        assembly = self._records()
        taken = [self._statement(id_).id for id_ in ids]
        records = {record.id: record for record in (self._record(assembly, id_) for id_ in taken)}
        if len(records) > 1:
            raise ValueError(f"the statements stand in {len(records)} records, {' and '.join(records)}: split one at a time")
        (record,) = records.values()
        members = self._members(assembly, record)
        left = [one for one in members if one.id in taken]
        right = [one for one in members if one.id not in taken]
        if not right:
            raise ValueError(f"that is all of record {record.id}: name only the statements that are of another thing")
        return self._made("split", user, reason, left, right)

    def _score(self, prefix: str, value: str | None, on: str | None, user: str, reason: str) -> Judgement:
        told = (value or "").strip().replace("\N{MINUS SIGN}", "-")
        told = "+1" if told == "1" else told
        if told not in SCORES:
            raise ValueError(f"value cannot be {value!r}: +1 (kept), 0 (in part, or under way) or -1 (not kept)")
        day = on or datetime.date.today().isoformat()
        try:
            datetime.date.fromisoformat(day)
        except ValueError:
            raise ValueError(f"on cannot be {on!r}: write a day, such as 2022-12-31") from None
        assembly = self._records()
        record = self._record(assembly, prefix)
        if record.kind != "commitment":
            raise ValueError(f"{prefix} is a {record.kind}: only commitments have a score (`communique board` gives their ids)")
        return self._made("score", user, reason, self._members(assembly, record), value=told, on=day)

    def _link(self, verdict: Verdict, ids: Sequence[str], value: str | None, user: str, reason: str) -> Judgement:
        if len(ids) != 2:
            raise ValueError(f"{verdict} takes two records, first the later or smaller one: {len(ids)} given")
        if verdict == "link" and value not in LINK_KINDS:
            raise ValueError(f"value cannot be {value!r}: one of {' '.join(LINK_KINDS)}")
        assembly = self._records()
        source, target = (self._record(assembly, id_) for id_ in ids)
        if source.id == target.id:
            raise ValueError(f"{' and '.join(ids)} stand in one record ({source.id}): a link is between two")
        if verdict == "unlink" and not any({link.source, link.target} == {source.id, target.id} for link in assembly.links):
            raise ValueError(f"no link between {source.id} and {target.id}: there is nothing to undo")
        return self._made(verdict, user, reason, self._members(assembly, source), self._members(assembly, target), value=value)


def _said(name: str, words: str, need: str) -> str:
    told = " ".join(words.split())
    if not told:
        raise ValueError(f"{name} is missing: say {need}")
    return told


def _one(ids: Sequence[str]) -> str:
    if len(ids) != 1:
        raise ValueError(f"one id is expected: {len(ids)} given")
    return ids[0]


def _known(field: str, value: str, known: Iterable[str], what: str) -> None:
    names = list(known)
    if value not in names:
        near = get_close_matches(value, names, n=3, cutoff=0.6)
        remedy = f"did you mean {' or '.join(near)}?" if near else "the tables of the world have all that are known"
        raise ValueError(f"{field} cannot hold {value!r}, no {what} that the world knows: {remedy}")


def _cut(document: Document, words: str, near: Statement, name: str) -> Evidence:
    """The words of a document that are these but for case, blanks and kinds of quotation marks: whole words first, nearest to a statement's own."""
    pattern = r"\s+".join(map(re.escape, fold(words, accents=True).split()))
    found = [Span(*match.span()) for match in re.finditer(pattern, fold(document.text, accents=True))] if pattern else []
    if not found:
        raise ValueError(f"{name} cannot be {words[:80]!r}: these words are not in the story: give them as they stand there")
    home = near.evidence[0].span.start

    def place(span: Span) -> tuple[bool, int, int]:
        inside = any(document.text[max(0, at - 1) : at + 1].isalnum() and 0 < at < len(document.text) for at in (span.start, span.end))
        return inside, abs(span.start - home), span.start

    return Evidence.cut(document, min(found, key=place))


def load_judgements(path: Path) -> list[Judgement]:
    """The judgements of a JSON Lines file. Raises ValueError, with file and line, on the first that is none or is not sound."""
    found = []
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                value = json.loads(line)
                if not isinstance(value, dict):
                    raise ValueError("an object is expected, one judgement a line, as `communique review export` writes them")
                one = judgement_of(value)
                wrong = flaw(one)
            except (ValueError, RecursionError) as error:
                wrong = f"not JSON: {error}" if isinstance(error, json.JSONDecodeError | UnicodeDecodeError) else str(error)
            if wrong is not None:
                raise ValueError(f"{path}:{number}: {wrong}")
            found.append(one)
    return found
