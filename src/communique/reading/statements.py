"""Turn drafts into statements: offsets from tokens, evidence cut from the document, duplicates within the story settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from communique.kinds.base import Flat
from communique.kinds.table import KINDS
from communique.model.dates import bounds
from communique.model.documents import Document
from communique.model.evidence import Evidence
from communique.model.spans import Span
from communique.model.statements import Modality, Statement, Voice, statement_id
from communique.reading.draft import Draft, TokenRange
from communique.text.tokens import Tokens


class Cutter:
    """Cuts the words of a story out of its document: from token ranges to spans, each made once.

    `origin` maps offsets of the text read to those of the document, where the two differ; `marks` are the pairs that open and close a quotation.
    """

    def __init__(self, tokens: Tokens, document: Document, origin: Callable[[int], int] | None, marks: Iterable[Sequence[str]] = ()) -> None:
        self._tokens, self._document, self._origin = tokens, document, origin
        self._spans: dict[TokenRange, Span] = {}
        self._openers: dict[str, list[str]] = {}
        for opens, closes in marks:
            if opens != closes:
                self._openers.setdefault(closes, []).append(opens)

    def span(self, where: TokenRange) -> Span:
        """The span of a token range, with the mark behind it that closes a quotation opened inside it: "vaccin « Spoutnik V »"."""
        known = self._spans.get(where)
        if known is None:
            tokens, origin = self._tokens, self._origin
            start, end = tokens.starts[where[0]], tokens.ends[self._close(where) - 1]
            known = self._spans[where] = Span(start, end) if origin is None else Span(origin(start), origin(end))
        return known

    def spans(self, ranges: list[TokenRange]) -> tuple[Span, ...]:
        """The spans of token ranges, aligned with them."""
        return tuple([self.span(where) for where in ranges])

    def words(self, where: TokenRange | None) -> str | None:
        """The words of a token range as the document writes them."""
        return None if where is None else self.span(where).of(self._document.text)

    def evidence(self, ranges: list[TokenRange]) -> tuple[Evidence, ...]:
        """The evidence at token ranges, each cut once."""
        spans = self.spans(ranges)
        return tuple([Evidence.cut(self._document, span) for span in (spans if len(spans) == 1 else tuple(dict.fromkeys(spans)))])

    def _close(self, where: TokenRange) -> int:
        first, last = where
        norms = self._tokens.norms
        openers = self._openers.get(norms[last]) if last < len(norms) else None
        if openers is not None:
            for at in range(last - 1, first - 1, -1):
                if norms[at] in openers:
                    return last + 1
                if norms[at] == norms[last]:
                    break
        return last


def to_statements(drafts: list[Draft], cutter: Cutter) -> list[Statement]:
    """The statements of drafts, each once; a step for all drafts before the next, while its code is in the processor's cache."""
    evidence = [cutter.evidence(draft.evidence) for draft in drafts]
    contents = [_content(draft, cutter) for draft in drafts]
    first: dict[str, int] = {}
    for at, content in enumerate(contents):
        first.setdefault(statement_id(content, evidence[at]), at)
    slots = {at: {slot: cutter.spans(ranges) for slot, ranges in drafts[at].slots.items()} for at in first.values()}
    return [_statement(id_, drafts[at], contents[at], evidence[at], slots[at]) for id_, at in first.items()]


def _content(draft: Draft, cutter: Cutter) -> Flat:
    return KINDS[draft.kind](
        by=tuple(draft.by),
        to=tuple(draft.to),
        type=draft.type,
        status=draft.status,
        level=draft.level,
        name=cutter.words(draft.name),
        ordinal=draft.ordinal,
        when=draft.when,
        due=draft.due,
        where=draft.where,
        areas=tuple(draft.areas),
        quantity=draft.quantity,
        what=cutter.words(draft.what),
        mechanism=draft.mechanism,
        issue=draft.issue,
    )


def _statement(id_: str, draft: Draft, content: Flat, evidence: tuple[Evidence, ...], slots: dict[str, tuple[Span, ...]]) -> Statement:
    modality: Modality = draft.modality if draft.modality in _MODALITIES else "actual"  # type: ignore[assignment]
    return Statement(
        id=id_,
        kind=draft.kind,
        content=content,
        evidence=evidence,
        slots=slots,
        speaker=draft.speaker,
        voice=_voice(draft),
        modality=modality,
        polarity=draft.polarity,
        hedged=draft.hedged,
        found_by=draft.found_by,
    )


def _voice(draft: Draft) -> Voice:
    """Who would have to answer if it were false (codebook 2.3)."""
    if draft.voice:
        return draft.voice  # type: ignore[return-value]
    if draft.speaker:
        return "party"
    return "joint" if draft.kind in ("commitment", "position") and len(draft.by) > 1 else "source"


_MODALITIES: Final = frozenset("actual ongoing scheduled expected intended considered proposed hypothetical".split())


_BESIDE: Final = 3
"""tokens between talks and the visit they are part of: "received … during the visit of …" """
_STAY: Final = 14
"""how many days a visit lasts at most"""
_ENDING: Final = 2
"""How many letters the ending of a name in another case may add."""
_GIVEN: Final = frozenset({"donation_in_kind", "grant", "training_scholarship", "technical_assistance", "technology_transfer", "works_handover"})


def settle(drafts: list[Draft]) -> list[Draft]:
    """Drop what says again, with less, what the story has already said: one role a person and office, one mention a meeting."""
    kept: list[Draft] = []
    told = set()
    for draft in drafts:
        if _is_proposal(draft, drafts) or _is_promise(draft, drafts) or _is_measure(draft, drafts):
            continue
        if (
            draft.kind == "agreement"
            and draft.status is None
            and any(other.type == "supports" and other.evidence == draft.evidence for other in drafts)
        ):
            continue  # a text that is only backed
        if _is_act_on_text(draft, drafts):
            continue
        if draft.kind == "action" and _told_within(draft, kept):
            continue
        if draft.kind == "role" and _held(draft, kept):
            continue
        if draft.kind == "meeting" and draft.type == "talks" and _within_visit(draft, drafts):
            continue
        if draft.kind == "meeting" and draft.type == "visit" and _same_visit(draft, kept):
            continue
        if draft.kind == "meeting" and draft.status in ("postponed", "cancelled") and _put_off(draft, kept):
            continue
        if draft.kind == "commitment" and any(other.status in ("postponed", "cancelled") and _overlap(draft, other) for other in drafts):
            continue  # "decided to defer the visit"
        if draft.kind in ("meeting", "agreement", "milestone") and _retold(draft, kept):
            continue
        key = (
            draft.kind, tuple(draft.evidence), draft.type, draft.ordinal, draft.what, tuple(draft.to), tuple(draft.by), draft.when
        )  # fmt: skip
        if key not in told:
            told.add(key)
            kept.append(draft)
    return kept


def _told_within(draft: Draft, kept: list[Draft]) -> bool:
    """Whether an action only says again, inside the words of another, who gave the same: "a reçu 60 bus donnés par le Japon"."""
    return any(
        other.kind == "action"
        and (other.type, other.by, other.to) == (draft.type, draft.by, draft.to)
        and draft.quantity in (None, other.quantity)
        and draft.when in (None, other.when)
        and draft.what is not None
        and other.what is not None
        and other.what[0] <= draft.what[0] < other.what[1]
        for other in kept
    )


def _is_act_on_text(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether the same words tell of a text that is approved or agreed, and not only of backing it or of work that is done."""
    status = {"supports": "approved", "stage": "negotiations_concluded"}.get(draft.type or "")
    if status is None or draft.kind not in ("position", "progress") or (draft.kind == "progress" and draft.status != "completed"):
        return False
    return any(other.kind == "agreement" and other.status == status and _overlap(draft, other) and set(other.by) >= set(draft.by) for other in drafts)


def _overlap(one: Draft, other: Draft) -> bool:
    """Whether two drafts have words of evidence in common."""
    return one.evidence[0][0] < other.evidence[0][1] and other.evidence[0][0] < one.evidence[0][1]


def _put_off(draft: Draft, kept: list[Draft]) -> bool:
    """Whether the same parties' meeting has been told of as put off, in other words and with its date."""
    return draft.when is None and any(
        other.kind == "meeting" and other.status == draft.status and set(other.by) == set(draft.by) and other.evidence != draft.evidence
        for other in kept
    )


def _is_promise(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a gift is only announced, in words that have been read as an undertaking to give it."""
    if draft.kind != "action" or draft.status != "announced" or draft.type not in _GIVEN:
        return False
    first, last = draft.evidence[0]
    return any(
        other.kind == "commitment" and other.evidence[0][0] < last and first < other.evidence[0][1] and set(other.by) & set(draft.by)
        for other in drafts
    )


def _is_measure(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether an undertaking is a measure or a withdrawal that the same words tell of: "a décidé de rappeler son ambassadeur"."""
    if draft.kind != "commitment" or draft.type not in ("pledged", "intended"):
        return False
    if any(other.kind == "agreement" and other.status == "denounced" and _overlap(draft, other) and other.by == draft.by for other in drafts):
        return True
    begin = draft.evidence[0][0]
    return draft.type == "pledged" and any(
        other.kind == "action" and other.type == "measure" and other.evidence[0][0] == begin and _overlap(draft, other) and other.by == draft.by
        for other in drafts
    )


def _is_proposal(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether what is intended or proposed is a meeting or an instrument, told as such: the kind test's first yes wins."""
    if not (
        (draft.kind == "commitment" and draft.type in ("intended", "willing", "considered"))
        or (draft.kind == "position" and draft.type in ("proposes", "calls_for", "requests"))
    ):
        return False
    first, last = draft.evidence[0]
    for other in drafts:
        invites = other.kind == "meeting" and other.type == "visit" and other.status == "proposed"
        if draft.type in ("requests", "calls_for") and invites and _overlap(draft, other):
            return True
        if draft.type == "requests":
            continue
        if other.kind == "indicator" and other.status == "target" and draft.type == "willing" and _overlap(draft, other):
            return True  # "want to take their trade to 100 billion dollars": a goal of both
        if (
            other.kind in ("meeting", "agreement")
            and other.status in ("proposed", "scheduled", "under_negotiation")
            and first <= other.evidence[0][0]
            and other.evidence[0][1] <= last
        ):
            if other.status == "scheduled" and draft.type in ("intended", "willing", "considered", "proposes"):
                other.status = "proposed"
            return True
    return False


def _within_visit(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether talks are part of a visit the story tells of: a visit and the talks inside it are one meeting."""
    mine = {actor.partition(":")[0] for actor in draft.by}
    for other in drafts:
        if (
            other.kind == "meeting"
            and other.type == "visit"
            and (other.status == draft.status or (draft.status == "scheduled" and draft.when is None))
            and {actor.partition(":")[0] for actor in other.by} == mine
        ):
            if draft.when is None or other.when is None:
                _told_with(other, draft)
                return True
            (low, high), (first, last) = bounds(other.when), bounds(draft.when)
            if low and high and first and last and low <= last and first <= high:
                _told_with(other, draft)
                return True
    return False


def _same_visit(draft: Draft, kept: list[Draft]) -> bool:
    """Whether a visit is one told of, by a day of it or by all its days: "ended his visit on May 4", then "the trip from May 2 to 4"."""
    for other in kept:
        if other.kind != "meeting" or other.type != "visit" or other.status != draft.status or set(other.by) != set(draft.by):
            continue
        if draft.when is None or other.when is None or draft.when == other.when:
            continue
        (low, high), (first, last) = bounds(other.when), bounds(draft.when)
        if not (low and high and first and last) or max((high - low).days, (last - first).days) > _STAY:
            continue
        if (first <= low and high <= last) or (low <= first and last <= high):
            if (last - first) > (high - low):
                other.when, other.slots["when"] = draft.when, draft.slots.get("when", [])
            return True
    return False


def _told_with(visit: Draft, talks: Draft) -> None:
    """Give a visit that is only mentioned the day of the talks in it; and their words, where they hold its own."""
    first, last = talks.evidence[0]
    if first <= visit.evidence[0][0] <= last + _BESIDE:
        visit.evidence, visit.level = [(first, max(last, visit.evidence[0][1]))], visit.level or talks.level
        if visit.when is None:
            visit.when, visit.slots["when"] = talks.when, talks.slots.get("when", [])


def _held(draft: Draft, kept: list[Draft]) -> bool:
    name = draft.name_text
    for other in kept:
        if other.kind != "role" or not _same_name(other.name_text, name) or other.by != draft.by or not (name or other.when == draft.when):
            continue
        if other.type == draft.type and (other.to == draft.to or not draft.to):
            return True
        if name and (other.type, draft.type) == ("foreign_minister", "minister"):
            return True  # "Bộ trưởng Nga Sergei Lavrov", once he is known for the foreign minister
        if name and other.kind == "role" and other.name_text == name and draft.type == "other" and other.type != "other" and other.by == draft.by:
            return True  # "le vice-Premier ministre et ministre des Affaires étrangères X", then "le vice-Premier ministre X"
    return False


def _same_name(one: str, other: str) -> bool:
    """Whether two folded surnames are one, perhaps in two cases: "путин" and "путиным"."""
    stem = min(len(one), len(other)) - 1
    return one == other or (stem > 3 and abs(len(one) - len(other)) <= _ENDING and one[:stem] == other[:stem])


def _retold(draft: Draft, kept: list[Draft]) -> bool:
    """Whether a draft adds neither date, ordinal, status nor parties to one already kept."""
    for other in kept:
        taken_up = draft.kind == "agreement" and draft.type == "treaty" and draft.definite and not draft.title_text  # "the agreement", told of before
        if other.kind != draft.kind or other.status != draft.status or set(other.by) != set(draft.by) or not (other.type == draft.type or taken_up):
            continue
        if draft.kind == "milestone":
            if draft.type == "anniversary":
                if other.ordinal == draft.ordinal:
                    return True
                continue
            if draft.level == other.level and draft.when in (None, other.when):
                return True
            continue
        if draft.ordinal is not None and draft.ordinal != other.ordinal:
            continue
        bundle = draft.kind == "agreement" and draft.type == "bundle" and draft.quantity is not None and draft.quantity == other.quantity
        if bundle and other.when is None:  # "signed 12 documents", then "The twelve documents were signed on Monday"
            other.when, other.slots["when"] = draft.when, draft.slots.get("when", [])
            return True
        if draft.when is not None and draft.when != other.when:
            continue
        if draft.kind == "agreement" and draft.quantity is not None and draft.quantity != other.quantity:
            continue
        if draft.kind == "agreement" and draft.title_text and other.title_text and draft.title_text != other.title_text:
            continue
        if draft.kind == "meeting" and draft.level not in (None, other.level):
            continue
        return True
    return False
