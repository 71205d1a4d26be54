"""Commands about Word templates; loaded when one of them is called."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.common import A_FILE, say


@click.command()
@click.argument("file", type=A_FILE)
def check(file: Path) -> None:
    """Say whether FILE, edited in Word, can be used: missing styles, slots, numbering levels, and where."""
    from pipeline.app.template_check import check_template_file

    result = check_template_file(file)
    for severity in ("error", "warning", "note"):
        say(each for each in result.found if each.severity == severity)
    click.echo(result.summary)
    raise SystemExit(result.code)


COMMANDS = (check,)
