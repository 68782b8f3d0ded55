"""Indicators: a number about the relationship, with its period."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from communique.grammar.heads import classes, governed_by, head
from communique.grammar.sentence import Clause, Sentence
from communique.grammar.words import DASHES
from communique.model.dates import precision_of
from communique.model.mentions import Mention
from communique.model.quantities import Quantity
from communique.reading.builders.flow import OF_PEOPLE, fill_parties
from communique.reading.draft import Draft
from communique.reading.hit import Hit
from communique.reading.slots import clause_range
from communique.reading.story import Story

_AREAS: Final = {
    "trade_total": "TRD", "exports": "TRD", "imports": "TRD", "balance": "TRD", "fdi_flow": "INV", "fdi_stock": "INV", "tourist_arrivals": "CUL",
    "students": "EDU",
}  # fmt: skip
_COUNTED: Final = {"tourist_arrivals": ("tourist", "visitor", "traveller"), "students": ("student",), "projects_count": ("project",)}
"""What is counted, by the units that count it; a bare number takes the first."""

_LEAST: Final = 10_000
"""The least bare number that may be a sum in the currency named before it."""
_AIMED: Final = frozenset({"trade_total", "exports", "imports", "fdi_flow", "fdi_stock", "tourist_arrivals"})

Amount = tuple[int, Mention[Any]]


def _adjoined(hit: Hit) -> int:
    """Where the amount ends that stands straight behind a metric: "two-way trade of 5 billion dollars", "trade exceeding 41 billion"."""
    sentence, focus = hit.sentence, hit.focus
    assert focus is not None
    cats, end = sentence.units.cats, focus.end
    for following in sentence.chunks[sentence.chunk_at.get(focus.start, -1) + 1 :]:
        joint, last = cats[end : following.prep], cats[head(sentence, following)]
        if not joint and last == "#" and (following.bare or cats[following.prep] == "d"):
            return following.end
        if joint == "," and last == "#" and hit.get("adjoined") == "dash" and sentence.units.norm(end) in DASHES:
            end = following.end  # "а импорт из России – на 28 проц. до 15 млрд": the verb is not said again
            return end + 1 if cats[end : end + 1] == "#" else end
        if last in "Nu" and not joint and cats[following.prep] == "d" and hit.get("adjoined") == "dash":
            end = following.end
            continue
        if last not in "OHJ" or joint not in ("", "C") or (following.bare and not joint):
            break  # "trade between Kenya and Egypt exceeding 500 million dollars"
        end = following.end
    return focus.start


def build(hit: Hit, story: Story) -> list[Draft]:
    """The indicator a frame tells of, and the earlier value it is set against ("contre 47 millions en 2017"); growth only where no level is told."""
    if hit.get("rank"):
        return _rank(hit, story)
    sentence, shape = hit.sentence, hit.shape
    units = sentence.units
    clause = shape.clause if shape is not None else None
    if clause is not None and hit.frame.nouns and clause.form == "gerund" and clause.governor is not None and clause.governor.form == "finite":
        clause = clause.governor  # "le 5e des pays investissant au Cambodge, avec 190 projets"
    target = hit.get("status") == "target"
    counted = units.norm(head(sentence, shape.subject)) if shape is not None and shape.subject is not None else ""
    if counted[:1] == "0" and counted[1:2].isdigit():
        return []  # "Frigate 016 arrived": a name
    if shape is not None and not target and (shape.time in ("future", "conditional", "past_future") or shape.clause.modal):
        return []  # a forecast
    left, right = (clause.left, clause.right) if clause is not None else (hit.focus.start if hit.focus else 0, len(units.cats))
    if clause is not None and (clause.form == "participle" or clause.relation == "coordinated") and clause.subject is not None:
        left = min(left, clause.subject[0])
    type_, metric = _metric(hit, left, right)
    last = story.last_indicator
    taken_up = last is not None and ((hit.frame.pronoun and hit.focus is None) or (bool(hit.get("it")) and not type_))
    if taken_up and last is not None:
        type_ = last.type or ""
    if (
        not type_
        or (target and type_ not in _AIMED)
        or (hit.get("adjoined") and type_ in ("aid_total", "fund_balance"))  # "un fonds de 5 millions de dollars": told of by the verb
        or (metric >= 0 and ("indicator", units.begin[metric]) in story.seen and not _goes_on(hit, story))
    ):
        return []
    retold = metric >= 0 and ("indicator", units.begin[metric]) in story.seen
    if clause is not None and (retold or (metric < 0 and clause.relation == "coordinated")):
        left = clause.left
    amounts = _amounts(sentence, left, min(right, _against(sentence, story, left)), type_, strict=hit.get("type") in ("students", "projects_count"))
    growth = [(k, m) for k, m in amounts if m.type == "percent"] if type_ in _AIMED else []
    levels = _levels(hit, [a for a in amounts if a[1].type != "percent"], type_)
    alone = growth and not levels and hit.get("growth") and clause is not None and not story.pack.closed.dropped_subjects
    if alone and clause is not None and (reached := _goes_on_to(sentence, clause)) is not None:
        right = reached.right  # "вырос на 26% и составил 16 млрд": the level counts
        levels = _amounts(sentence, reached.end, right, type_, strict=False)
    chosen = (levels or [a for a in growth if hit.get("growth")])[:1]
    if hit.frame.nouns and hit.focus is not None and hit.focus.start < len(units.cats) and not target:
        end = _adjoined(hit) if hit.get("adjoined") else hit.focus.end
        chosen = [a for a in levels if hit.focus.start <= a[0] < end]
        if hit.get("adjoined") == "dash":
            clause, left, right = None, hit.focus.start, end
    if not chosen:
        return []
    k, mention = chosen[0]
    evidence = clause_range(story, sentence, clause) if clause is not None and right == clause.right else story.range(units, left, right)
    draft = Draft("indicator", hit.frame.name, [evidence], type=type_, status=hit.get("status") or None)
    draft.quantity = _quantity(hit, mention, type_, k, story)
    draft.at("quantity", (units.begin[k], units.end[k]))
    if taken_up and last is not None:
        draft.by, draft.to = list(last.by), list(last.to)
    else:
        fill_parties(draft, hit, story, left, right, k)
    if not (draft.by or draft.to) or (type_ in OF_PEOPLE and not draft.to) or (type_ == "aid_total" and len(draft.by + draft.to) < 2):
        return []
    draft.areas = [_AREAS[type_]] if type_ in _AREAS else []
    draft.when = _period(draft, hit, story, left, right, k)
    if draft.when is None and last is not None and last.evidence[0][0] >= units.begin[0] and draft.status is None and type_ in _AIMED:
        draft.when = last.when  # "… reached 136 billion in 2024, of which exports were 35 billion"
    if metric >= 0:
        story.seen.add(("indicator", units.begin[metric]))
    story.seen.add(("amount", units.begin[k]))
    drafts = [draft]
    story.last_indicator = draft
    for k2, other in levels[1:] if hit.get("it") else ():  # "to lift it first to 50 billion and later to 75 billion"
        again = draft.again()
        again.evidence, again.quantity, again.slots = [story.range(units, k2 - 1, k2 + 1)], other.value, {}
        again.at("quantity", (units.begin[k2], units.end[k2]))
        drafts.append(again)
    if hit.get("growth"):
        drafts += _later(draft, hit, levels[1:], story, right)
    return [*drafts, *_set_against(draft, hit, story, k)]


def _goes_on_to(sentence: Sentence, clause: Clause) -> Clause | None:
    """The clause joined to a clause that has the same subject: "rose by 26 percent and reached 16 billion"."""
    for other in sentence.clauses:
        if other.relation == "coordinated" and other.begin >= clause.end and clause.subject is not None and other.subject == clause.subject:
            return other
    return None


def _metric(hit: Hit, left: int, right: int) -> tuple[str, int]:
    """The type of indicator and the unit of the noun that tells it: that in focus, what hangs on it ("le montant des exportations"), or any."""
    units, type_ = hit.sentence.units, hit.get("type", "@noun")
    if not type_.startswith("@"):
        return type_, -1
    first = head(hit.sentence, hit.focus) if hit.focus is not None else left
    if type_ == "@noun" and (hit.focus is None or "metric" not in classes(units, first)):
        return "", -1
    stop = right
    if hit.shape is not None and type_ == "@noun" and hit.shape.clause.begin > first:
        stop = hit.shape.clause.begin
    if hit.frame.nouns and type_ == "@noun" and hit.focus is not None:
        stop = min([stop, *(cut for mark in ",;VxTG#" if (cut := units.cats.find(mark, hit.focus.end)) > 0)])
    for k in range(first, min(stop, len(units.cats))):
        if units.cats[k] == "N":
            value = classes(units, k).get("metric")
            if value is not None and value[0].split(";")[0] != "other":
                return value[0].split(";")[0], k
        elif units.cats[k] == "#" and isinstance(units.data[k], Mention):
            counted = next((name for name, given in _COUNTED.items() if units.data[k].value.unit in given), "")
            if counted:
                return counted, k
    return "", -1


def _amounts(sentence: Sentence, left: int, right: int, type_: str, *, strict: bool) -> list[Amount]:
    """The amounts among units `left:right` that can measure an indicator of this type; with their own unit where `strict`."""
    units, cats = sentence.units, sentence.units.cats
    found = [(k, units.data[k]) for k in range(max(left, 0), right) if cats[k] == "#" and isinstance(units.data[k], Mention)]
    found = [(k, m) for k, m in found if m.value.of is None]
    if type_ in _COUNTED:
        return [(k, m) for k, m in found if (m.type in ("percent", "number") and not strict) or m.value.unit in _COUNTED[type_]]
    if any(m.type == "money" for _, m in found):  # "de 200 millions de dollars à 1,2 milliard"
        sums = [(k, m) for k, m in found if m.type == "number" and m.value.value >= _LEAST and _is_end(sentence, k)]
        return sorted([*sums, *((k, m) for k, m in found if m.type in ("money", "percent"))], key=lambda amount: amount[0])
    return [(k, m) for k, m in found if m.type in ("money", "percent") or (m.type == "amount" and m.value.unit in ("tonne", "barrel", "cubic metre"))]


def _is_end(sentence: Sentence, k: int) -> bool:
    """Whether an amount is what another grew to: "de 2 à 5 milliards", "с 2 до 5 млрд"."""
    return sentence.units.cats[k - 1] == "a" or bool(sentence.units.data[k].value.comparator == "<=")


def _levels(hit: Hit, amounts: list[Amount], type_: str) -> list[Amount]:
    """The amounts that tell how much, not by how much: behind a verb of growth only "à 5 milliards" and "de 3 à 5 milliards" are levels."""
    if not hit.get("growth"):
        return amounts
    cats, verb = hit.sentence.units.cats, hit.shape.clause if hit.shape is not None else None
    if hit.get("growth") == "range":
        return amounts
    by = "dg" if hit.sentence.units.head_last else "d"
    return [(k, m) for k, m in amounts if verb is None or k < verb.begin or cats[k - 1] not in by]


def _quantity(hit: Hit, mention: Mention[Any], type_: str, k: int, story: Story) -> Quantity:
    quantity: Quantity = mention.value
    if type_ in _COUNTED and (not quantity.unit or quantity.unit in _COUNTED[type_]):
        quantity = replace(quantity, unit=_COUNTED[type_][0])
    comparator = hit.get("comparator")
    if comparator and quantity.comparator == "=":
        quantity = replace(quantity, comparator=">" if comparator == ">" else "~")
    if quantity.comparator == "<=" and hit.get("growth"):
        quantity = replace(quantity, comparator="=")  # "вырос до 5 млрд"
    if mention.type == "percent" and hit.get("sign") == "down":
        quantity = replace(quantity, value=-quantity.value)
    return quantity


def _against(sentence: Sentence, story: Story, left: int) -> int:
    """Where an earlier value begins: "contre 140.000 en 2005"; the end of the sentence if none does."""
    units, cats = sentence.units, sentence.units.cats
    against = story.pack.closed.against
    return next((k for k in range(left, len(cats) - 1) if cats[k] == "P" and cats[k + 1] in "#k" and units.norm(k) in against), len(cats))


def _period(draft: Draft, hit: Hit, story: Story, left: int, right: int, near: int) -> str | None:
    """The period nearest to an amount, not one it is compared with; a target has its deadline."""
    sentence, units = hit.sentence, hit.sentence.units
    right = min(right, len(units.cats), max(_against(sentence, story, left), near + 1))
    compared = story.pack.closed.compared
    best: tuple[int, int, str] | None = None
    for k, expression in story.times(sentence, left, right):
        if expression.date is None or expression.timex_type in ("SET", "DURATION"):
            continue
        edtf = expression.date.edtf
        if expression.relation == "by":
            if draft.status != "target" or expression.core is None:
                continue
            edtf = expression.core.edtf
        index = sentence.chunk_at.get(k)
        if index is not None and governed_by(sentence, sentence.chunks[index]) in compared:
            continue
        distance = abs(k - near) - (k > near)
        if best is None or distance < best[0]:
            best = (distance, k, edtf)
    if best is None and left > 0 and draft.status != "target":
        return _fronted(draft, story, sentence)
    if best is None:
        return None
    draft.at("when", (units.begin[best[1]], units.end[best[1]]))
    return best[2]


def _fronted(draft: Draft, story: Story, sentence: Sentence) -> str | None:
    """The period that opens the sentence, for all its clauses: "In the first half, exports to Laos rose by 3%, while imports stood at …"."""
    units = sentence.units
    for k, expression in story.times(sentence, 0, min(3, len(units.cats))):
        if "," in units.cats[k : k + 2] and expression.date is not None and expression.timex_type not in ("SET", "DURATION"):
            draft.at("when", (units.begin[k], units.end[k]))
            return expression.date.edtf
    return None


def _later(draft: Draft, hit: Hit, levels: list[Amount], story: Story, right: int) -> list[Draft]:
    """The second value of "de 200 millions en 2005 à 1,2 milliard en 2020"."""
    units = hit.sentence.units
    if hit.get("growth") != "range" or not levels or not _is_end(hit.sentence, levels[0][0]):
        return []
    k, mention = levels[0]
    mention = replace(mention, value=replace(mention.value, comparator="=")) if mention.value.comparator == "<=" else mention
    quantity = mention.value if mention.value.unit or draft.quantity is None else replace(mention.value, unit=draft.quantity.unit)
    other = Draft("indicator", draft.found_by, list(draft.evidence), list(draft.by), list(draft.to), draft.type, quantity=quantity)
    other.areas = list(draft.areas)
    other.at("quantity", (units.begin[k], units.end[k]))
    other.when = _period(other, hit, story, k, right, k)
    return [other]


def _set_against(draft: Draft, hit: Hit, story: Story, after: int) -> list[Draft]:
    sentence = hit.sentence
    units, cats = sentence.units, sentence.units.cats
    k = _against(sentence, story, after + 1)
    value = units.data[k + 1] if k + 1 < len(cats) else None
    if not isinstance(value, Mention):
        return []
    quantity = value.value
    if not quantity.unit and draft.quantity is not None:
        quantity = replace(quantity, unit=draft.quantity.unit)
    times = story.times(sentence, k + 2, min(k + 4, len(cats)))
    if not times or times[0][1].date is None:
        return []
    other = Draft("indicator", draft.found_by, [story.range(units, k, times[0][0] + 1)], list(draft.by), list(draft.to), draft.type)
    other.when, other.quantity, other.areas = times[0][1].date.edtf, quantity, list(draft.areas)
    other.at("quantity", (units.begin[k + 1], units.end[k + 1]))
    return [other]


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
    cats = units.cats
    apposed = chunk.bare and cats[max(chunk.start - 2, 0) : chunk.start] in ("O,", "L,")  # "Brazil, the largest economy in …"
    draft.by = story.actors.named(sentence, left, chunk.start).ids[-1:] if apposed else named.ids[:1]
    behind = [actor for actor in story.actors.named(sentence, k, right).ids if actor not in draft.by]
    draft.to = behind[:1] or named.ids[1:][-1:]  # "overtook Japan as the largest trading partner of Peru"
    stop = cats.find(",", chunk.end, right) if apposed else right
    draft.when = _period(draft, hit, story, chunk.start if apposed else 0, stop if stop >= 0 else right, k)
    if draft.when is None or precision_of(draft.when) == "unknown" or not draft.by:
        return []
    return [draft]


def _goes_on(hit: Hit, story: Story) -> bool:
    """Whether a second verb tells more of the same metric: "cayó un 9 % en 2020, pero en 2021 creció un 33 %"."""
    if not story.pack.closed.dropped_subjects or not hit.frame.verbs or hit.shape is None:
        return False
    return hit.shape.clause.relation == "coordinated"
