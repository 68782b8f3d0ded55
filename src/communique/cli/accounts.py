"""`communique accounts`: who may change the ledger on the web."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from communique.cli.options import LEDGER, LedgerOption, fail, ledger_at
from communique.model.harmless import one_line
from communique.server.accounts import AccountError, Accounts

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name that judgements are signed with.", show_default=False)]


@app.callback()
def accounts() -> None:
    """Who may review on the web. Without accounts everybody may look and nobody may change anything."""


@app.command("add")
def add(
    name: Name,
    from_input: Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input, a line.")] = False,
    bare: Annotated[bool, typer.Option("--no-password", help="Without a password: for programs, with a token.")] = False,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Make an account, or give one another password, which signs it out everywhere."""
    if from_input and bare:
        raise typer.BadParameter("--password-stdin and --no-password contradict each other")
    found = _accounts(ledger)
    if bare:
        password = None
    elif from_input:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = typer.prompt("password", hide_input=True, confirmation_prompt="again", err=True)
    try:
        kept = found.add(name, password)
    except AccountError as error:
        fail(str(error))
    typer.echo(f"{one_line(kept)} can {'have a token: `communique accounts token`' if bare else 'sign in'}", err=True)


@app.command("list")
def list_accounts(ledger: LedgerOption = LEDGER) -> None:
    """List accounts: name, when it was made, and what opens it (password, token), tabs between."""
    found = _accounts(ledger).every()
    for one in found:
        ways = [way for way, given in (("password", one.password), ("token", one.token)) if given]
        typer.echo("\t".join((one_line(one.name), one.made_at, ", ".join(ways))))
    if not found:
        typer.echo("no accounts: `communique accounts add NAME` makes one", err=True)


@app.command("remove")
def remove(name: Name, ledger: LedgerOption = LEDGER) -> None:
    """Take an account away; it is signed out everywhere. What it decided stays."""
    try:
        _accounts(ledger).remove(name)
    except AccountError as error:
        fail(str(error))


@app.command("token")
def token(name: Name, ledger: LedgerOption = LEDGER) -> None:
    """Print a new token for programs, once: they send it as `Authorization: Bearer TOKEN`. The former one opens nothing any more."""
    try:
        made = _accounts(ledger).token(name)
    except AccountError as error:
        fail(str(error))
    typer.echo(made)


def _accounts(ledger: LedgerOption) -> Accounts:
    """The accounts of a ledger that is there."""
    with ledger_at(ledger):
        return Accounts.beside(ledger)
