"""When and where a story was published: page date against dateline."""

from __future__ import annotations

import re
from collections.abc import Container

from communique.languages.pack import Pack
from communique.languages.phrases import Phrases
from communique.model.dates import bounds, precision_of
from communique.model.documents import Sighting
from communique.model.fold import fold
from communique.model.problems import Problem
from communique.reading.dates.find import Anchor, find_dates
from communique.text.layout import Layout
from communique.text.tokens import tokenise
from communique.world.load import World


def anchor_of(text: str, layout: Layout, sighting: Sighting, pack: Pack) -> tuple[Anchor, str | None, Problem | None]:
    """What relative dates count from, the publication date, and the doubt about the page's date, if there is one.

    Pages lie about their date: day and month change places, a template or a reprint dates them anew. Where the dateline tells another day, the
    story is trusted: the page's date is turned round if that makes them agree, else it gives way to a dateline that tells its year. A
    crawl header gives its month only.
    """
    published = sighting.published or layout.published
    dateline = _dateline(text, layout, pack, published)
    if published is None or dateline is None or _near(published, dateline):
        return Anchor(dateline, published or dateline), published or dateline, None
    if precision_of(published) != "day":
        return Anchor(dateline, published), published, None
    turned = _turned(published)
    if turned is not None and dateline[5:] == turned[5:]:
        message = f"the page is dated {published} and the dateline {dateline[8:]}/{dateline[5:7]}: day and month changed places, {turned} is taken"
        return Anchor(turned, turned), turned, Problem("page-date", message, sighting.name)
    stated = _dateline(text, layout, pack, None)
    if stated == dateline and bounds(stated)[0] is not None and stated < published:
        message = f"the page is dated {published}, after its dateline of {stated}: a reprint or a template; {stated} is taken"
        return Anchor(stated, stated), stated, Problem("page-date", message, sighting.name)
    return Anchor(None, published), published, Problem("page-date", f"the page is dated {published}, the dateline {dateline}", sighting.name)


def _dateline(text: str, layout: Layout, pack: Pack, published: str | None) -> str | None:
    """The day of the dateline, else that under the title; a year it leaves out is told by the publication date."""
    for span in (layout.dateline_date, layout.page_date):
        if span is None:
            continue
        tokens = tokenise(text, elided=pack.settings["elided"], pieces=[span])
        for mention in find_dates(tokens, pack.calendar, pack.numbers, anchor=Anchor(None, published)):
            told = mention.value.date.edtf if mention.value.date is not None else "X"
            if "X" not in told and precision_of(told) == "day":  # "6 July" without a year dates nothing
                return told.rstrip("?~%")
    return None


def _turned(day: str) -> str | None:
    """A day whose day and month have changed places; None where that is none, or the same."""
    year, month, number = day.rstrip("?~%").split("-")
    return f"{year}-{number}-{month}" if int(number) <= 12 and number != month else None


def _near(published: str, dateline: str) -> bool:
    low, high = bounds(published)
    day = bounds(dateline)[0]
    return low is None or high is None or day is None or (low.toordinal() - 3 <= day.toordinal() <= high.toordinal() + 3)


def credited(layout: Layout, world: World) -> str | None:
    """The outlet that a story credits in its dateline or at its end, if the world knows it; of several, the first that it knows."""
    named = re.split(r"\s*[/,–-]\s*", layout.agency or "")
    return next((name for name in (layout.agency or "", *named) if name in world.outlets), None)


def home_of(
    layout: Layout, sighting: Sighting, world: World, *, language: str = "", phrases: Phrases | None = None, named: Container[str] | None = None
) -> str:
    """The state a story is written from: that of the dateline's place, else the publisher's; empty if unknown.

    `phrases` are the pack's words for places, where they are asked for a dateline; `language` is the one state whose wires are written in the
    story's language, wherever their correspondents stand. Where the actors `named` in the story are given, the publisher's state counts first if it
    is one of them: a world agency writes from everywhere.
    """
    if language:
        return language
    scene = _scene(layout, world, phrases)
    if scene and named is None:
        return scene
    for name in (sighting.publisher, layout.agency):
        if name:
            outlet = world.outlets.get(name) or world.outlets.get(name.split("/")[0].strip())
            if outlet is not None and outlet.country:
                return outlet.country if named is None or not scene or outlet.country in named else scene
    return scene


def _scene(layout: Layout, world: World, phrases: Phrases | None) -> str:
    """The state of the dateline's place."""
    if not layout.dateline_place:
        return ""
    place = world.places.get(layout.dateline_place)
    for entry in phrases.get(fold(layout.dateline_place), ()) if phrases is not None and place is None else ():
        place = world.places.get(entry.value) if entry.type == "place" else place
        if entry.type == "actor" and entry.extra == "name" and entry.value in world.states:
            return entry.value  # "MÉXICO, 18 abr"
    return place.country if place is not None else ""
