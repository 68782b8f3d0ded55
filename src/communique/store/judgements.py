"""Judgements as JSON has them, and what a sound one is: the form in which they are kept, exported and taken in."""

from __future__ import annotations

import dataclasses
import datetime
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from communique.kinds.table import KINDS
from communique.kinds.values import CONTENT, FIELDS, LISTS, SAID, parse, write
from communique.model.evidence import Evidence
from communique.model.judgements import SCORES, VERDICTS, Judgement
from communique.model.quantities import Quantity
from communique.model.records import LINK_KINDS
from communique.model.spans import Quote, Span
from communique.model.statements import Statement

Row = dict[str, Any]
T = TypeVar("T")

_SKEW = datetime.timedelta(minutes=5)
"""How far the clocks of two machines may differ."""
_SIDES: Mapping[str, tuple[int, int]] = {
    "accept": (2, 0), "reject": (2, 0), "edit": (1, 0), "merge": (2, 2), "split": (2, 2), "score": (2, 0), "link": (2, 2), "unlink": (2, 2),
    "undo": (0, 0),
}  # fmt: skip
"""How many statements stand on each side of a judgement: none, one, or (2) one or more."""
_COUNTS = ("no statement", "one statement", "one statement or more")
_HOLDS: Mapping[str, tuple[str, ...]] = {"edit": ("slot", "value", "quote"), "score": ("value", "on"), "link": ("value",), "undo": ("undoes",)}
"""What a judgement holds beside its statements."""
_KEYS = ("id", "verdict", "left", "right", "slot", "value", "quote", "on", "undoes", "user", "reason", "created_at")


def flaw(one: Judgement) -> str | None:
    """Why a judgement is not sound: what is wrong with it, and what is expected. None if it is."""
    for side, count in (("left", _SIDES[one.verdict][0]), ("right", _SIDES[one.verdict][1])):
        given = len(getattr(one, side))
        if (given == 0) != (count == 0) or (given > 1 and count == 1):
            return f"{side} holds {given} statements: {one.verdict} takes {_COUNTS[count]} there"
    held = _HOLDS.get(one.verdict, ())
    for name in ("slot", "value", "quote", "on", "undoes"):
        if (name in held) != (getattr(one, name) is not None) and name != "quote":
            return f"{name} is {'missing' if name in held else 'not'} for {one.verdict}"
    for name in ("user", "reason", "value"):
        if not _whole(getattr(one, name)):
            return f"{name} holds half a character: write it in UTF-8"
    if {named.id for named in one.left} & {named.id for named in one.right}:
        return "a statement stands on both sides"
    if one.verdict in ("merge", "split") and len({named.kind for named in (*one.left, *one.right)}) > 1:
        return f"{one.verdict} takes statements of one kind"
    return _wrong_value(one) or _wrong_day(one)


def _wrong_value(one: Judgement) -> str | None:
    if one.verdict == "edit":
        assert one.slot is not None and one.value is not None
        kind, document_id = one.left[0].kind, one.left[0].document_id
        try:
            told = write(parse(kind, one.slot, one.value))
        except ValueError as error:
            return str(error)
        if told != one.value:
            return f"{one.slot} cannot be {one.value!r}: write {told!r}"
        if one.quote is not None and one.quote.document_id != document_id:
            return "the quote is of another document than the statement"
    if one.quote is not None and one.verdict != "edit":
        return f"quote is not for {one.verdict}"
    if one.verdict == "score":
        if {named.kind for named in one.left} != {"commitment"}:
            return "only commitments have a score"
        if one.value not in SCORES:
            return f"value cannot be {one.value!r}: one of {' '.join(SCORES)}"
    if one.verdict == "link" and one.value not in LINK_KINDS:
        return f"value cannot be {one.value!r}: one of {' '.join(LINK_KINDS)}"
    return None


def _wrong_day(one: Judgement) -> str | None:
    if one.on is not None and not _is_day(one.on):
        return f"on cannot be {one.on!r}: write a day, such as 2022-12-31"
    try:
        written = _moment(one.created_at)
    except ValueError as error:
        return str(error)
    if written != one.created_at:
        return f"created_at cannot be {one.created_at!r}: write {written}"
    if datetime.datetime.fromisoformat(one.created_at) > datetime.datetime.now(datetime.UTC) + _SKEW:
        return f"created_at {one.created_at} is still to come: check the clocks"
    return None


def _is_day(words: str) -> bool:
    try:
        return datetime.date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def record_of(one: Judgement) -> Row:
    """A judgement as JSON has it; its statements as flat records with the id of their document, and with all their fields."""
    return {
        "id": one.id, "verdict": one.verdict, "left": [_statement_record(named) for named in one.left],
        "right": [_statement_record(named) for named in one.right], "slot": one.slot, "value": one.value,
        "quote": None if one.quote is None else {"document": one.quote.document_id, **_piece_record(one.quote)}, "on": one.on, "undoes": one.undoes,
        "user": one.user, "reason": one.reason, "created_at": one.created_at,
    }  # fmt: skip


def judgement_of(record: Mapping[str, Any]) -> Judgement:
    """The judgement of a record; `id`, and what is empty, may be left out.

    Raises ValueError, naming field, value and remedy, on what is none, or is no longer what its id stands for. Whether it is sound, `flaw` tells.
    """
    unknown = sorted(set(record) - set(_KEYS))
    if unknown:
        raise ValueError(f"no field {unknown[0]!r}: a judgement has {' '.join(_KEYS)}")
    verdict = record.get("verdict")
    if verdict not in VERDICTS:
        raise ValueError(f"verdict cannot be {verdict!r}: one of {' '.join(VERDICTS)}")
    quote = _get(record, "quote", dict)
    made = Judgement(
        verdict=verdict, left=_statements(record, "left"), right=_statements(record, "right"), slot=_get(record, "slot", str),
        value=_get(record, "value", str), quote=None if quote is None else _piece(quote, _need(quote, "document", str)),
        on=_get(record, "on", str), undoes=_get(record, "undoes", str), user=_need(record, "user", str), reason=_need(record, "reason", str),
        created_at=_moment(_need(record, "created_at", str)),
    )  # fmt: skip
    if record.get("id") not in (None, made.id):
        raise ValueError(f"id {record['id']!r} stands for another judgement: the line was changed, leave the id out to take it as a new one")
    return made


def _statement_record(one: Statement) -> Row:
    content = {name: getattr(one.content, name) for name in CONTENT} | {name: list(getattr(one.content, name)) for name in LISTS}
    quantity = one.content.quantity
    return {
        "statement": one.id, "document": one.document_id, "kind": one.kind,
        **content, "quantity": None if quantity is None else dataclasses.asdict(quantity),
        **{name: getattr(one, name) for name in SAID}, "found_by": one.found_by,
        "evidence": [_piece_record(piece) for piece in one.evidence],
        "slots": {name: [[span.start, span.end] for span in spans] for name, spans in one.slots.items()},
    }  # fmt: skip


def _piece_record(piece: Evidence) -> Row:
    quote = piece.quote
    return {"start": piece.span.start, "end": piece.span.end, "quote": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}


def _statements(record: Mapping[str, Any], side: str) -> tuple[Statement, ...]:
    return tuple(_within(side, one, _statement) for one in _get(record, side, list) or ())


def _within(place: str, value: object, read: Callable[[Mapping[str, Any]], T]) -> T:
    if not isinstance(value, Mapping):
        raise ValueError(f"{place} cannot hold {value!r}: an object is expected")
    try:
        return read(value)
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from None


def _statement(record: Mapping[str, Any]) -> Statement:
    unknown = sorted(set(record) - {*FIELDS, "statement", "document", "kind", "found_by", "evidence", "slots"})
    if unknown:
        raise ValueError(f"no field {unknown[0]!r} of a statement")
    kind = _need(record, "kind", str)
    if kind not in KINDS:
        raise ValueError(f"kind cannot be {kind!r}: one of {' '.join(KINDS)}")
    fields: Row = {name: _field(kind, name, record[name]) for name in FIELDS if name in record}
    document_id = _need(record, "document", str)
    evidence = tuple(_within("evidence", one, lambda piece: _piece(piece, document_id)) for one in _need(record, "evidence", list))
    slots = {name: tuple(_span(*_items(name, span, int)) for span in spans) for name, spans in (_get(record, "slots", dict) or {}).items()}
    content = KINDS[kind](**{name: value for name, value in fields.items() if name in CONTENT})
    said = {name: value for name, value in fields.items() if name in SAID}
    return Statement(_need(record, "statement", str), kind, content, evidence, slots, found_by=_get(record, "found_by", str) or "", **said)


def _field(kind: str, name: str, value: object) -> object:
    if name in LISTS:
        return tuple(_items(name, value, str))
    if name in ("polarity", "hedged"):
        if not isinstance(value, bool):
            raise ValueError(f"{name} cannot be {value!r}: true or false is expected")
        return value
    if name == "quantity":
        return None if value is None else _within(name, value, _quantity)
    _get({name: value}, name, int if name == "ordinal" else str)
    if name in ("when", "due", "voice", "modality"):
        parse(kind, name, write(value))  # refuses what is none
    return value


def _quantity(record: Mapping[str, Any]) -> Quantity:
    value, of = (float(_get(record, name, int | float) or 0) for name in ("value", "of"))
    if record.get("value") is None or not math.isfinite(value) or not math.isfinite(of):
        raise ValueError(f"value cannot be {record.get('value')!r} of {record.get('of')!r}: numbers are expected")
    unit = _get(record, "unit", str) or ""
    return Quantity(value, unit, record.get("comparator") or "=", None if record.get("of") is None else of)


def _piece(record: Mapping[str, Any], document_id: str) -> Evidence:
    span = _span(_need(record, "start", int), _need(record, "end", int))
    exact = _need(record, "quote", str)
    if len(exact) != len(span):
        raise ValueError(f"the quote {exact[:60]!r} is not as long as its span {span.start}..{span.end}")
    return Evidence(document_id, span, Quote(exact, _get(record, "prefix", str) or "", _get(record, "suffix", str) or ""))


def _span(*ends: int) -> Span:
    if len(ends) != 2 or not 0 <= ends[0] < ends[1]:
        raise ValueError(f"{list(ends)} is no span: a start and a greater end are expected")
    return Span(*ends)


def _moment(words: str) -> str:
    try:
        moment = datetime.datetime.fromisoformat(words)
    except ValueError:
        moment = datetime.datetime.min
    if moment.tzinfo is None:
        raise ValueError(f"created_at cannot be {words!r}: write a time with its zone, such as 2026-05-01T09:30:00+00:00")
    return moment.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def _get(record: Mapping[str, Any], name: str, type_: Any) -> Any:
    """A field of some type, or None."""
    value = record.get(name)
    if value is not None and (not isinstance(value, type_) or isinstance(value, bool)):
        raise ValueError(f"{name} cannot be {value!r}: {_EXPECTED.get(type_, 'a number')} is expected")
    if not _whole(value):
        raise ValueError(f"{name} holds half a character: write it in UTF-8")
    return value


def _whole(value: object) -> bool:
    """Whether a text can be written: no half of a character that was cut in two."""
    try:
        return not isinstance(value, str) or bool(value.encode("utf-8") or True)
    except UnicodeEncodeError:
        return False


def _need(record: Mapping[str, Any], name: str, type_: Any) -> Any:
    value = _get(record, name, type_)
    if value is None or value == "":
        raise ValueError(f"{name} is missing")
    return value


def _items(name: str, values: object, type_: type[T]) -> Iterable[T]:
    if not isinstance(values, list):
        raise ValueError(f"{name} cannot be {values!r}: a list is expected")
    for value in values:
        if not isinstance(value, type_) or isinstance(value, bool):
            raise ValueError(f"{name} cannot hold {value!r}: {_EXPECTED[type_]} is expected")
        yield value


_EXPECTED: Mapping[Any, str] = {str: "a text", int: "a whole number", list: "a list", dict: "an object"}
