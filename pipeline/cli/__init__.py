"""The command line: translates words into calls, results into words and exit codes.

Exit codes: 0 fine, 1 the input has errors, 2 wrong usage, 3 a gate says do not draft.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from typing import NoReturn

import click

from pipeline import __version__
from pipeline.app.main import Problem
from pipeline.cli import drafts, matters
from pipeline.cli.common import FINE, stop
from pipeline.diagnostics import Diagnostic


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

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands; `clean` is loaded when somebody asks for it."""
        return sorted([*super().list_commands(ctx), "clean"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by name."""
        if cmd_name != "clean":
            return super().get_command(ctx, cmd_name)
        from pipeline.cli.files import clean

        return clean


class Later(click.Group):
    """A group whose commands are loaded when somebody asks for one."""

    loaded: MutableMapping[str, click.Command]

    def found(self) -> tuple[click.Command, ...]:
        """The commands."""
        raise NotImplementedError

    @property
    def commands(self) -> MutableMapping[str, click.Command]:
        """By name."""
        if not self.loaded:
            self.loaded.update({str(each.name): each for each in self.found()})
        return self.loaded

    @commands.setter
    def commands(self, given: MutableMapping[str, click.Command]) -> None:
        self.loaded = given


class Library(Later):
    """The library's commands."""

    def found(self) -> tuple[click.Command, ...]:
        """The commands."""
        from pipeline.cli.library import COMMANDS

        return COMMANDS


class Template(Later):
    """The commands about Word templates."""

    def found(self) -> tuple[click.Command, ...]:
        """The commands."""
        from pipeline.cli.template import COMMANDS

        return COMMANDS


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="charterwright")
def main() -> None:
    """Draft partnership agreements from an intake, with every choice explained."""
    gc.set_threshold(1_000_000, 20, 20)  # a short run makes much and drops little: fewer collections


@main.group("library", cls=Library)
def library_group() -> None:
    """Look into the clause library."""


@main.group("template", cls=Template)
def template_group() -> None:
    """Look into Word templates."""


for each in (
    matters.check,
    drafts.draft,
    drafts.draft_all,
    matters.decide,
    matters.explain,
    matters.form,
    matters.init,
    drafts.export,
):
    main.add_command(each)


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
