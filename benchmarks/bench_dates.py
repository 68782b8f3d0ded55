"""Milliseconds a story for dates, amounts and ordinals, on stories made here: `python benchmarks/bench_dates.py [stories]`."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sized
from pathlib import Path

import communique.languages
from communique.languages import calendar, numbers
from communique.reading.amounts import find_amounts, find_ordinals
from communique.reading.dates.find import Anchor, find_dates
from communique.text.tokens import Tokens, tokenise

SENTENCES = (
    "La {n}e réunion du Comité mixte de coopération s'est tenue en ligne le {d} mars dernier, sous la coprésidence des deux parties.",
    "Les participants ont examiné la mise en œuvre du Plan d'action global pour la période 2016-2020 et se sont félicités des progrès.",
    "Le commerce bilatéral a atteint {n},{d} milliards de dollars en 201{u}, en hausse de {d},{u} % par rapport à l'année précédente.",
    "{d}.000 masques médicaux et {n}0 respirateurs ont été remis mercredi au ministère de la Santé lors d'une cérémonie à Hanoï.",
    "Le ministre a déclaré que son pays continuerait de soutenir le rôle central de l'Association dans l'architecture régionale.",
    "À ce jour, {d} des 139 lignes d'action ont été réalisées, et le reste devrait l'être d'ici la fin de l'année 202{u}.",
    "Un mémorandum d'entente devrait être signé au cours du premier semestre, a ajouté l'ambassadeur, selon qui les échanges vont croître.",
    "La prochaine session aura lieu du {d} au {e} novembre à Jakarta, a-t-on appris le lendemain auprès du secrétariat.",
    "Les deux pays ont établi leurs relations diplomatiques le {d} janvier 19{n} et les ont portées au rang de partenariat stratégique.",
    "Il a rappelé les liens d'amitié traditionnels entre les peuples et la volonté commune de paix, de stabilité et de prospérité.",
)


def make_stories(count: int) -> list[str]:
    """`count` stories of about 1,400 characters, the same ones every time."""
    chance = random.Random(7)
    return [
        " ".join(
            chance.choice(SENTENCES).format(n=chance.randint(50, 99), d=chance.randint(1, 14), e=chance.randint(15, 28), u=chance.randint(0, 9))
            for _ in range(11)
        )
        for _ in range(count)
    ]


def main(count: int) -> None:
    """Print the figures."""
    folder = Path(communique.languages.__file__).parent / "fr"
    words, figures = calendar.read(folder), numbers.read(folder)
    stories = make_stories(count)
    tokens = [tokenise(story, elided=("l", "d", "qu", "jusqu", "s", "n", "c"), whole=("aujourd'hui",)) for story in stories]
    anchor = Anchor("2021-04-15")
    steps: dict[str, Callable[[Tokens], Sized]] = {
        "dates": lambda story: find_dates(story, words, figures, anchor=anchor),
        "amounts": lambda story: find_amounts(story, figures),
        "ordinals": lambda story: find_ordinals(story, figures),
    }
    print(f"{count} stories of {sum(map(len, stories)) // count} characters, {sum(map(len, tokens)) // count} tokens")
    for name, step in steps.items():
        begun = time.perf_counter()
        found = sum(len(step(story)) for story in tokens)
        cold = time.perf_counter() - begun
        begun = time.perf_counter()
        for story in tokens:
            step(story)
        warm = time.perf_counter() - begun
        print(f"{name:9s} {1000 * cold / count:.3f} ms a story first time, {1000 * warm / count:.3f} ms again, {found / count:.1f} found a story")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
