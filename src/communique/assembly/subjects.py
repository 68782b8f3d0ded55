"""What tellings are about, as ids: which ids say much and which little, and how far two sets of them agree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

_TOLD = ("subject:", "issue:")
"""Types of ids that say what is talked about; who, where and in which area other slots hold."""
BROAD = frozenset(
    f"{type_}{word}"
    for type_ in _TOLD
    for word in (
        "aid consultation covid-19 dialogue energy epidemic fund health implementation priority project relations security summit supply "
        "technology trade visit"
    ).split()
)
"""Subjects that half of all stories touch: alike in these alone, two statements are not about one thing."""
BROADLY = 0.4
"""The most that broad subjects alone can make two tellings alike: not enough without the same days."""
LIGHT = 0.35
"""What a broad subject weighs beside a narrow one: two of them say less than one narrow one."""
SETTINGS = frozenset({"subject:conclusion", "subject:meeting", "subject:recurrence"})
"""What is done about texts and sides of every subject, once or every year: it tells acts apart, and makes nothing alike."""
SETTLED = frozenset({"subject:conclusion", "subject:negotiation", "subject:ratification"})
"""What is done to a text until it is in force."""
JOINED = frozenset({"subject:accession"})
"""What a position on a new member is about."""
PLAIN = frozenset({"subject:action-plan", "subject:implementation"})
"""Subjects that every plan has: what tells plans apart is the rest."""
WHOLE = frozenset({"subject:anniversary", "subject:asean-community", "subject:strategic-partnership", "subject:upgrade"})
"""Subjects that tell of a relation as a whole, not of a field of it."""
ACTS = frozenset(
    f"subject:{act}"
    for act in (
        "anniversary conclusion exercise implementation meeting negotiation purchase ratification recognition resumption supply suspension "
        "technology training visit"
    ).split()
)
"""Subjects that say what is to be done, not with what: a promise to provide a thing is not that to make it."""


@lru_cache(maxsize=64)
def ids_of(subjects: frozenset[str]) -> frozenset[str]:
    """The ids of subjects by their words."""
    return frozenset(f"subject:{subject}" for subject in subjects)


@dataclass(frozen=True, slots=True)
class About:
    """What a telling is about, worked out once; tellings with the same words share it.

    `named` is what its name and undertaking are about, `subject` the same or else what its evidence is about, `broad` that and what is done about
    texts and sides, `narrow` those of `subject` that say something by themselves, `acts` what is done or to be done, `issues`, `people` and `areas`
    the ids of these types, `toward` what is to be done to a text by its evidence, not by its own words.
    """

    named: frozenset[str]
    subject: frozenset[str]
    broad: frozenset[str]
    narrow: frozenset[str]
    acts: frozenset[str]
    issues: frozenset[str]
    people: frozenset[str]
    areas: frozenset[str]
    toward: frozenset[str]

    @property
    def scope(self) -> frozenset[str]:
        """The field a text is for, by its name; empty for one of the whole relation."""
        return self.named - BROAD - PLAIN - WHOLE - ACTS


def about_of(own: frozenset[str], near: frozenset[str]) -> About:
    """What a telling is about whose name and undertaking hold the ids `own`, its evidence besides them those `near`."""
    areas = frozenset([word for word in own | near if word.startswith("area:")])
    return _about(
        frozenset([word for word in own if word.startswith(_ASKED)]), frozenset([word for word in near if word.startswith(_TOLD)]), areas
    )  # fmt: skip


_ASKED = (*_TOLD, "person:")
NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=65536)
def _about(own: frozenset[str], near: frozenset[str], areas: frozenset[str]) -> About:
    people = frozenset(word for word in own if word.startswith("person:"))
    named = own - people - SETTINGS
    subject = named or near - SETTINGS
    issues = frozenset(word for word in own if word.startswith("issue:")) or frozenset(word for word in near if word.startswith("issue:"))
    toward = near & SETTLED if not own & SETTLED else NONE
    found = (named, subject, subject | (own & SETTINGS), subject - BROAD, own & ACTS, issues, people, areas, toward)
    return About(*map(_shared, found))


@lru_cache(maxsize=65536)
def _shared(words: frozenset[str]) -> frozenset[str]:
    """The same set, once: most statements are about what others are about."""
    return words


@lru_cache(maxsize=16384)
def share(left: frozenset[str], right: frozenset[str]) -> float:
    """The overlap of two sets by weight, neither empty: Dice's measure and containment in the smaller, in equal parts."""
    both = left & right
    if not both:
        return 0.0
    weight, one, other = _weight(both), _weight(left), _weight(right)
    found = 0.5 * (2 * weight / (one + other) + weight / min(one, other))
    return found if both - BROAD else min(found, BROADLY)


def _weight(words: frozenset[str]) -> float:
    return len(words) - (1 - LIGHT) * len(words & BROAD)
