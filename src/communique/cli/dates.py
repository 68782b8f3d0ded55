"""`communique dates`: the time expressions of stories, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import checked_date, checked_language, failing
from communique.model.harmless import one_line

if TYPE_CHECKING:
    from communique.model.documents import Document
    from communique.model.mentions import Mention
    from communique.reading.dates.find import TimeExpression


def dates(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Stories (.txt, .json, .jsonl) and folders of them.", show_default=False)],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", callback=checked_date, help="Publication date of all these stories, over what they say (EDTF).")
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="CODE", callback=checked_language, help="Language of all these stories, over what they say (ISO 639).")
    ] = None,
    apart: Annotated[bool, typer.Option("--apart", help="Give the two ends of a range, and a day and its hour, apart, as TimeML does.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Print every time expression: where it stands, TIMEX3 type and value, EDTF, relation, and its words; tab-separated.

    They count from the dateline's date, else from the publication date; without either, what is relative has no EDTF date.
    """
    failed = False
    with failing():
        from communique.model.problems import Problem
        from communique.run.reader import open_dates
        from communique.sources.table import stories

        reader = open_dates()
        for story in stories(paths, published=published, language=lang):
            found = story if isinstance(story, Problem) else reader.read(story.document, story.sighting, apart=apart)
            if isinstance(story, Problem) or isinstance(found, Problem):
                failed = True
                typer.echo(f"problem: {found}", err=True)
                continue
            name = {"document": story.sighting.name}
            for mention in found:
                row = _row(mention, story.document)
                typer.echo(json.dumps(name | row, ensure_ascii=False) if as_json else "\t".join([*name.values(), *map(_cell, row.values())]))
    if failed:
        raise typer.Exit(1)


def _row(mention: Mention[TimeExpression], document: Document) -> dict[str, object]:
    found = mention.value
    return {
        "start": mention.span.start, "end": mention.span.end, "type": found.timex_type, "value": found.timex_value,
        "edtf": found.date.edtf if found.date else None, "relation": found.relation, "flags": list(found.flags),
        "words": mention.span.of(document.text),
    }  # fmt: skip


def _cell(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else one_line(str(value))
