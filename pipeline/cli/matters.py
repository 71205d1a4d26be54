"""Commands about one matter before it is drafted, and about a place to keep matters in."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.app.main import App
from pipeline.cli.common import A_FILE, FINE, app_of, content, end, say, stop


@click.command()
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


@click.command()
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


@click.command()
@click.argument("intake", type=A_FILE)
@click.argument("topic")
@content
def explain(
    intake: Path, topic: str, library: tuple[Path, ...], templates: Path | None, questions: Path | None
) -> None:
    """Say why TOPIC (the id of a topic, a fact or a parameter) came out as it did."""
    app = app_of(library, templates, questions, intake)
    result = app.explain(intake, topic)
    end(result, intake.as_posix())


@click.command()
@click.argument("which", type=click.Choice(["one_page", "full"]), default="full")
@content
def form(which: str, library: tuple[Path, ...], templates: Path | None, questions: Path | None) -> None:
    """Print a blank intake with every question in words: the one-page form, or the full one."""
    click.echo(app_of(library, templates, questions).form(which))


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--whole", is_flag=True, help="copy the whole clause library and question bank, to fork them")
def init(directory: Path, whole: bool) -> None:
    """Lay out a working folder: intakes, a layer on the clause library, templates, Makefile."""
    app = App()
    problem = app.init(directory, whole)
    if problem is not None:
        stop(problem)
    click.echo(f"{directory} is ready: read {directory / 'README.md'}, then run make draft in it.")
