"""``make gallery``: every document of every example as page images, with one page that shows them all."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.support import ROOT
from tests.validate.drafts import Files, examples
from tests.word import libreoffice

FOLDER = ROOT / "output" / "gallery"
DOTS = 80
"""Dots an inch."""
HOW = """The gallery needs LibreOffice (24 or newer) and poppler: {missing}.
On Debian and Ubuntu: apt-get install libreoffice-writer poppler-utils (Debian 12: from its backports).
On macOS: brew install --cask libreoffice, and brew install poppler."""
STYLE = """body { font: 16px/1.4 sans-serif; margin: 2rem; background: #f3f3f3; }
figure { display: inline-block; margin: 0 1rem 1rem 0; background: #fff; border: 1px solid #999; }
img { display: block; max-width: 100%; }
figcaption { padding: .3rem .6rem; font-size: .8rem; }"""


@click.command(help="Print the documents of all examples as page images.")
@click.option("--folder", type=click.Path(path_type=Path), default=FOLDER, show_default=True)
def main(folder: Path) -> None:
    """Draft, print, cut into images, and write the page that shows them."""
    missing = libreoffice.missing() or ("" if shutil.which("pdftoppm") else "pdftoppm is not installed here")
    if missing:
        click.echo(HOW.format(missing=missing), err=True)
        raise SystemExit(2)
    files = examples()
    empty(folder)
    print_into(folder, files)
    images = {name: sorted(folder.glob(f"{name}-*.png")) for name in sorted(files)}
    (folder / "index.html").write_text(page(images), encoding="utf-8")
    click.echo(f"{sum(map(len, images.values()))} pages: {folder / 'index.html'}")
    unprinted = [name for name in images if not images[name]]
    if unprinted:
        raise SystemExit(f"LibreOffice could not print {', '.join(unprinted)}")


def print_into(folder: Path, files: Files) -> None:
    """Every page of every file as an image."""
    with TemporaryDirectory() as room, click.progressbar(length=2 * len(files), label="printing") as bar:
        for pdf in libreoffice.convert(files, "pdf", Path(room), jobs=2, told=bar.update).values():
            cut(pdf, folder)
            bar.update(1)


def empty(folder: Path) -> None:
    """A folder without the pages of an earlier gallery; nothing else in it is touched."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()


def cut(pdf: Path, folder: Path) -> None:
    """One image a page: ``<example>-<document>-01.png``."""
    subprocess.run(["pdftoppm", "-r", str(DOTS), "-png", pdf, folder / pdf.stem], check=True)


def page(images: Mapping[str, Sequence[Path]]) -> str:
    """The page that shows every image, in plain HTML."""
    parts = "\n".join(section(name, pages) for name, pages in images.items())
    head = f'<meta charset="utf-8"><title>Gallery</title>\n<style>\n{STYLE}\n</style>'
    body = f"<body>\n<h1>Gallery</h1>\n{parts}\n</body>"
    return f'<!doctype html>\n<html lang="en">\n<head>{head}</head>\n{body}\n</html>\n'


def section(name: str, pages: Sequence[Path]) -> str:
    """One document: its heading and its pages."""
    figures = "\n".join(figure(name, number, pages) for number in range(1, len(pages) + 1))
    return f"<section>\n<h2>{escape(spoken(name))}</h2>\n{figures}\n</section>"


def figure(name: str, number: int, pages: Sequence[Path]) -> str:
    """One page, with the words for those who do not see it."""
    words = escape(f"{spoken(name)}, page {number} of {len(pages)}")
    source = escape(pages[number - 1].name)
    return (
        f'<figure><img src="{source}" alt="{words}" loading="lazy"><figcaption>{words}</figcaption></figure>'
    )


def spoken(name: str) -> str:
    """``carbon-pilot-simple_mou`` as "simple mou of carbon-pilot"."""
    example, _, document = name.rpartition("-")
    return f"{document.replace('_', ' ')} of {example}"


if __name__ == "__main__":
    main()
