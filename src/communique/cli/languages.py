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


@app.command("check")
def check(
    wanted: Annotated[list[str] | None, typer.Argument(metavar="[CODE]...", help="The packs to check; else all.", show_default=False)] = None,
) -> None:
    """Run every example and counter-example of the packs; status 1 if one does not hold."""
    with failing():
        from communique.languages.compile import codes
        from communique.score.frames import check_pack

        known = codes()
        unknown = [code for code in wanted or () if code not in known]
        if unknown:
            raise typer.BadParameter(f"no pack {' '.join(unknown)}: there are {' '.join(known)}")
        wrong = 0
        for code in wanted or known:
            problems = check_pack(code)
            wrong += len(problems)
            for problem in problems:
                typer.echo(f"problem: {problem}", err=True)
            typer.echo(f"{code}: {len(problems)} {'problem' if len(problems) == 1 else 'problems'}" if problems else f"{code}: all holds")
    if wrong:
        raise typer.Exit(1)
