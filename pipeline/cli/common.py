"""What the commands share: their options, the app behind them, and how findings are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import NoReturn, TypeVar

import click

from pipeline.app.main import App, Problem, Result
from pipeline.diagnostics import Diagnostic, in_order, render

FINE, INPUT_ERRORS, USAGE, DO_NOT_DRAFT = 0, 1, 2, 3
A_FILE = click.Path(path_type=Path)

Command = TypeVar("Command", bound=Callable[..., None])


class Day(click.ParamType[date]):
    """A date as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Text to date."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"`{value}` is not a date; write it as 2027-03-01", param, ctx)


def content(command: Command) -> Command:
    """The options that name a firm's own content."""
    for flag, several, words in (
        ("--library", True, "folder of a layer on the clause library, or of a whole one; from below to top"),
        ("--templates", False, "folder of templates of your own"),
        ("--questions", False, "folder of a question bank of your own"),
    ):
        folder = click.Path(exists=True, file_okay=False, path_type=Path)
        command = click.option(flag, type=folder, multiple=several, help=words)(command)
    return command


def into(folder: str, words: str = "folder to write to") -> Callable[[Command], Command]:
    """The option that names where files go."""
    kind = click.Path(file_okay=False, path_type=Path)
    return click.option(
        "--out", "--output", "out", type=kind, default=Path(folder), show_default=True, help=words
    )


def say(found: Iterable[Diagnostic], text: str = "", name: str = "") -> None:
    """Findings to the terminal's error stream, with the source line where it is known."""
    for each in in_order(found):
        click.echo(render(each, {name: text} if text else None), err=True)


def stop(problem: Problem) -> NoReturn:
    """Tell the user and exit."""
    say(problem.diagnostics, problem.text, problem.name)
    raise SystemExit(INPUT_ERRORS)


def app_of(
    library: tuple[Path, ...], templates: Path | None, questions: Path | None, intake: Path | None = None
) -> App:
    """The app with its content loaded, or the content's own errors. ``intake``: what is asked for next."""
    app = begun(library, templates, questions, intake)
    if problem := app.load():
        stop(problem)
    return app


def begun(
    library: tuple[Path, ...],
    templates: Path | None,
    questions: Path | None,
    intake: Path | None,
    template: Path | None = None,
) -> App:
    """The app before its content is loaded."""
    app = App(library, templates, questions, intake, template)
    if intake is not None:
        app.begin(intake)
    return app


def end(result: Result, name: str = "") -> NoReturn:
    """Tell what a command gave, and exit."""
    say(result.found, result.text, name)
    if result.summary:
        click.echo(result.summary)
    raise SystemExit(result.code)


def bar(label: str, steps: int) -> AbstractContextManager[Callable[[int], object]]:
    """A bar for a step that is long whenever it is done at all."""
    return waiting(label, steps, True)


@contextmanager
def waiting(label: str, steps: int, is_long: bool) -> Iterator[Callable[[int], object]]:
    """A bar for whoever waits at a terminal; none where it would be over at once."""
    if not is_long or not sys.stderr.isatty():
        yield lambda steps_done: None
        return
    with click.progressbar(length=steps, label=label, file=sys.stderr) as bar:
        bar.render_progress()
        yield bar.update
