"""`communique score`: judge the reader, or a file of records, against gold stories."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import failing

if TYPE_CHECKING:
    from communique.score.metrics import Scores


class By(StrEnum):
    """What scores can be grouped by."""

    kind = "kind"
    lang = "lang"
    story = "story"


def score(
    gold_dir: Annotated[
        Path,
        typer.Argument(metavar="GOLD_DIR", exists=True, file_okay=False, help="A folder of gold stories (JSON with `records`).", show_default=False),
    ],
    by: Annotated[
        list[By] | None, typer.Option(help="Group the scores; may be given more than once. [default: kind and lang]", show_default=False)
    ] = None,
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="Show the first N records missed or spurious.")] = 0,
    only: Annotated[
        Path | None, typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Only the stories whose ids stand in this file, one a line.")
    ] = None,
    predicted: Annotated[
        Path | None, typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Judge these flat records (JSON Lines), not the reader.")
    ] = None,
    stated: Annotated[
        bool, typer.Option("--stated", help="Give the reader the stated language, publisher and publication date too, not the text alone.")
    ] = False,
    chains: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", exists=True, file_okay=False, help="Judge merging and following across stories by the keys in this folder."),
    ] = None,
) -> None:
    """Judge the reader against gold stories. It is given their texts alone, as the gold's rules demand.

    Opening: was the record found? Slots: was it filled in right? F1 is the harmonic mean of precision (P) and recall (R).

    With --chains: are the statements of several stories put together rightly, and promises linked to deeds? First from the gold's own
    statements, then from the reader's.
    """
    if chains is not None:
        if by or only or predicted or stated:
            raise typer.BadParameter("judge chains by GOLD_DIR and --errors alone: leave out --by, --only, --predicted and --stated")
        _score_chains(gold_dir, chains, errors)
        return
    with failing():
        from communique.score.gold import load_gold, load_predicted, read_gold
        from communique.score.metrics import GROUPS, score

        ids = [line.strip() for line in only.read_text(encoding="utf-8").splitlines()] if only else None
        gold = load_gold(gold_dir, only=[one for one in ids if one and not one.startswith("#")] if ids is not None else None)
        if predicted:
            records = load_predicted(predicted)
        else:
            from communique.run.reader import open_reader

            reader = open_reader()
            records = read_gold(gold.values(), lambda document, sighting: reader.read(document, sighting).statements, stated=stated)
        groups = [group for group in GROUPS if group in {one.value for one in by}] if by else ["kind", "lang"]
        scores = score(gold, records, by=groups, errors=errors)  # type: ignore[arg-type]
    for line in _lines(scores, strays=bool(predicted) and only is None):
        typer.echo(line)


def _score_chains(gold_dir: Path, folder: Path, errors: int) -> None:
    with failing():
        from communique.run.reader import open_reader
        from communique.score.assembled import judge_gold, judge_read
        from communique.score.chains import lines, load_chains
        from communique.score.gold import load_gold
        from communique.world.load import load_world

        gold, entries, world = load_gold(gold_dir), load_chains(folder), load_world()
        reader = open_reader()
        judged = {
            "from gold statements": judge_gold(gold, entries, world),
            "from the reader's statements": judge_read(gold, entries, world, lambda document, sighting: reader.read(document, sighting).statements),
        }
    for title, scores in judged.items():
        typer.echo(title)
        for line in (*scores.errors[:errors], *lines(scores)):
            typer.echo(f"  {line}")


def _lines(scores: Scores, *, strays: bool) -> list[str]:
    lines = list(scores.errors)
    for name, tally in scores.tallies.items():
        (precision, recall, f1), slots = tally.opening, tally.slots
        lines.append(
            f"{name:<12} gold {tally.gold:>4} predicted {tally.predicted:>4}"
            f"   opening P {precision:.3f} R {recall:.3f} F1 {f1:.3f}   slots P {slots.precision:.3f} R {slots.recall:.3f} F1 {slots.f1:.3f}"
            f"   empty by {tally.empty_by:.1%}"
        )
    if scores.misquoted:
        lines.append(f"{scores.misquoted} misquoted: their words are not at their offsets, so they count as wrong")
    if scores.strays and strays:
        lines.append(f"{scores.strays} of stories that are not in the gold: not counted")
    return lines
