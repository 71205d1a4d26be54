"""Writes the house document and its shells: ``python -m tests.word.build_house templates/house.docx``.

It overwrites what lawyers have restyled: run it on purpose. The word room itself never touches the disk.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.word.house.build import HOUSE, SHELLS, build


def main(target: Path) -> None:
    """Write the house document to ``target`` and the shells in the folders beside it."""
    target.write_bytes(build(HOUSE))
    for folder, layout in SHELLS.items():
        shell = target.parent / folder / "shell.docx"
        shell.parent.mkdir(exist_ok=True)
        shell.write_bytes(build(layout))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
