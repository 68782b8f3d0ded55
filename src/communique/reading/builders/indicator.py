"""Indicators: a number about the relationship, with its period."""

from __future__ import annotations

from communique.model.dates import precision_of
from communique.model.mentions import Mention
from communique.model.quantities import Quantity
from communique.reading.draft import Draft
from communique.reading.hit import Hit
from communique.reading.reference import Party
from communique.reading.shape import classes, head
from communique.reading.slots import clause_range
from communique.reading.story import Story

_AREAS = {
    "trade_total": "TRD", "exports": "TRD", "imports": "TRD", "balance": "TRD", "fdi_flow": "INV", "fdi_stock": "INV", "tourist_arrivals": "CUL", "students": "EDU",
}  # fmt: skip
_DIRECTED = frozenset({"exports", "imports", "fdi_flow", "fdi_stock", "tourist_arrivals", "students"})


def build(hit: Hit, story: Story) -> list[Draft]:
    """The indicator a frame tells of, and the earlier value it is set against ("contre 47,75 millions en 2017")."""
    sentence, shape, chunk = hit.sentence, hit.shape, hit.focus
    units, cats = sentence.units, sentence.units.cats
    clause = shape.clause if shape is not None else None
    left, right = (clause.left, clause.right) if clause is not None else (chunk.start if chunk else 0, len(cats))
    type_ = hit.get("type", "@noun")
    if hit.get("rank"):
        return _rank(hit, story)
    metric_at = head(sentence, chunk) if chunk is not None else -1
    if type_ == "@noun":
        value = classes(units, metric_at).get("metric") if metric_at >= 0 else None
        if value is None:
            return []
        type_ = value[0].split(";")[0]
    if metric_at >= 0 and ("indicator", units.begin[metric_at]) in story.seen:
        return []
    amounts = [(k, units.data[k]) for k in range(left, right) if cats[k] == "#" and isinstance(units.data[k], Mention)]
    amounts = [(k, m) for k, m in amounts if m.value.of is None and m.type in ("money", "amount", "number", "percent")]
    if not amounts:
        return []
    k, mention = next(((k, m) for k, m in amounts if m.type == "money" or (m.type == "amount" and m.value.unit != "time")), amounts[0])
    if mention.type == "number" and type_ in ("trade_total", "fdi_flow", "fdi_stock", "fund_balance"):
        return []
    draft = Draft(
        "indicator", hit.frame.name, [clause_range(story, sentence, clause) if clause is not None else story.range(units, left, right)], type=type_
    )
    draft.status = hit.get("status") or None
    draft.quantity = mention.value
    comparator = hit.get("comparator")
    if comparator and mention.value.comparator == "=":
        draft.quantity = Quantity(mention.value.value, mention.value.unit, ">" if comparator == ">" else "~")
    draft.at("quantity", (units.begin[k], units.end[k]))
    _fill_parties(draft, hit, story, left, right)
    if _AREAS.get(type_):
        draft.areas = [_AREAS[type_]]
    draft.when = _period(draft, hit, story, left, right, k)
    if metric_at >= 0:
        story.seen.add(("indicator", units.begin[metric_at]))
    return [draft, *_set_against(draft, hit, story, k, right)]


def _period(draft: Draft, hit: Hit, story: Story, left: int, right: int, near: int) -> str | None:
    units = hit.sentence.units
    best: tuple[int, int, str] | None = None
    for k, expression in story.times(hit.sentence, left, min(right, len(units.cats))):
        if expression.date is None or expression.relation in ("by",) or expression.timex_type in ("SET", "DURATION"):
            continue
        if best is None or abs(k - near) < best[0]:
            best = (abs(k - near), k, expression.date.edtf)
    if best is None:
        return None
    draft.at("when", (units.begin[best[1]], units.end[best[1]]))
    return best[2]


def _set_against(draft: Draft, hit: Hit, story: Story, after: int, right: int) -> list[Draft]:
    sentence = hit.sentence
    units, cats = sentence.units, sentence.units.cats
    against = story.pack.settings.get("against", ())
    for k in range(after + 1, len(cats) - 1):
        if cats[k] == "P" and units.norm(k) in against and k + 1 < len(cats) and cats[k + 1] in "#k":
            value = units.data[k + 1]
            if not isinstance(value, Mention):
                return []
            quantity = value.value
            if not quantity.unit and draft.quantity is not None:
                quantity = Quantity(quantity.value, draft.quantity.unit, quantity.comparator)
            times = story.times(sentence, k + 2, min(k + 4, len(cats)))
            if not times or times[0][1].date is None:
                return []
            other = Draft("indicator", draft.found_by, [story.range(units, k, times[0][0] + 1)], list(draft.by), list(draft.to), draft.type)
            other.when, other.quantity, other.areas = times[0][1].date.edtf, quantity, list(draft.areas)
            other.at("quantity", (units.begin[k + 1], units.end[k + 1]))
            return [other]
    return []


def _fill_parties(draft: Draft, hit: Hit, story: Story, left: int, right: int) -> None:
    sentence = hit.sentence
    clause = hit.shape.clause if hit.shape is not None else None
    if clause is not None and clause.subject is not None:
        left = min(left, clause.subject[0])
    named = story.actors.named(sentence, left, right)
    if draft.type in _DIRECTED:
        source, destination = Party(), Party()
        for index, actor in enumerate(named.ids):
            (source if not source.ids else destination).add(actor, named.units[index])
        story.put_actors(draft, "by", sentence, source)
        if destination.ids:
            draft.to = destination.ids[:1]
        elif draft.by:
            draft.to = story.discourse.counterpart(draft.by)
        if not draft.by:
            draft.by = list(story.discourse.pair())
        return
    story.put_actors(draft, "by", sentence, named)
    if hit.subject.ids and not draft.by:
        story.put_actors(draft, "by", sentence, hit.subject)
    if len(draft.by) < 2:
        pair = list(story.discourse.pair())
        draft.by += [actor for actor in pair if actor not in draft.by] if not draft.by or draft.by[0] in pair else []


def _rank(hit: Hit, story: Story) -> list[Draft]:
    chunk, sentence = hit.focus, hit.sentence
    if chunk is None:
        return []
    units = sentence.units
    k = next((j for j in range(chunk.start, chunk.end) if units.cats[j] == "#"), -1)
    if k < 0:
        return []
    clause = hit.shape.clause if hit.shape is not None else None
    left, right = (clause.left, clause.right) if clause is not None else (0, len(units.cats))
    draft = Draft(
        "indicator",
        hit.frame.name,
        [clause_range(story, sentence, clause) if clause else story.range(units, left, right)],
        type="other",
        areas=["TRD"],
    )
    mention = units.data[k]
    draft.quantity = Quantity(mention.value.value, "rank")
    named = story.actors.named(sentence, left, right)
    draft.by, draft.to = named.ids[:1], named.ids[1:2]
    draft.when = _period(draft, hit, story, 0, len(units.cats), k)
    if draft.when is None or precision_of(draft.when) == "unknown" or not draft.by:
        return []
    return [draft]
