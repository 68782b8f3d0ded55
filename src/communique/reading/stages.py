"""The stages from a text to the units of its sentences; they stand in `STAGES`, in order."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from typing import Final

from communique.grammar import units as marked
from communique.grammar import unmarked
from communique.grammar.abbreviations import explained
from communique.grammar.cases import mark_cases
from communique.grammar.gazetteer import Match
from communique.grammar.phrase_index import phrase_index
from communique.grammar.words import DASHES
from communique.languages.cases import ANY, GEN
from communique.languages.pack import FINITE, Pack
from communique.model.fold import fold
from communique.model.mentions import Mention
from communique.model.quantities import Quantity
from communique.model.spans import Span
from communique.reading.amounts import find_amounts, find_ordinals, is_ordered
from communique.reading.dates.find import find_dates
from communique.reading.numerals import read_number
from communique.reading.publication import anchor_of
from communique.reading.tenses import tense_hints
from communique.reading.work import Stage, Work
from communique.text.layout import lay_out
from communique.text.sentences import sentences
from communique.text.spelling import respell, slash_dates
from communique.text.tokens import Tokens, tokenise
from communique.world.load import World


def normalise(work: Work) -> None:
    """Read composed letters; where the document has decomposed ones, keep a map back."""
    text, pairs, dotted = work.document.text, work.pack.settings.get("respell", ()), work.pack.settings.get("dotted_after", ())
    if unicodedata.is_normalized("NFC", text):
        work.text = slash_dates(respell(text, pairs), dotted)
        return
    pieces: list[str] = []
    back: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            composed = unicodedata.normalize("NFC", text[start:end])
            pieces.append(composed)
            back += [start] * len(composed)
            start = end
    back.append(len(text))
    work.text = slash_dates(respell("".join(pieces), pairs), dotted)
    work.origin = back.__getitem__


def lay_out_text(work: Work) -> None:
    """Mark the body, the title and the dateline."""
    work.layout = lay_out(work.text, work.pack.layout)


def tokenise_body(work: Work) -> None:
    """Tokens and sentences of title and body; the title is context, never evidence."""
    layout, settings = work.layout, work.pack.settings
    pieces = ([layout.title] if layout.title else []) + list(layout.body)
    work.tokens = tokens = tokenise(work.text, elided=settings["elided"], whole=settings["whole"], pieces=pieces, joined=work.pack.joined)
    bounds = sentences(work.text, layout.body, work.pack.abbreviations, language=settings["sentence_language"])
    starts = tokens.starts
    if layout.title:
        work.spans.append((0, bisect_left(starts, layout.title[1]), False))
    for low, high in bounds:
        first, last = bisect_left(starts, low), bisect_left(starts, high)
        if last > first:
            work.spans.append((first, last, True))


def find_phrases(work: Work) -> None:
    """Phrases of the pack, and what the story itself abbreviates."""
    matches = work.gazetteer.find(fold(work.text, accents=work.pack.settings.get("accents", False)), work.tokens)
    work.matches = _as_named(_without_cut_names(explained(work.tokens, matches) + matches, work.tokens, work.pack), work.world)


def _without_cut_names(matches: list[Match], tokens: Tokens, pack: Pack) -> list[Match]:
    """The matches without the names of meetings that end in the first of several parties: no "sommet UE" in "sommet UE - Inde"."""
    norms, words = tokens.norms, pack.closed.words
    joined = [
        at
        for at, (_, last, entries) in enumerate(matches)
        if entries[0].type == "mechanism" and last < len(norms) and (norms[last] in DASHES or words.get(norms[last], "").startswith("C"))
    ]
    if not joined:
        return matches
    actors = {(first, last) for first, last, entries in matches if entries[0].type == "actor"}
    begins, ends = {first for first, _ in actors}, {last for _, last in actors}
    cut: set[int] = set()
    for at in joined:
        following = matches[at][1] + 1
        while following < len(norms) and following not in begins and words.get(norms[following], "")[:1] in ("d", "D"):
            following += 1  # "sommet de l'UE et de l'Inde"
        if matches[at][1] in ends and following in begins:
            cut.add(at)
    return [match for at, match in enumerate(matches) if at not in cut]


def _as_named(matches: list[Match], world: World) -> list[Match]:
    """The matches, with what two actors share ("congolais") told of the one that the text names, itself or by a person, if it is one alone."""
    several = [at for at, (_, _, entries) in enumerate(matches) if len(entries) > 1 and entries[0].type == entries[1].type == "actor"]
    if not several:
        return matches
    named = {entries[0].value for _, _, entries in matches if entries[0].type == "actor" and (len(entries) < 2 or entries[1].type != "actor")}
    known = {entry.value for _, _, entries in matches for entry in entries if entry.type == "person"}
    named |= {world.person_actors[one] for one in known if one in world.person_actors}
    for at in several:
        first, last, entries = matches[at]
        chosen = [entry for entry in entries if entry.type == "actor" and entry.value in named]
        if len({entry.value for entry in chosen}) == 1:
            matches[at] = (first, last, (*chosen, *[entry for entry in entries if entry not in chosen]))
    return matches


def find_times(work: Work) -> None:
    """Times, counted from the dateline or the publication date."""
    tokens, pack = work.tokens, work.pack
    ranges = [(first, last) for first, last, _ in work.spans]
    anchor, work.published, work.doubt = anchor_of(work.text, work.layout, work.sighting, pack)
    phrases = frozenset(token for first, last, _ in work.matches if last - first > 1 for token in range(first + 1, last))
    tenses = tense_hints(tokens, pack, phrases=phrases)
    dates = find_dates(tokens, pack.calendar, pack.numbers, anchor=anchor, tenses=tenses, sentences=ranges)
    starts = tokens.starts
    for mention in dates:
        first, last = bisect_left(starts, mention.span.start), bisect_left(starts, mention.span.end)
        if mention.value.timex_type == "DURATION" and mention.value.date is None and mention.value.relation == "at":
            continue  # "les 70 ans de leurs relations": an amount
        if pack.cases is not None and last == first + 1 and _governs(tokens, first, pack):
            continue  # "накануне встречи": a preposition
        work.mentions[first] = (last, "W", mention)


def find_numbers(work: Work) -> None:
    """Ordinals and amounts, but for the numbers in times."""
    tokens, pack, mentions, starts = work.tokens, work.pack, work.mentions, work.tokens.starts
    taken = [(first, last) for first, (last, _, _) in mentions.items()]
    for ordinal in find_ordinals(tokens, pack.numbers):
        first, last = bisect_left(starts, ordinal.span.start), bisect_left(starts, ordinal.span.end)
        if last == first + 1 and pack.words.get(tokens.norms[first], ("", ()))[0]:
            continue  # "Le" is no numeral
        mentions.setdefault(first, (last, "o", ordinal))
        if last == first + 1 and is_ordered(tokens, first, pack.numbers):
            taken.append((first, last))
    for amount in find_amounts(tokens, pack.numbers, skip=taken):
        first, last = bisect_left(starts, amount.span.start), bisect_left(starts, amount.span.end)
        if amount.type == "rank" and any(first < begin < last < end for begin, end, _ in work.matches):
            continue  # "le 11e partenaire de dialogue" is no rank
        if first not in mentions or mentions[first][0] < last:
            mentions[first] = (last, "#", amount)
    for at in tokens.among(pack.numbers.opening) if not pack.closed.particles else ():
        if tokens.norms[at] in pack.numbers.starts and at not in mentions and (part := _counts_part(tokens, at, pack)) is not None:
            mentions[at] = (at + 1, "#", part)


def _counts_part(tokens: Tokens, at: int, pack: Pack) -> Mention[Quantity] | None:
    """The amount in a number word that stands alone between a comma and its verb: "sur dix projets, huit sont bouclés"."""
    norms = tokens.norms
    if not at or norms[at - 1] != "," or at + 1 >= len(norms) or not pack.words.get(norms[at + 1], ("", (), 0))[2] & FINITE:
        return None
    number = read_number(norms, at, pack.numbers)
    if number is None or number.end != at + 1 or number.form != "words" or not number.value:
        return None
    return Mention(Span(tokens.starts[at], tokens.ends[at]), "number", Quantity(number.value, "", "="), "amount:number")


def _governs(tokens: Tokens, at: int, pack: Pack) -> bool:
    """Whether a word of time that may be a preposition stands before what it governs, a genitive."""
    assert pack.cases is not None
    norms = tokens.norms
    if "P" not in pack.words.get(norms[at], ("", (), 0))[0] or at + 1 >= len(norms) or not norms[at + 1][0].isalpha():
        return False
    following = pack.words.get(norms[at + 1])
    mask = pack.cases.phrases.get(fold(norms[at + 1])) or pack.cases.of_word(norms[at + 1])
    return (following is None or not (following[0] or following[2])) and bool(mask & GEN) and mask & ANY != ANY


def find_units(work: Work) -> None:
    """The units of each sentence: phrases, mentions and words by what they do."""
    pack = work.pack
    build_units = unmarked.build_units if pack.closed.chain else marked.build_units
    index = phrase_index(work.matches, apart=bool(pack.closed.chain))
    for first, last, _ in work.spans:
        units = build_units(work.tokens, first, last, pack=pack, phrases=index, mentions=work.mentions)
        work.units.append(units if pack.cases is None else mark_cases(units, pack))


STAGES: Final[tuple[Stage, ...]] = (
    normalise,
    lay_out_text,
    tokenise_body,
    find_phrases,
    find_times,
    find_numbers,
    find_units,
)
