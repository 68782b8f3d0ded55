"""Verbs of languages that inflect nothing: particles give tense and voice, and the place of a verb says whether it is one, and of which kind.

A pack is read so if its closed classes name `particles`. `settle` gives every verb its letter: V finite, I infinitive, T participle, G gerund,
u where it stands as a noun; `verb_group` of grammar/particles.py then reads the particles before it.
"""

from __future__ import annotations

import re
from typing import Any, Final, cast

from communique.grammar.units import Units
from communique.languages.pack import Pack

Readings = tuple[tuple[str, str], ...]

VERB: Final = re.compile(r"(?:[cz](?:E*[cz])*E*)?[VIGT]")
"""A verb with the particles before it."""
_BREAK: Final = frozenset(";QRS")
NOMINAL: Final = frozenset("NuUAOJLHFYt#okhD")
_ACTORS: Final = frozenset("OHFi")
_LINKS: Final = frozenset("dawePg")
_LINKING: Final = frozenset({"act", "negotiation", "holding", "delivery", "occasion", "anniversary", "implementation", "goal"})
"""Classes of nouns of action, whose object stands straight behind them."""
_FAR: Final = 12
"""How many units an agent may take between the particle of the passive and its verb."""


class _Settler:
    """One sentence while its verbs are given their letters, left to right."""

    def __init__(self, units: Units, pack: Pack) -> None:
        self.units, self.closed = units, pack.closed
        self.cats, self.data = list(units.cats), list(units.data)
        self.readings = [_readings(units, k, pack) for k in range(len(self.cats))]
        for k, letter in enumerate(self.cats):
            if letter == "t" and "i" in pack.closed.words.get(units.norm(k), "") and self.cats[k + 1 : k + 2] not in (["H"], ["U"], ["F"], ["t"]):
                self.cats[k] = "i"  # "Ông cũng cho biết": a pronoun, no title
        self.finite = self.last = -1
        self.waiting = False  # a subject, for its verb behind a relative clause
        self.weak: list[int] = []
        """nouns of the clause that could be its verb, should it have none"""

    def settle(self) -> Units:
        """The units with the letters of their verbs."""
        for k in range(len(self.cats)):
            letter = self.cats[k]
            if letter in _BREAK:
                self.waiting = letter == "R" and self.finite < 0
                self._close()
            elif letter == "c" and self.units.norm(k) in self.closed.agentive:
                self._agent(k)
            if self.readings[k] is not None:
                self._place(k)
        self._close()
        return self._linked()

    def _linked(self) -> Units:
        """The units with an empty link where a noun stands straight behind a noun of action or an amount, or a place behind a visit.

        So "lễ ký Hiệp định" is read as "the signing of the agreement", and "chuyến thăm Pháp" as "the visit to France".
        """
        old = self.units
        cats: list[str] = []
        begin: list[int] = []
        end: list[int] = []
        data: list[Any] = []
        for k, letter in enumerate(self.cats):
            link = self._link(k) if k and letter in "NOLDuF#Hi" else ""
            if link:
                cats.append(link)
                begin.append(old.begin[k])
                end.append(old.begin[k])
                data.append(None)
            cats.append(letter)
            begin.append(old.begin[k])
            end.append(old.end[k])
            data.append(self.data[k])
        return Units(old.tokens, "".join(cats), begin, end, data)

    def _link(self, k: int) -> str:
        """The link that a reader understands before unit k: d a genitive, g the agent of a passive, a the place of a visit, empty for none."""
        before, letter = self.cats[k - 1], self.cats[k]
        if before in "VIT" and "p" in _kind(self.readings[k - 1]):
            return "g" if letter in _ACTORS or (letter == "N" and self._actor(k)) else ""
        if before == "#":
            return "d" if letter == "N" else ""
        if before != "N":
            return ""
        classes = {entry.value: entry.extra for entry in self.data[k - 1] if entry.type == "noun"} if self.data[k - 1].__class__ is tuple else {}
        bare = "d" if self.closed.bare_genitive else ""
        if letter in "HF":
            return bare
        if letter in "OL":
            return (bare or "a") if classes.get("meeting", "").startswith("visit") else ""
        return "d" if not _LINKING.isdisjoint(classes) and letter in "ND#" else ""

    def _close(self) -> None:
        """The end of a clause: one that has found no verb takes the likeliest of its nouns."""
        if self.finite < 0 and self.weak:
            self._put(self.weak[0], "V")
        self.finite = self.last = -1
        self.weak.clear()

    def _put(self, k: int, letter: str) -> None:
        if letter == "u":
            if self.cats[k] == "V":
                self.cats[k], self.data[k] = "u", None
            return
        self.cats[k], self.data[k] = letter, self.readings[k]
        self.last = k
        if letter == "V":
            self.finite = k

    def _agent(self, k: int) -> None:
        """A particle of the passive before its agent: "được hai bên ký"."""
        j = k + 1
        while j < len(self.cats) and self.cats[j] == "E" and self.readings[j] is None:
            j += 1
        if j < len(self.cats) and self.readings[j] is not None:
            return
        stop = min(k + _FAR, len(self.cats))
        j = self._apposed(j, stop)
        while (
            j < stop
            and (self.cats[j] in "CdE" or self.cats[j] in NOMINAL)
            and (self.readings[j] is None or (self.cats[j] in "NF" and "n" in _kind(self.readings[j])))
        ):
            j += 1
        if j > k + 1 and j < stop and self.cats[j] in "VENF" and self.readings[j] is not None:
            self.cats[k] = "g"
        else:
            self.cats[k] = "E"

    def _apposed(self, j: int, stop: int) -> int:
        """Behind an office and a comma, the name of who holds it: "do Thứ trưởng Ngoại giao, ông X, chủ trì"."""
        comma = next((i for i in range(j, stop) if self.cats[i] == ","), -1)
        named = comma > j and self.cats[comma + 1 : comma + 2] in (["H"], ["t"]) and not any(self.cats[i] in "VIc" for i in range(j, comma))
        return comma + 1 if named else j

    def _before(self, k: int) -> tuple[int, bool]:
        """The unit before the particles and adverbs of unit k (-1 at the beginning), and whether there is a particle."""
        p, marked = k - 1, False
        while p >= 0 and self.cats[p] in "czE":
            marked = marked or self.cats[p] != "E"
            p -= 1
        return p, marked

    def _phrase(self, p: int) -> tuple[int, str]:
        """Where the noun phrase that ends at unit p begins, and the letter before it."""
        while p >= 0 and (self.cats[p] in NOMINAL or self.cats[p] in "WdE" or (self.cats[p] == "C" and p and self.cats[p - 1] in NOMINAL)):
            p -= 1
        return p + 1, self.cats[p] if p >= 0 else ";"

    def _place(self, k: int) -> None:
        """Give the verb at unit k its letter."""
        p, marked = self._before(k)
        letter = self.cats[p] if p >= 0 else ";"
        while letter == "W" and p > 0 and not (self.cats[p - 1] in ",;C" and self.finite < 0 and self.last < 0):
            p -= 2 if self.cats[p - 1] in "Pea" and p > 1 else 1  # "… tiba pada 5 Maret menandatangani …", "vào năm ngoái đạt"
            letter = self.cats[p]
        kind = _kind(self.readings[k])
        if self.cats[k] in "aePdwgE" and not (marked or self._opens(k, p, letter)):
            return
        self._put(k, self._letter(k, p, letter, kind, marked))

    def _opens(self, k: int, p: int, letter: str) -> bool:
        """Whether a word that may be a preposition is the verb of a clause that has none yet, straight behind its subject."""
        if self.cats[k + 1 : k + 2] == ["W"]:
            return False  # "đến năm 2030"
        if self._phrase(p)[1] == "g":
            return True  # "được Thủ tướng tiếp"
        if letter == ";" and self.cats[k] == "E" and self.cats[k + 1 : k + 2] and self.cats[k + 1] in "OHFt":
            return True
        if letter in "C," and self.last >= 0 and self.cats[k] == "E":
            return self.cats[k + 1 : k + 2] in (["N"], ["D"], ["#"])  # "đã hội đàm và ra Tuyên bố chung"
        if self.finite >= 0 or (letter not in _ACTORS and not (letter == "N" and self._actor(p))):
            return False
        start, before = self._phrase(p)
        if self.cats[k] == "P" and self.cats[start] == "N" and not self._actor(start):
            return False  # "Kỳ họp lần thứ 26 Ủy ban Việt Nam - Nga về hợp tác kinh tế"
        if self.cats[start] == "N" and "d" in self.cats[start:p] and not self._actor(start) and self._verb_behind_place(k):
            return False  # "xuất khẩu của Việt Nam sang Mỹ đạt …"
        return before in ",;CQRS" and not any(self.cats[j] in _LINKS for j in range(start, p) if self.cats[j] != "d")

    def _verb_behind_place(self, k: int) -> bool:
        """Whether a place and then another verb follow unit k."""
        j = k + 1
        while j < len(self.cats) and self.cats[j] in "OLNucWzE" and (self.cats[j] != "N" or self.readings[j] is None):
            j += 1
        return j > k + 1 and j < len(self.cats) and self.readings[j] is not None and self.cats[j] in "VIx"

    def _measured(self, k: int) -> bool:
        """Whether the verb at unit k tells of a second figure: "xuất khẩu đạt 2 tỷ USD, nhập khẩu từ Nga đạt 3 tỷ USD"."""
        j = k - 1 if self.cats[k + 1 : k + 2] == ["#"] else -1
        while j >= 0 and self.cats[j] not in ",;CVIGTQRS":
            j -= 1
        entries = self.data[j + 1] if j >= 0 and self.cats[j] in ",C" else ()
        return entries.__class__ is tuple and any(entry.type == "noun" and entry.value == "metric" for entry in entries)

    def _actor(self, p: int) -> bool:
        return self.units.entry(p, "group") is not None or any(
            entry.type == "noun" and entry.value in ("party", "group") for entry in (self.data[p] if isinstance(self.data[p], tuple) else ())
        )

    def _letter(self, k: int, p: int, letter: str, kind: str, marked: bool) -> str:
        finite = self.finite >= 0
        if letter == "z":
            letter = self.cats[p]
        if letter in "D" or (letter == "k" and not (p and self.cats[p - 1] in "Nu")):
            return "V" if marked else "u"
        if letter in ";QRS" or p < 0:
            if letter not in "QRS" and not marked and self._main_follows(k):
                return "G"
            return "V" if marked or "n" not in kind or self.cats[k] != "N" or not self._nominal_head(k) else "u"
        if letter in "VIGT":
            return self._behind_verb(p, kind, marked)
        if letter == ",":
            return self._behind_comma(k, p, kind, marked)
        if letter == "C":
            return self._behind_and(k, p, kind, marked)
        if letter in _LINKS:
            nominal = "n" in kind or self.cats[k] == "N"
            return "I" if marked or not nominal or self.units.norm(p) in self.closed.purpose else "u"
        return self._behind_noun(k, p, letter, kind, marked, finite)

    def _nominal_head(self, k: int) -> bool:
        """Whether a noun at the head of a sentence has its verb behind it."""
        return any(
            (self.readings[j] is not None and self.cats[j] == "V") or self.cats[j] == "c" for j in range(k + 1, len(self.cats)) if self.cats[j] != ","
        )

    def _main_follows(self, k: int) -> bool:
        """Whether a comma, an actor and a verb stand behind unit k: "Phát biểu tại …, ông …"."""
        cats = self.cats
        for comma in range(k + 1, len(cats)):
            if cats[comma] == ";":
                break
            if cats[comma] != ",":
                continue
            j = comma + 1
            seen = False
            while j < len(cats) and (cats[j] in NOMINAL or cats[j] in "dWEhiCe" or cats[j] in "ct"):
                seen = seen or cats[j] in _ACTORS or (cats[j] == "N" and self._actor(j))
                if cats[j] == "c" and seen:
                    return True
                j += 1
            if seen and j < len(cats) and self.cats[j] in "VczgP":
                return True
        return False

    def _behind_verb(self, p: int, kind: str, marked: bool) -> str:
        above = _kind(self.readings[p])
        if "n" in kind and not marked and self._lemma(p) == self.closed.be:
            return "u"
        says = "k" in kind and self._lemma(p) in self.closed.saying  # "khẳng định cam kết …"
        return "I" if marked or says or "k" in above or "n" not in kind else "u"

    def _behind_comma(self, k: int, p: int, kind: str, marked: bool) -> str:
        if marked:
            return "V"
        following = self.cats[k + 1] if k + 1 < len(self.cats) else ";"
        lemma = self._lemma(k)
        if "n" in kind and following == "#" and self.finite >= 0 and "n" in _kind(self.readings[self.finite]):
            return "V"  # "xuất khẩu 35 tỷ USD, nhập khẩu 101 tỷ USD"
        if "n" in kind and ("k" not in kind or following in ",;CdPW" or (self.cats[k] == "N" and following not in "DNOHV#QE")):
            return "u"
        if self.last < 0 or self.finite < 0:
            return "G" if self.last >= 0 and self.cats[self.last] == "G" and self._main_follows(k) else "V"
        if self.cats[self.last] == "I" and "k" not in kind and lemma not in self.closed.saying | self.closed.eventive:
            return "I"
        return "V"

    def _behind_and(self, k: int, p: int, kind: str, marked: bool) -> str:
        if marked:
            return "V"
        j = p - 1
        while j >= 0 and self.cats[j] in ",E":
            j -= 1
        if "n" in kind and j >= 0 and self.cats[j] in NOMINAL:
            following = self.cats[k + 1] if k + 1 < len(self.cats) else ";"
            if self.finite >= 0 and self._asks(k, p, following):
                return "V"
            if self.cats[k] == "N" or self.readings[j] is not None or following not in ("wDN#VE" if "k" in kind else "wDN#"):
                return "u"
        if self.last < 0:
            return "V"
        held = self.cats[self.last]
        lemma = self._lemma(k)
        says = ("k" in kind or lemma in self.closed.saying) and self.units.norm(p) in self.closed.clausal
        if held == "I" and (says or lemma in self.closed.eventive):
            return "V"
        return held if held in "VIG" else "V"

    def _asks(self, k: int, p: int, following: str) -> bool:
        """Whether the word at k asks or wishes that another do something: "…, đồng thời yêu cầu Lào rút quân", "… và mong muốn cùng Lào hợp tác"."""
        lemma, start = self._lemma(k), k + 1 + (following == "w")
        wishes = lemma in self.closed.volition if following == "w" else self.units.norm(p) in self.closed.clausal
        if not wishes or lemma not in self.closed.object_control or self.cats[start : start + 1] not in (["O"], ["H"], ["F"]):
            return False
        j = start
        while j < len(self.cats) and self.cats[j] in NOMINAL and self.readings[j] is None:
            j += 1
        return j < len(self.cats) and self.readings[j] is not None

    def _behind_noun(self, k: int, p: int, letter: str, kind: str, marked: bool, finite: bool) -> str:
        start, before = self._phrase(p)
        agent = any(self.cats[j] == "g" for j in range(max(start - 1, 0), p))
        actor = letter in _ACTORS or (letter == "N" and self._actor(p))
        if agent:
            return self._passive(k, start - 1)
        if not finite:
            if marked:
                return "T" if self._passive_only(k) and self._finite_ahead(k) else "V"
            if "n" in kind and (not actor or (self.cats[k] == "N" and not self._object_follows(k))):
                self.weak.append(k)
                return "u"
            if self.last >= 0 and self.cats[self.last] == "I" and before not in ",C":
                return "I"
            told = self._lemma(k) in self.closed.saying
            return "T" if (not actor or (letter in "NF" and not told)) and self._finite_ahead(k) else "V"
        lemma = self._lemma(self.last) if self.last >= 0 else ""
        if lemma in self.closed.saying and (actor or marked or "n" not in kind):
            return "V" if before in "VIGE," or start - 1 <= self.last or marked else "I"
        if self.units.norm(k - 1) in self.closed.after_subject and any(self.cats[j] in ",C" for j in range(self.last + 1, start)):
            return "V"  # "… và nhập khẩu từ Lào cũng tăng"
        if self._measured(k) or (before in ",C" and (marked or (actor and "n" not in kind) or (actor and self._object_follows(k)))):
            return "V"
        if marked:
            return "T" if self._passive_only(k) else "V" if before in ",C" else "T" if not actor else "I"
        if self.waiting and "n" not in kind and self.last == self.finite and "k" not in _kind(self.readings[self.last]):
            self.waiting = False
            return "V"
        serial = lemma in self.closed.serial and self._object_follows(k)  # "phối hợp với Lào tổ chức hội thảo"
        if "n" in kind and not (actor and (lemma in self.closed.object_control or "k" in kind or serial)):
            return "u"
        return "I"

    def _lemma(self, k: int) -> str:
        readings = self.readings[k]
        return readings[0][0] if readings else ""

    def _object_follows(self, k: int) -> bool:
        j = k + 1
        while j < len(self.cats) and self.cats[j] == "E":
            j += 1
        return j < len(self.cats) and self.cats[j] in "DNOHFw#VQuc"

    def _passive_only(self, k: int) -> bool:
        p = k - 1
        while p >= 0 and self.cats[p] in "czE":
            if self.cats[p] != "E" and self.units.norm(p) not in self.closed.agentive:
                return False
            p -= 1
        return True

    def _passive(self, k: int, g: int) -> str:
        """A verb behind its agent: finite, unless the clause has its verb before or behind."""
        while g >= 0 and self.cats[g] in "czE":
            g -= 1
        if self.finite >= 0 and not (g >= 0 and self.cats[g] in ",C"):
            return "T"
        return "T" if self._finite_ahead(k) else "V"

    def _finite_ahead(self, k: int) -> bool:
        """Whether a verb with a particle of tense follows before the clause ends, with nothing that joins."""
        for j in range(k + 1, len(self.cats)):
            letter = self.cats[j]
            if letter in ";QRSC,":
                return False
            if letter == "c" and self.units.norm(j) not in self.closed.agentive:
                p = j - 1
                while p > k and self.cats[p] in "E":
                    p -= 1
                return p > k and self.cats[p] not in "VP"
        return False


def settle(units: Units, pack: Pack) -> Units:
    """The units of a sentence with every verb settled by its place."""
    return _Settler(units, pack).settle()


def _readings(units: Units, k: int, pack: Pack) -> Readings | None:
    """The verb readings of unit k, if it may be a verb."""
    letter, value = units.cats[k], units.data[k]
    if letter in "NF":
        if units.end[k] - units.begin[k] > 1:
            return None
        word = pack.words.get(units.tokens.norms[units.begin[k]])
        return word[1] if word is not None and word[2] else None
    if letter in "VEaePdwg" and value.__class__ is tuple and value and value[0].__class__ is tuple:
        return cast(Readings, value)
    return None


def _kind(readings: Readings | None) -> str:
    """What the verb list says of a verb besides its forms: n a noun too, k followed by verbs, p a passive."""
    return readings[0][1][2:] if readings else ""
