"""A parsed sentence: its units, its base noun phrases and its clauses."""

from __future__ import annotations

from communique.grammar.units import Units


class Chunk:
    """A base noun phrase: units `start:end`; its prepositions stand at `prep:start`, and it is `bare` when it has none.

    `headed` is the unit that heads it once that has been asked (grammar/heads.py), -1 before.
    """

    __slots__ = ("bare", "end", "headed", "prep", "start")

    def __init__(self, prep: int, start: int, end: int) -> None:
        self.prep, self.start, self.end = prep, start, end
        self.bare = prep == start
        self.headed = -1


class Clause:
    """A verb and what belongs to it. Positions are unit indexes; `left:right` is its region, `begin:end` its verb group.

    `form` finite, participle, infinitive or gerund · `tense` P present I imperfect F future C conditional S past, "" for non-finite · `perfect` a
    compound tense · `person` 1 to 6 of a finite verb · `gender` of a participle · `fronted` a participle before its subject · `voice` active, passive
    or reflexive · `modal` the modality a modal verb adds · `relation` main, that, relative, sub, coordinated, or participial, infinitive · `subject`
    the units of the subject noun phrase · `front` an object before the verb · `governor` the clause that a dependent one hangs on · `unreal`
    it tells of no fact.
    """

    __slots__ = (
        "begin", "end", "form", "front", "fronted", "gender", "governor", "left", "lemma", "modal", "negative", "opener", "perfect", "person",
        "plural", "relation", "right", "subject", "tense", "unreal", "voice",
    )  # fmt: skip

    def __init__(self, begin: int, end: int) -> None:
        self.begin, self.end = begin, end
        self.left, self.right = begin, end
        self.lemma = self.tense = self.modal = self.gender = self.person = ""
        self.form, self.voice, self.relation = "finite", "active", "main"
        self.negative = self.perfect = self.fronted = self.unreal = False
        self.plural: bool | None = None
        self.opener = -1
        self.subject: tuple[int, int] | None = None
        self.front: tuple[int, int] | None = None
        self.governor: Clause | None = None


class Sentence:
    """A parsed sentence: its units, chunks in order, and clauses in order of their verbs. `masked` is its categories, `!` in verb groups."""

    __slots__ = ("chunk_at", "chunks", "clauses", "masked", "units")

    def __init__(self, units: Units, masked: str, chunks: list[Chunk], clauses: list[Clause]) -> None:
        self.units, self.masked, self.chunks, self.clauses = units, masked, chunks, clauses
        self.chunk_at = {position: index for index, chunk in enumerate(chunks) for position in range(chunk.prep, chunk.end)}

    def clause_at(self, k: int) -> Clause | None:
        """The clause in whose verb group unit k stands."""
        found: Clause | None = None
        for clause in self.clauses:
            if clause.begin <= k < clause.end:
                found = clause
        return found

    def chunks_in(self, left: int, right: int) -> list[Chunk]:
        """The chunks that begin in units `left:right`."""
        return [chunk for chunk in self.chunks if left <= chunk.prep < right]
