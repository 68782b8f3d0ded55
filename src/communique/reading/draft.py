"""A statement while it is being read: slot values with the tokens they stand at."""

from __future__ import annotations

from communique.model.quantities import Quantity

TokenRange = tuple[int, int]


class Draft:
    """What a builder makes of a clause. All ranges are of tokens; `evidence` holds one range or more.

    `name_text` is the person, for roles; `title_text` the folded head words of an instrument; `slots` where the values were read.
    """

    __slots__ = (
        "areas", "by", "definite", "due", "evidence", "found_by", "hedged", "issue", "kind", "level", "mechanism", "modality", "name", "name_text",
        "ordinal", "polarity", "quantity", "slots", "speaker", "status", "title_text", "to", "type", "voice", "what", "when", "where",
    )  # fmt: skip

    def __init__(
        self, kind: str, found_by: str, evidence: list[TokenRange], by: list[str] | None = None, to: list[str] | None = None, type: str | None = None,
        *, status: str | None = None, level: str | None = None, name: TokenRange | None = None, name_text: str = "", ordinal: int | None = None,
        when: str | None = None, areas: list[str] | None = None, quantity: Quantity | None = None, what: TokenRange | None = None,
        modality: str = "actual", polarity: bool = True,
    ) -> None:  # fmt: skip
        self.kind, self.found_by, self.evidence = kind, found_by, evidence
        self.by: list[str] = [] if by is None else by
        self.to: list[str] = [] if to is None else to
        self.areas: list[str] = [] if areas is None else areas
        self.type, self.status, self.level, self.ordinal, self.quantity = type, status, level, ordinal, quantity
        self.name, self.name_text, self.what, self.when = name, name_text, what, when
        self.modality, self.polarity = modality, polarity
        self.due: str | None = None
        self.where: str | None = None
        self.mechanism: str | None = None
        self.issue: str | None = None
        self.speaker: str | None = None
        self.title_text = self.voice = ""
        self.definite = self.hedged = False
        self.slots: dict[str, list[TokenRange]] = {}

    def at(self, slot: str, *ranges: TokenRange) -> None:
        """Note where the value of a slot was read."""
        self.slots.setdefault(slot, []).extend(ranges)

    def again(self) -> Draft:
        """The same once more, for another value of some slot; the lists are its own."""
        other = Draft(
            self.kind, self.found_by, list(self.evidence), list(self.by), list(self.to), self.type, status=self.status, level=self.level,
            name=self.name, name_text=self.name_text, ordinal=self.ordinal, when=self.when, areas=list(self.areas), quantity=self.quantity,
            what=self.what, modality=self.modality, polarity=self.polarity,
        )  # fmt: skip
        other.due, other.where, other.mechanism, other.issue = self.due, self.where, self.mechanism, self.issue
        other.speaker, other.voice, other.hedged = self.speaker, self.voice, self.hedged
        other.title_text, other.definite, other.slots = self.title_text, self.definite, dict(self.slots)
        return other
