"""`communique explain`: one statement, where it stands in its story, and what found it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import LEDGER, LedgerOption, fail, ledger_at
from communique.model.harmless import harmless, one_line

if TYPE_CHECKING:
    from rich.text import Text

    from communique.model.documents import Document
    from communique.model.spans import Span
    from communique.model.statements import Statement
    from communique.run.reviewed import Reviewed

_STYLES = ("bold cyan", "bold magenta", "bold yellow", "bold green", "bold blue", "bold red")


def explain(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="A statement's id, or the first digits of it.", show_default=False)],
    ledger: LedgerOption = LEDGER,
) -> None:
    """Explain a statement: the frame that found it, the words each field was read at, where they stand in the story, and what people decided.

    In the story the evidence stands between [[ and ]] when the output is piped.
    """
    with ledger_at(ledger) as opened:
        kept = opened.review_of(statement)
        if kept is None:
            fail(f"no statement begins with {statement!r}: `communique show` gives the ids")
        document = opened.document(kept.statement.document_id)
        assert document is not None
    if sys.stdout.isatty():
        from rich.console import Console

        console = Console(highlight=False)
        console.print(_facts(kept, document, coloured=True), soft_wrap=False)
        console.print(_story(kept.statement, document))
    else:
        typer.echo(_facts(kept, document, coloured=False).plain)
        typer.echo(_marked(kept.statement, document))


def _facts(kept: Reviewed, document: Document, *, coloured: bool) -> Text:
    """Fields with their values and the words these were read at, a line each."""
    from rich.text import Text

    from communique.cli.judgements import decision
    from communique.cli.words import SHOWN_DIGITS, quantity_words
    from communique.kinds.values import CONTENT

    statement, sighting = kept.statement, kept.sighting
    styles = _styles(statement)
    text = Text()

    def line(name: str, value: str, spans: tuple[Span, ...] = ()) -> None:
        text.append(f"{name:<12}", style="dim")
        text.append(value)
        if spans:
            text.append("   from ", style="dim")
        for place, span in enumerate(spans):
            text.append(", " if place else "")
            text.append(f"“{one_line(span.of(document.text))}”", style=styles.get(name, "") if coloured else "")
            text.append(f" {span.start}..{span.end}", style="dim")
        text.append("\n")

    text.append(f"{statement.kind} {statement.id}\n", style="bold")
    seen = ", ".join(one_line(words) for words in (sighting.publisher, sighting.published, sighting.title, sighting.url) if words)
    line("story", f"{one_line(sighting.name)}{f' ({seen})' if seen else ''}")
    line("found by", statement.found_by or "?")
    for name in CONTENT:
        value = getattr(statement.content, name)
        spans = statement.slots.get(name, ())
        if value is None or value == ():
            continue
        words = quantity_words(value) if name == "quantity" else ", ".join(value) if isinstance(value, tuple) else str(value)
        line(name, one_line(words), spans)
    if statement.speaker:
        line("speaker", one_line(statement.speaker), statement.slots.get("speaker", ()))
    said = [statement.voice, statement.modality, "" if statement.polarity else "denied", "hedged" if statement.hedged else ""]
    line("said", ", ".join(word.replace("_", " ") for word in said if word))
    for judgement in kept.judgements:
        decided = (decision(judgement), f"by {judgement.user},", f"{judgement.created_at[:10]}:", judgement.reason)
        told = one_line(" ".join(part for part in decided if part))
        line(judgement.verdict, f"{told}   ({judgement.id[:SHOWN_DIGITS]})")
    for piece in statement.evidence:
        line("evidence", f"“{one_line(piece.quote.exact)}” {piece.span.start}..{piece.span.end}")
    return text


def _styles(statement: Statement) -> dict[str, str]:
    return {name: _STYLES[place % len(_STYLES)] for place, name in enumerate(statement.slots)}


def _story(statement: Statement, document: Document) -> Text:
    """The story, evidence underlined, the words of each field in its colour."""
    from rich.text import Text

    text = Text(harmless(document.text))
    for piece in statement.evidence:
        text.stylize("underline", piece.span.start, piece.span.end)
    for name, style in _styles(statement).items():
        for span in statement.slots[name]:
            text.stylize(style, span.start, span.end)
    return text


def _marked(statement: Statement, document: Document) -> str:
    """The story, evidence between double brackets."""
    pieces = []
    at = 0
    for piece in sorted(statement.evidence, key=lambda one: one.span):
        if piece.span.start < at:
            continue
        pieces += [document.text[at : piece.span.start], "[[", piece.quote.exact, "]]"]
        at = piece.span.end
    return harmless("".join([*pieces, document.text[at:]]))
