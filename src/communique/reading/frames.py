"""Which frames of the pack fit a clause, a noun phrase or a prepositional phrase, and what their builders make of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from communique.grammar.antecedents import antecedents
from communique.grammar.heads import classes, clause_of, governed_by, head
from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.grammar.units import Units
from communique.grammar.unreal import is_denied
from communique.languages.closed import Closed
from communique.languages.frames import Frame
from communique.model.mentions import Mention
from communique.reading.builders import action, agreement, commitment, indicator, meeting, milestone, position, progress, role
from communique.reading.draft import Draft
from communique.reading.hit import Hit
from communique.reading.reference import Party
from communique.reading.shape import Shape
from communique.reading.slots import clause_range
from communique.reading.story import Story

_THINGS: Final = frozenset({"instrument", "meeting", "gift", "works", "goods", "metric", "anniversary"})
"""Classes of things that a participle would rather belong to than to what hangs on them."""

_WHOLE: Final = frozenset({"agreement", "meeting", "milestone", "action"})
"""Kinds whose evidence is the clause even where a noun tells them."""
_FEW: Final = 24

Builder = Callable[[Hit, Story], list[Draft]]

BUILDERS: Final[dict[str, Builder]] = {
    "meeting": meeting.build,
    "agreement": agreement.build,
    "commitment": commitment.build,
    "progress": progress.build,
    "action": action.build,
    "milestone": milestone.build,
    "role": role.build,
    "position": position.build,
    "indicator": indicator.build,
}


def read_clause(sentence: Sentence, clause: Clause, subject: Party, story: Story) -> list[Draft]:
    """What the frames of a clause's verb tell: the first that fits and finds its roles, and others that ask to be read beside it."""
    forms = story.pack.frames.by_verb.get(clause.lemma)
    by_doing = clause.form == "gerund" and clause.begin and sentence.units.cats[clause.begin - 1] == "g" and story.pack.closed.chain
    form = "finite" if by_doing or _told_as_done(clause, story) else clause.form  # "hit back by expelling the ambassador"
    frames = forms.get(form) if forms is not None else None
    if not frames:
        return []
    shape = Shape(sentence, clause, story.pack.closed)
    drafts: list[Draft] = []
    for frame in frames:
        if drafts and not frame.beside:
            continue
        if not fits(frame, shape, subject, story):
            continue
        for focus in _focus(frame, shape):
            drafts += BUILDERS[frame.kind](Hit(frame, sentence, shape, focus, subject), story)
    return drafts


def _told_as_done(clause: Clause, story: Story) -> bool:
    """Whether an infinitive tells, behind a verb of saying, what has been done: "a indiqué avoir convenu de …"."""
    governor = clause.governor
    return clause.form == "infinitive" and bool(clause.perfect) and governor is not None and governor.lemma in story.pack.closed.saying


def read_noun(sentence: Sentence, chunk: Chunk, subjects: list[Party], story: Story) -> list[Draft]:
    """What the frames of a noun phrase tell: by the preposition it stands behind, else by the noun itself.

    `subjects` are the parties of the sentence's clauses, in their order.
    """
    units = sentence.units
    k = head(sentence, chunk)
    letter = units.cats[k]
    found: dict[str, tuple[str, str]] = {}
    if letter == "#":
        found = _counted(units, k)
    elif letter == "N":
        found = classes(units, k)
    elif "o" in units.cats[chunk.start : chunk.end]:
        found = {"#ordinal": ("", "")}
    elif letter in "OHF" and not chunk.bare:
        found = {"actor": ("", "")}
    if not found:
        return []
    frames = story.pack.frames
    preposition = governed_by(sentence, chunk)
    if units.head_last and units.cats[chunk.prep] == "d" and (span := _spanned(sentence, chunk)) is not None:
        preposition = governed_by(sentence, span)  # "after eight hours of talks"
    candidates = list(frames.by_preposition.get(preposition, ())) if preposition else []
    for class_ in found:
        candidates += frames.by_noun.get(class_, ())
    if not candidates:
        return []
    clause = clause_of(sentence, chunk.start)
    occasion = preposition in story.pack.closed.circumstance  # "was unable to sign during its visit": the visit is a fact
    if clause is not None and ((clause.unreal and not occasion) or is_denied(sentence, chunk, clause, story.pack.closed)):
        return []
    subject = subjects[sentence.clauses.index(clause)] if clause is not None else Party()
    shape = Shape(sentence, clause, story.pack.closed) if clause is not None else None
    refused = clause is not None and chunk.start >= clause.end and _leaves_open(clause, story.pack.closed)
    drafts: list[Draft] = []
    for frame in candidates:
        if (drafts and not frame.beside) or (refused and frame.kind == "action"):
            continue
        if frame.prepositions and preposition not in frame.prepositions:
            continue
        if frame.focus_classes and not frame.focus_classes.intersection(found):
            continue
        if "actor" in found and frame.focus_classes != {"actor"}:
            continue
        if frame.with_ and not _has_words(frame, sentence, chunk.prep, min(chunk.end + 10, len(units.cats))):
            continue
        told = BUILDERS[frame.kind](Hit(frame, sentence, shape, chunk, subject), story)
        if clause is not None and not frame.prepositions and frame.kind in _WHOLE:
            _widen(told, clause_range(story, sentence, clause))
        drafts += told
    return drafts


def _spanned(sentence: Sentence, chunk: Chunk) -> Chunk | None:
    """The length of time that stands before "of" and a noun: "eight hours of talks"."""
    index = sentence.chunk_at[chunk.start]
    before = sentence.chunks[index - 1] if index else None
    if before is None or before.end != chunk.prep:
        return None
    k = head(sentence, before)
    mention = sentence.units.data[k]
    timed = sentence.units.cats[k] == "#" and isinstance(mention, Mention) and mention.value.unit in ("hour", "day", "week", "month", "year", "round")
    return before if timed or (sentence.units.cats[k] == "W" and not before.bare) else None


def _leaves_open(clause: Clause, closed: Closed) -> bool:
    """Whether an act that a clause names was not done by it: "refused the delivery of", "accused Iran of …", "promised …"."""
    word = clause.lemma
    open_ = word in closed.promising or word in closed.accusing or word in closed.hastening
    return open_ or (word in closed.refusing and not clause.negative)


def _widen(drafts: list[Draft], whole: tuple[int, int]) -> None:
    """Give what a noun tells the words of its clause for evidence, where those are few more."""
    for draft in drafts:
        first, last = draft.evidence[0]
        if len(draft.evidence) == 1 and whole[0] <= first and last <= whole[1] and whole[1] - whole[0] <= last - first + _FEW:
            draft.evidence = [whole]


def _counted(units: Units, k: int) -> dict[str, tuple[str, str]]:
    """The classes of an amount: `#` and its unit, `#of` where it counts against a total, `#rank`."""
    mention = units.data[k]
    if not isinstance(mention, Mention):
        return {}
    found = {f"#{mention.value.unit}": ("", "")}
    if mention.value.of is not None:
        found["#of"] = ("", "")
    if mention.type == "rank":
        found["#rank"] = ("", "")
    return found


def fits(frame: Frame, shape: Shape, subject: Party, story: Story) -> bool:
    """Whether the shape of a clause is the one a frame asks for."""
    clause = shape.clause
    wished = bool(frame.governor) and "subjunctive" in frame.time  # "la invitación para que el presidente visite Lima"
    if (clause.unreal and not wished) or (clause.modal == "hypothetical" and not clause.negative) or (shape.time == "subjunctive" and not frame.time):
        return False
    if frame.infinitive and (shape.complement is None or shape.complement.clause is None or shape.complement.clause.lemma not in frame.infinitive):
        return False
    if frame.governor and not _hangs_on(frame.governor, shape.sentence, clause, story):
        return False
    if frame.kind == "commitment" and not frame.governor and (shape.asked or shape.asks):
        return False
    if frame.voice and clause.voice not in frame.voice:
        return False
    if frame.negative is not None and clause.negative != frame.negative:
        return False
    if frame.time and shape.time not in frame.time:
        return False
    if frame.relation and clause.relation not in frame.relation:
        return False
    if frame.with_ and shape.words_near.isdisjoint(frame.with_):
        return False
    if frame.without and _has_any(frame.without, shape.sentence, clause.begin, clause.right):
        return False
    if frame.circumstance and not any(_stands_behind(frame, shape.sentence, chunk) for chunk in shape.sentence.chunks):
        return False
    if frame.pronoun and clause.subject is not None and shape.sentence.units.cats[clause.subject[0]] == "i" and story.told(frame.kind):
        pass
    elif frame.subject and not _is(frame.subject, shape, shape.subject, subject) and not (frame.what == "aside" and _is_somebody(shape)):
        return False
    if frame.object:
        chunk = shape.object
        if chunk is None or not _chunk_is(frame.object, shape.sentence, chunk):
            return False
    if frame.complement:
        complement = shape.complement
        for wanted in frame.complement:
            kind, _, link = wanted.partition(":")
            if complement is None:
                if kind == "none":
                    break
                continue
            if kind == complement.kind and (not link or link in (complement.link, complement.word) or (link == "0" and not complement.link)):
                break
        else:
            return False
    return True


def _is_somebody(shape: Shape) -> bool:
    """Whether the subject is a person or an office, of whatever state: ", a promis le Premier ministre"."""
    chunk = shape.subject
    return chunk is not None and shape.sentence.units.cats[head(shape.sentence, chunk)] in "FH"


def _stands_behind(frame: Frame, sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a noun phrase stands behind one of the prepositions a frame asks for, and is of the frame's classes: "parmi les accords signés"."""
    if governed_by(sentence, chunk) not in frame.circumstance:
        return False
    return not frame.focus_classes or not frame.focus_classes.isdisjoint(classes(sentence.units, head(sentence, chunk)))


def _hangs_on(verbs: frozenset[str], sentence: Sentence, clause: Clause, story: Story) -> bool:
    governor = clause.governor
    while governor is not None and governor.form == clause.form == "infinitive" and governor.governor is not None:
        governor = governor.governor  # "a décidé de renvoyer douze agents et de rappeler son ambassadeur"
    if governor is not None and (governor.lemma in verbs or ("saying" in verbs and governor.lemma in story.pack.closed.saying)):
        return True
    return any(word[0] == "@" and _hangs_on_noun(word[1:], sentence, clause) for word in verbs)


def _hangs_on_noun(class_: str, sentence: Sentence, clause: Clause) -> bool:
    """Whether a noun of a class, with its genitives, stands right before an infinitive or subordinate clause: "la invitación de X para visitar …"."""
    k = (clause.opener if clause.form == "finite" else clause.begin) - 1
    while k >= 0 and sentence.units.cats[k] in "aPde":
        k -= 1
    index = sentence.chunk_at.get(k)
    while index is not None:
        chunk = sentence.chunks[index]
        if class_ in classes(sentence.units, head(sentence, chunk)):
            return True
        index = sentence.chunk_at.get(chunk.prep - 1) if not chunk.bare and sentence.units.cats[chunk.prep] == "d" else None
    return False


def _is(wanted: frozenset[str], shape: Shape, chunk: Chunk | None, party: Party) -> bool:
    if "actor" in wanted and (party.ids or party.person or (not party.thing and chunk is None and shape.clause.subject is None)):
        return True
    if "group" in wanted and party.plural and not party.thing:
        return True
    if shape.clause.form == "participle" and not shape.clause.fronted:
        chain = antecedents(shape.sentence, shape.clause.begin)
        for candidate in reversed(chain):
            if _is_money(shape.sentence, candidate) and len(chain) > 1:
                continue  # "un contrat de 40 millions conclu avec …"
            if not _agrees(shape, candidate):
                continue
            if _chunk_is(wanted, shape.sentence, candidate):
                shape.subject = candidate
                return True
            if _chunk_is(_THINGS, shape.sentence, candidate):
                return False  # it belongs to another thing: "la feuille de route de coopération, établie en 2012"
        return False
    relative = chunk is not None and shape.clause.relation == "relative" and chunk.end <= shape.clause.opener
    if relative and chunk is not None and "meeting" in wanted and _is_series(shape.sentence, chunk):
        for outer in antecedents(shape.sentence, shape.clause.opener)[1:2]:  # "la 22e réunion du Comité mixte, qui a eu lieu en mai"
            if "meeting" in classes(shape.sentence.units, head(shape.sentence, outer)) and _agrees(shape, outer):
                shape.subject = outer
                return True
    if relative and chunk is not None and not _chunk_is(wanted, shape.sentence, chunk):
        for outer in antecedents(shape.sentence, shape.clause.opener)[1:]:  # "le sommet de l'ONU, qui se tiendra en mai"
            if _chunk_is(wanted, shape.sentence, outer) and _agrees(shape, outer):
                shape.subject = outer
                return True
    return chunk is not None and _chunk_is(wanted, shape.sentence, chunk)


def _is_series(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a noun phrase behind a preposition names a series of meetings or the body that meets."""
    units, k = sentence.units, head(sentence, chunk)
    return not chunk.bare and units.cats[k] == "N" and units.entry(k, "mechanism") is not None


def _is_money(sentence: Sentence, chunk: Chunk) -> bool:
    mention = sentence.units.data[head(sentence, chunk)]
    return isinstance(mention, Mention) and mention.type == "money"


def _agrees(shape: Shape, chunk: Chunk) -> bool:
    """Whether a participle may belong to a noun: their genders do not differ."""
    units = shape.sentence.units
    noun = units.entry(head(shape.sentence, chunk), "noun")
    return noun is None or not noun.gender or not shape.clause.gender or noun.gender == shape.clause.gender


def _chunk_is(wanted: frozenset[str], sentence: Sentence, chunk: Chunk) -> bool:
    units = sentence.units
    k = head(sentence, chunk)
    letter = units.cats[k]
    if "actor" in wanted and letter in "OHF":
        return True
    if "amount" in wanted and (letter == "#" or "k" in units.cats[chunk.start : k] or (units.head_last and "#" in units.cats[chunk.start : k])):
        return True
    if "any" in wanted:
        return True
    if letter == "O" and "party:parliament" in wanted:
        return "party:parliament" in classes(units, k)  # "the European Parliament"
    return letter == "N" and (bool(wanted.intersection(classes(units, k))) or ("group" in wanted and units.entry(k, "group") is not None))


def _focus(frame: Frame, shape: Shape) -> list[Chunk | None]:
    """The noun phrases a verb frame is about; coordinated ones each."""
    if frame.focus == "subject":
        if frame.pronoun and shape.clause.subject is not None and shape.sentence.units.cats[shape.clause.subject[0]] == "i":
            return [None]
        first = shape.subject
    elif frame.focus == "object":
        first = shape.object
    elif frame.focus == "complement":
        complement = shape.complement
        first = next((c for c in shape.sentence.chunks if complement is not None and c.start == complement.start), None)
    elif frame.focus.startswith("np:"):
        letters = frame.focus[3:]
        sentence, wanted = shape.sentence, frame.focus_classes
        governed = shape.prepositional(letters)
        near = [c for c in governed if c.prep >= shape.clause.end]
        if sentence.units.masks is not None:  # what a verb governs may stand before it
            near += [c for c in governed if c.prep < shape.clause.begin]
        first = next((c for c in near if not wanted or _chunk_is(wanted, sentence, c)), None)
        if first is None:
            return []
        return [first, *_joined(frame, shape, first)]
    else:
        return [None]
    if first is None:
        return []
    return [first, *_joined(frame, shape, first)]


def _joined(frame: Frame, shape: Shape, first: Chunk) -> list[Chunk | None]:
    """Noun phrases coordinated with the one in focus that are of the class asked for."""
    sentence = shape.sentence
    cats = sentence.units.cats
    wanted = frame.focus_classes if frame.focus.startswith("np:") else frame.object if frame.focus == "object" else frame.subject
    wanted = wanted - {"actor", "any"}
    if not wanted:
        return []
    found: list[Chunk | None] = []
    behind = frame.focus != "subject" and shape.clause.voice != "passive"
    limit = shape.clause.right if behind or shape.clause.end <= first.start else shape.clause.begin
    for chunk in sentence.chunks:
        if chunk.start <= first.start or chunk.start >= limit:
            continue
        joint = cats[chunk.prep - 1] if chunk.prep else ""
        if joint in "C," and (chunk.bare or cats[chunk.prep] == "d") and _chunk_is(wanted, sentence, chunk):
            found.append(chunk)
    return found


def _has_words(frame: Frame, sentence: Sentence, left: int, right: int) -> bool:
    words = " ".join(sentence.units.norm(k) for k in range(left, right)).split()
    return any(word in words for word in frame.with_)


def _has_any(words: frozenset[str], sentence: Sentence, left: int, right: int) -> bool:
    return any(word in words for k in range(left, right) for word in sentence.units.norm(k).split())
