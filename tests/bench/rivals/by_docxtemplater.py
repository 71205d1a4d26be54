"""docxtemplater: the twin's template in its own tags, rendered by one node process that stays warm.

It is never installed from here: node looks for it in the folders of ``NODE_PATH`` and in ``node_modules`` in
the cache folder of this program.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.paths import cache_folder
from tests.bench.rivals.docxtemplater_template import template_of, words_of
from tests.bench.rivals.rival import Missing, Rival, Task

NAME = "docxtemplater"
NO_NODE = "not installed (it needs node)"
NO_PACKAGE = "not installed (npm install docxtemplater pizzip); NODE_PATH may name its node_modules folder"
_SCRIPT = Path(__file__).with_name("docxtemplater.cjs")


@contextmanager
def opened(task: Task) -> Iterator[Rival | Missing]:
    """The process, which ends with the block: its input is closed then."""
    node, files = shutil.which("node"), _files(task)
    if node is None:
        yield Missing(NAME, NO_NODE)
        return
    command = [node, str(_SCRIPT), *map(str, files)]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=_environment(), **pipes) as process:
        yield _ready(process, files[-1])


def _files(task: Task) -> list[Path]:
    """Template and words on the disk, and where the result goes."""
    template, words, target = (task.folder / f"{NAME}.{end}" for end in ("template.docx", "json", "docx"))
    template.write_bytes(template_of(task.template))
    words.write_text(json.dumps(words_of(task.context)), encoding="utf-8")
    return [template, words, target]


def _environment() -> dict[str, str]:
    own = cache_folder()
    folders = [os.environ.get("NODE_PATH", ""), str(own / "node_modules") if own else ""]
    return {**os.environ, "NODE_PATH": os.pathsep.join(filter(None, folders))}


def _ready(process: subprocess.Popen[str], target: Path) -> Rival | Missing:
    told = _answer(process)
    if "missing" in told:
        return Missing(NAME, NO_PACKAGE)

    def make() -> bytes:
        _asked(process, "write")
        return target.read_bytes()

    return Rival(
        f"{NAME} {told['version']}",
        "warm, timed inside node",
        "the same",
        make,
        lambda: _asked(process, ""),
    )


def _asked(process: subprocess.Popen[str], what: str) -> float:
    """Seconds of one run."""
    assert process.stdin is not None
    process.stdin.write(f"{what}\n")
    process.stdin.flush()
    return float(_answer(process)["seconds"])


def _answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"{NAME} gave up; its own words stand above")
    answer: dict[str, Any] = json.loads(line)
    return answer
