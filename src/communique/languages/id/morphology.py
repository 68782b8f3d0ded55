"""Indonesian verbs: prefixes tell the voice (me- active, di- passive, ber- of itself), particles the tense; nouns have one number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_VOWELS = "aiueo"
_KINDS = {"me": "v", "mek": "k", "0": "v", "0k": "k", "ber": "v", "berk": "k"}
_FINITE_TOO = ("N", "T", "G")


def conjugate(lemma: str, paradigm: str, irregular: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The forms of a verb, each as every form it can be; the first feature carries the kind: k followed by verbs, v not; p passive.

    The lemma is the stem: `me` gives its active form with me- and its passive with di-, `ber` that with ber-, `0` the stem itself; with k at the end
    verbs follow. `irregular`: `me=` another active form. The words behind the first of a lemma stand behind each form. Raises ValueError else.
    """
    if paradigm not in _KINDS or set(irregular) - {"me"}:
        raise ValueError(f"{lemma!r}: a verb is one of {' '.join(sorted(_KINDS))}, and only me= may be irregular")
    stem, space, rest = lemma.partition(" ")
    kind = _KINDS[paradigm]
    if paradigm.startswith("me"):
        forms = [(irregular.get("me") or active(stem), kind), (f"di{stem}", f"{kind}p")]
    elif paradigm.startswith("ber"):
        forms = [(("be" if stem[0] == "r" or stem.startswith("kerja") else "bel" if stem == "ajar" else "ber") + stem, kind)]
    else:
        forms = [(stem, kind)]
    for form, meant in forms:
        yield form + space + rest, f"P3{meant}"
        for feature in _FINITE_TOO:
            yield form + space + rest, feature


def active(stem: str) -> str:
    """The form with me-, whose end changes with the first letter of the stem, which k, p, s and t lose: kirim, mengirim."""
    if stem.startswith("per"):
        return f"mem{stem}"  # per- is a prefix itself: memperkuat
    if stem[0] in "kpst" and stem[1] in _VOWELS + "h":
        return f"me{ {'k': 'ng', 'p': 'm', 's': 'ny', 't': 'n'}[stem[0]] }{stem[1:]}"
    if stem[0] in _VOWELS + "ghk":
        return f"meng{stem}"
    if stem[0] in "bfpv":
        return f"mem{stem}"
    return f"men{stem}" if stem[0] in "cdjtzs" else f"me{stem}"


def plural(word: str) -> str:
    """The word itself."""
    return word
