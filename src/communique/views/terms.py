"""Until when an agreement holds, as its words give it, and what came in its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from communique.assembly.group import Group
from communique.assembly.texts import period
from communique.model.dates import precision_of
from communique.model.records import Link


def end_of(group: Group) -> str | None:
    """The end of an agreement (EDTF, no sharper than told): of its term, else the last year in the name of a plan. None where no words give it."""
    due = group.record.content.due
    if due is not None and group.due is not None:
        last = due.rpartition("/")[2]
        return None if last == ".." else last
    years = period(group) if group.record.content.type == "plan" else None
    return str(years[1]) if years else None


def is_day(edtf: str) -> bool:
    """Whether a date gives a day, or the first and last of some days, without doubt: sharp enough for an event."""
    pieces = edtf.split("/")
    return ".." not in pieces and all(precision_of(piece) == "day" and piece[-1].isdigit() for piece in pieces)


def successors(links: Iterable[Link]) -> Mapping[str, list[str]]:
    """The records that came in the place of each, in the order of the links."""
    found: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.kind == "supersedes":
            found[link.target].append(link.source)
    return found
