"""What people decided about statements and records: kept beside them, never over them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

from communique.model.evidence import Evidence
from communique.model.statements import Statement

Verdict = Literal["accept", "reject", "edit", "merge", "split", "score", "link", "unlink", "undo"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
SCORES = ("+1", "0", "-1")
"""What became of a promise, as a person sees it: kept, kept in part or under way, not kept (the scale of the G7 and G20 research groups)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision of a person: who, when and why, on which statements. A decision is never changed or removed: another one undoes it.

    `left` and `right` hold the statements judged as they were read at the time, so that they are found again in a later reading (see
    `assembly.judged`), and so that what a person vouched for is not lost with it:

    | verdict | left | right | besides |
    |---|---|---|---|
    | accept, reject | the statements | | |
    | edit | the statement | | `slot`, its new `value` as people write it ("" for none), and the `quote` it rests on, if any |
    | merge | the statements of one record | those of the other | all are of one thing |
    | split | the statements taken out | those left behind | the two are not of one thing; each part is |
    | score | the statements of a commitment | | `value` one of SCORES, `on` the day it is the score of (ISO 8601) |
    | link, unlink | those of the source | those of the target | `value` the kind of link; unlink: none holds |
    | undo | | | `undoes` the id of a judgement, which may itself be an undo |
    """

    verdict: Verdict
    left: tuple[Statement, ...] = ()
    right: tuple[Statement, ...] = ()
    slot: str | None = None
    value: str | None = None
    quote: Evidence | None = None
    on: str | None = None
    undoes: str | None = None
    user: str
    reason: str
    created_at: str
    """ISO 8601 in UTC, to the microsecond"""

    def __post_init__(self) -> None:
        for name in ("user", "reason", "created_at"):
            if not getattr(self, name).strip():
                raise ValueError(f"a judgement needs {name}: who decided, why, and when")

    @property
    def id(self) -> str:
        """16 hexadecimal digits over all that was decided, by whom and when: the same judgement taken in twice is one."""
        sides = ("+".join(f"{one.document_id}/{one.id}" for one in side) for side in (self.left, self.right))
        quote = self.quote and (self.quote.document_id, self.quote.span.start, self.quote.span.end)
        key = (self.verdict, *sides, self.slot, self.value, quote, self.on, self.undoes, self.user, self.reason, self.created_at)
        return hashlib.blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

    @property
    def order(self) -> tuple[str, str]:
        """Earliest first, the same on every machine."""
        return self.created_at, self.id
