"""Dates for those who want nothing else: the time expressions of a text, each with its span, EDTF and TIMEX3 value."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from communique.grammar.gazetteer import Gazetteer
from communique.languages.pack import Pack
from communique.model.fold import fold
from communique.model.mentions import Mention
from communique.reading.dates.find import Anchor, TimeExpression, find_dates
from communique.reading.tenses import tense_hints
from communique.text.sentences import sentences
from communique.text.tokens import tokenise

_LINE: Final = re.compile(r"[^\n]+")


class DateReader:
    """Finds the time expressions of texts in the language of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack, self._gazetteer = pack, Gazetteer.of(pack)

    def read(
        self, text: str, *, anchor: Anchor | None = None, pieces: Sequence[tuple[int, int]] | None = None, apart: bool = False
    ) -> list[Mention[TimeExpression]]:
        """The time expressions of `text`, or of `pieces` (start, end) of it, in text order.

        Without an anchor, what counts from the day of writing ("yesterday") has no date. `apart` gives the two ends of a range, and a day and
        its hour, as two expressions, as TimeML marks them.
        """
        pack = self._pack
        pieces = pieces if pieces is not None else [match.span() for match in _LINE.finditer(text)]
        tokens = tokenise(text, elided=pack.settings["elided"], whole=pack.settings["whole"], pieces=pieces, joined=pack.joined)
        bounds = sentences(text, pieces, pack.abbreviations, language=pack.settings["sentence_language"])
        ranges = [(bisect_left(tokens.starts, low), bisect_left(tokens.starts, high)) for low, high in bounds]
        matches = self._gazetteer.find(fold(text, accents=bool(pack.settings.get("accents"))), tokens)
        inside = frozenset(token for first, last, _ in matches if last - first > 1 for token in range(first + 1, last))
        tenses = tense_hints(tokens, pack, phrases=inside)
        return find_dates(tokens, pack.calendar, pack.numbers, anchor=anchor or Anchor(), tenses=tenses, sentences=ranges, apart=apart)
