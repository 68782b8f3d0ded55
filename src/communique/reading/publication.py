"""When and where a story was published: page date against dateline."""

from __future__ import annotations

from communique.languages.pack import Pack
from communique.languages.phrases import Phrases
from communique.model.dates import bounds, precision_of
from communique.model.documents import Sighting
from communique.model.fold import fold
from communique.reading.dates.find import Anchor, find_dates
from communique.text.layout import Layout
from communique.text.tokens import tokenise
from communique.world.load import World


def anchor_of(text: str, layout: Layout, sighting: Sighting, pack: Pack) -> tuple[Anchor, str | None]:
    """What relative dates count from, and the publication date.

    The dateline's date is trusted where the page's, if known, does not contradict it by more than a day; a crawl header gives its month only.
    """
    published = sighting.published or layout.published
    dateline = None
    for span in (layout.dateline_date, layout.page_date):
        if span is None:
            continue
        tokens = tokenise(text, elided=pack.settings["elided"], pieces=[span])
        for mention in find_dates(tokens, pack.calendar, pack.numbers, anchor=Anchor(None, published)):
            if mention.value.date is not None and precision_of(mention.value.date.edtf) == "day":
                dateline = mention.value.date.edtf.rstrip("?~%")
                break
        if dateline is not None:
            break
    if published is None and dateline is not None:
        published = dateline
    if published is not None and dateline is not None and not _near(published, dateline):
        dateline = dateline if precision_of(published) != "day" else None
    return Anchor(dateline, published), published


def _near(published: str, dateline: str) -> bool:
    low, high = bounds(published)
    day = bounds(dateline)[0]
    return low is None or high is None or day is None or (low.toordinal() - 3 <= day.toordinal() <= high.toordinal() + 3)


def home_of(layout: Layout, sighting: Sighting, world: World, *, language: str = "", phrases: Phrases | None = None) -> str:
    """The state a story is written from: that of the dateline's place, else the publisher's; empty if unknown.

    `phrases` are the pack's words for places, where they are asked for a dateline; `language` is the one state whose wires are written in the
    story's language, wherever their correspondents stand.
    """
    if language:
        return language
    if layout.dateline_place:
        place = world.places.get(layout.dateline_place)
        for entry in phrases.get(fold(layout.dateline_place), ()) if phrases is not None and place is None else ():
            place = world.places.get(entry.value) if entry.type == "place" else place
        if place is not None and place.country:
            return place.country
    for name in (sighting.publisher, layout.agency):
        if name:
            outlet = world.outlets.get(name) or world.outlets.get(name.split("/")[0].strip())
            if outlet is not None and outlet.country:
                return outlet.country
    return ""
