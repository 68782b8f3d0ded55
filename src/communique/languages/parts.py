"""What a pack is made of: its files with their columns, and the settings of `pack.toml`; which must be there, and what is lost without the others."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from communique.languages.errors import PackError


class Part(NamedTuple):
    """A file of a pack: its columns (empty where it is no table), what it holds, and whether a pack cannot do without it."""

    name: str
    columns: str
    use: str
    needed: bool = False


PARTS = (
    Part("calendar.tsv", "forms class value note", "words of time; the classes are listed in languages/calendar.py", needed=True),
    Part("numbers.tsv", "forms class value", "number words, ordinals, comparators; the classes are listed in languages/numbers.py", needed=True),
    Part("verbs.tsv", "lemma paradigm irregular aux", "verbs, each with the paradigm that morphology.py knows", needed=True),
    Part("names/actors.tsv", "id name adjectives demonyms metonyms other", "states, by the ids of world/actors/states.tsv", needed=True),
    Part("names/organisations.tsv", "id name adjectives demonyms metonyms other", "organisations, by the ids of world/actors/organisations.tsv"),
    Part("names/places.tsv", "forms place", "places, by their names in world/places.tsv"),
    Part("names/persons.tsv", "forms person", "persons, by the ids of world/persons.tsv"),
    Part("names/companies.tsv", "forms company", "companies, banks and agencies, by the ids of world/actors/companies.tsv"),
    Part("names/offices.tsv", "forms role level portfolio after", "offices: who is a president, a minister, an ambassador"),
    Part("names/portfolios.tsv", "forms role", "what ministers are in charge of"),
    Part("names/titles.tsv", "forms kind gender", "titles before the names of persons"),
    Part("nouns.tsv", "forms class value gender", "nouns that frames ask for, by class"),
    Part("units.tsv", "forms unit note", "counted things and currencies: singular English noun or ISO 4217 code; note: before, where it stands so"),
    Part("mechanisms.tsv", "forms mechanism parties level", "series of meetings"),
    Part("areas.tsv", "code terms only_listed", "words for the 25 areas of world/areas.tsv"),
    Part("groups.tsv", "forms rule", 'nouns such as "the two sides", with the rule that tells whom they mean'),
    Part("issues.tsv", "forms issue", "issues that positions are about, by the ids of world/issues.tsv"),
    Part("subjects.tsv", "subject stems", "what statements are about: ids that mean the same in every pack, so that stories can be compared"),
    Part("layout.yml", "", "what is no story on a page: agencies, credits, captions, links, sign-offs"),
    Part("abbreviations.txt", "", "where a full stop ends no sentence, one a line"),
    Part("examples/dates.txt", "", "texts with the dates to be read in them"),
    Part("examples/amounts.txt", "", "texts with the amounts to be read in them"),
)
"""Besides: `pack.toml`, `closed.yml`, `frames/KIND.yml`, `morphology.py` where verbs have forms, and tables that only a morphology reads."""

SETTINGS = {
    "code": "ISO 639-1 code, the name of the folder",
    "sentence_language": "code by which the sentence splitter knows the language, if another",
    "elided": "words that lose a letter before an apostrophe",
    "whole": "names and words with an apostrophe inside",
    "home": "state whose own wires these are, as VNM",
    "home_names": "first words of that state's own names: others with an office of a state are not taken for its own",
    "one_word": "nouns of several words that become one token each, too, where `join` is true",
    "world_names": "true: persons, places and companies that the pack does not name go by the world's names (Latin letters)",
    "join": "true: verbs and closed words of several words become one token each",
    "short_demonyms": "true: demonyms count only beside a hyphen",
    "common_heads": "true: names may begin with a small letter where the tables do",
    "accents": "true: diacritics tell words apart",
    "fixed_articles": "true: an article with a capital never leaves its name",
    "dateline_home": "true: a dateline without a country is at home",
    "heads": '"last" where modifiers stand before their noun',
    "respell": "pairs of spellings, the first read as the second",
    "dotted_after": "words behind which a dot may part day and month, or month and year",
    "names": "names of the language, by language code",
    "quotations": "`marks`: pairs of opening and closing quotation marks",
    "articles": "articles that names carry, with the gender they tell",
}
"""What `pack.toml` may say."""
_DEFAULTS: dict[str, Any] = {"elided": [], "whole": [], "quotations": {"marks": [["“", "”"], ['"', '"'], ["«", "»"]]}}


def settings(folder: Path) -> dict[str, Any]:
    """The settings of the pack in `folder`, with the usual ones where it says nothing. Raises PackError on unknown ones."""
    path = folder / "pack.toml"
    source = path.read_text(encoding="utf-8")
    try:
        given = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise PackError(path, 1, f"not TOML: {error}") from None
    for key in given:
        if key not in SETTINGS:
            line = next((number for number, words in enumerate(source.splitlines(), 1) if words.lstrip("[").startswith(key)), 1)
            raise PackError(path, line, f"{key}: no setting that anything reads; one of {', '.join(sorted(SETTINGS))}")
    return {"sentence_language": folder.name, **_DEFAULTS, **given}


def check_columns(folder: Path) -> None:
    """Raises PackError where a table of the pack in `folder` lacks a column; a note may be left out."""
    for part in PARTS:
        path = folder / part.name
        if not part.columns or not path.is_file():
            continue
        lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        number, header = next(((number, line) for number, line in lines if line.strip() and not line.startswith("#")), (1, ""))
        found = [cell.strip() for cell in header.split("\t")]
        if missing := [column for column in part.columns.split() if column not in found and column != "note"]:
            asked = part.columns.replace(" ", ", ")
            raise PackError(path, number, f"no column {missing[0]}: the first line names the columns {asked}, with a tab between them")


def absent(folder: Path) -> Iterator[Part]:
    """The parts that the pack in `folder` does without."""
    return (part for part in PARTS if not (folder / part.name).is_file())


def begin(folder: Path) -> list[Path]:
    """Begin a pack in `folder`: every file with its columns and what it is for, to be filled in. Gives what was written; what is there stays."""
    texts = {
        "pack.toml": f'code = "{folder.name}"\n\n[names]\nen = "{folder.name}"\n',
        "closed.yml": f"# {_CLOSED}\nauxiliaries: {{have: HAVE, be: BE}}\nP: []\n",
        "__init__.py": "",
        **{part.name: f"# {part.use}\n" + (part.columns.replace(" ", "\t") + "\n" if part.columns else "") for part in PARTS},
        "calendar.tsv": "# words of time; class: see languages/calendar.py\nforms\tclass\tvalue\tnote\n\torder\tdmy\n" + _MARKS,
        "numbers.tsv": "# number words; class: see languages/numbers.py\nforms\tclass\tvalue\n\tgroup\t.\n\tdecimal\t,\n" + _NUMBER_MARKS,
    }
    written = []
    for name, text in texts.items():
        path = folder / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            written.append(path)
    (folder / "frames").mkdir(exist_ok=True)
    return written


_MARKS = "-|–|—\tdash\n/\tslash\n,\tcomma\n(\topen\n)\tclose\n:\tcolon\n"
_NUMBER_MARKS = "-\tjoiner\thyphen\n-|–\tspan_link\tdash\n"
_CLOSED = "The closed classes: a section a list of words; languages/closed.py says what each is. A section that is not here is empty."
