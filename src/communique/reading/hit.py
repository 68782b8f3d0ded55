"""A frame that fits a clause or a noun phrase: what builders are handed."""

from __future__ import annotations

from communique.grammar.sentence import Chunk, Sentence
from communique.languages.frames import Frame
from communique.reading.reference import Party
from communique.reading.shape import Shape


class Hit:
    """A frame that fits: the clause (None for a bare noun phrase), the chunk in focus, and the party that acts."""

    __slots__ = ("focus", "frame", "sentence", "shape", "subject")

    def __init__(self, frame: Frame, sentence: Sentence, shape: Shape | None, focus: Chunk | None, subject: Party) -> None:
        self.frame, self.sentence, self.shape, self.focus, self.subject = frame, sentence, shape, focus, subject

    def get(self, slot: str, default: str = "") -> str:
        """What the frame says a slot is: for all its triggers, or for the verb that fired it."""
        value = self.frame.content.get(slot)
        if value is None and self.shape is not None:
            value = self.frame.by_verb.get(slot, {}).get(self.shape.clause.lemma)
        return default if value is None else value
