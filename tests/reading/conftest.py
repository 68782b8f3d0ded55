"""The French tables and tokens the reading tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import communique.languages
from communique.languages import calendar, numbers
from communique.text.tokens import Tokens, tokenise

FOLDER = Path(communique.languages.__file__).parent / "fr"
ELIDED = ("l", "d", "qu", "jusqu", "s", "n", "c", "j", "m", "t", "lorsqu", "puisqu", "quelqu", "presqu")


@pytest.fixture(scope="session")
def french_calendar() -> calendar.Calendar:
    return calendar.read(FOLDER)


@pytest.fixture(scope="session")
def french_numbers() -> numbers.Numbers:
    return numbers.read(FOLDER)


@pytest.fixture(scope="session")
def french_tokens() -> Callable[[str], Tokens]:
    return lambda text: tokenise(text, elided=ELIDED, whole=("aujourd'hui",))
