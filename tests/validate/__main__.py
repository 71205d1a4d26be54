"""``make validate``: every judge over all examples and many random drafts; exit code 1 on any finding."""

from __future__ import annotations

import os
import time
from collections.abc import Collection

import click
from msgspec import Struct

from tests.validate.drafts import Files, examples, random_drafts
from tests.validate.judges import BY_NAME, JUDGES, Finding, Judge

DRAFTS = 500


class Verdict(Struct):
    """What one judge made of the files, and how long it took."""

    judge: Judge
    files: int
    findings: list[Finding]
    seconds: float

    def row(self) -> str:
        """Its line of the table."""
        return f"{self.judge.title:<38}{self.files:>6}{len(self.findings):>10}{self.seconds:>9.0f}"


@click.command(help="Judge the Word files of all examples and of random drafts.")
@click.option("--drafts", default=DRAFTS, show_default=True, help="How many random intakes.")
@click.option("--seed", default=0, show_default=True, help="The first random intake.")
@click.option("--libreoffice", type=int, help="How many of the random intakes LibreOffice prints; else all.")
@click.option("--without", multiple=True, type=click.Choice(list(BY_NAME)), help="A judge to leave out.")
@click.option("--jobs", default=os.cpu_count() or 1, show_default=True, help="Files judged at once.")
def main(drafts: int, seed: int, libreoffice: int | None, without: tuple[str, ...], jobs: int) -> None:
    """Draft, ask every judge, print a table and every finding."""
    asked = _present(without)
    files, fewer = _drafted(drafts, seed, drafts if libreoffice is None else libreoffice)
    click.echo(f"\n{'':<38}{'files':>6}{'findings':>10}{'seconds':>9}")
    findings: list[Finding] = []
    for judge in asked:
        verdict = _ask(judge, fewer if judge.name == "libreoffice" else files, jobs)
        click.echo(verdict.row())
        findings += verdict.findings
    for name in without:
        click.echo(f"{BY_NAME[name].title:<38}not asked")
    raise SystemExit(_tell(findings))


def _present(without: Collection[str]) -> list[Judge]:
    """The judges to ask; exit code 2 when one is not installed and nobody left it out."""
    asked = [judge for judge in JUDGES if judge.name not in without]
    absent = [judge for judge in asked if judge.absent()]
    for judge in absent:
        click.echo(f"{judge.absent()}; to go on without it: --without {judge.name}", err=True)
    if absent:
        raise SystemExit(2)
    return asked


def _drafted(count: int, seed: int, printed: int) -> tuple[Files, Files]:
    """All files, and the files of as many random packets as LibreOffice shall print; the examples in both."""
    files, fewer = examples(), examples()
    with click.progressbar(random_drafts(count, seed), length=count, label=f"{'drafting':<38}") as drafts:
        for place, draft in enumerate(drafts):
            files |= draft
            fewer |= draft if place < printed else {}
    return files, fewer


def _ask(judge: Judge, files: Files, jobs: int) -> Verdict:
    start = time.monotonic()
    with click.progressbar(length=len(files) * judge.steps, label=f"asking {judge.title:<31}") as bar:
        findings = judge.findings(files, jobs, bar.update)
    return Verdict(judge, len(files), findings, time.monotonic() - start)


def _tell(findings: list[Finding]) -> int:
    """Print every finding; the exit code."""
    for each in sorted(findings):
        click.echo(str(each))
    if findings:
        click.echo("`python -m tests.property 12` prints the intake of seed 12.")
    return 1 if findings else 0


if __name__ == "__main__":
    main()
