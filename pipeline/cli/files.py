"""Commands about single Word files; loaded when one of them is called."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.common import A_FILE, end


@click.command()
@click.argument("file", type=A_FILE)
@click.option("--out", "--output", "out", type=A_FILE, help="the copy's own path, or a folder for it")
def clean(file: Path, out: Path | None) -> None:
    """Make the copy of FILE that is safe to send to the other side.

    Comments, clause marks, content controls, authors and all other data behind the text go. Text, numbering
    and fields stay, and that is proved. Tracked changes and hidden text stay too, and are told.
    """
    from pipeline.app.cleaning import clean_file

    end(clean_file(file, out))
