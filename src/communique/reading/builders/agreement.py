"""Agreements: an instrument named or counted, and what became of it."""

from __future__ import annotations


from communique.grammar.clauses import Chunk, Sentence
from communique.model.dates import precision_of
from communique.model.mentions import Mention
from communique.reading.draft import Draft
from communique.reading.hit import Hit
from communique.reading.reference import Party
from communique.reading.shape import classes, head
from communique.reading.slots import clause_range, fill_areas, fill_times, fill_where, is_future, named_end, nested_in, phrase_range, voice_of
from communique.reading.story import Story


ONE_SIDED = frozenset({"approved", "ratified", "suspended", "denounced", "terminated"})
_EXPECTED = {"signed": "proposed", "adopted": "proposed", "negotiations_concluded": "under_negotiation"}


def build(hit: Hit, story: Story) -> list[Draft]:
    """The agreement a frame tells of, with one status."""
    chunk, sentence = hit.focus, hit.sentence
    if chunk is None:
        return []
    units = sentence.units
    k = head(sentence, chunk)
    found = classes(units, k)
    quantity = None
    acted = None
    for class_ in ("act", "negotiation"):
        if class_ in found and not hit.frame.verbs:
            inner = _object_of_act(sentence, chunk)
            if inner is None:
                return []
            acted, chunk = (found[class_][0], chunk), inner
            k = head(sentence, chunk)
            found = classes(units, k)
            break
    if units.cats[k] == "#" and isinstance(units.data[k], Mention):
        quantity = units.data[k].value
        if quantity.unit not in story.pack.settings.get("bundle_units", ()):
            return []
        type_ = "bundle"
    elif "instrument" in found:
        type_ = found["instrument"][0]
        if type_ == "bundle":  # "le document", "les deux textes": the one told of last
            if story.last_agreement is None:
                return []
            type_ = story.last_agreement.type or "treaty"
    else:
        return []
    frame, shape = hit.frame, hit.shape
    status: str | None = acted[0] if acted is not None else hit.get("status") or None
    token = units.begin[k]
    if (f"agreement:{status}", token) in story.seen or (status in (None, "null") and ("agreement", token) in story.seen):
        return []
    governed = shape is not None and bool(frame.verbs)
    clause = shape.clause if shape is not None else None
    limit = len(units.cats) if clause is None else max(clause.right, chunk.end)
    end = named_end(sentence, chunk, limit)
    if status == "null":
        status = None
    if governed and shape is not None and status in _EXPECTED and shape.time in ("future", "conditional", "past_future"):
        status = _EXPECTED[status]
    name = story.range(units, k, max(end, chunk.end))
    if governed and clause is not None:
        evidence = clause_range(story, sentence, clause, until=max(end, _complement_end(hit, end)))
        left, right = min(clause.left, chunk.start), clause.right
    else:
        first = acted[1] if acted is not None else chunk
        evidence = phrase_range(story, sentence, first, until=end)
        left, right = first.start, min(limit, end + 6)
        if acted is not None and clause is not None and clause.form == "finite" and hit.subject.ids and not hit.subject.thing and clause.end <= first.prep:
            evidence = clause_range(story, sentence, clause, until=end)  # "a procédé à la suspension", "ont annoncé la fin des négociations"
            left = clause.left
    draft = Draft(
        "agreement", frame.name, [evidence], type=type_, status=status, name=name, quantity=quantity, modality=voice_of(shape if governed else None)
    )
    draft.at("name", name)
    if quantity is not None:
        draft.at("quantity", (units.begin[k], units.end[k]))
    fill_areas(draft, story, name)
    _fill_dates(draft, hit, story, chunk, left, right, end)
    if governed and status in ("signed", "initialled", "negotiations_concluded"):
        fill_where(draft, story, sentence, left, right)
        if draft.where in ("online", "phone"):
            draft.where = None
    _fill_parties(draft, hit, chunk, end, story)
    if not governed and status is None and not _titled(draft, hit, chunk, end):
        return []
    if is_future(story, draft.when) and status in _EXPECTED:
        draft.status = _EXPECTED[status]
    if acted is not None and shape is not None and shape.time in ("future", "conditional") and status is not None:
        if status in ("signed", "adopted", "negotiations_concluded", "under_negotiation"):
            draft.status = "proposed"
        elif _titled(draft, hit, chunk, end):
            draft.status = None
        else:
            return []
    story.last_agreement = draft
    story.seen.add(("agreement", token))
    story.seen.add((f"agreement:{status}", token))
    return [draft]


def _object_of_act(sentence: Sentence, chunk: Chunk) -> Chunk | None:
    """The instrument in "la signature d'un accord", "les négociations sur leur accord"."""
    index = sentence.chunk_at.get(chunk.start)
    if index is None:
        return None
    cats = sentence.units.cats
    for following in sentence.chunks[index + 1 : index + 6]:
        if following.prep - chunk.end > 10 or "!" in cats[chunk.end : following.prep] or "V" in cats[chunk.end : following.prep]:
            return None
        if cats[following.start] == "W" or (not following.bare and cats[following.prep] == "g"):
            continue  # "la dénonciation par N'Djamena, le 28 novembre, de l'accord"
        if following.bare:
            return None
        if "instrument" in classes(sentence.units, head(sentence, following)):
            return following
    return None


def _complement_end(hit: Hit, end: int) -> int:
    """Evidence of a signing goes on over its date and place, not over what follows."""
    assert hit.shape is not None
    cats, right = hit.sentence.units.cats, hit.shape.clause.right
    k = max(end, hit.shape.clause.end)
    while k < right and cats[k] in "WEaeLO":
        k += 1
    return k


def _titled(draft: Draft, hit: Hit, chunk: Chunk, end: int) -> bool:
    """Whether an instrument that is only cited has a title of its own: a capital, a period, or parties in its name."""
    units = hit.sentence.units
    k = head(hit.sentence, chunk)
    text = units.tokens.text
    capital = text[units.tokens.starts[units.begin[k]]].isupper() and k > 0
    named = sum(1 for c in units.cats[k:end] if c in "OJ")
    return (capital and end > k + 1) or draft.due is not None or named > 1


def _fill_dates(draft: Draft, hit: Hit, story: Story, chunk: Chunk, left: int, right: int, end: int) -> None:
    """`when` is the date of the status, else the period in the name; `due` the end of the period or of validity."""
    sentence = hit.sentence
    units = sentence.units
    period: tuple[int, str] | None = None
    for k, expression in story.times(sentence, chunk.start, min(len(units.cats), end + 4)):
        if expression.date is None:
            continue
        edtf = expression.date.edtf
        start, slash, stop = edtf.partition("/")
        if expression.relation in ("until", "by") or edtf.startswith("../"):
            if draft.due is None:
                draft.due = edtf if edtf.startswith("../") else f"../{edtf}"
                draft.at("due", (units.begin[k], units.end[k]))
        elif slash and len(start) == 4 and len(stop) == 4:
            period = (k, edtf)
            draft.due = stop
            draft.at("due", (units.begin[k], units.end[k]))
    clause = hit.shape.clause if hit.shape is not None and hit.frame.verbs else None
    best: tuple[int, int, str] | None = None
    anchor = clause.end if clause is not None else end
    for k, expression in story.times(sentence, left, right):
        if expression.date is None or expression.relation not in ("at", "since") or (period is not None and k == period[0]):
            continue
        if clause is not None and nested_in(sentence, clause, k):
            continue
        if precision_of(expression.date.edtf) == "interval" and "~" not in expression.date.edtf and len(expression.date.edtf) == 9:
            continue
        if best is None or abs(k - anchor) < best[0]:
            best = (abs(k - anchor), k, expression.date.edtf)
    if best is not None:
        draft.when = best[2]
        draft.at("when", (units.begin[best[1]], units.end[best[1]]))
    elif hit.subject.thing == "meeting" and clause is not None and story.focus_meeting is not None and story.focus_meeting.when is not None:
        draft.when = story.focus_meeting.when  # adopted by the meeting, on its day
    elif period is not None:
        draft.when = period[1]
        draft.at("when", (units.begin[period[0]], units.end[period[0]]))


def _fill_parties(draft: Draft, hit: Hit, chunk: Chunk, end: int, story: Story) -> None:
    sentence, shape = hit.sentence, hit.shape
    named = story.actors.named(sentence, chunk.start, end)
    acting = Party()
    companions = Party()
    if shape is not None and not hit.frame.verbs:
        agent = next((c for c in sentence.chunks if not c.bare and sentence.units.cats[c.prep] == "g" and abs(c.prep - chunk.start) < 8), None)
        if agent is not None:
            acting = story.actors.party(sentence, (agent.start, agent.end))
        elif draft.status in ONE_SIDED or (len(hit.subject.ids) > 1 and not hit.subject.thing):
            acting = hit.subject if not hit.subject.thing else Party()
    if shape is not None and hit.frame.verbs:
        if shape.clause.voice == "passive":
            for agent in shape.prepositional("g"):
                if agent.prep >= shape.clause.begin:
                    acting = story.actors.party(sentence, (agent.start, shape.phrase_end(agent)))
                    break
        elif hit.frame.focus != "subject":
            acting = hit.subject
        for with_ in shape.prepositional("w"):
            inner = story.actors.party(sentence, (with_.start, shape.phrase_end(with_)))
            for index, actor in enumerate(inner.ids):
                companions.add(actor, inner.units[index] if index < len(inner.units) else with_.start)
        for between in shape.prepositional("P"):
            if sentence.units.norm(between.prep) in story.pack.settings.get("between", ()) and between.prep >= chunk.start:
                inner = story.actors.named(sentence, between.start, shape.clause.right)
                for index, actor in enumerate(inner.ids):
                    companions.add(actor, inner.units[index])
    if draft.status in ONE_SIDED and acting.ids:
        story.put_actors(draft, "by", sentence, acting)
        rest = [actor for actor in (*named.ids, *companions.ids) if actor not in draft.by]
        draft.to += rest or story.discourse.counterpart(draft.by)
        return
    if len(named.ids) >= 2:
        story.put_actors(draft, "by", sentence, named)
        return
    story.put_actors(draft, "by", sentence, acting)
    story.put_actors(draft, "by", sentence, companions)
    if len(draft.by) < 2:
        story.put_actors(draft, "by", sentence, named)
    if len(draft.by) < 2:
        other = story.discourse.counterpart(draft.by) if draft.by else list(story.discourse.pair())
        draft.by += [actor for actor in other if actor not in draft.by]
