"""What of a page is the story, and what is header, caption, dateline, sign-off, or another story glued on behind."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import Final

from communique.languages.layout import LayoutRules
from communique.model.spans import Span
from communique.text.page_patterns import PagePatterns, compile_rules, ends_sentence, units_of

_LONGEST_TITLE: Final = 180
_LONGEST_CAPTION: Final = 400
_LONGEST_ADVERT: Final = 250
_SHORT_CAPTION: Final = 250
_ENOUGH_BODY: Final = 400
"""with so much body before it, a headline and a dateline begin another story"""

Unit = tuple[int, int, int]
"""Start and end of a paragraph or line, and how many line breaks stand before it."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of a page; `kind` is header caption title dateline body signoff after link or boilerplate."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A page divided. All pairs are (start, end) in code points of the untouched text; only `body` may become evidence."""

    zones: tuple[Zone, ...]
    body: tuple[tuple[int, int], ...]
    """the paragraphs of the story, dateline and sign-off taken off"""
    title: tuple[int, int] | None = None
    """the headline: context, never evidence"""
    dateline_place: str | None = None
    dateline_date: tuple[int, int] | None = None
    """the words of the date inside the dateline"""
    agency: str | None = None
    """as the dateline signs, else the sign-off"""
    published: str | None = None
    """EDTF month or day of a crawl header"""
    page_date: tuple[int, int] | None = None
    """the words of a date printed on the page outside the story"""


def lay_out(text: str, rules: LayoutRules) -> Layout:
    """The layout of a page. Where in doubt a line is body; what follows a sign-off never is."""
    page = _Page(text, compile_rules(rules))
    page.divide()
    return page.layout()


class _Page:
    """A page while it is divided: `segments` are [start, end, kind] in text order."""

    def __init__(self, text: str, patterns: PagePatterns) -> None:
        self.text, self.patterns = text, patterns
        self.segments: list[tuple[int, int, str]] = []
        self.queue: deque[Unit] = deque()
        self.title: tuple[int, int] | None = None
        self.place: str | None = None
        self.date: tuple[int, int] | None = None
        self.agency: str | None = None
        self.signed: str | None = None
        self.published: str | None = None
        self.page_date: tuple[int, int] | None = None
        self.dateline = False
        self.under_heading = 0
        """1 after a link heading, 2 after a link under it"""
        self.has_body = False
        self.has_links = any(mark in text for mark in patterns.link_marks)

    # -- the walk

    def divide(self) -> None:
        """Take the page unit by unit until it ends or the story does."""
        start = self._header()
        self.queue.extend(units_of(self.text, start, self.patterns))
        first = bool(start)
        while self.queue:
            unit = self.queue.popleft()
            if not self._take(unit, in_header=first and unit[2] == 0):
                return
            first = False

    def _header(self) -> int:
        text = self.text
        begin = len(text) - len(text.lstrip())
        for pattern in self.patterns.headers:
            match = pattern.match(text, begin)
            if match is not None and match.end() > begin:
                self._add(begin, match.end(), "header")
                self.published = match.groupdict().get("published")
                return match.end()
        return 0

    def _take(self, unit: Unit, *, in_header: bool) -> bool:
        """Say what one unit is; False once nothing more of the page can be body."""
        start, end, _ = unit
        text, patterns = self.text, self.patterns
        match = patterns.line.match(text, start, end)
        group = match.lastgroup if match is not None else None
        if match is not None and group is not None:
            if group in ("link", "heading", "ending"):
                return self._link(match.end(), unit, group)
            if group == "advert" and end - start <= _LONGEST_ADVERT:
                self._add(start, end, "boilerplate")
                return True
            if group in ("note", "furniture"):
                self._add(start, end, "boilerplate" if self.has_body or group == "note" else "header")
                return True
            if group == "credit":
                self._credit_line(match.start(), unit)
                return True
            if group == "caption":
                self._caption(start, match.end(), end)
                return True
        if self._is_page_date(start, end):
            return True
        after = self._dateline(start, end)
        if after < 0:
            return False
        if after:
            self.under_heading = 0
            start = after
            if start >= end:
                return True
        elif self._under_heading(start, end):
            self._add(start, end, "link")
            return True
        elif not self.has_body and self._before_story(unit, in_header=in_header):
            return True
        return self._body(start, end, lead=bool(after))

    # -- the parts of a page

    def _link(self, stop: int, unit: Unit, group: str) -> bool:
        start, end, _ = unit
        text = self.text
        alone = not text[stop:end].strip(" :>»…\u00a0")
        if group == "ending" and self.has_body and not self._signed_below():
            self._add(start, end, "link")
            self._close(end)
            return False
        if group == "heading" and not (alone or text[stop - 1] == ":" or not ends_sentence(text, start, end)):
            return self._body(start, end, lead=False)
        self._add(start, end, "link")
        self.under_heading = 1 if alone else 0
        return True

    def _under_heading(self, start: int, end: int) -> bool:
        """Whether a unit belongs to the link heading above it: the first does, and further ones that read as headlines."""
        if self.under_heading == 0 or not self.has_body:
            return False
        if self.under_heading == 1 or self._reads_as_title(start, end):
            self.under_heading = 2
            return True
        self.under_heading = 0
        return False

    def _signed_below(self) -> bool:
        """Whether a sign-off further down shows that the story goes on."""
        return any(self.patterns.sign_off(self.text, start, end) is not None for start, end, _ in self.queue)

    def _is_page_date(self, start: int, end: int) -> bool:
        if end - start > 90:
            return False
        for pattern in self.patterns.page_dates:
            match = pattern.fullmatch(self.text, start, end)
            if match is not None:
                self.page_date = self.page_date or match.span("date")
                self._add(start, end, "header")
                return True
        return False

    def _dateline(self, start: int, end: int) -> int:
        """Where the story goes on behind a dateline at `start`: 0 if there is none, -1 if it opens another story."""
        found = self.patterns.dateline(self.text, start, end)
        if found is None:
            return 0
        stop, place, date, agency = found
        headline = self.segments[-1] if self.segments else None
        if (
            headline is not None
            and headline[2] == "body"
            and self._reads_as_title(headline[0], headline[1])
            and agency
            and sum(e - s for s, e, kind in self.segments[:-1] if kind == "body") > (0 if self.dateline else _ENOUGH_BODY)
        ):
            self.segments.pop()  # never the only body
            self._close(headline[0])
            return -1
        if not self.dateline:
            self.dateline = True
            self.place, self.date, self.agency = place, date, agency
        self._add(start, stop, "dateline")
        return stop

    def _before_story(self, unit: Unit, *, in_header: bool) -> bool:
        """Take a unit that stands before any body and is title or caption; what is left of it goes back to the queue."""
        start, end, _ = unit
        text = self.text
        if self.title is not None:
            length = self.title[1] - self.title[0]
            if length >= 20 and text.startswith(text[self.title[0] : self.title[1]], start):
                stop = start + length
                rest = text[stop:end].lstrip()
                mark = self.patterns.mark.match(text, end - len(rest), end) if rest else None
                if not rest or mark is not None or not (rest[0].islower() or rest[0] in ",;"):
                    self._add(start, stop, "title")
                    if rest:
                        self._again(end - len(rest), end, 0)
                    return True
        mark = self.patterns.mark.search(text, start, end)
        if mark is not None:
            self._caption(start, mark.end(), end)
            return True
        if self._credit(start, end) is not None:
            return False  # `_body` divides captions
        if not self.queue:
            return False
        if in_header:
            titled = (end - start <= _LONGEST_CAPTION and self._dateline_near()) or self._reads_as_title(start, end)
        else:
            titled = self._reads_as_title(start, end) and (self.title is None or self._dateline_near())
        if titled and not self._has_side(start, end):
            self._add(start, end, "title")
            self.title = self.title or (start, end)
            return True
        return False

    def _dateline_near(self) -> bool:
        return any(self.patterns.dateline(self.text, start, end) is not None for start, end, _ in list(self.queue)[:4])

    def _caption(self, start: int, mark: int, end: int) -> None:
        """A caption whose mark ends at `mark`; a credit, a dateline or its length ends it."""
        text, patterns = self.text, self.patterns
        credit = self._credit(mark, end)
        stop = patterns.credit_end(text, credit.end(), end) if credit is not None else end
        inner = patterns.inner_dateline(text, mark, stop)
        if inner:
            stop = inner
        elif credit is None and end - mark > _LONGEST_CAPTION:
            stop = patterns.first_sentence_end(text, mark, end)
        self._add(start, stop, "caption")
        self._again(stop, end, 0)

    def _credit_line(self, start: int, unit: Unit) -> None:
        """A unit that begins with a credit: the short line right above it is the caption."""
        _, end, breaks = unit
        match = self.patterns.credit.match(self.text, start, end)
        stop = self.patterns.credit_end(self.text, match.end() if match is not None else end, end)
        if breaks == 1 and self.segments:
            first, last, kind = self.segments[-1]
            bodies = sum(1 for segment in self.segments if segment[2] == "body")
            own_title = kind == "title" and (first, last) == self.title
            loose = kind == "body" and ((bodies == 1 and not self.dateline) or not ends_sentence(self.text, first, last))
            if last - first <= _SHORT_CAPTION and (loose or (own_title and self._dateline_near() and len(self.segments) > 1)):
                self.segments[-1] = (first, last, "caption")
                self.has_body = any(segment[2] == "body" for segment in self.segments)
                self.title = None if own_title else self.title
        self._add(start, stop, "caption")
        self._again(stop, end, 0)

    def _body(self, start: int, end: int, *, lead: bool) -> bool:
        """A unit of the story: takes off captions, links and the sign-off; False if it was signed."""
        text, patterns = self.text, self.patterns
        credit = self._credit(start, end)
        if credit is not None:
            first = start
            whole = _LONGEST_CAPTION if not self.has_body and not lead else 200
            if lead or credit.start() - start > whole:
                first = patterns.last_sentence_start(text, start, credit.start())
                first = first if first > start or not lead else credit.start()
            stop = patterns.credit_end(text, credit.end(), end)
            self._add(start, first, "body")
            self._add(first, stop, "caption")
            self._again(stop, end, 0)
            return True
        if not lead and self._has_side(start, end):
            first_end = patterns.first_sentence_end(text, start, end)
            if end - start <= _SHORT_CAPTION and (first_end >= end or not ends_sentence(text, start, end)):
                self._add(start, end, "caption")
                return True
            if not self.has_body and first_end < end and self._has_side(start, first_end):
                self._add(start, first_end, "caption")
                self._again(first_end, end, 0)
                return True
        link = patterns.inline_link.search(text, start, end) if self.has_links and "<<" not in text else None
        stop = link.start() if link is not None else end
        signed = patterns.sign_off(text, start, stop)
        if signed is not None:
            first, last, agency = signed
            if first > start or self.has_body:
                self.signed = agency
                self._add(start, first, "body")
                self._add(first, last, "signoff")
                self._close(last)
                return False
            self.agency = self.agency or agency
            self._add(start, last, "header")
            self._again(last, end, 0)
            return True
        self._add(start, stop, "body")
        self._add(stop, end, "link")
        return True

    # -- small things

    def _credit(self, start: int, end: int) -> re.Match[str] | None:
        """The first credit in `start:end`."""
        text, patterns = self.text, self.patterns
        if text.find(":", start, end) < 0:  # most units
            return None
        if not any(text.find(word, start, end) >= 0 for word in patterns.credit_words):
            return None
        return patterns.credit.search(text, start, end)

    def _has_side(self, start: int, end: int) -> bool:
        return self.text.find("(", start, end) >= 0 and self.patterns.side.search(self.text, start, end) is not None

    def _reads_as_title(self, start: int, end: int) -> bool:
        if end - start > _LONGEST_TITLE or self.text[end - 1] in ":;,":
            return False
        if self.has_links and self.patterns.inline_link.search(self.text, start, end):
            return False
        if self.patterns.sign_off(self.text, start, end):
            return False
        return not ends_sentence(self.text, start, end) or self.text[end - 1] in "?!"

    def _again(self, start: int, end: int, breaks: int) -> None:
        rest = self.text[start:end].lstrip()
        if rest:
            self.queue.appendleft((end - len(rest), end, breaks))

    def _close(self, start: int) -> None:
        """All that follows is no part of the story."""
        self._add(start, len(self.text), "after")
        self.queue.clear()

    def _add(self, start: int, end: int, kind: str) -> None:
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if end > start:
            self.segments.append((start, end, kind))
            self.has_body = self.has_body or kind == "body"

    def layout(self) -> Layout:
        """The page as divided, with closing boilerplate taken off."""
        bodies = [index for index, segment in enumerate(self.segments) if segment[2] == "body"]
        for index in bodies[-2:] if len(bodies) > 2 else ():
            start, end, _ = self.segments[index]
            if self.patterns.is_boilerplate(self.text, start, end):
                self.segments[index] = (start, end, "boilerplate")
        if not bodies:  # a page that is nothing but a line: better read than lost
            self.segments = [(start, end, "body" if kind == "title" else kind) for start, end, kind in self.segments]
            self.title = None
        return Layout(
            zones=tuple(Zone(Span(start, end), kind) for start, end, kind in self.segments),
            body=tuple((start, end) for start, end, kind in self.segments if kind == "body"),
            title=self.title,
            dateline_place=self.place,
            dateline_date=self.date,
            agency=self.agency or self.signed,
            published=self.published,
            page_date=self.page_date,
        )
