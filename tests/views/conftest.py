"""The example stories as views see them: from their gold, so that no change of the reader moves what is expected."""

from __future__ import annotations

import datetime
from functools import lru_cache
from pathlib import Path

from tests.assembly.conftest import own_gold

from communique.assembly.pipeline import Assembly, assemble
from communique.run.wording import ground_of
from communique.views.page import Page, text
from communique.views.words import load_words
from communique.world.load import load_world

EXAMPLES = {path.stem for path in (Path(__file__).parents[2] / "examples").iterdir()}
ENGLISH, FRENCH = (load_words(code, load_world()) for code in ("en", "fr"))
PACES = {id_: one.cadence for id_, one in load_world().mechanisms.items()}


@lru_cache(maxsize=8)
def known(day: str) -> Assembly:
    """The records of the examples as known on a day."""
    statements, origins, words = own_gold()
    told = [one for one in statements if origins[one.document_id].name in EXAMPLES]
    return assemble(told, origins, ground=ground_of(load_world()), words=words, as_of=datetime.date.fromisoformat(day))


def lines(page: Page, code: str = "en") -> list[str]:
    """A page as lines of text."""
    return text(page, load_words(code, load_world())).splitlines()
