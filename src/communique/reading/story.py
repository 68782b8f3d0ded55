"""One story while it is read: its sentences, its discourse, and the look-ups that builders share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from communique.grammar.agreement import is_several
from communique.grammar.heads import classes, head
from communique.grammar.sentence import Chunk, Sentence
from communique.grammar.units import Units
from communique.languages.cases import SINGULAR
from communique.languages.pack import Pack
from communique.model.mentions import Mention
from communique.model.quantities import Quantity
from communique.reading.actors import Actors
from communique.reading.dates.find import TimeExpression
from communique.reading.draft import Draft, TokenRange
from communique.reading.offices import entry_of
from communique.reading.reference import Discourse, Party
from communique.text.tokens import Tokens

_STATES: Final = frozenset({"country", "state", "nation"})
_PARTIES: Final = frozenset("country state nation member party side minister leader president government time point year month week day hour".split())
"""Units that count who takes part or how long, not what is given."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was: English name, the unit it stands at, and the state it lies in (empty if unknown)."""

    name: str
    unit: int
    state: str


@dataclass(slots=True)
class Story:
    """What builders need to know of the story at hand."""

    pack: Pack
    tokens: Tokens
    discourse: Discourse
    actors: Actors
    published: str | None
    place_states: Mapping[str, str]
    """English place name → state id"""
    state_names: Mapping[str, str]
    """state id → English name"""
    capitals: Mapping[str, str]
    """state id → English name of its capital"""
    mechanisms: Mapping[tuple[str, frozenset[str]], str]
    """(suffix, parties) → mechanism id"""
    issues: list[tuple[int, int, str]]
    """issues named: first token, last token, id"""
    area_starts: list[int]
    areas: list[tuple[int, int, str, bool]]
    """areas named: first token, last token, code, whether it counts only in a list"""
    last_meeting: str | None = None
    """date of the meeting told of last"""
    meetings: dict[int, Draft] = field(default_factory=dict)
    """token of a meeting's noun → what was told of it"""
    focus_meeting: Draft | None = None
    last_indicator: Draft | None = None
    last_agreement: Draft | None = None
    last_gift: Draft | None = None
    last_promise: Draft | None = None
    """the last undertaking of a number of things"""
    listing: Draft | None = None
    """the heading under which a list of texts stands"""
    seen: set[tuple[str, int]] = field(default_factory=set)
    """(kind, token) of noun phrases already told of"""

    def told(self, kind: str) -> bool:
        """Whether something of a kind has been told that a pronoun may take up."""
        last = {"meeting": self.focus_meeting, "agreement": self.last_agreement, "indicator": self.last_indicator}
        return last.get(kind) is not None

    def range(self, units: Units, first: int, last: int) -> TokenRange:
        """The tokens of units `first:last`, without a break or conjunction at either end."""
        cats = units.cats
        while first < last and cats[first] in ",;CQ":
            first += 1
        while last > first and cats[last - 1] in ",;CRQSDdaPewg":
            last -= 1
        last = max(last, first + 1)
        return units.begin[first], units.end[last - 1]

    def areas_in(self, first: int, last: int) -> list[tuple[str, TokenRange]]:
        """The areas that tokens `first:last` name, in text order, and where each stands first."""
        found: list[tuple[int, int, str, bool]] = []
        for index in range(bisect_left(self.area_starts, first), len(self.areas)):
            area = self.areas[index]
            if area[0] >= last:
                break
            if area[1] <= last:
                found.append(area)
        kept: list[tuple[int, int, str, bool]] = []
        for area in found:
            if any(o[0] <= area[0] and area[1] <= o[1] and (o[1] - o[0]) > (area[1] - area[0]) for o in found):
                continue
            kept.append(area)
        named: dict[str, TokenRange] = {}
        for index, (start, end, code, only_listed) in enumerate(kept):
            if code not in named and not (only_listed and not self._in_list(kept, index)):
                named[code] = (start, end)
        return list(named.items())

    def issue_in(self, first: int, last: int) -> str | None:
        """The first issue that tokens `first:last` name."""
        return next((issue for start, end, issue in self.issues if first <= start and end <= last), None)

    def _in_list(self, areas: list[tuple[int, int, str, bool]], index: int) -> bool:
        """Whether an area stands in a list with another: only small words and commas between them."""
        words, norms = self.pack.words, self.tokens.norms
        for low, high in ((index - 1, index), (index, index + 1)):
            if low < 0 or high >= len(areas):
                continue
            between = norms[areas[low][1] : areas[high][0]]
            if len(between) <= 4 and all(norm == "," or (words.get(norm, ("", ()))[0] and not words[norm][1]) for norm in between):
                return True
        return False

    def counterpart(self, sentence: Sentence, by: list[str]) -> list[str]:
        """The other side of one party: the only other actor the sentence names, else the other side of the story's theme."""
        mine = {actor.partition(":")[0] for actor in by}
        others = [actor for actor in self.actors.named(sentence, 0, len(sentence.units.cats)).ids if actor.partition(":")[0] not in mine]
        if len(mine) == 1 and len(others) == 1:
            return others
        return self.discourse.counterpart(by)

    def to_uncounted(self, sentence: Sentence, left: int, right: int) -> bool:
        """Whether what stands among units `left:right` is for states that nobody names: "aux pays africains", "to six countries", "cho châu Phi"."""
        units, cats = sentence.units, sentence.units.cats
        for chunk in sentence.chunks_in(left, right):
            k = head(sentence, chunk)
            if cats[k] == "N":
                group = units.entry(k, "group")
                told = group is not None and (group.value != "state" or units.masks is None)
                if group.value == "nobody" if group is not None and told else self._many(units, chunk, k):
                    return True
                continue
            if not chunk.bare and (cats[chunk.prep] == "e" or units.norm(chunk.prep) in self.pack.closed.locative - self.pack.closed.beneficiary):
                continue
            place = units.entry(k, "place") if cats[k] == "L" else None
            if place is not None and not self.place_states.get(place.value, ""):
                return True
            if cats[k] == "#" and units.data[k].value.unit in _STATES and units.data[k].value.value != len(self.discourse.wide):
                return True
        return False

    def _many(self, units: Units, chunk: Chunk, k: int) -> bool:
        """Whether a noun is a plural of states, not the one told of last: "африканским странам", not "son voisin"."""
        value = classes(units, k).get("group", ("",))[0]
        if units.masks is not None:
            return (value in ("states", "region") or units.entry(k, "group") is not None) and not units.masks[k] & SINGULAR
        closed = self.pack.closed
        several = any(units.norm(j) in closed.plural_determiners for j in range(chunk.start, k)) or is_several(units, k, closed)
        return value == "region" or (value == "states" and several and units.norm(chunk.start) not in closed.possessive)

    def times(self, sentence: Sentence, left: int, right: int) -> list[tuple[int, TimeExpression]]:
        """The time expressions among units `left:right`."""
        units = sentence.units
        found = []
        for k in range(max(left, 0), min(right, len(units.cats))):
            if units.cats[k] == "W":
                mention: Mention[TimeExpression] = units.data[k]
                found.append((k, mention.value))
        return found

    def amount(self, sentence: Sentence, left: int, right: int) -> tuple[int, Quantity] | None:
        """The first amount with a unit among units `left:right`."""
        units = sentence.units
        for k in range(left, min(right, len(units.cats))):
            if units.cats[k] == "#":
                mention: Mention[Quantity] = units.data[k]
                if mention.value.unit and mention.value.unit not in _PARTIES and mention.type in ("money", "amount", "percent"):
                    return k, mention.value
        return None

    def place(self, sentence: Sentence, left: int, right: int, *, route: bool = False) -> Place | None:
        """The first place in a locative among units `left:right`: "à Bali", "en Russie", "dans la capitale …" gives none."""
        units = sentence.units
        for chunk in sentence.chunks:
            if chunk.start < left or chunk.bare:
                continue
            if chunk.prep >= right:
                break
            if not (route and units.norm(chunk.prep) in self.pack.closed.route) and not self._locates(units, chunk.prep):
                continue
            found = self.place_of(units, chunk)
            if found is not None:
                return found
        return None

    def _locates(self, units: Units, k: int) -> bool:
        """Whether the preposition at unit k tells where something happens."""
        letter, closed, locative = units.cats[k], units.entry(k, "closed"), self.pack.closed.locative
        if letter not in "aeP" or closed is not None:
            return letter in "aeP" and closed is not None and closed.extra in locative
        worded = self.pack.closed.particles and units.end[k] > units.begin[k]
        checked = "aP" if worded else "P"  # "tặng cho …", "kepada …": to whom, not where
        return letter not in checked or units.norm(k) in locative

    def place_of(self, units: Units, chunk: Chunk) -> Place | None:
        """The place a chunk names, if its head is one."""
        for k in range(chunk.start, chunk.end):
            letter = units.cats[k]
            if letter in "Do":
                continue
            if letter in "NJO" and (seat := self._capital(units, chunk, k)) is not None:
                return seat
            if letter not in "OL":
                return None
            place = entry_of(units, k, "place")
            if place is not None:
                return Place(place.value, k, self.place_states.get(place.value, ""))
            actor = entry_of(units, k, "actor")
            if actor is not None and actor.extra in ("name", "other") and actor.value in self.state_names:
                return Place(self.state_names[actor.value], k, actor.value)
            return None
        return None

    def _capital(self, units: Units, chunk: Chunk, k: int) -> Place | None:
        """The place of "the Japanese capital", "la capitale japonaise", "the capital of Japan"."""
        cats = units.cats
        seat = next((j for j in range(k, chunk.end) if cats[j] == "N" and "capital" in classes(units, j)), -1)
        if seat < 0:
            return None
        last = chunk.end + 3 if cats[chunk.end : chunk.end + 1] == "d" else chunk.end
        for j in range(k, min(last, len(cats))):
            entry = entry_of(units, j, "actor") if cats[j] in "JO" else None
            if entry is not None and entry.value in self.capitals:
                return Place(self.capitals[entry.value], seat, entry.value)
        return None

    def mode(self, sentence: Sentence, left: int, right: int) -> tuple[str, int] | None:
        """`online`, `phone` or `written` where the words say so, and the unit."""
        units = sentence.units
        for k in range(left, min(right, len(units.cats))):
            if units.cats[k] in "NE":
                for class_, (value, _) in classes(units, k).items():
                    if class_ == "meeting_mode" and value in ("online", "phone", "written"):
                        return value, k
        return None

    def put_actors(self, draft: Draft, slot: str, sentence: Sentence, party: Party) -> None:
        """Fill `by` or `to` from a party, with its spans."""
        values = draft.by if slot == "by" else draft.to
        for index, actor in enumerate(party.ids):
            if actor not in values:
                values.append(actor)
                if index < len(party.units):
                    k = party.units[index]
                    if sentence.units.begin[k] == sentence.units.end[k]:
                        k += 1  # a case stands before its noun as a preposition without words
                    draft.at(slot, (sentence.units.begin[k], sentence.units.end[k]))
