"""Compile a pack's sources into one file, again only when they change."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from pathlib import Path

from platformdirs import user_cache_path

from communique.languages import calendar, closed, declension, frames, layout, numbers, parts, phrases, verbs
from communique.languages.cases import cases
from communique.languages.forms import index_words
from communique.languages.pack import ACTIVE, AUXILIARY, FINITE, FIRST_PERSON, GERUND, INFINITIVE, PARTICIPLE, PREDICATE, Pack, Word
from communique.model.collector import collector_off

FORMAT = 4
"""Raised when the shape of the compiled tables changes, so that older files are not read."""

FOLDER = Path(__file__).parent


def _code() -> bytes:
    """A hash over the code of this folder, and over the world's names that a pack may take as they are."""
    digest = hashlib.blake2b(digest_size=8)
    for path in (*sorted(FOLDER.glob("*.py")), *phrases.WORLD.values()):
        digest.update(path.read_bytes())
    return digest.digest()


_CODE = _code()
"""Of the code as it was when it was loaded: a process that outlives a change must not keep its packs for those with the new code."""


_VERSIONS = 6
"""Versions of a pack that the cache keeps, the newest: installations of several versions each find their own."""


def codes() -> tuple[str, ...]:
    """The languages that have a pack."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/pack.toml")))


def compile_pack(code: str) -> Pack:
    """The pack of `code`, from its sources. Raises PackError on bad data."""
    folder = FOLDER / code
    settings = parts.settings(folder)
    parts.check_columns(folder)
    small = closed.read(folder)
    words: dict[str, Word] = {word: (letters, (), 0) for word, letters in small.words.items()}
    auxiliaries = (small.have, small.be, *small.chain)
    for form, readings in verbs.read(folder).items():
        words[form] = (words.get(form, ("", (), 0))[0], readings, _flags(readings, auxiliaries))
    for word in small.adverbs:
        letters, readings, flags = words.get(word, ("", (), 0))
        words[word] = (letters + "E", readings, flags)
    same: dict[Word, Word] = {}
    words = {form: same.setdefault(word, word) for form, word in words.items()}  # one value for what is alike: the file loads faster
    joined = index_words([*words, *settings.get("one_word", ())]) if settings.get("join") else {}
    declined = declension.read(folder)
    book, masks = phrases.read(
        folder,
        small,
        articles=settings.get("articles", {}),
        plural=verbs.morphology(folder).plural,
        accents=settings.get("accents", False),
        syllables=bool(joined),
        fixed=bool(settings.get("fixed_articles")),
        declension=declined,
        world_names=bool(settings.get("world_names")),
    )
    return Pack(
        code=code,
        version=sources_hash(code),
        settings=settings,
        words=words,
        be_verbs=frozenset(lemma for lemma, auxiliary in verbs.auxiliaries(folder).items() if auxiliary == small.be),
        joined=joined,
        phrases=book,
        surnames=phrases.surnames_of(book),
        reach=phrases.reach_of(book, syllables=bool(joined)),
        cases=cases(masks, declension.endings(folder)) if declined is not None else None,
        closed=small,
        calendar=calendar.read(folder, joined),
        numbers=numbers.read(folder, joined),
        layout=layout.read(folder),
        abbreviations=_lines(folder / "abbreviations.txt"),
        frames=frames.read(folder),
    )


def _flags(readings: tuple[tuple[str, str], ...], auxiliaries: tuple[str, ...]) -> int:
    """What the readings of a form can be, as flags."""
    flags = 0
    for lemma, feature in readings:
        kind = feature[0]
        if kind in "PIFCSJ":
            if feature[1] in "346":
                flags |= FINITE | (AUXILIARY if lemma in auxiliaries else 0)
            else:
                flags |= FIRST_PERSON
        else:
            flags |= {"N": INFINITIVE, "T": PARTICIPLE, "G": GERUND, "B": FINITE | PREDICATE, "A": ACTIVE}[kind]
    return flags


def compiled(code: str) -> Pack:
    """The pack of `code`, from the cache if its sources have not changed, else compiled and cached."""
    version = sources_hash(code)
    path = user_cache_path("communique", ensure_exists=False) / f"{code}-{version}.pack"
    try:
        with path.open("rb") as file, collector_off():
            pack = pickle.load(file)
        if isinstance(pack, Pack) and pack.version == version:
            return pack
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError):
        pass  # no cache, or one that an older version wrote: compile anew
    pack = compile_pack(code)
    _keep(pack, path)
    return pack


_BESIDE = frozenset({"examples", "interface"})
"""Folders of a pack that no compiled table holds anything of."""


def sources_hash(code: str) -> str:
    """A hash over the files a pack is made from (examples and the words it writes with are none), the code that reads them, and the compiled form."""
    digest = hashlib.blake2b(f"{FORMAT}".encode(), digest_size=8)
    for path in sorted((FOLDER / code).rglob("*")):
        if path.suffix in {".tsv", ".yml", ".toml", ".txt", ".py"} and not _BESIDE & set(path.parts):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    digest.update(_CODE)
    return digest.hexdigest()


def _keep(pack: Pack, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            pickle.dump(pack, file, protocol=pickle.HIGHEST_PROTOCOL)
        Path(name).replace(path)
        versions = sorted(path.parent.glob(f"{pack.code}-*.pack"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in versions[_VERSIONS:]:
            old.unlink(missing_ok=True)
    except OSError:
        pass  # a cache that cannot be written only costs time


def _lines(path: Path) -> tuple[str, ...]:
    if not path.is_file():
        return ()
    return tuple(line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#"))
