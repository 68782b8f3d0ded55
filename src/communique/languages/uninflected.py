"""The morphology of a pack that has none of its own: a verb is finite, infinitive, participle and gerund in one form, and nouns have one number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_KINDS = frozenset({"v", "n", "k", "kn"})


def conjugate(lemma: str, paradigm: str, irregular: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The one form of a verb, as every form it can be. The first carries the kind: n a noun too, k followed by verbs, v neither.

    Raises ValueError on another paradigm, or on irregular forms.
    """
    if paradigm not in _KINDS or irregular:
        raise ValueError(f"{lemma!r}: a verb is one of {' '.join(sorted(_KINDS))} and has no irregular forms; else write a morphology.py")
    yield lemma, f"P3{paradigm}"
    for feature in ("N", "T", "G"):
        yield lemma, feature


def plural(word: str) -> str:
    """The word itself."""
    return word
