"""Commands that write documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import (
    A_FILE,
    FINE,
    INPUT_ERRORS,
    Day,
    app_of,
    begun,
    content,
    end,
    into,
    say,
    stop,
    waiting,
)

if TYPE_CHECKING:
    from pipeline.model import Document


@click.command()
@click.argument("intake", type=A_FILE)
@into("output")
@click.option(
    "--as-of", type=Day(), help="date of the draft; the same date gives the same file, byte for byte"
)
@click.option("--document", help="write only this document's Word file (such as agreement)")
@content
def draft(
    intake: Path,
    out: Path,
    as_of: date | None,
    document: str | None,
    library: tuple[Path, ...],
    templates: Path | None,
    questions: Path | None,
) -> None:
    """Draft the documents of one intake into OUT/<matter>."""
    app = begun(library, templates, questions, intake)
    with waiting("Drafting", 3, app.is_cold) as done:
        problem = app.load()
        done(2)
        result = None if problem else app.draft(intake, out, as_of, document)
        done(1)
    if problem is not None:
        stop(problem)
    assert result is not None, "what was loaded was drafted"
    end(result, intake.as_posix())


@click.command("draft-all")
@click.argument("intakes", type=A_FILE)
@into("output")
@click.option("--as-of", type=Day())
@content
def draft_all(
    intakes: Path,
    out: Path,
    as_of: date | None,
    library: tuple[Path, ...],
    templates: Path | None,
    questions: Path | None,
) -> None:
    """Draft every intake of a folder (or one file). Fails only when an outcome could not be written."""
    app = app_of(library, templates, questions)
    paths = sorted(intakes.glob("*.yaml")) if intakes.is_dir() else [intakes]
    if not paths:
        raise click.UsageError(f"there is no intake (*.yaml) in {intakes}")
    if clash := app.same_matter(paths):
        raise click.UsageError(
            f"{clash[0].name} and {clash[1].name} would share one folder; rename one of them"
        )
    codes = []
    with click.progressbar(paths, label="Drafting", file=sys.stderr, item_show_func=_stem) as shown:
        for path in shown:
            codes.append(app.draft_with_layer(path, out, as_of))
    for path, result in zip(paths, codes, strict=True):
        say(result.found, result.text, path.as_posix())
        if result.summary:
            click.echo(result.summary)
    failed = [path.name for path, result in zip(paths, codes, strict=True) if result.code == INPUT_ERRORS]
    if failed:
        click.echo(
            f"{len(paths) - len(failed)} of {len(paths)} drafted; errors in {', '.join(failed)}", err=True
        )
    raise SystemExit(INPUT_ERRORS if failed else FINE)


def _stem(path: Path | None) -> str | None:
    return path.stem if path is not None else None


@click.command()
@click.argument("intake", type=A_FILE)
@click.option(
    "--to", "to", type=click.Choice(["html", "markdown", "odt", "text"]), default="html", show_default=True
)
@into("output")
@click.option("--as-of", type=Day())
@content
def export(
    intake: Path,
    to: str,
    out: Path,
    as_of: date | None,
    library: tuple[Path, ...],
    templates: Path | None,
    questions: Path | None,
) -> None:
    """Write the documents of one intake in another format."""
    app = app_of(library, templates, questions, intake)
    result = app.export(intake, to, out, as_of, _exporting)
    end(result, intake.as_posix())


def _exporting(documents: Sequence[Document]) -> Iterator[Document]:
    """One document after the other, with a bar."""
    with click.progressbar(documents, label="Exporting", file=sys.stderr, item_show_func=_id) as shown:
        yield from shown


def _id(document: Document | None) -> str | None:
    return document.id if document is not None else None
