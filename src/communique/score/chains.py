"""Judge merging and following against keys across stories: which statements are of one thing, what became of it, what bears on what."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from communique.assembly.pipeline import Assembly
from communique.score.gold import GoldError
from communique.score.metrics import Rates, rates

ALL = "ALL"
Key = tuple[str, int]
"""A statement of the gold: its story's id and its place in the story's records."""
Part = tuple[str, str]
"""A thing of the key: the label of its entry (under the key's file) and the part, if it has several."""

REPORTED = frozenset("started partly_delivered delivered delayed suspended withdrawn superseded not_delivered reaffirmed".split())
SILENT = "open"
"""The class of open, due_soon, overdue_no_report and no_reported_follow_up: the keys give no day to look from."""
SCORED = frozenset("by to areas type status level ordinal when due where quantity".split())
"""Slots whose conflicts are judged."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a key: its label (unique in a file), its statements with their parts, and what is expected of it."""

    file: str
    chain: str
    label: str
    kind: str
    members: tuple[tuple[Key, str], ...]
    status: str | None
    links: tuple[tuple[str, str, str, str], ...]
    """kind, label of the other entry, part here, part there"""
    conflicts: tuple[tuple[str, bool], ...]
    """slot, whether it is optional"""


@dataclass(slots=True)
class Merging:
    """How well pairs and statements were put together."""

    expected: int = 0
    given: int = 0
    right: int = 0
    precision: float = 0.0
    """B-cubed"""
    recall: float = 0.0
    statements: int = 0

    @property
    def pairs(self) -> Rates:
        """Precision, recall and F1 over pairs."""
        return rates(self.right, self.given, self.expected)

    @property
    def b_cubed(self) -> Rates:
        """Precision, recall and F1 over statements."""
        count = self.statements or 1
        precision, recall = self.precision / count, self.recall / count
        return Rates(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)


@dataclass(slots=True)
class ChainScores:
    """All that a key across stories asks: merging by kind, statuses, links, conflicts, and the errors in words."""

    merging: dict[str, Merging] = field(default_factory=dict)
    joined_apart: int = 0
    """pairs joined though their parts keep them apart"""
    statuses: tuple[int, int] = (0, 0)
    """right, judged"""
    reported: tuple[int, int] = (0, 0)
    """right, judged: those that the key says are reported"""
    links: Rates = field(default_factory=lambda: Rates(0, 0, 0))
    """precision over links with both ends listed"""
    all_links: float = 0.0
    """precision over all links made"""
    conflicts: tuple[int, int] = (0, 0)
    """shown, asked for on scored slots"""
    false_conflicts: int = 0
    records: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def false_per_hundred(self) -> float:
        """False conflicts a hundred records that entries stand for."""
        return 100 * self.false_conflicts / self.records if self.records else 0.0


def load_chains(folder: Path, *, keep: Sequence[int] | None = None) -> list[Entry]:
    """The entries of all keys in a folder; `keep` only the chains whose place in their file, modulo 2, is named: rules were made on
    those at even places (0), the others (1) were never read, only scored. Raises GoldError."""
    found: list[Entry] = []
    for path in sorted(folder.glob("*.json")):
        try:
            chains = json.loads(path.read_text(encoding="utf-8"))
            for place, chain in enumerate(chains):
                if keep is None or place % 2 in keep:
                    found += [_entry(path.stem, str(chain["chain"]), entry) for entry in chain["entries"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{path}: a key is a list of chains with `entries`: {error!r}") from None
    if not found:
        raise GoldError(f"no keys in {folder}: name a folder of JSON files of chains")
    return found


def _entry(file: str, chain: str, entry: Mapping[str, object]) -> Entry:
    expect = entry["expect"]
    assert isinstance(expect, Mapping)
    members = tuple(((str(one["document"]), int(one["index"])), str(one.get("part") or "")) for one in _list(entry["records"]))
    links = tuple(
        (str(one["kind"]), str(one["to"]), str(one.get("from_part") or ""), str(one.get("to_part") or "")) for one in _list(expect.get("links"))
    )
    conflicts = tuple((str(one["slot"]), bool(one.get("optional"))) for one in _list(expect.get("conflicts")))
    status = expect.get("status")
    return Entry(file, chain, str(entry["label"]), str(entry["kind"]), members, str(status) if status else None, links, conflicts)


def _list(value: object) -> list[Mapping[str, str]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def score_chains(entries: Sequence[Entry], ids: Mapping[Key, str], assembly: Assembly) -> ChainScores:
    """Judge an assembly. `ids` gives the statement id of each gold statement; one that is missing was not read, and lies in no record."""
    scores = ChainScores()
    record_of = {statement: record.id for record in assembly.records for statement in record.statement_ids}
    given = {key: record_of.get(ids[key], "") if key in ids else "" for entry in entries for key, _ in entry.members}
    _score_merging(entries, given, scores)
    stands = _stands(entries, given)
    _score_statuses(entries, stands, assembly, scores)
    _score_links(entries, stands, assembly, scores)
    _score_conflicts(entries, stands, assembly, scores)
    return scores


def _score_merging(entries: Sequence[Entry], given: Mapping[Key, str], scores: ChainScores) -> None:
    places: dict[Key, set[tuple[str, str, str]]] = defaultdict(set)
    kinds: dict[Key, str] = {}
    for entry in entries:
        for key, part in entry.members:
            places[key].add((entry.file, entry.label, part))
            kinds[key] = entry.kind
    keys = sorted(places)
    tallies: dict[str, Merging] = defaultdict(Merging)
    for at, one in enumerate(keys):
        for other in keys[at + 1 :]:
            wanted, got = bool(places[one] & places[other]), bool(given[one]) and given[one] == given[other]
            apart = {place[:2] for place in places[one]} & {place[:2] for place in places[other]}
            scores.joined_apart += got and not wanted and bool(apart)
            for tally in (tallies[ALL], tallies[kinds[one]]) if kinds[one] == kinds[other] else ():
                tally.expected += wanted
                tally.given += got
                tally.right += wanted and got
            if wanted != got:
                scores.errors.append(f"{'missed' if wanted else 'joined'} {kinds[one]}: {_name(one)} and {_name(other)} ({min(places[one])[1]})")
    for one in keys:
        gold = {other for other in keys if other == one or places[one] & places[other]}
        found = {other for other in keys if other == one or (given[one] and given[one] == given[other])}
        for tally in (tallies[ALL], tallies[kinds[one]]):
            tally.precision += len(gold & found) / len(found)
            tally.recall += len(gold & found) / len(gold)
            tally.statements += 1
    scores.merging = {name: tallies[name] for name in [ALL, *sorted(set(tallies) - {ALL})]}


def _name(key: Key) -> str:
    return f"{key[0]}/{key[1]}"


Stands = Mapping[tuple[str, str, str], str]
"""file, label, part (or empty: all of the entry) → the record the entry stands for"""


def _stands(entries: Sequence[Entry], given: Mapping[Key, str]) -> Stands:
    found: dict[tuple[str, str, str], str] = {}
    for entry in entries:
        for part in {"", *(part for _, part in entry.members)}:
            counts = Counter(given[key] for key, own in entry.members if given[key] and (not part or own == part))
            if counts:
                found[entry.file, entry.label, part] = min(counts, key=lambda record: (-counts[record], record))
    return found


def _score_statuses(entries: Sequence[Entry], stands: Stands, assembly: Assembly, scores: ChainScores) -> None:
    states = {state.record: state.state for state in assembly.deliveries}
    right = judged = reported = asked = 0
    for entry in entries:
        if entry.status is None:
            continue
        got = states.get(stands.get((entry.file, entry.label, ""), ""))
        wanted = entry.status if entry.status in REPORTED else SILENT
        same = wanted == (got if got in REPORTED else SILENT if got else None)
        judged, right = judged + 1, right + same
        if wanted in REPORTED:
            asked, reported = asked + 1, reported + same
        if not same:
            scores.errors.append(f"status of {entry.label}: {entry.status} expected, {got} given")
    scores.statuses, scores.reported = (right, judged), (reported, asked)


def _score_links(entries: Sequence[Entry], stands: Stands, assembly: Assembly, scores: ChainScores) -> None:
    wanted: dict[tuple[str, str, str], str] = {}
    missing = 0
    for entry in entries:
        for kind, label, here, there in entry.links:
            source, target = stands.get((entry.file, entry.label, here)), stands.get((entry.file, label, there))
            if kind == "fulfilled_by":
                source, target, kind = target, source, "fulfils"
            if source is None or target is None:
                missing += 1
                scores.errors.append(f"missed link {kind}: {entry.label} and {label} (not read)")
            else:
                wanted[kind, source, target] = f"{entry.label} and {label}"
    listed = set(stands.values())
    made = {(link.kind, link.source, link.target) for link in assembly.links}
    both = {link for link in made if link[1] in listed and link[2] in listed}
    right = len(both & set(wanted))
    scores.links = rates(right, len(both), len(wanted) + missing)
    scores.all_links = right / len(made) if made else 0.0
    scores.errors += [f"missed link {link[0]}: {wanted[link]}" for link in sorted(set(wanted) - both)]
    labels = {record: label for (_, label, _), record in sorted(stands.items())}
    scores.errors += [f"wrong link {kind}: {labels[source]} to {labels[target]}" for kind, source, target in sorted(both - set(wanted))]


def _score_conflicts(entries: Sequence[Entry], stands: Stands, assembly: Assembly, scores: ChainScores) -> None:
    records = {record.id: record for record in assembly.records}
    wanted: dict[str, dict[str, bool]] = defaultdict(dict)
    names: dict[str, str] = {}
    shown = asked = 0
    for entry in entries:
        its = [stands[place] for part in sorted({"", *(part for _, part in entry.members)}) if (place := (entry.file, entry.label, part)) in stands]
        got = {one.slot for record in its for one in records[record].conflicts}
        for record in its:
            names.setdefault(record, entry.label)
        for slot, optional in entry.conflicts:
            for record in its:
                wanted[record][slot] = optional
            if slot in SCORED and not optional:
                asked, shown = asked + 1, shown + (slot in got)
                if slot not in got:
                    scores.errors.append(f"conflict not shown: {slot} of {entry.label}")
    judged = {record for (_, _, _), record in stands.items()}
    for record in sorted(judged):
        for conflict in records[record].conflicts:
            if conflict.slot not in wanted[record]:
                scores.false_conflicts += 1
                said = " / ".join(version.value for version in conflict.versions)
                scores.errors.append(f"false conflict: {conflict.slot} of {names.get(record, record)}: {said}")
    scores.conflicts, scores.records = (shown, asked), len(judged)


def figures(scores: ChainScores) -> dict[str, float]:
    """The figures that floors are set on, each 0 to 1."""
    total = scores.merging[ALL]
    return {
        "pairs": total.pairs.f1,
        "b_cubed": total.b_cubed.f1,
        "least_kind": min((tally.b_cubed.f1 for name, tally in scores.merging.items() if name != ALL), default=0.0),
        "reported": scores.reported[0] / (scores.reported[1] or 1),
        "statuses": scores.statuses[0] / (scores.statuses[1] or 1),
        "links": scores.links.f1,
        "links_precision": scores.links.precision,
        "all_links": scores.all_links,
        "conflicts": scores.conflicts[0] / (scores.conflicts[1] or 1),
        "no_false_conflict": 1 - scores.false_conflicts / (scores.records or 1),
    }


def lines(scores: ChainScores) -> Iterable[str]:
    """The figures in words, a line each."""
    for name, tally in scores.merging.items():
        pairs, b_cubed = tally.pairs, tally.b_cubed
        yield (
            f"{name:<12} pairs {tally.expected:>4} given {tally.given:>4}   P {pairs.precision:.3f} R {pairs.recall:.3f} F1 {pairs.f1:.3f}"
            f"   B-cubed P {b_cubed.precision:.3f} R {b_cubed.recall:.3f} F1 {b_cubed.f1:.3f}"
        )
    yield f"joined though parts keep them apart: {scores.joined_apart}"
    yield f"statuses {scores.statuses[0]} of {scores.statuses[1]}, reported ones {scores.reported[0]} of {scores.reported[1]}"
    yield f"links P {scores.links.precision:.3f} R {scores.links.recall:.3f} F1 {scores.links.f1:.3f}, precision of all made {scores.all_links:.3f}"
    yield f"conflicts shown {scores.conflicts[0]} of {scores.conflicts[1]}, false {scores.false_conflicts} in {scores.records} records"
