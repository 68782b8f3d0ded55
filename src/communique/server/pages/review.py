"""Review in place: a form for a statement, and one for a record. What is decided, and what is refused, is the ledger's word."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Response
from fastapi.responses import RedirectResponse

from communique.assembly.group import Group
from communique.kinds.values import CONTENT, FIELDS, LISTS, SAID, VERBATIM, choices, value_of, write
from communique.ledger import LedgerError
from communique.model.fold import fold
from communique.model.judgements import SCORES, Judgement, Verdict
from communique.model.records import LINK_KINDS
from communique.model.spans import Span
from communique.run.reviewed import Reviewed
from communique.server.asking import Asking, asking
from communique.server.rendering import render
from communique.views.rows import Row, footnotes, mappings, record_row
from communique.views.titles import title

router = APIRouter(prefix="/review")

NEAR = 12
"""Other records that are offered to merge or link."""
SOUGHT = 3000
"""Other records, nearest in time, whose titles are searched."""
OF_STATEMENTS: tuple[Verdict, ...] = ("accept", "reject", "edit")
OF_RECORDS: tuple[Verdict, ...] = ("merge", "split", "score", "link", "unlink")

_Asked = Annotated[Asking, Depends(asking)]
_Typed = Annotated[str, Form()]


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form holds, kept when it is refused, and why it was."""

    verdict: str = ""
    reason: str = ""
    field: str = ""
    value: str | None = None
    quote: str = ""
    other: str = ""
    other_id: str = ""
    kind: str = ""
    statements: Sequence[str] = ()
    on: str = ""
    problem: str = ""


@router.get("/statements/{id_}")
def statement_form(id_: str, asked: _Asked, field: str = "") -> Response:
    """A statement with its fields, each to be edited, and its story."""
    return _statement(id_, asked, Typed(field=field))


@router.post("/statements/{id_}")
def judge_statement(
    id_: str, asked: _Asked, verdict: _Typed = "", reason: _Typed = "", field: _Typed = "", value: _Typed = "", quote: _Typed = ""
) -> Response:
    """Accept, reject or edit a statement."""
    typed = Typed(verdict, reason, field, value, quote)
    given = {"field": field, "value": value, "quote": quote if quote.strip() else None} if verdict == "edit" else {}
    try:
        made = _judge(asked, OF_STATEMENTS, typed, id_, **given)
    except (ValueError, LedgerError) as error:
        return _statement(id_, asked, replace(typed, problem=str(error)))
    return to_judged(asked, made)


@router.get("/records/{id_}")
def record_form(id_: str, asked: _Asked, find: str = "", other: str = "") -> Response:
    """A record with what can be decided of it: alone, and with another one."""
    return _record(id_, asked, Typed(other=other), find)


@router.post("/records/{id_}")
def judge_record(
    id_: str, asked: _Asked, verdict: _Typed = "", reason: _Typed = "", other: _Typed = "", other_id: _Typed = "", kind: _Typed = "",
    value: _Typed = "", on: _Typed = "", find: _Typed = "", statement: Annotated[list[str] | None, Form()] = None,
) -> Response:  # fmt: skip
    """Merge, split, score, link or unlink a record."""
    typed = Typed(verdict, reason, "", value, "", other, other_id, kind, statement or (), on)
    second = [one for one in (other_id.strip() or other,) if one]
    ids, given = [id_, *second], dict[str, str | None]()
    if verdict == "split":
        ids = list(typed.statements)
    elif verdict == "score":
        ids, given = [id_], {"value": value, "on": on or None}
    elif verdict == "link":
        given = {"value": kind}
    try:
        made = _judge(asked, OF_RECORDS, typed, *ids, **given)
    except (ValueError, LedgerError) as error:
        return _record(id_, asked, replace(typed, problem=str(error)), find)
    return to_judged(asked, made)


def to_judged(asked: Asking, made: Judgement, back: str | None = None) -> Response:
    """On to what was judged, its record if it has one, where the judgement is told and can be undone."""
    asked.holding.changed()
    if back is None:
        (first, *_) = made.left
        group = asked.holding.parts().find(first.id)
        back = f"/records/{group.id}" if group is not None else f"/review/statements/{first.id}"
    return RedirectResponse(f"{back}{'&' if '?' in back else '?'}{urlencode({'judged': made.id})}", 303)


def _judge(asked: Asking, among: Sequence[Verdict], typed: Typed, *ids: str, **given: str | None) -> Judgement:
    holding = asked.holding
    verdict = next((one for one in among if one == typed.verdict), None)
    if verdict is None:
        raise ValueError(f"no verdict {typed.verdict!r}: one of {' '.join(among)}")
    records = holding.parts().whole if verdict in OF_RECORDS else None
    with holding.writing:
        return holding.ledger.judge(verdict, *ids, by=asked.request.state.user, why=typed.reason, records=records, **given)


def _statement(id_: str, asked: Asking, typed: Typed) -> Response:
    ledger = asked.holding.ledger
    try:
        found = ledger.review_of(id_)
    except LedgerError as error:
        raise HTTPException(404, str(error)) from None
    if found is None:
        raise HTTPException(404, asked.words.label("review", "no_statement", id=id_))
    document = ledger.document(found.statement.document_id)
    text = document.text if document else ""
    group = asked.holding.parts().find(found.statement.id)
    kind = found.statement.kind
    chosen = typed.field if typed.field in FIELDS else ""
    shown = write(value_of(found.statement, chosen)) if chosen else ""
    values = {
        "found": found, "text": _marked(text, [one.span for one in found.statement.evidence]), "typed": typed, "chosen": chosen,
        "value": shown if typed.value is None else typed.value, "fields": list(_fields(found, text)), "record": group and group.id,
        "choices": (choices(kind, chosen) or ()) if chosen else (), "hint": _hint(kind, chosen, asked) if chosen else "",
        "spare": [name for name in FIELDS if choices(kind, name) != () and value_of(found.statement, name) in (None, ())],
        "language": document.language if document else "und",
    }  # fmt: skip
    return _form("review_statement.html", asked, values, typed)


def _fields(found: Reviewed, text: str) -> Iterator[dict[str, object]]:
    """The fields that hold something: name, value as people write it, and the words it was read at."""
    edited = {one.slot for one in found.judgements if one.verdict == "edit"}
    for name in (*CONTENT, *SAID):
        value = value_of(found.statement, name)
        if value not in (None, ()):
            words = [" ".join(text[span.start : span.end].split()) for span in found.statement.slots.get(name, ())]
            yield {"name": name, "value": write(value), "words": words, "edited": name in edited}


def _hint(kind: str, field: str, asked: Asking) -> str:
    """How a value of a field is written."""
    words = choices(kind, field)
    if words is not None:
        return asked.words.label("hint", "one_of", words=", ".join(words))
    if field in VERBATIM:
        return asked.words.label("hint", "verbatim")
    if field in LISTS:
        return asked.words.label("hint", "areas" if field == "areas" else "actors")
    named = {"when": "date", "due": "date", "quantity": "quantity", "ordinal": "ordinal"}
    return asked.words.label("hint", named[field]) if field in named else ""


def _marked(text: str, spans: Sequence[Span]) -> list[tuple[str, bool]]:
    """A text in pieces, those within spans marked."""
    pieces, at = [], 0
    for span in sorted(spans):
        start = max(at, span.start)
        pieces += [(text[at:start], False), (text[start : span.end], True)]
        at = max(at, span.end)
    return [(piece, marked) for piece, marked in [*pieces, (text[at:], False)] if piece]


def _record(id_: str, asked: Asking, typed: Typed, find: str) -> Response:
    parts, words = asked.holding.parts(), asked.words
    group = parts.find(id_)
    if group is None:
        raise HTTPException(404, words.label("review", "no_record", id=id_))
    linked: dict[str, str] = {}
    for link in parts.links_of(group.id):
        linked.setdefault(link.target if link.source == group.id else link.source, link.kind)
    near = [one for other in linked if (one := parts.find(other)) is not None]
    near += [one for one in _near(group, asked, find) if one.id not in linked]
    wanted = parts.find(typed.other)
    if wanted is not None and wanted.id != group.id and wanted not in near:
        near.insert(0, wanted)
    row = record_row(group)
    values = {
        "group": group, "row": row, "title": title(row, words), "typed": typed, "find": find, "linked": linked,
        "notes": list(footnotes(group.tellings)),
        "others": [(record_row(one), title(record_row(one), words), _first(one)) for one in near], "kinds": LINK_KINDS, "scores": SCORES,
        "on": typed.on or datetime.date.today().isoformat(),
    }  # fmt: skip
    return _form("review_record.html", asked, values, typed)


def _near(group: Group, asked: Asking, find: str) -> list[Group]:
    """Other records between the same actors, those of its kind first, then those told of at about the same time; with words in their titles."""
    parts = asked.holding.parts()
    seen = _day(group)
    around = asked.holding.once(("around", group.id, None), lambda: parts.around(group)).groups
    others = sorted(
        (one for one in around if one.id != group.id), key=lambda one: (one.record.kind != group.record.kind, abs(_day(one) - seen), one.id)
    )
    wanted = fold(find).split()
    found = []
    for one in others[:SOUGHT] if wanted else others[:NEAR]:
        told = fold(f"{title(record_row(one), asked.words)} {_first(one)['quote']}") if wanted else ""
        if all(word in told for word in wanted):
            found.append(one)
        if len(found) == NEAR:
            break
    return found


def _day(group: Group) -> int:
    """The day a record was first told of, as a number; 0 where it is not known."""
    return datetime.date.fromisoformat(group.record.first_seen).toordinal() if group.record.first_seen else 0


def _first(group: Group) -> Row:
    """The best founded words of a record."""
    return mappings(footnotes(group.tellings))[0]


def _form(template: str, asked: Asking, values: dict[str, object], typed: Typed) -> Response:
    response = render(template, asked, values, status=422 if typed.problem else 200)
    response.headers["Cache-Control"] = "no-store"
    return response
