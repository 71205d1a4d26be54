"""Commands that look into the clause library; loaded when one of them is called."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from pipeline.app.main import App
from pipeline.cli.common import app_of, content, end, into, say


@click.command()
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


@click.command()
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


@click.command()
@content
def diff(library: tuple[Path, ...], templates: Path | None, questions: Path | None) -> None:
    """Show what changed in the library beneath a layer's replacements since they were written."""
    end(App(library, templates, questions).diff())


@click.command()
@content
def adopt(library: tuple[Path, ...], templates: Path | None, questions: Path | None) -> None:
    """Record what the topmost layer's replacements stand on now, for `library diff` to compare with."""
    end(App(library, templates, questions).diff(adopt=True))


@click.command()
@content
def lint(library: tuple[Path, ...], templates: Path | None, questions: Path | None) -> None:
    """Report every slip of the content at once: unknown and unused names, missing cases, typing slips."""
    result = App(library, templates, questions).lint()
    end(result)


@click.command()
@click.argument("topic", default="")
@into("output/proof", "folder for the counter-examples")
@content
def prove(
    topic: str, out: Path, library: tuple[Path, ...], templates: Path | None, questions: Path | None
) -> None:
    """Prove the rules (of TOPIC, or all) over every possible intake: no gap, no dead row, no broken link."""

    def shown(duties: Iterable[Any]) -> Iterator[Any]:
        with click.progressbar(list(duties), label="Proving", file=sys.stderr) as bar:
            yield from bar

    result = app_of(library, templates, questions).prove(topic, out, shown)
    end(result)


COMMANDS = (topics, show, diff, adopt, lint, prove)
