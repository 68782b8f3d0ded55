"""`communique languages`: the language packs, and whether they hold."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.options import failing

app = typer.Typer(no_args_is_help=False, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def languages(context: typer.Context) -> None:
    """The language packs: list them, or check them."""
    if context.invoked_subcommand is None:
        list_packs()


@app.command("list")
def list_packs() -> None:
    """List the language packs: code, version of the data, number of frames."""
    with failing():
        from communique.languages.compile import codes
        from communique.languages.load import load_pack

        for code in codes():
            pack = load_pack(code)
            if pack is not None:
                names = pack.settings.get("names") or {}
                typer.echo("\t".join((code, names.get(code, ""), pack.version, f"{len(pack.frames.all())} frames")))


@app.command("new")
def new(code: Annotated[str, typer.Argument(metavar="CODE", help="The language's ISO 639-1 code.", show_default=False)]) -> None:
    """Begin a pack in a checkout: every table with its columns and what it holds, to be filled in."""
    with failing():
        from communique.languages.compile import FOLDER
        from communique.languages.parts import begin

        if not (code.isascii() and code.islower() and code.isalpha() and len(code) in (2, 3)):
            raise typer.BadParameter(f"{code}: two or three small letters are expected")
        for path in begin(FOLDER / code):
            typer.echo(str(path))


@app.command("check")
def check(
    wanted: Annotated[list[str] | None, typer.Argument(metavar="[CODE]...", help="The packs to check; else all.", show_default=False)] = None,
) -> None:
    """Run every example and counter-example of the packs; status 1 if one does not hold.

    Of a pack that is named, its dates and amounts too, and what it does without.
    """
    with failing():
        from communique.languages.compile import codes
        from communique.score.frames import check_pack, left_out

        known = codes()
        unknown = [code for code in wanted or () if code not in known]
        if unknown:
            raise typer.BadParameter(f"no pack {' '.join(unknown)}: there are {' '.join(known)}")
        wrong = 0
        for code in wanted or known:
            problems = check_pack(code, expressions=bool(wanted))
            wrong += len(problems)
            for problem in problems:
                typer.echo(f"problem: {problem}", err=True)
            typer.echo(f"{code}: {len(problems)} {'problem' if len(problems) == 1 else 'problems'}" if problems else f"{code}: all holds")
            if wanted and not problems:
                for note in left_out(code):
                    typer.echo(f"{code}: {note}")
    if wrong:
        raise typer.Exit(1)
