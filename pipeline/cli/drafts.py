"""Commands that write documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import A_FILE, FINE, INPUT_ERRORS, bar, end, say, stop, waiting
from pipeline.cli.options import Asked, as_drafts, writing

if TYPE_CHECKING:
    from pipeline.app.main import Result
    from pipeline.model import Document

FORMATS = ("html", "markdown", "odt", "text", "pdf")


@click.command()
@click.argument("intake", type=A_FILE)
@writing("date of the draft; the same date gives the same file, byte for byte")
@as_drafts
@click.option("--document", help="write only this document's Word file (such as agreement)")
def draft(intake: Path, asked: Asked, document: str | None) -> None:
    """Draft the documents of one intake into OUT/<matter>."""
    manner = asked.manner()
    app = asked.app(intake)
    with waiting("Drafting", 1, app.is_cold) as done:
        problem = app.load()
        done(1)
    if problem is not None:
        stop(problem)
    end(app.draft(intake, asked.out, asked.as_of, document, manner, bar), intake.as_posix())


@click.command("draft-all")
@click.argument("intakes", type=A_FILE)
@writing()
@as_drafts
def draft_all(intakes: Path, asked: Asked) -> None:
    """Draft every intake of a folder (or one file). Fails only when an outcome could not be written."""
    manner = asked.manner()
    app = asked.loaded()
    paths = sorted(intakes.glob("*.yaml")) if intakes.is_dir() else [intakes]
    if not paths:
        raise click.UsageError(f"there is no intake (*.yaml) in {intakes}")
    if clash := app.same_matter(paths):
        raise click.UsageError(
            f"{clash[0].name} and {clash[1].name} would share one folder; rename one of them"
        )
    with click.progressbar(paths, label="Drafting", file=sys.stderr, item_show_func=_stem) as shown:
        begun = [app.start_with_layer(path, asked.as_of) for path in shown]
    _tell(paths, app.finish(begun, asked.out, manner, bar))


def _tell(paths: Sequence[Path], results: Sequence[Result]) -> None:
    """Every result, then how many failed."""
    for path, result in zip(paths, results, strict=True):
        say(result.found, result.text, path.as_posix())
        if result.summary:
            click.echo(result.summary)
    failed = [path.name for path, result in zip(paths, results, strict=True) if result.code == INPUT_ERRORS]
    if failed:
        drafted = len(paths) - len(failed)
        click.echo(f"{drafted} of {len(paths)} drafted; errors in {', '.join(failed)}", err=True)
    raise SystemExit(INPUT_ERRORS if failed else FINE)


def _stem(path: Path | None) -> str | None:
    return path.stem if path is not None else None


@click.command()
@click.argument("intake", type=A_FILE)
@click.option("--to", "to", type=click.Choice(FORMATS), default="html", show_default=True)
@writing()
def export(intake: Path, to: str, asked: Asked) -> None:
    """Write the documents of one intake in another format. PDF needs LibreOffice."""
    if to == "pdf":
        manner = asked.manner_of_pdf()
        result = asked.loaded(intake).export_pdf(intake, asked.out, asked.as_of, manner, bar)
    elif asked.template or asked.paper:
        raise click.UsageError("--template and --paper are for --to pdf")
    else:
        result = asked.loaded(intake).export(intake, to, asked.out, asked.as_of, _exporting)
    end(result, intake.as_posix())


def _exporting(documents: Sequence[Document]) -> Iterator[Document]:
    """One document after the other, with a bar."""
    with click.progressbar(documents, label="Exporting", file=sys.stderr, item_show_func=_id) as shown:
        yield from shown


def _id(document: Document | None) -> str | None:
    return document.id if document is not None else None
