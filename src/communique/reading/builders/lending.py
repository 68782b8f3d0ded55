"""Money that comes with an instrument: the loan or grant under a text that lender and borrower sign."""

from __future__ import annotations

from typing import Final

from communique.grammar.heads import classes, governed_by
from communique.reading.draft import Draft
from communique.reading.hit import Hit
from communique.reading.reference import Party
from communique.reading.slots import clause_range, fill_areas, fill_times
from communique.reading.story import Story

_MONEY: Final = {"loan_credit": "loan_credit", "grant": "grant", "donation_in_kind": "grant"}
"""What the noun of a gift says of money: "un don de 20 millions d'euros" is a grant."""


def lend(hit: Hit, story: Story) -> list[Draft]:
    """The loan or grant announced by signing; none where the words give no sum or do not tell the giver from the receiver."""
    shape = hit.shape
    thing = shape.object if shape is not None else None
    if shape is None or thing is None:
        return []
    sentence, clause = hit.sentence, shape.clause
    units = sentence.units
    type_ = next(
        (
            _MONEY[value]
            for k in range(thing.start, clause.right)
            if units.cats[k] == "N"
            for class_ in ("lending", "gift")
            if (value := classes(units, k).get(class_, ("", ""))[0]) in _MONEY
        ),
        "",
    )
    amount = story.amount(sentence, thing.start, clause.right)
    if not type_ or amount is None or len(amount[1].unit) != 3 or not amount[1].unit.isupper():
        return []
    start = min(thing.start, clause.end)  # "a signé avec le Togo un accord de prêt"
    named = story.actors.named(sentence, start, clause.right)
    parties = Party(list(hit.subject.ids), list(hit.subject.units))
    for position, actor in enumerate(named.ids):
        parties.add(actor, named.units[position])
    giver = _giver(hit, story, parties, named, start)
    own = giver.partition(":")[0]
    receivers = [(actor, parties.units[i]) for i, actor in enumerate(parties.ids) if actor.partition(":")[0] != own and i < len(parties.units)]
    if not giver or len(receivers) != 1 or receivers[0][0] not in story.state_names:
        return []
    draft = Draft("action", hit.frame.name, [clause_range(story, sentence, clause)], type=type_, status="announced")
    at = parties.ids.index(giver)
    story.put_actors(draft, "by", sentence, Party([giver], parties.units[at : at + 1]))
    story.put_actors(draft, "to", sentence, Party([receivers[0][0]], [receivers[0][1]]))
    draft.what = story.range(units, thing.start, shape.phrase_end(thing))
    draft.at("what", draft.what)
    draft.quantity = amount[1]
    draft.at("quantity", (units.begin[amount[0]], units.end[amount[0]]))
    fill_areas(draft, story, draft.what)
    fill_times(draft, story, sentence, clause.left, clause.right, near=clause.end, own=clause, due=False)
    return [draft]


def _giver(hit: Hit, story: Story, parties: Party, named: Party, start: int) -> str:
    """Who lends or gives: the one party that is no state, else the one whose money the words say it is ("the Japanese loan", "a loan to Chad")."""
    bodies = [actor for actor in parties.ids if actor not in story.state_names]
    if len(bodies) == 1:
        return bodies[0]
    units = hit.sentence.units
    to = {
        unit
        for chunk in hit.sentence.chunks
        if not chunk.bare
        and chunk.start >= start
        and (units.cats[chunk.prep] in "aw" or governed_by(hit.sentence, chunk) in story.pack.closed.beneficiary)
        for unit in range(chunk.start, chunk.end)
    }
    owners = [actor for actor, unit in zip(named.ids, named.units, strict=False) if unit not in to]
    if len(owners) == 1:
        return owners[0]
    return hit.subject.ids[0] if len(hit.subject.ids) == 1 and not owners and not bodies and to else ""
