"""Whether two names are of one person, in whatever spelling or script."""

from __future__ import annotations

from functools import lru_cache

from communique.assembly.tellings import skeleton

SPELT = 3
"""Consonants from which on a name may lack one of another spelling: shorter ones would be other names."""


@lru_cache(maxsize=65536)
def one_person(one: str, other: str) -> bool:
    """Whether the parts of the shorter name, two at least if it has two, are spelt alike in the longer."""
    small, large = sorted((skeleton(one), skeleton(other)), key=len)
    alike = sum(any(_spelt_alike(part, whole) for whole in large) for part in small)
    return alike >= max(1, min(2, len(small)))


def _spelt_alike(one: str, other: str) -> bool:
    """The same consonants, or all but one of three or more in the same order: a sound that spellings render or drop."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    letters = iter(long)
    return len(short) >= SPELT and len(long) == len(short) + 1 and all(letter in letters for letter in short)
