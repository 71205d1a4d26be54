"""Writes the house document and one-page shell: ``python -m tests.word.build_house templates/house.docx``.

It overwrites what lawyers have restyled: run it on purpose. The word room itself never touches the disk.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.word.house import HOUSE, ONE_PAGE, build


def main(target: Path) -> None:
    """Write the house document to ``target`` and the one-page shell in the folder beside it."""
    target.write_bytes(build(HOUSE))
    shell = target.parent / "one_page" / "shell.docx"
    shell.parent.mkdir(exist_ok=True)
    shell.write_bytes(build(ONE_PAGE))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
