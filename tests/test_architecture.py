"""The arrows between the rooms, read from the imports themselves, so that no room can grow a door unseen.

Every import counts, lazy and type-only ones too. A new room must be named here before it can be used.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

LEAVES = {
    "pipeline.model",
    "pipeline.diagnostics",
    "pipeline.decisions",
    "pipeline.answers",
}
STAGES = {
    f"pipeline.{room}"
    for room in ("intake", "rules", "library", "drafting", "word", "export", "explain", "revision")
}
LINT = "pipeline.drafting.lint"  # reads what drafting wrote; drafting never asks what it will be blamed for
SHARED = {  # the leaf types of a stage, which the other stages may see
    "pipeline.intake.source",
    "pipeline.intake.questionnaire",
    "pipeline.intake.bank",
    "pipeline.rules.conditions",
    "pipeline.library.types",
    "pipeline.library.markup",
}
APP = "pipeline.app"
FRONTS = {"pipeline.cli", "pipeline.__main__", "pipeline.web"}
DISK_HELPERS = {"pipeline.files", "pipeline.paths"}
DISK_ROOMS = {"pipeline.app", "pipeline.library.cache", "pipeline.library.load", "pipeline.intake.source"}
ROOMS = LEAVES | STAGES | FRONTS | DISK_HELPERS | {APP}

MAY_TOUCH_DISK = {APP, "pipeline.cli"} | DISK_HELPERS | DISK_ROOMS
SHELL = {APP} | FRONTS | DISK_HELPERS  # everything else is core: a pure function of its arguments

HOME_OF = {"docx": "pipeline.word", "docxtpl": "pipeline.word", "pypandoc": "pipeline.export"}

DISK_CALLS = {"open", "io.open", "io.open_code", "os.open", "codecs.open", "pathlib.Path.open"}
DISK_METHODS = {"read_text", "read_bytes", "write_text", "write_bytes"}
AMBIENT_MODULES = {"time", "random", "secrets"}
AMBIENT_NAMES = {
    "sys.argv",
    "sys.exit",
    "sys.stdin",
    "sys.stdout",
    "sys.stderr",
    "os.environ",
    "os.environb",
    "os.getenv",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
}
AMBIENT_BUILTINS = {"print", "input", "exit", "quit"}

TOP_FOLDERS = {"pipeline", "clause_library", "templates", "intake", "output", "tests"}
TOP_FILES = {"pyproject.toml", "Makefile"}
NOT_OURS = {"build", "dist", "htmlcov", "__pycache__"}  # made by tools, ignored by git


def within(module: str, rooms: AbstractSet[str]) -> str | None:
    """The innermost of `rooms` that `module` is or stands in."""
    while module:
        if module in rooms:
            return module
        module = module.rpartition(".")[0]
    return None


def module_of(path: Path) -> str:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def dotted(node: ast.expr) -> str | None:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            head = dotted(value)
            return f"{head}.{attr}" if head else None
        case ast.Call(func=func):  # Path(x).open is a name of Path, as far as a reader of imports can tell
            return dotted(func)
    return None


class Imports:
    """What one module imports (line, full name), and what its local names stand for."""

    def __init__(self, tree: ast.AST, module: str, is_package: bool, modules: AbstractSet[str]) -> None:
        self.found: list[tuple[int, str]] = []
        self.aliases: dict[str, str] = {}
        package = module if is_package else module.rpartition(".")[0]
        nodes = list(ast.walk(tree))
        for node in nodes:
            match node:
                case ast.Import(names=names):
                    for item in names:
                        self.found.append((node.lineno, item.name))
                        head = item.name.partition(".")[0]
                        self.aliases[item.asname or head] = item.name if item.asname else head
                case ast.ImportFrom(module=base, names=names, level=level):
                    if level:
                        above = package.split(".")[: len(package.split(".")) - level + 1]
                        base = ".".join([*above, *([base] if base else [])])
                    for item in names:
                        full = f"{base}.{item.name}"
                        ours = full in modules or full in ROOMS | SHARED | DISK_ROOMS
                        self.found.append((node.lineno, full if ours else str(base)))
                        self.aliases[item.asname or item.name] = full
        for node in nodes:
            match node:
                case ast.Call(args=[ast.Constant(value=str(name)), *_]) if self.name(node.func) in (
                    "importlib.import_module",
                    "__import__",
                ):
                    self.found.append((node.lineno, name))

    def name(self, node: ast.expr) -> str | None:
        """The full name that an expression refers to, through the module's own imports."""
        text = dotted(node)
        if text is None:
            return None
        head, dot, rest = text.partition(".")
        return self.aliases.get(head, head) + dot + rest


def may_import(module: str, target: str) -> bool:
    """Whether the arrow from one of our modules to another is drawn in the architecture."""
    if target == "pipeline" or (room := within(module, ROOMS)) == APP:
        return within(target, FRONTS) is None
    if within(target, LEAVES):
        return room not in LEAVES or target == "pipeline.diagnostics" != module
    if room in FRONTS:
        own_front = room == within(target, FRONTS) or (module, target) == (
            "pipeline.__main__",
            "pipeline.cli",
        )
        return own_front or within(target, {APP, "pipeline.paths"}) is not None
    if room in STAGES:
        if within(target, {LINT}) and within(module, {LINT}) is None:
            return False
        if within(target, DISK_HELPERS):
            return module in DISK_ROOMS
        return within(target, {room} | SHARED) is not None
    return False


def wrong_imports(module: str, imports: Imports) -> Iterator[tuple[int, str]]:
    for line, target in imports.found:
        top = target.partition(".")[0]
        if top == "pipeline" and not may_import(module, target):
            yield line, f"imports {target}: no arrow leads there from {module}"
        if top in HOME_OF and within(module, {HOME_OF[top]}) is None:
            yield line, f"imports {target}: only {HOME_OF[top]} knows {top}"
        if top in AMBIENT_MODULES and within(module, SHELL) is None:
            yield line, f"imports {target}: the core reads no clock and rolls no dice"


def wrong_names(module: str, tree: ast.AST, imports: Imports) -> Iterator[tuple[int, str]]:
    disk_is_closed, is_core = within(module, MAY_TOUCH_DISK) is None, within(module, SHELL) is None
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and disk_is_closed:
            method = node.func.attr if isinstance(node.func, ast.Attribute) else None
            if imports.name(node.func) in DISK_CALLS or method in DISK_METHODS:
                yield node.lineno, f"calls {ast.unparse(node.func)}: this room does not touch the disk"
        if isinstance(node, ast.Call) and is_core and imports.name(node.func) in AMBIENT_BUILTINS:
            yield node.lineno, f"calls {ast.unparse(node.func)}: the core neither speaks, asks nor exits"
        if isinstance(node, ast.Name | ast.Attribute) and is_core and imports.name(node) in AMBIENT_NAMES:
            yield node.lineno, f"uses {imports.name(node)}: the core gets it as an argument or not at all"


def violations(
    module: str, source: str, *, is_package: bool = False, modules: AbstractSet[str] = frozenset()
) -> list[str]:
    """Each forbidden door of one module, as `line: what is wrong`."""
    tree = ast.parse(source)
    imports = Imports(tree, module, is_package, modules)
    found = [*wrong_imports(module, imports), *wrong_names(module, tree, imports)]
    if module != "pipeline" and within(module, ROOMS) is None:
        found.append((1, f"{module} is no room of the architecture: move it into one, or draw the room here"))
    return [f"{line}: {text}" for line, text in sorted(set(found))]


def test_imports_point_down_only() -> None:
    paths = sorted((ROOT / "pipeline").rglob("*.py"))
    modules = {module_of(path) for path in paths}
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{text}"
        for path in paths
        for text in violations(
            module_of(path),
            path.read_text(encoding="utf-8"),
            is_package=path.name == "__init__.py",
            modules=modules,
        )
    ]
    assert paths
    assert not found, "\n" + "\n".join(found)


def test_top_level_is_the_agreed_one() -> None:
    folders = {
        path.name
        for path in ROOT.iterdir()
        if path.is_dir() and not path.name.startswith(".") and path.name not in NOT_OURS
        if not path.name.endswith(".egg-info") and not (path / "pyvenv.cfg").exists()
    }
    assert folders == TOP_FOLDERS
    assert all((ROOT / name).is_file() for name in TOP_FILES)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("pipeline.model", "import pipeline.decisions"),
        ("pipeline.diagnostics", "from pipeline import model"),
        ("pipeline.rules.facts", "from pipeline.intake import answers"),
        ("pipeline.rules.facts", "from ..intake.answers import Answers"),
        ("pipeline.rules.facts", "from pipeline import app"),
        ("pipeline.rules.facts", "def late():\n    import pipeline.library.load"),
        ("pipeline.rules.facts", "import importlib as i\ni.import_module('pipeline.word')"),
        ("pipeline.rules.facts", "from pipeline.files import write"),
        ("pipeline.drafting.assemble", "from pipeline.cli import main"),
        ("pipeline.app", "import pipeline.cli"),
        ("pipeline.cli", "from pipeline.rules import facts"),
        ("pipeline.paths", "import pipeline.app"),
        ("pipeline", "from pipeline.app import draft"),
        ("pipeline.drafting.assemble", "import docx"),
        ("pipeline.drafting.assemble", "from pipeline.drafting.lint import linter"),
        ("pipeline.app", "from docxtpl import DocxTemplate"),
        ("pipeline.word.writer", "import pypandoc"),
        ("pipeline.word.writer", "open('x')"),
        ("pipeline.word.writer", "from io import open as o\no('x')"),
        ("pipeline.word.writer", "import pathlib\npathlib.Path('x').open()"),
        ("pipeline.library.compile", "p.read_text()"),
        ("pipeline.rules.facts", "import time"),
        ("pipeline.rules.facts", "from time import monotonic"),
        ("pipeline.rules.facts", "from sys import argv\nargv[1:]"),
        ("pipeline.rules.facts", "import os as o\no.environ.get('X')"),
        ("pipeline.rules.facts", "import datetime as dt\ndt.datetime.now()"),
        ("pipeline.rules.facts", "from datetime import date\ndate.today()"),
        ("pipeline.rules.facts", "print('x')"),
        ("pipeline.util", ""),
    ],
)
def test_a_forbidden_door_is_seen(module: str, source: str) -> None:
    assert len(violations(module, source, modules={"pipeline.intake.answers"})) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("pipeline.model", "from pipeline.diagnostics import Span"),
        ("pipeline.rules.facts", "from pipeline.decisions import Decision"),
        ("pipeline.rules.facts", "from pipeline.rules import conditions\nfrom . import packet"),
        ("pipeline.rules.facts", "from pipeline.intake.questionnaire import Question"),
        ("pipeline.drafting.assemble", "from pipeline.library import types"),
        ("pipeline.library.cache", "from pipeline.files import write\nopen('x')"),
        ("pipeline.intake.source", "p.read_text()"),
        ("pipeline.app", "import time\nfrom pipeline.word import writer\nopen('x')"),
        ("pipeline.cli", "import sys\nfrom pipeline import app, paths, diagnostics\nsys.argv"),
        ("pipeline.__main__", "from pipeline.cli import main"),
        ("pipeline.word.writer", "import docx\narchive.open('word/document.xml')"),
        ("pipeline.export", "import pypandoc"),
        ("pipeline.drafting.lint.figures", "from pipeline.drafting.wording import MONTHS"),
        ("pipeline.rules.facts", "from datetime import date\ndate(2026, 1, 1)"),
    ],
)
def test_an_open_door_stays_open(module: str, source: str) -> None:
    assert violations(module, source) == []
