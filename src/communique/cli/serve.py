"""`communique serve`: the ledger on the web."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from communique.cli.options import LEDGER, LedgerOption, ledger_at

LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")
"""Names of this machine that lead nowhere else."""
SWITCH = 0.0001
"""Seconds after which a thread that works lets others work: who waits for a row of the database would else wait for 5 ms at each."""


def serve(
    ledger: LedgerOption = LEDGER,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; the default is this machine alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port to listen at.")] = 8000,
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="A name it is reached by, where a proxy stands in front.", show_default=False)
    ] = None,
) -> None:
    """Show the ledger on the web: pages for people, and the same by REST for programs. Ends with Ctrl-C."""
    try:
        import uvicorn

        from communique.server.accounts import Accounts
        from communique.server.app import make_app
        from communique.server.pages.partnership import warm
    except ModuleNotFoundError as error:
        typer.echo(f"the web face needs {error.name}: pip install 'communique[web]'", err=True)
        raise typer.Exit(2) from None
    with ledger_at(ledger) as opened:
        accounts = Accounts.beside(ledger)
        app = make_app(opened, accounts=accounts, names=names_of(host, name or ()))
        typer.echo("putting the records together …", err=True)
        number = len(app.state.holding.parts().whole.records)
        warm(app.state.holding)
        typer.echo(f"{number:,} records; listening at http://{host}:{port}/ (Ctrl-C ends)", err=True)
        if not accounts.every():
            typer.echo("nobody can sign in to review: `communique accounts add NAME` makes an account", err=True)
        sys.setswitchinterval(SWITCH)
        uvicorn.run(app, host=host, port=port, log_level="warning")


def names_of(host: str, given: Sequence[str]) -> list[str]:
    """The names of hosts that are answered to: those given and this machine's own; all of them where others are listened to and none is given."""
    own = host in LOOPBACK
    return [*given, *LOOPBACK] if own or given else []
