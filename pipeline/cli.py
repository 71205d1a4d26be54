"""The command line: translates words into calls, results into words and exit codes.

Exit codes: 0 fine, 1 the input has errors, 2 wrong usage, 3 a gate says do not draft.
"""

from __future__ import annotations

import errno
import gc
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from pipeline import __version__
from pipeline.app.main import App, Problem
from pipeline.diagnostics import Diagnostic, in_order, render

if TYPE_CHECKING:
    from pipeline.model import Document

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
    library: tuple[Path, ...], templates: Path | None, questions: Path | None, intake: Path | None
) -> App:
    """The app before its content is loaded."""
    app = App(library, templates, questions, intake)
    if intake is not None:
        app.begin(intake)
    return app


@contextmanager
def waiting(label: str, steps: int, is_long: bool) -> Iterator[Callable[[int], object]]:
    """A bar for whoever waits at a terminal; none where it would be over at once."""
    if not is_long or not sys.stderr.isatty():
        yield lambda steps_done: None
        return
    with click.progressbar(length=steps, label=label, file=sys.stderr) as bar:
        bar.render_progress()
        yield bar.update


class Commands(click.Group):
    """The commands; what the disk refuses is told like any other mistake."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # nobody reads on: click ends quietly
                raise
            said = f"`{error.filename}` cannot be used" if error.filename else "The disk refuses"
            words = (error.strerror or str(error)).lower()
            stop(Problem([Diagnostic("disk-refuses", "error", f"{said}: {words}")]))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="charterwright")
def main() -> None:
    """Draft partnership agreements from an intake, with every choice explained."""
    gc.set_threshold(1_000_000, 20, 20)  # a short run makes much and drops little: fewer collections


@main.command()
@click.argument("intake", type=A_FILE)
@content
def check(intake: Path, library: tuple[Path, ...], templates: Path | None, questions: Path | None) -> None:
    """Report everything that is missing or wrong in an intake, all at once."""
    app = app_of(library, templates, questions, intake)
    result = app.check_all(intake)
    say(result.found, result.text, intake.as_posix())
    if result.code == FINE:
        click.echo(f"{intake}: no errors.")
    raise SystemExit(result.code)


@main.command()
@click.argument("intake", type=A_FILE)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("output"), show_default=True
)
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
    say(result.found, result.text, intake.as_posix())
    if result.summary:
        click.echo(result.summary)
    raise SystemExit(result.code)


@main.command("draft-all")
@click.argument("intakes", type=A_FILE)
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), default=Path("output"), show_default=True
)
@click.option("--as-of", type=Day())
@content
def draft_all(
    intakes: Path,
    output: Path,
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
            codes.append(app.draft_with_layer(path, output, as_of))
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


@main.command()
@click.argument("intake", type=A_FILE)
@click.option("--json", "as_json", is_flag=True, help="every fact, clause and figure with its id")
@content
def decide(
    intake: Path, as_json: bool, library: tuple[Path, ...], templates: Path | None, questions: Path | None
) -> None:
    """Say what would be drafted and what counsel must look at, without writing anything."""
    app = app_of(library, templates, questions, intake)
    result = app.decide(intake)
    say(result.found, result.text, intake.as_posix())
    if result.data is None:
        raise SystemExit(result.code)
    click.echo(json.dumps(result.data, ensure_ascii=False, indent=1) if as_json else result.summary)
    raise SystemExit(result.code)


@main.command()
@click.argument("intake", type=A_FILE)
@click.argument("topic")
@content
def explain(
    intake: Path, topic: str, library: tuple[Path, ...], templates: Path | None, questions: Path | None
) -> None:
    """Say why TOPIC (the id of a topic, a fact or a parameter) came out as it did."""
    app = app_of(library, templates, questions, intake)
    result = app.explain(intake, topic)
    say(result.found, result.text, intake.as_posix())
    if result.summary:
        click.echo(result.summary)
    raise SystemExit(result.code)


@main.command()
@click.argument("which", type=click.Choice(["one_page", "full"]), default="full")
@content
def form(which: str, library: tuple[Path, ...], templates: Path | None, questions: Path | None) -> None:
    """Print a blank intake with every question in words: the one-page form, or the full one."""
    click.echo(app_of(library, templates, questions).form(which))


@main.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--whole", is_flag=True, help="copy the whole clause library and question bank, to fork them")
def init(directory: Path, whole: bool) -> None:
    """Lay out a working folder: intakes, a layer on the clause library, templates, Makefile."""
    app = App()
    problem = app.init(directory, whole)
    if problem is not None:
        stop(problem)
    click.echo(f"{directory} is ready: read {directory / 'README.md'}, then run make draft in it.")


@main.command()
@click.argument("intake", type=A_FILE)
@click.option(
    "--to", "to", type=click.Choice(["html", "markdown", "odt", "text"]), default="html", show_default=True
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("output"), show_default=True
)
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
    say(result.found, result.text, intake.as_posix())
    if result.summary:
        click.echo(result.summary)
    raise SystemExit(result.code)


def _exporting(documents: Sequence[Document]) -> Iterator[Document]:
    """One document after the other, with a bar."""
    with click.progressbar(documents, label="Exporting", file=sys.stderr, item_show_func=_id) as shown:
        yield from shown


def _id(document: Document | None) -> str | None:
    return document.id if document is not None else None


@main.group("library")
def library_group() -> None:
    """Look into the clause library."""


@library_group.command()
@click.option("--json", "as_json", is_flag=True)
@content
def topics(as_json: bool, library: tuple[Path, ...], templates: Path | None, questions: Path | None) -> None:
    """List the topics with their variants and instruments."""
    listed = app_of(library, templates, questions).topics()
    if as_json:
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for each in listed:
        click.echo(f"{each['id']}  ({each['group']}): {', '.join(each['variants'])}")


@library_group.command()
@click.argument("topic")
@click.option("--json", "as_json", is_flag=True)
@content
def show(
    topic: str, as_json: bool, library: tuple[Path, ...], templates: Path | None, questions: Path | None
) -> None:
    """Show TOPIC: its rows with their ids, its variants, the defaults of its parameters, its sources."""
    result = app_of(library, templates, questions).show(topic)
    say(result.found)
    if result.data is not None:
        click.echo(json.dumps(result.data, ensure_ascii=False, indent=1) if as_json else result.summary)
    raise SystemExit(result.code)


@library_group.command()
@content
def diff(library: tuple[Path, ...], templates: Path | None, questions: Path | None) -> None:
    """Show what changed in the library beneath a layer's replacements since they were written."""
    _compare(App(library, templates, questions), adopt=False)


@library_group.command()
@content
def adopt(library: tuple[Path, ...], templates: Path | None, questions: Path | None) -> None:
    """Record what the topmost layer's replacements stand on now, for `library diff` to compare with."""
    _compare(App(library, templates, questions), adopt=True)


def _compare(app: App, adopt: bool) -> NoReturn:
    result = app.diff(adopt)
    say(result.found)
    if result.summary:
        click.echo(result.summary)
    raise SystemExit(result.code)


@library_group.command()
@content
def lint(library: tuple[Path, ...], templates: Path | None, questions: Path | None) -> None:
    """Report every slip of the content at once: unknown and unused names, missing cases, typing slips."""
    result = App(library, templates, questions).lint()
    say(result.found)
    if result.summary:
        click.echo(result.summary)
    raise SystemExit(result.code)


@library_group.command()
@click.argument("topic", default="")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("output/proof"),
    show_default=True,
    help="folder for the counter-examples",
)
@content
def prove(
    topic: str, out: Path, library: tuple[Path, ...], templates: Path | None, questions: Path | None
) -> None:
    """Prove the rules (of TOPIC, or all) over every possible intake: no gap, no dead row, no broken link."""

    def shown(duties: Iterable[Any]) -> Iterator[Any]:
        with click.progressbar(list(duties), label="Proving", file=sys.stderr) as bar:
            yield from bar

    result = app_of(library, templates, questions).prove(topic, out, shown)
    say(result.found)
    if result.summary:
        click.echo(result.summary)
    raise SystemExit(result.code)


def run() -> NoReturn:
    """The command as a process of its own: nothing is left to tidy when it is done, so it ends at once."""
    code: object = FINE
    try:
        main()
    except SystemExit as end:
        code = end.code
    with suppress(BrokenPipeError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else FINE)
