"""Agreements: an instrument named or counted, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from communique.grammar.heads import classes, governed_by, head
from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.grammar.units import Units
from communique.languages.closed import Closed
from communique.reading.builders.encounter import leading_date
from communique.reading.builders.instruments import Thing, counted_before, counted_with, is_title, taken_up, told_of
from communique.reading.builders.leaving import leave
from communique.reading.builders.several import among, singled_out
from communique.reading.builders.signatories import ONE_SIDED, OWN, UNILATERAL, fill_parties
from communique.reading.builders.terms import fill_terms
from communique.reading.draft import Draft
from communique.reading.extent import joined_end
from communique.reading.hit import Hit
from communique.reading.slots import clause_range, fill_areas, fill_where, is_future, named_end, voice_of
from communique.reading.story import Story

_EXPECTED: Final = {"signed": "proposed", "adopted": "proposed", "negotiations_concluded": "under_negotiation", "under_negotiation": "proposed"}
_UNMET: Final = {"adopted": "failed", "negotiations_concluded": "under_negotiation"}
_WISHES: Final = frozenset({"promise", "goal", "negotiation", "delay"})
_LATER: Final = frozenset({"future", "conditional", "past_future", "subjunctive"})
_YEAR: Final = 4
_PRICED: Final = frozenset({"contract", "bundle", "exchange_of_notes"})


def build(hit: Hit, story: Story) -> list[Draft]:
    """The agreements a frame tells of, with one status; those joined in an act are told each."""
    if hit.get("leave"):
        return leave(hit, story)
    thing = told_of(hit, story) if not hit.get("it") else taken_up(hit, story)
    if thing is None or (hit.get("text") and thing.type not in UNILATERAL):
        return []
    if counted_before(hit.sentence, thing.chunk) or counted_with(hit.sentence, thing.chunk, story.pack.closed):
        return []
    drafts = _told(hit, story, thing)
    if drafts and thing.act is not None and thing.chunk is not thing.act:
        drafts += _told_alike(hit, story, thing, _joined_with(hit.sentence, thing.chunk))
    if drafts and hit.frame.circumstance and hit.shape is not None:  # "Parmi les textes signés figurent un accord sur A et un protocole"
        others = _listed_after(hit.sentence, thing.chunk)
        drafts += _told_alike(hit, story, thing, others)
        ends = [*(other.start - 1 for other in others), hit.shape.clause.right]
        for draft, chunk, end in zip(drafts, [thing.chunk, *others], ends, strict=False):  # each by its own words
            draft.evidence = [story.range(hit.sentence.units, chunk.start, end)]
            draft.title_text = story.tokens.words(*draft.evidence[0])
    if drafts and thing.type == "bundle" and hit.shape is not None and hit.frame.verbs:
        parts = among(hit.sentence, max(hit.shape.clause.end, thing.chunk.end), story.pack.closed)
        limits = [*(part.start - 1 for part in parts[1:]), len(hit.sentence.units.cats)]
        drafts += [singled_out(hit, story, drafts[0], part, limits[i]) for i, part in enumerate(parts)]
    return drafts


def _told_alike(hit: Hit, story: Story, thing: Thing, others: list[Chunk]) -> list[Draft]:
    """The same told of further instruments."""
    drafts: list[Draft] = []
    for chunk in others:
        k = head(hit.sentence, chunk)
        drafts += _told(hit, story, replace(thing, chunk=chunk, k=k, type=classes(hit.sentence.units, k)["instrument"][0]), joined=True)
    return drafts


def _listed_after(sentence: Sentence, chunk: Chunk) -> list[Chunk]:
    """The instruments of a list that one begins, each with a determiner and behind a comma or conjunction."""
    cats, units = sentence.units.cats, sentence.units
    behind = [other for other in sentence.chunks if other.start > chunk.start and other.bare and cats[other.start] == "D"]
    return [other for other in behind if cats[other.start - 1] in ",C" and "instrument" in classes(units, head(sentence, other))]


def _joined_with(sentence: Sentence, chunk: Chunk) -> list[Chunk]:
    """The instruments coordinated with one in an act: "l'adoption d'une déclaration et d'un plan d'action"."""
    found: list[Chunk] = []
    cats, last, index = sentence.units.cats, chunk, sentence.chunk_at.get(chunk.start)
    for following in sentence.chunks[index + 1 :] if index is not None else ():
        joint = cats[last.end : following.prep]
        listed = following.bare and sentence.units.head_last and not chunk.bare  # "the signing of an agreement and a protocol"
        if joint in ("C", ",") and (listed or (not following.bare and cats[following.prep] == "d")):
            value = classes(sentence.units, head(sentence, following)).get("instrument")
            if value is None or "anaphor" in classes(sentence.units, head(sentence, following)):
                break
            found.append(following)
        elif joint or following.bare:
            break
        last = following
    return found


def _told(hit: Hit, story: Story, thing: Thing, *, joined: bool = False) -> list[Draft]:
    """What a frame tells of one instrument."""
    frame, shape, sentence, chunk = hit.frame, hit.shape, hit.sentence, thing.chunk
    units = sentence.units
    governed = shape is not None and bool(frame.verbs)
    status = _status(hit, thing, governed, story.pack.closed)
    if status is None:
        return []
    status = None if status == "null" else status
    token = units.begin[thing.k]
    if status is None and shape is not None and hit.get("status") == "expired":
        _note_end(sentence, shape.clause, token, story)
    if status is None and thing.cited_before:
        return []
    if (f"agreement:{status}", token) in story.seen or (status is None and ("agreement", token) in story.seen):
        return []
    if thing.act is not None and not governed and not joined and ("act", units.begin[thing.act.start]) in story.seen:
        return []
    clause = shape.clause if shape is not None else None
    limit = len(units.cats) if clause is None else max(clause.right, chunk.end, clause.subject[1] if clause.fronted and clause.subject else 0)
    end = named_end(sentence, chunk, limit, before=story.pack.closed.held_after)
    if beside := _joined_with(sentence, chunk):
        end = min(end, beside[0].prep)
    first = thing.act if thing.act is not None and not joined and status is not None else chunk
    reach = _reach(hit, story, max(end, clause.end if governed and clause is not None else 0), limit)
    if governed and clause is not None and shape is not None:
        if units.head_last:  # "signed by the ministers of A, B and C", "with A, B and C"
            letters = "g" if clause.voice == "passive" else "w"
            reach = max([reach, *(joined_end(sentence, c, clause.right) for c in shape.prepositional(letters) if clause.begin <= c.prep <= reach)])
        left, right = min(clause.left, first.start), clause.right
        if hit.get("approver") and shape is not None and shape.object is not None:
            reach = max(reach, shape.phrase_end(shape.object))
        evidence = clause_range(story, sentence, clause, until=max(reach, _about_end(hit, story, reach)))
        if first.start < clause.begin:
            evidence = (min(evidence[0], units.begin[first.start]), evidence[1])
    else:
        left, right = first.start, min(limit, reach + 4)
        evidence = story.range(units, first.start, reach if thing.act is not None else max(end, chunk.end))
    name = story.range(units, thing.k, max(end, chunk.end))
    modality = voice_of(shape if governed else None)
    draft = Draft("agreement", frame.name, [evidence], type=thing.type, status=status, name=name, quantity=thing.quantity, modality=modality)
    if (hit.get("it") or hit.focus is None) and story.last_agreement is not None:
        draft.name = story.last_agreement.name or name
    draft.at("name", draft.name or name)
    if chunk.end - thing.k > 1 or len(units.norm(thing.k).split()) > 1:
        draft.title_text = units.norm(thing.k)
    draft.definite = thing.quantity is None and end <= chunk.end and units.norm(chunk.start) not in story.pack.closed.indefinite
    if thing.quantity is not None:
        draft.at("quantity", (units.begin[thing.k], units.end[thing.k]))
    fill_areas(draft, story, story.range(units, thing.k, max(_matters_end(sentence, max(end, chunk.end), limit), end, chunk.end)))
    on = next((c for c in sentence.clauses if c.form == "gerund" and c.begin == end), None)
    if on is not None and not draft.areas:  # "… portant sur l'énergie et la santé"
        fill_areas(draft, story, story.range(units, on.begin, on.right))
    dated = fill_terms(draft, hit, story, thing.chunk, left, right, end)
    if draft.when is None and governed and clause is not None and story.pack.closed.particles:
        draft.when = leading_date(story, sentence, clause)
    if status in ("signed", "initialled", "negotiations_concluded") and not hit.get("buyer") and (governed or thing.act is not None):
        after = clause.end if governed and clause is not None else end
        aim = units.cats.find("I", after, right)  # "… afin de mobiliser des ressources en Afrique"
        fill_where(draft, story, sentence, after, aim if aim > 0 else right)
        if draft.where in ("online", "phone") or (draft.slots.get("where") and _inside(draft.slots["where"][0], name)):
            draft.where = None
    told = fill_parties(draft, hit, story, chunk=chunk, act=thing.act, again=thing.cited_before, type_=thing.type, end=end, reach=reach)
    if thing.cited_before and story.last_agreement is not None and len(draft.by) + len(draft.to) < 2:
        ours, last = [*draft.by, *draft.to], story.last_agreement
        others = [actor for actor in [*last.by, *last.to] if actor not in ours]
        (draft.to if status in ONE_SIDED and draft.by else draft.by).extend(others)
    if thing.cited_before and story.last_agreement is not None and draft.definite:
        _take_name(draft, story.last_agreement, thing, story, units)
    if not governed and status is None and not _titled(draft, hit, chunk, end):
        return []
    alone = len(draft.by) + len(draft.to) == 1
    if not draft.by or (alone and not told and thing.type == "contract"):
        return []
    by_meeting = hit.subject.thing == "meeting" and governed  # "le sommet Chine-Afrique a adopté …"
    by_meeting = by_meeting or (story.discourse.alone and hit.subject.thing == "instrument")
    if alone and not by_meeting and status in OWN and thing.type in UNILATERAL and draft.by[0] in story.state_names:
        return []  # a state's own plan or statement
    if hit.get("since") and draft.when is None:
        return []
    if thing.type == "treaty" and draft.by and all(":" in actor for actor in draft.by):
        draft.type = "contract"
    if status == "expired" and draft.due is not None and draft.due.startswith("../"):
        draft.when, draft.due = draft.when or draft.due[3:], None
    bare = not told and draft.when is None and not thing.quantity and not hit.get("text")
    if (
        clause is not None
        and governed
        and clause.form == "participle"
        and (bare or (thing.type == "communique" and not told and not draft.title_text))
    ):
        return []  # "les accords signés"; "selon un communiqué publié mardi"
    signed = governed and shape is not None and clause is not None and clause.form == "finite" and shape.time == "past"
    in_time = signed and draft.when is not None and len(draft.when) == _YEAR and is_future(story, draft.when)
    if dated and in_time and units.head_last:
        draft.when, draft.slots["when"] = None, []  # "signed several documents, including the 2040 vision"
    elif dated and in_time and status in _EXPECTED:
        vision = thing.type in ("declaration", "communique")  # "ont adopté la Vision 2030", "ont signé un plan de coopération en 2022"
        draft.due = draft.due or (f"../{draft.when}" if vision else draft.when)
        draft.when = None if vision else draft.when
    elif dated and is_future(story, draft.when):
        if signed:
            draft.when, draft.slots["when"] = None, []  # "signed an agreement on a summit in May": not a day of the signing
        elif status in _EXPECTED:
            draft.status = _EXPECTED[status]
        elif hit.get("status") == "expired":
            draft.status, draft.due, draft.when = None, draft.when, None
            draft.slots["due"], draft.slots["when"] = draft.slots.get("when", []), []
        elif status == "denounced":  # when it takes effect
            draft.due, draft.when = draft.when, None
            draft.slots["due"], draft.slots["when"] = draft.slots.get("when", []), []
        elif status in ("in_force", "ratified", "extended"):
            return []
    if draft.quantity is None and governed and thing.type in _PRICED and status == "signed":
        price = story.amount(sentence, chunk.start, limit)
        if price is not None and (price[1].unit.isupper() or (thing.type == "contract" and price[1].unit != "percent")):
            draft.quantity = price[1]
            draft.at("quantity", (units.begin[price[0]], units.end[price[0]]))
    draft.polarity = not (governed and clause is not None and clause.negative and draft.status is None)  # "n'a pas signé"
    story.last_agreement = draft
    story.seen.add(("agreement", token))
    story.seen.add((f"agreement:{status}", token))
    if thing.act is not None:
        story.seen.add(("act", units.begin[thing.act.start]))
    return [draft]


def _note_end(sentence: Sentence, clause: Clause, token: int, story: Story) -> None:
    """Give the text told of last the day on which it is to expire: "the agreement signed in 2019 will expire in November"."""
    last = story.last_agreement
    if last is None or last.due is not None or last.name is None or last.name[0] != token:
        return
    for k, told in story.times(sentence, clause.end, clause.right):
        if told.date is not None and told.relation == "at":
            last.due = told.date.edtf
            last.at("due", (sentence.units.begin[k], sentence.units.end[k]))
            return


def _take_name(draft: Draft, last: Draft, thing: Thing, story: Story, units: Units) -> None:
    """The name of the instrument that is taken up ("the text", "ce document"), where the parties are the same and it has no name of its own."""
    k, definite = thing.k, story.pack.closed.definite
    ours, theirs = {*draft.by, *draft.to}, {*last.by, *last.to}
    if last.name is None or last.type != draft.type or not (ours <= theirs or theirs <= ours):
        return
    if any(units.norm(j) not in definite for j in range(k + 1, thing.chunk.end)):
        return
    own, name = story.tokens.words(units.begin[k], units.end[k]), story.tokens.words(*last.name)
    if "anaphor" in classes(units, k) or name.lower().startswith(own.lower()) or (" " not in own and not own.isupper()):
        draft.name, draft.slots["name"] = last.name, [last.name]


def _status(hit: Hit, thing: Thing, governed: bool, closed: Closed) -> str | None:
    """What became of it: by the frame or the act, as the clause's time and polarity have it; None where nothing is told."""
    status = hit.get("status")
    if status in ("", "@act"):
        status = thing.status
    if not status:
        return None
    shape = hit.shape
    if shape is None or status == "null":
        return status
    later = shape.time in _LATER and not (shape.time == "subjunctive" and shape.clause.perfect)
    if not governed:
        if thing.act is not None and thing.status:
            later = _to_come(hit, thing.act, closed, later)
        if later and thing.status:
            return status if status == "under_negotiation" else _EXPECTED.get(status, "null")
        return status
    if shape.clause.negative:
        return _UNMET.get(status, "null")
    if later and (status != "under_negotiation" or hit.get("opens")) and status != "proposed":
        governor = shape.clause.governor.lemma if shape.clause.form == "infinitive" and shape.clause.governor is not None else ""
        if governor and governor in closed.refusing:
            return _UNMET.get(status)
        if status in _EXPECTED:
            return _EXPECTED[status]
        if hit.get("exit") and shape.time == "future":
            return status  # notice is given: "will leave the convention in June"
        if governor and status in ONE_SIDED | {"extended"}:
            return status if governor in closed.deciding else None
        return "null" if status == "expired" else None
    return status


def _to_come(hit: Hit, act: Chunk, closed: Closed, later: bool) -> bool:
    """Whether an act named by a noun is still to come: by its preposition, or by the verb it is the object of."""
    assert hit.shape is not None
    clause = hit.shape.clause
    if governed_by(hit.sentence, act) in closed.awaiting or _wished_for(hit.sentence, act):
        return True
    if clause.form == "infinitive" and not clause.perfect:
        return clause.lemma not in closed.marking and act.start >= clause.end
    if act.bare and act.start >= clause.end and (clause.lemma in closed.hastening or clause.lemma in hit.shape.closed.volition):
        return clause.lemma not in closed.marking
    return later and clause.form == "finite"


def _wished_for(sentence: Sentence, act: Chunk) -> bool:
    """Whether an act hangs on a noun of wishing or negotiating: "la possibilité de la signature", "negotiations on the conclusion"."""
    cats, index = sentence.units.cats, sentence.chunk_at.get(act.start, 0)
    while index > 0:
        chunk, before = sentence.chunks[index], sentence.chunks[index - 1]
        if chunk.bare or cats[chunk.prep] not in "daPe" or cats[before.end : chunk.prep].strip("E"):
            return False
        if not _WISHES.isdisjoint(classes(sentence.units, head(sentence, before))):
            return True
        index -= 1
    return False


def _reach(hit: Hit, story: Story, start: int, limit: int) -> int:
    """Where what is told of an instrument ends: over its parties, date and place, not over a circumstance or the next verb."""
    sentence = hit.sentence
    cats, closed = sentence.units.cats, story.pack.closed
    k, prepositional = start, True
    while k < limit:
        letter = cats[k]
        index = sentence.chunk_at.get(k)
        if index is not None and sentence.chunks[index].prep >= k:
            chunk = sentence.chunks[index]
            if not chunk.bare and governed_by(sentence, chunk) in closed.circumstance:
                return k
            if chunk.bare and cats[chunk.start] != "W" and not (k and cats[k - 1] == "C" and prepositional):
                return k
            prepositional = not chunk.bare or prepositional
            k = chunk.end
            continue
        if letter == "E" or (letter == "C" and prepositional) or (letter == "," and cats[k + 1 : k + 2] in ("W", "g")):
            k += 1
            continue
        break
    return k


def _about_end(hit: Hit, story: Story, reach: int) -> int:
    """Where the words end that say what an instrument is for: "signed a deal enabling exports of arms", "to build a bridge"."""
    cats, shape = hit.sentence.units.cats, hit.shape
    if (
        shape is None
        or not hit.sentence.units.head_last
        or shape.clause.form != "finite"
        or shape.clause.end > reach
        or cats[reach : reach + 1] not in ("G", "a", "P", "d")
    ):
        return reach
    k = reach
    stop = min((c.left for c in hit.sentence.clauses if c.form == "finite" and c.left >= reach), default=len(cats))
    while k < min(shape.clause.right, stop) and cats[k] not in ",;QRS":
        index = hit.sentence.chunk_at.get(k)
        if index is not None and governed_by(hit.sentence, hit.sentence.chunks[index]) in story.pack.closed.circumstance:
            break
        k += 1
    return k


def _matters_end(sentence: Sentence, start: int, limit: int) -> int:
    """Where a list of matters ends that goes on behind a name: "douze accords dans les domaines de l'énergie, des mines et de la défense"."""
    cats, end, reached = sentence.units.cats, start, start
    for chunk in sentence.chunks:
        if chunk.prep < start:
            continue
        joint, first = cats[reached : chunk.prep], cats[chunk.prep]
        words = cats[chunk.start : chunk.end]
        listed = joint in (",", "C", ",C") and (chunk.bare or end > start)
        if chunk.prep >= limit or not (listed or (joint in ("", "E") and not chunk.bare and first in "dePa")):
            break
        if not {"O", "L", "H", "F", "#", "J"}.isdisjoint(words):
            break
        reached = chunk.end
        end = end if words.startswith("W") else chunk.end
    return end


def _inside(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _titled(draft: Draft, hit: Hit, chunk: Chunk, end: int) -> bool:
    """Whether an instrument that is only cited has a title of its own: a capital, a period, or parties in its name."""
    units = hit.sentence.units
    k = head(hit.sentence, chunk)
    text = units.tokens.text
    written = text[units.tokens.starts[units.begin[k]] : units.tokens.ends[units.end[k] - 1]]
    capital = written[0].isupper() and k > 0
    named = sum(1 for c in units.cats[k:end] if c in "OJ")
    return is_title(units, k) or (capital and (end > k + 1 or written[1:2].isupper())) or draft.due is not None or named > 1
