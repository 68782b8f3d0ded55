"""The patterns of a page, compiled once from a pack's layout rules, and the small finders that use them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Final

from communique.languages.layout import LayoutRules

_LINE: Final = re.compile(r"\S[^\n\r\x0b\x0c\x85\u2028\u2029]*")
_DASH: Final = "[-–—][-–—]?"
_DASHED: Final = re.compile(r"[-–—]\s")
_FINAL: Final = ".!?…"
_CLOSING: Final = "»”\"’')] \u00a0\u202f"
_NEVER: Final = re.compile(r"(?!)")
_INITIAL: Final = re.compile(r"\b(?:[^\W\d_]|[^\W\d_]{1,3})\Z")
_SENTENCE: Final = re.compile(r"[.!?…][»”\")]?\s+(?=[^\W\d_a-zà-öø-ÿ]|[«“\"])")
_CREDITED: Final = re.compile(r"\s*[^\W\d_][\w.'’&-]*(?:\s?/\s?[\w.'’&-]+|\s[^\W\d_a-zà-öø-ÿ][\w.'’&-]*){0,6}")
_NEVER_WRAPPED: Final = 3
_WIDTHS: Final = range(45, 131)

Found = tuple[int, str | None, tuple[int, int] | None, str | None]
"""Where a dateline ends, its place, the span of its date, its agency."""


def _words(words: Iterable[str]) -> str:
    """An alternation of literal words, longest first; an apostrophe stands for both kinds."""
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(re.escape(word).replace("'", "['’]").replace(r"\ ", r"[ \u00a0]") for word in ordered) or "(?!)"


def _bounded(words: Iterable[str]) -> str:
    """The same; a word that ends in a letter ends where a word does."""
    return f"(?:{_words(words)})(?:(?<!\\w)|(?!\\w))"


def _any(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)"


def ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` ends as a sentence does, closing marks aside."""
    stripped = text[start:end].rstrip(_CLOSING)
    return bool(stripped) and stripped[-1] in _FINAL


def units_of(text: str, start: int, patterns: PagePatterns) -> list[tuple[int, int, int]]:
    """The paragraphs from `start` on: (start, end, line breaks before). Lines that only wrap are joined."""
    lines: list[tuple[int, int, int]] = []
    at = start
    for match in _LINE.finditer(text, start):
        low = match.start()
        high = low + len(match.group().rstrip())
        gap = text[at:low]
        lines.append((low, high, gap.count("\n") or int("\r" in gap)))
        at = high
    units: list[tuple[int, int, int]] = []
    first = 0
    while first < len(lines):
        last = first + 1
        while last < len(lines) and lines[last][2] == 1:
            last += 1
        units += _joined(text, lines[first:last], patterns)
        first = last
    return units


def _joined(text: str, block: list[tuple[int, int, int]], patterns: PagePatterns) -> list[tuple[int, int, int]]:
    """The units of lines with no empty line between them."""
    if len(block) == 1:
        return block
    wrapped = _is_wrapped(text, block)
    units = [block[0]]
    for low, high, breaks in block[1:]:
        start, end, before = units[-1]
        goes_on = not ends_sentence(text, start, end) and text[low].islower() and patterns.line.match(text, low, high) is None
        if (wrapped or goes_on) and patterns.whole_sign_off(text, low, high) is None:
            units[-1] = (start, high, before)
        else:
            units.append((low, high, breaks))
    return units


def _is_wrapped(text: str, block: list[tuple[int, int, int]]) -> bool:
    """Whether the lines were broken to a width: no line could have taken the first word of the next one."""
    if len(block) < _NEVER_WRAPPED:
        return False
    width = max(high - low for low, high, _ in block)
    if width not in _WIDTHS:
        return False
    pairs = pairwise(block)
    return all(high - low + 1 + len(text[after[0] : after[1]].split(None, 1)[0]) > width for (low, high, _), after in pairs)


class PagePatterns:
    """Compiled layout rules. `line` names by its group what a line begins as; the methods give offsets or None."""

    __slots__ = (
        "_agencies", "_boilerplate", "_datelines", "_inner", "_joined_agencies", "_running", "_signers", "_small", "_tail", "_whole",
        "credit", "credit_words", "headers", "inline_link", "line", "link_marks", "mark", "page_dates", "side",
    )  # fmt: skip

    def __init__(self, rules: LayoutRules) -> None:
        agency = _words(rules.agencies)
        signed = rf"(?:{agency})(?:\s?[/,]\s?(?:{agency})|\s?[-–]\s?(?:{agency})(?!\w))*"
        outlet = _words((*rules.outlets, *rules.agencies))
        captions = rf"(?:{_words(rules.caption_words)})\s*:|(?:{_any(rules.caption_patterns)})"
        credits = _words(rules.credits)
        self.headers = tuple(re.compile(pattern) for pattern in rules.header_patterns)
        self.page_dates = tuple(re.compile(pattern) for pattern in rules.page_date_patterns)
        self.line = re.compile(
            rf"(?P<link>{_bounded(rules.links)})"
            rf"|(?P<heading>{_bounded(rules.link_headings)}\s?:?)"
            rf"|(?P<ending>(?:{_words(rules.link_endings)})[\s:>»…]*\Z)"
            rf"|(?P<furniture>(?:{_any(rules.furniture_patterns)})\s*\Z)"
            rf"|(?P<advert>{_bounded(rules.adverts)})"
            rf"|(?P<caption>{captions})"
            rf"|(?P<credit>(?:{credits})\s*:)"
            r"|(?P<note>\[[^\[\]]*\]\s*\Z)"
        )
        self.mark = re.compile(rf"(?<![^\W\d_])(?:{_any(rules.caption_patterns)})") if rules.caption_patterns else _NEVER
        self.credit = re.compile(rf"\(?(?<!\w)(?:{credits})\s*:")
        self.credit_words = tuple(dict.fromkeys(word.split()[0] for word in rules.credits))
        self.side = re.compile(rf"\((?:{_words(rules.sides)})(?!\w)[^()\n]{{0,60}}\)")
        symbols = [link for link in rules.links if not any(char.isalnum() for char in link)]
        self.link_marks = tuple(dict.fromkeys(symbol[0] for symbol in symbols))
        self.inline_link = re.compile(rf"\s(?:{_words(symbols)})\s") if symbols else _NEVER

        place = r"(?P<place>[^\W\d_][^()\n,;:!?–—]{0,40}?)"
        day = r"[^()\n\d]{0,14}\d{1,2}[^\s()]{0,3}\s+[^\W\d_]{2,12}\.?(?:\s+\d{4})?"
        signature = rf"\((?P<agency>{signed})(?:[^()\n]{{0,24}}\)(?:\.(?=\s?[-–—]))?\s*(?P<dash>{_DASH}|[:=])?|\s*(?P<open>{_DASH}))\s*"
        self._datelines = (  # and whether the agency stands in brackets, else a dash and a space follow
            (re.compile(rf"(?:{place}(?:\s*,\s*(?P<date>[^()\n]{{2,48}}?)|\s+\d{{1,2}}[/.]\d{{1,2}})?\s*)?{signature}"), True),
            (re.compile(rf"{place}\s*,\s*(?P<date>{day})\s*(?:,\s*(?P<agency>{signed})\s*)?(?P<dash>{_DASH})\s+"), False),
            (re.compile(rf"{place}\s*,\s*(?P<agency>{signed})\s*(?P<dash>{_DASH})\s+"), False),
            (re.compile(rf"(?P<agency>(?:{outlet})(?:\s?/\s?(?:{outlet}))*)\s+(?P<dash>{_DASH})\s+"), False),
            (re.compile(rf"{place.replace('place', 'capitals')}(?:\s*,\s*[^\W\d_][^()\n,;:!?–—]{{0,24}})?\s+(?P<dash>—|--)\s+"), False),
        )
        self._inner = re.compile(rf"\((?:{signed})[^()\n]{{0,24}}\)?\s*{_DASH}")
        self._running = re.compile(rf"{_DASH}\s?(?P<agency>{signed})(?:\s?{_DASH})?")
        self._tail = re.compile(
            rf"[.!?…»”\"’]\s*(?P<sign>(?:{_any(rules.signoff_patterns)})|\((?P<inside>[^()\n]{{1,50}})\)|(?P<agency>{signed}))\s*\Z"
        )
        self._whole = re.compile(
            rf"(?:{_any(rules.signoff_patterns)})|\((?P<inside>[^()\n]{{1,50}})\)|(?:{_DASH}\s?)?(?P<agency>{signed})(?:\s?{_DASH})?"
            rf"|[^.!?\n]{{1,60}}/\s?(?P<by>{signed})"
        )
        self._agencies = re.compile(rf"(?:{_words((*rules.agencies, *rules.outlets))})(?!\w)")
        self._joined_agencies = re.compile(rf"(?<!\w)(?:{agency})(?:\s?/\s?(?:{agency}))*(?![a-zà-öø-ÿ])")
        self._signers = frozenset((*rules.agencies, *rules.outlets, *rules.signoff_words))
        self._small = frozenset(rules.place_words)
        self._boilerplate = re.compile(_any(rules.boilerplate_patterns), re.DOTALL)

    # -- captions

    def credit_end(self, text: str, colon: int, end: int) -> int:
        """Where a credit whose colon ends at `colon` ends: at a dateline, behind an agency, or with the unit if little is left."""
        inner = self.inner_dateline(text, colon, end)
        if inner:
            return inner
        if end - colon <= 60:
            return end
        known = self._joined_agencies.search(text, colon, min(end, colon + 60))
        stop = known.end() if known is not None else 0
        if not stop:
            match = _CREDITED.match(text, colon, end)
            stop = match.end() if match is not None else colon
        return stop + (stop < end and text[stop] in ").")

    def inner_dateline(self, text: str, start: int, end: int) -> int:
        """Where a dateline begins inside a unit, else 0."""
        match = self._inner.search(text, start, end)
        if match is None:
            return 0
        at = match.start()
        known = self._joined_agencies
        best = 0
        for word in reversed(list(re.finditer(r"\S+", text[max(start, at - 60) : at]))):
            low = max(start, at - 60) + word.start()
            signed = known.match(text, low, at)
            if signed is not None or text[low] in "/:" or self.dateline(text, low, end) is None:
                if text[low].isupper() and signed is None and not text[low:at].rstrip().endswith(tuple(".!?…")):
                    continue
                break
            best = low
            if low > start and ends_sentence(text, start, low):
                break
        return best

    # -- datelines

    def dateline(self, text: str, start: int, end: int) -> Found | None:
        """The dateline that a unit begins with."""
        signed = text.find("(", start, min(end, start + 110)) >= 0
        dashed = _DASHED.search(text, start, min(end, start + 160)) is not None
        for pattern, in_brackets in self._datelines:
            match = pattern.match(text, start, end) if (signed if in_brackets else dashed) else None
            if match is None:
                continue
            group = match.groupdict()
            place = group.get("place")
            alone = group.get("capitals")
            if alone is not None:  # "RIYADH — …" opens a story only in its own capitals, and before a whole sentence
                if not (alone.isupper() and len(alone) > 3 and self._is_place(alone) and text[start:end].rstrip().endswith((".", '"', "”"))):
                    continue
                place = alone
            if place is not None and not self._is_place(place):
                continue
            stop = match.end()
            begins = stop == end or text[stop].isupper() or text[stop] in "«“\"'"
            if not (group.get("dash") or group.get("open") or (place and begins)):
                continue
            date = match.span("date") if group.get("date") and any(char.isdigit() for char in group["date"]) else None
            return stop, place, date, group.get("agency")
        return None

    def _is_place(self, words: str) -> bool:
        """Whether each word is capitalised or one of the small words of places."""
        found = re.split(r"[\s/]+", words.strip())
        return 0 < len(found) <= 6 and all(not word or word in self._small or word[0].isupper() or word[1:2] in ("'", "’") for word in found)

    # -- sign-offs

    def whole_sign_off(self, text: str, start: int, end: int) -> str | None:
        """What a unit that is nothing but a sign-off signs with ("" for initials), else None."""
        if end - start > 90:
            return None
        match = self._whole.fullmatch(text, start, end)
        if match is None:
            return None
        inside = match.group("inside")
        if inside is not None and not self._signs(inside):
            return None
        return match.group("agency") or match.group("by") or self._named(inside or "")

    def sign_off(self, text: str, start: int, end: int) -> tuple[int, int, str | None] | None:
        """The sign-off in a unit: its start and end, and the agency it names."""
        whole = self.whole_sign_off(text, start, end)
        if whole is not None:
            return start, end, whole or None
        for match in self._running.finditer(text, start, end):
            at, stop = match.span()
            before = text[start:at].rstrip(" \u00a0\u202f")
            if not before:
                continue
            final = before[-1] in '.!?…»”"’)]'
            after = text[stop:end].lstrip()
            if after:
                if final and (after[0].isupper() or after[0] in '«“"[(') and ends_sentence(text, start, start + len(before)):
                    return at, stop, match.group("agency")
            elif final or text[at - 1].isspace():
                return at, end, match.group("agency")
        tail = self._tail.search(text, max(start, end - 91), end)
        if tail is not None and ends_sentence(text, start, tail.start("sign")):
            inside = tail.group("inside")
            if inside is None or self._signs(inside):
                return tail.start("sign"), end, tail.group("agency") or self._named(inside or "") or None
        return None

    def _named(self, inside: str) -> str:
        """The agencies in the parentheses of a sign-off; the words themselves where they name none."""
        return "/".join(self._agencies.findall(inside)) or inside

    def _signs(self, inside: str) -> bool:
        """Whether the words in parentheses are agencies and the small words between them, with one agency at least."""
        rest = self._agencies.sub(" ", inside)
        plain = [word for word in re.split(r"[\s/,;:&+–-]+", rest) if word]
        return all(word in self._signers for word in plain) and (rest != inside or any(word in self._signers and len(word) > 5 for word in plain))

    # -- sentences and background

    def first_sentence_end(self, text: str, start: int, end: int) -> int:
        """Where the first sentence of a unit ends."""
        for match in _SENTENCE.finditer(text, start, end):
            if _INITIAL.search(text, max(start, match.start() - 4), match.start()) is None:
                return match.end()
        return end

    def last_sentence_start(self, text: str, start: int, end: int) -> int:
        """Where the last sentence of a unit begins."""
        at = start
        for match in _SENTENCE.finditer(text, start, end):
            if _INITIAL.search(text, max(start, match.start() - 4), match.start()) is None and text[match.end() : end].strip():
                at = match.end()
        return at

    def is_boilerplate(self, text: str, start: int, end: int) -> bool:
        """Whether a paragraph is background about an organisation."""
        return end - start <= 700 and self._boilerplate.fullmatch(text, start, end) is not None


@lru_cache(maxsize=16)
def compile_rules(rules: LayoutRules) -> PagePatterns:
    """The compiled patterns of a pack's rules; once for each."""
    return PagePatterns(rules)
