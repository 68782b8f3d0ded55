"""The closed classes of a language: the small words that shape a sentence (`closed.yml`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from communique.languages.errors import PackError
from communique.languages.kept import by_fields

CLASSES = "DdagwePCQRSiczA"
"""The letters of the closed classes in a category string; grammar/units.py says what each is."""
_PHRASES = {"negation_phrases": "z", "adverb_phrases": "E", "subordinator_phrases": "S", "coordination_phrases": "C", "determiner_phrases": "D"}
"""Sections of several words that work as one, and the letter of their class."""
_OTHERS = frozenset({*_PHRASES, "links", "preposition_phrases", "auxiliaries", "cases"})
"""Sections that are no list of words."""
_MAPPINGS = frozenset("links preposition_phrases auxiliaries cases verb_before modals modal_links chain particles".split())
"""Sections of pairs."""
_DERIVED = frozenset("words phrases ambiguous have be agentive".split())
"""What is made of other sections."""


@dataclass(frozen=True, slots=True)
class Closed:
    """Closed classes and the facts about them that grammar needs. All words are lower case with plain apostrophes."""

    words: dict[str, str]
    """word → class letters, first choice first"""
    adverbs: frozenset[str]
    hearsay: frozenset[str]
    """those of them that make what is told a rumour: "prétendument" """
    adverb_suffixes: tuple[str, ...]
    adverb_not: frozenset[str]
    adjectives: frozenset[str]
    """adjectives that have the form of a verb"""
    after_comma: frozenset[str]
    """verb forms that are conjunctions after a comma: "soit" """
    circumstance: frozenset[str]
    """prepositions that open a circumstance, not what is undertaken, asked or given"""
    phrases: dict[str, tuple[str, str]]
    """several words → (class letter, base)"""
    verb_before: dict[str, frozenset[str]]
    clitic_or_determiner: frozenset[str]
    genitive_or_determiner: frozenset[str]
    conditional: frozenset[str]
    conditional_before: frozenset[str]
    negation: frozenset[str]
    inversion_links: frozenset[str]
    """what stands between a verb and its pronoun: "a-t-il" """
    topical: frozenset[str]
    """prepositions of whom the sentence turns to: "quant à la Russie, elle …" """
    partitive: frozenset[str]
    """genitive prepositions that are an article before an adjective: "de nouvelles mesures" """
    ambiguous: frozenset[str]
    """words whose class their neighbours decide"""
    restriction: frozenset[str]
    reflexive: frozenset[str]
    plural_pronouns: frozenset[str]
    subject_relatives: frozenset[str]
    plural_determiners: frozenset[str]
    feminine_pronouns: frozenset[str]
    personal_pronouns: frozenset[str]
    speaker_pronouns: frozenset[str]
    """pronouns for the one whose words are given"""
    have: str
    be: str
    modals: dict[str, str]
    """verb whose infinitive is the head of the clause → modality"""
    modal_links: dict[str, str]
    modal_passives: frozenset[str]
    """modal verbs that are so only behind a form of "be": "is expected to" """
    chain: dict[str, str]
    """auxiliaries before a bare infinitive → the modality they add, `-` for none; empty where verbs make no such chain"""
    according: frozenset[str]
    held_after: frozenset[str]
    volition: frozenset[str]
    """verbs whose that-clause tells what is wanted"""
    copulas: frozenset[str]
    """verbs, besides that of being, that a participle completes: "reste opposé" """
    saying: frozenset[str]
    """verbs that give somebody's words"""
    irreal: frozenset[str]
    """openers of clauses that tell of no fact in any tense: "whether", "как будто" """
    wondering: frozenset[str]
    """words behind which an opener of suppositions leaves it open: "on ignore si", "it is not clear if" """
    suppositions: frozenset[str]
    """openers of clauses that suppose: "si", "à condition que" """
    awaited: frozenset[str]
    """openers of clauses that tell of no fact where their verb is present or to come: "dès que", "avant que" """
    wishing: frozenset[str]
    """verbs whose that-clause tells what somebody hopes or believes, and nobody has undertaken"""
    denying: frozenset[str]
    """verbs that say that what hangs on them is not so: "démentir" """
    continuing: frozenset[str]
    """verbs of going on: to go on with a dialogue is meant, and no meeting is set: "poursuivre le dialogue" """
    answering: frozenset[str]
    """verbs whose object has done, or is said to have done, what hangs on them: "remercier", "accuser" """
    accusing: frozenset[str]
    """those of them that only claim it"""
    leading: frozenset[str]
    """verbs of leading a delegation: who leads it serves whose it is: "la délégation qatarie, conduite par X" """
    accompanying: frozenset[str]
    """verbs of going with somebody: who goes serves whom they go with"""
    asides: frozenset[str]
    """other verbs that may stand in parentheses behind what they tell: ", ont-ils décidé" """
    needing_object: frozenset[str]
    """verbs that have an object: a thing before a past of theirs, and none behind it, is what it is done to: "Talks planned in Muscat" """
    planning: frozenset[str]
    """verbs whose past participle looks ahead: "prévu en décembre" """
    urging: frozenset[str]
    """those of them, or others, that ask: what is asked for nobody has undertaken"""
    object_control: frozenset[str]
    """verbs whose object is who shall do the infinitive: "inviter X à venir" """
    prefixes: frozenset[str]
    """what may stand before a verb with a hyphen: "co-présider" """
    locative: frozenset[str]
    """prepositions of the place where something happens: "à Bali", "en Russie" """
    name_particles: frozenset[str]
    """small words inside a person's name"""
    beneficiary: frozenset[str]
    """prepositions that bring in a receiver: "un prêt en faveur du Laos" """
    between: frozenset[str]
    """the preposition of the parties of an instrument or relation: "entre A et B" """
    companions: frozenset[str]
    """prepositions before those one meets"""
    against: frozenset[str]
    """the preposition that sets a number against an earlier one: "contre 140.000 en 2005" """
    former: frozenset[str]
    """words for an office no longer held, or not yet"""
    pointing: frozenset[str]
    """what points a pronoun at who or what was named last: "celui-ci" """
    emphatic: frozenset[str]
    """what strengthens a pronoun: "lui-même" """
    regional: frozenset[str]
    """adjectives of regions that are no party: "African leaders" are none of those in focus"""
    verb_adverbs: dict[str, frozenset[str]]
    """prepositions that are adverbs between these verbs and their object: "took in a member" """
    human_pronouns: frozenset[str]
    """pronouns that stand for persons alone: "he" is no country"""
    the_two: frozenset[str]
    """words that, alone or behind an article alone, stand for the two in focus: "the two agreed" """
    the_several: frozenset[str]
    """number words that, behind an article alone, stand for the several in focus"""
    floating: frozenset[str]
    """quantifiers that stand between auxiliary and participle: "ont toutes été livrées" """
    none: frozenset[str]
    """determiners of nothing: "aucun projet" """
    compared: frozenset[str]
    """prepositions before what a number is compared with: "par rapport à 2019" """
    action_suffixes: tuple[str, ...]
    """endings of nouns of action: "le renforcement", "la reprise" """
    definite: frozenset[str]
    """determiners that take up again what was named: "le document", "ces accords" """
    possessive: frozenset[str]
    """determiners that give a thing to the subject: "son sommet" """
    not_national: frozenset[str]
    """what makes a hyphened adjective no nationality: "latino-américain" """
    dative: frozenset[str]
    """pronouns of whom something is given to or asked of"""
    indefinite: frozenset[str]
    """determiners of somebody not named before: "un chercheur" """
    on_behalf: frozenset[str]
    """prepositions before whom somebody acts for: "au nom de l'ASEAN" """
    plural_endings: tuple[str, ...]
    """endings of plural nouns"""
    after_subject: frozenset[str]
    """adverbs that stand between a subject and its finite verb, where nothing is inflected"""
    first_time: frozenset[str]
    """adverbials that make a meeting the first of its series"""
    until_now: frozenset[str]
    """words that say how far something has been done: "so far", "only" """
    sidelines: frozenset[str]
    """prepositions that tell of a meeting beside another: "en marge du sommet" """
    in_turn: frozenset[str]
    """adverbs that give each of several things its own date: "respectivement" """
    several: frozenset[str]
    """determiners of several things not told one by one: "plusieurs accords" """
    deciding: frozenset[str]
    """verbs whose infinitive is as good as done: "décider de signer" """
    refusing: frozenset[str]
    """verbs whose infinitive is not done: "refuser de signer" """
    mooting: frozenset[str]
    """verbs whose gerund is not done: "considered sending" """
    through: frozenset[str]
    """prepositions of who passes a thing on: "via le PAM" """
    topics: frozenset[str]
    """prepositions of what is spoken about: "une conférence sur l'Ukraine" """
    towards: frozenset[str]
    """prepositions of whom a measure is aimed at, or a cargo is bound for"""
    coming: frozenset[str]
    """adjectives of what is still to take place: "la próxima cumbre" """
    confident: frozenset[str]
    """words behind which a clause tells what is hoped of somebody: "confidence that …", "seguro de que …" """
    awaiting: frozenset[str]
    """prepositions of an act that is still to come: "en vue de la signature de" """
    hastening: frozenset[str]
    """verbs whose object, an act, is still to come: "accélérer la signature de" """
    marking: frozenset[str]
    """verbs whose infinitive keeps the act done: "pour célébrer la signature de" """
    verb_particles: dict[str, frozenset[str]]
    """words before a number that belong to the verb behind one of these: "handed over 10 ambulances" """
    origins: frozenset[str]
    """prepositions of whom or where something comes from, where that is not the genitive's: "from Russia" """
    bundle_units: frozenset[str]
    """units of counted instruments, which make a bundle"""
    particles: dict[str, str]
    """what verbs that are not inflected take before them → past, present, future, passive, hypothetical, expected or scheduled; empty elsewhere"""
    agentive: frozenset[str]
    """particles of the passive, behind which the agent may stand"""
    purpose: frozenset[str]
    """prepositions behind which a word that is verb or noun is a verb"""
    clausal: frozenset[str]
    """conjunctions that join clauses, not phrases"""
    eventive: frozenset[str]
    """verbs of single acts, which go on with what is told, not with what is intended: "nhất trí … và ký …" """
    including: frozenset[str]
    """prepositions that single out some of several: "hai văn kiện, gồm …" """
    serial: frozenset[str]
    """verbs whose next verb is told as they are: "đã sang thăm" """
    giving: frozenset[str]
    """verbs of two objects with no preposition: "tặng Lào 500.000 USD" """
    stative: frozenset[str]
    """verbs that tell of a state where no particle says otherwise"""
    bare_genitive: bool
    """whether a name straight behind a noun is its genitive, with no preposition: "kunjungan Presiden Putin" """
    dropped_subjects: bool
    """whether a finite verb may stand without its subject: "Acordaron …" """
    that_or_relative: frozenset[str]
    """words that are both: "dijo que", "el acuerdo que" """
    clitic_before_verb: frozenset[str]
    """determiners that are pronouns before an unmistakable finite verb: "la recibió" """
    object_marker: frozenset[str]
    """prepositions before a person as direct object: "recibió a su homólogo" """
    progressive: frozenset[str]
    """verbs whose gerund is the head of the clause: "está negociando" """
    having: frozenset[str]
    """verbs with which a participle stays active: "tiene previsto" """
    pronominal: frozenset[str]
    """verbs that are reflexive by themselves; if there are any, the reflexive of all others is a passive: "se firmó un acuerdo" """
    light_objects: frozenset[str]
    """words that make one notion with their verb, and are not its subject: "tuvo lugar" """
    route: frozenset[str]
    """prepositions of the countries one travels through or sets out for: "una gira por Laos", "left for China" """
    still_to: frozenset[str]
    """words between an auxiliary and its infinitive by which it has not been done: "has yet to ratify" """
    lacking: frozenset[str]
    """prepositions of what is not there or not done: "sans signer" """
    almost: frozenset[str]
    """adverbs by which something was about to be done, and was not: "nearly signed" """
    unable: frozenset[str]
    """words behind which an infinitive is not done: "incapable de signer" """
    prospective: frozenset[str]
    """verbs and nouns whose infinitive is still to come: "agreed to meet", "une invitation à assister" """
    promising: frozenset[str]
    """verbs of promising, whose participle says of a thing that it was promised: "les bus promis au Laos" """
    provenance: frozenset[str]
    """prepositions of where goods come from: "les importations en provenance de Chine" """
    on_doing: frozenset[str]
    """prepositions with an infinitive for what is done at the same time: "al inaugurar la reunión, anunció" """
    postposed: frozenset[str]
    """verbs whose subject often stands behind them: "asistieron los ministros" """
    infinitives: tuple[str, ...]
    """endings that make an infinitive of a word no list has"""
    cases: dict[str, frozenset[str]]
    """where nouns decline: verbs `giving` to a dative, those whose `instrumental` is no agent, determiners `counting` a genitive, and
    `distributive` prepositions of what each is given"""

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return by_fields(self)


def read(folder: Path) -> Closed:
    """The closed classes of the pack in `folder`; a section that is not there is empty. Raises PackError on an unknown or misshapen section."""
    path = folder / "closed.yml"
    if not path.is_file():
        raise PackError(path, 0, "no closed classes: add the file, if only with the prepositions (P)")
    try:
        data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise PackError(path, mark.line + 1 if mark else 1, f"not YAML: {error}") from None
    unknown = set(data) - _OTHERS - set(CLASSES) - set(Closed.__dataclass_fields__)
    if unknown:
        name = min(unknown, key=str)
        raise PackError(path, _line_of(path, str(name)), f"{name}: no section that anything reads; correct the name or take it out")
    for name, found in data.items():
        if name in _MAPPINGS and not isinstance(found, dict):
            raise PackError(
                path, _line_of(path, name), f"{name}: pairs are expected, as `{name}: {{key: value}}`; where there are none, leave it out"
            )
    words: dict[str, str] = {}
    for letter in CLASSES:
        for word in _words(path, data, letter):
            words[word] = words.get(word, "") + letter
    links: dict[str, list[str]] = data.get("links", {})
    phrases: dict[str, tuple[str, str]] = {}
    for link, bases in data.get("preposition_phrases", {}).items():
        for base in bases:
            for form in links.get(link, [""]) if link != "alone" else [""]:
                joined = base if not form or base.endswith("'") else f"{base} {form}"
                phrases[joined] = ("P", base)
    for section, letter in _PHRASES.items():
        for phrase in data.get(section, []):
            phrases[phrase] = (letter, phrase)

    def some(section: str) -> frozenset[str]:
        return frozenset(_words(path, data, section))

    def endings(section: str) -> tuple[str, ...]:
        return tuple(_words(path, data, section))

    def verbs_of(section: str) -> dict[str, frozenset[str]]:
        return {word: frozenset(others) for word, others in data.get(section, {}).items()}

    are_words = ("frozenset[str]", frozenset)  # the type of such a field in the plain module, and in the compiled one
    lists: dict[str, Any] = {name: some(name) for name, field in Closed.__dataclass_fields__.items() if field.type in are_words}
    doubtful = ("conditional", "clitic_or_determiner", "genitive_or_determiner", "after_comma", "partitive")
    lists |= {
        "negation": lists["negation"] | frozenset(data.get("negation_phrases", ())),
        "adverbs": lists["adverbs"] | lists["hearsay"],
        "answering": lists["answering"] | lists["accusing"],
        "ambiguous": frozenset(data.get("verb_before", {})).union(*[lists[name] for name in doubtful]),
        "agentive": frozenset(word for word, meaning in data.get("particles", {}).items() if meaning == "passive"),
    }
    return Closed(
        **lists,
        words=words,
        phrases=phrases,
        adverb_suffixes=endings("adverb_suffixes"),
        action_suffixes=endings("action_suffixes"),
        plural_endings=endings("plural_endings"),
        infinitives=endings("infinitives"),
        verb_before=verbs_of("verb_before"),
        verb_adverbs=verbs_of("verb_adverbs"),
        verb_particles=verbs_of("verb_particles"),
        cases=verbs_of("cases"),
        have=str(data.get("auxiliaries", {}).get("have", "")),
        be=str(data.get("auxiliaries", {}).get("be", "")),
        modals=dict(data.get("modals", {})),
        modal_links=dict(data.get("modal_links", {})),
        chain=dict(data.get("chain", {})),
        particles=dict(data.get("particles", {})),
        bare_genitive=bool(data.get("bare_genitive")),
        dropped_subjects=bool(data.get("dropped_subjects")),
    )


def absent(folder: Path) -> list[str]:
    """The sections that the pack in `folder` does without, and the letters of the classes it has no words for."""
    data = yaml.load((folder / "closed.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
    sections = [*CLASSES, *(name for name in Closed.__dataclass_fields__ if name not in _DERIVED), *sorted(_OTHERS)]
    return [section for section in dict.fromkeys(sections) if section not in data]


def _line_of(path: Path, section: str) -> int:
    """The line where a section begins."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.strip("\"'").startswith(section)), 1)


def _words(path: Path, data: dict[str, Any], section: str) -> list[str]:
    found = data.get(section, [])
    if not isinstance(found, list):
        raise PackError(path, _line_of(path, section), f"{section}: no list of words; where the language has none, write []")
    for word in found:
        if not isinstance(word, str):
            raise PackError(path, _line_of(path, section), f"{section}: {word!r} is not read as a word; put it in quotes")
    return [word.lower().replace("’", "'") for word in found]
