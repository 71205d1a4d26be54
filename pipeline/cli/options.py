"""What the commands that write documents have in common: their options, gathered into one value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from pipeline.app.main import App
from pipeline.app.manner import NOTES, PAPERS, Level, Manner, lacking, manner_of
from pipeline.app.results import Problem
from pipeline.cli.common import Command, Day, begun, content, into, stop


class Asked(Struct):
    """Where to write, of which day, in which manner, with whose content."""

    out: Path
    as_of: date | None
    library: tuple[Path, ...]
    templates: Path | None
    questions: Path | None
    template: Path | None
    paper: str | None
    notes: Level | None = None
    pages: bool | None = None

    def app(self, intake: Path | None = None) -> App:
        """The app before its content is loaded."""
        return begun(self.library, self.templates, self.questions, intake, self.template)

    def loaded(self, intake: Path | None = None) -> App:
        """The app with its content loaded, or the content's own errors."""
        app = self.app(intake)
        if problem := app.load():
            stop(problem)
        return app

    def manner(self) -> Manner:
        """How the Word files are made; stops where this machine cannot make them so."""
        manner = manner_of(self.notes, self.paper, self.pages)
        return _possible(manner, "laying out pages")

    def manner_of_pdf(self) -> Manner:
        """The same for PDF files."""
        return _possible(manner_of("none", self.paper, True), "a PDF")


def _possible(manner: Manner, what: str) -> Manner:
    if slip := lacking(manner, what):
        stop(Problem([slip]))
    return manner


def writing(as_of: str | None = None) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options of a command that writes documents, handed to it as ``asked``."""
    day = click.option("--as-of", type=Day(), help=as_of)

    def gathered(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def called(**words: Any) -> None:
            mine = {name: words.pop(name) for name in Asked.__struct_fields__ if name in words}
            command(asked=Asked(**mine), **words)

        return into("output")(day(content(_template(_paper(called)))))

    return gathered


def as_drafts(command: Command) -> Command:
    """The options of drafts for people to work on."""
    pages = "print the pages in the contents and tell how long each document is; needs LibreOffice"
    notes = "drafting notes beside the clauses, as comments: none, what counsel must look at, or every reason"
    command = click.option("--pages/--no-pages", default=None, help=f"{pages}  [default: if it is there]")(
        command
    )
    return click.option("--notes", type=click.Choice(NOTES), help=notes)(command)


def _template(command: Command) -> Command:
    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    words = "a Word file whose styles, lists, header and footer are used for all documents"
    return click.option("--template", type=file, help=words)(command)


def _paper(command: Command) -> Command:
    sizes = click.Choice(PAPERS, case_sensitive=False)
    return click.option("--paper", type=sizes, help="paper of the documents  [default: the template's own]")(
        command
    )
