"""What packs call things."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.languages.naming import Naming, load_naming

IDS = [
    ("Russie", ["RUS"]), ("la Russie", []), ("RUSSIE", ["RUS"]), ("russe", ["RUS"]), ("Россия", ["RUS"]), ("российский", ["RUS"]), ("Nga", ["RUS"]),
    ("Rusia", ["RUS"]), ("Vietnam", ["VNM"]), ("viet nam", ["VNM"]), ("Việt Nam", ["VNM"]), ("Estados Unidos", ["USA"]), ("US", ["USA"]), ("us", []),
    ("Ý", ["ITA"]), ("y", []), ("Gazprom", ["RUS:Gazprom"]), ("Газпром", ["RUS:Gazprom"]), ("АСЕАН", ["ASEAN"]), ("Hanoi", []), ("Kremlin", []),
    ("Moscou", []), ("summit", []), ("South China Sea", ["issue:south-china-sea"]), ("", []), ("nothing of the kind", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "ids"), IDS, ids=[words for words, _ in IDS])
def test_words_that_name_something_have_its_id(words: str, ids: list[str]) -> None:
    assert list(load_naming().meant(words).ids) == ids


@pytest.mark.parametrize("words", ["Hanoi", "hanoï", "Ханой", "Hà Nội", "ha noi"])
def test_a_place_has_its_names_in_all_packs(words: str) -> None:
    assert {"Hanoi", "Hanoï", "Hà Nội", "Ханой"} <= set(load_naming().meant(words).places)


def test_a_name_of_two_things_means_both(tmp_path: Path) -> None:
    for code, places, states in (("aa", "Mexico|Méjico\tMexico City", "MEX\tMexico"), ("bb", "Мехико\tMexico City", "")):
        (tmp_path / code / "names").mkdir(parents=True)
        (tmp_path / code / "pack.toml").write_text("", encoding="utf-8")
        (tmp_path / code / "names" / "places.tsv").write_text(f"forms\tplace\n{places}\n", encoding="utf-8")
        (tmp_path / code / "names" / "actors.tsv").write_text(f"id\tname\tadjectives\tother\n{states}\n", encoding="utf-8")
    naming = Naming(tmp_path, ["aa", "bb"])
    assert naming.meant("mexico") == (("MEX",), ("Mexico City", "Mexico", "Méjico", "Мехико"))
    assert naming.meant("Мехико") == ((), ("Mexico City", "Mexico", "Méjico", "Мехико"))
