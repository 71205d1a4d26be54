"""A working folder for a team to keep in its own git repository: a layer on the library, not a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from pipeline.diagnostics import Diagnostic
from pipeline.files import write_whole
from pipeline.paths import HOUSE, LAYER, Folders

MAKEFILE = """\
# Drafts every intake of this folder with this folder's own clauses and templates.
CONTENT = {content}

draft: ## draft every intake in intake/matters
\tcharterwright draft-all intake/matters --output output $(CONTENT)

check: ## look for errors in every intake
\tfor file in intake/matters/*.yaml; do charterwright check $$file $(CONTENT) || exit 1; done

topics: ## load the library and list its topics
\tcharterwright library topics $(CONTENT)

lint: ## report every slip of the library
\tcharterwright library lint $(CONTENT)

prove: ## prove the rules over every possible intake; needs pip install z3-solver
\tcharterwright library prove $(CONTENT)
{more}
.PHONY: draft check topics lint prove{targets}
"""
DIFF = """
diff: ## what changed beneath your own clauses since you wrote them
\tcharterwright library diff $(CONTENT)

adopt: ## record what your own clauses stand on now, once you have read what changed
\tcharterwright library adopt $(CONTENT)
"""
LAYERED = "--library clause_library --templates templates"
WHOLE = f"{LAYERED} --questions intake"
README = """\
# Our alliance agreements

- `intake/matters/`: one file a matter; the examples show filled ones. A blank one:
  `charterwright form full > intake/matters/NAME.yaml`; `charterwright form one_page` is the one-page form.
- `clause_library/`: {library}
- `templates/`: {templates}
- `make draft` writes Word files and their explanation to `output/`; `make check` looks for errors.
- After a change of clauses or rules: `make lint` reports every slip with its place, and `make prove` looks
  for holes over every possible intake (it needs `pip install z3-solver`). `make topics` lists the topics;
  `charterwright library show TOPIC` with the options below shows one.
{diff}- Any other command reads this folder's content only if you add
  `{content}`.
- Git does not keep `output/`. Copy a draft elsewhere before people work on it.
"""
WORDS = {
    False: {
        "library": "only what you change in the clause library that comes with the program;\n"
        "  its README says how (“Your own layer”).",
        "templates": "`house.docx`, which you restyle in Word.",
        "diff": "- After an update of the program: `make diff` shows what changed beneath your own clauses;\n"
        "  `make adopt` records that you have read it.\n",
        "content": LAYERED,
    },
    True: {
        "library": "the clauses and rules; its README says how to change them.",
        "templates": "outlines, and `house.docx`, which you restyle in Word.",
        "diff": "",
        "content": WHOLE,
    },
}
LAYER_YAML = """\
# This folder is a layer: it lies on the clause library that comes with the program. README.md says how.
name: ours
owner: "{owner}"
because: Our own clauses and defaults.
"""
GITIGNORE = "output/\n"


def lay_out(content: Folders, directory: Path, whole: bool = False) -> list[Diagnostic]:
    """Write a working folder; nothing that exists is touched. ``whole``: with copies of all content."""
    texts = dict(_texts(directory, whole))
    folders = ("clause_library", "templates", "intake")
    names = dict.fromkeys([*folders, *(name.split("/")[0] for name in texts)])
    taken = [name for name in names if (directory / name).exists()]
    if taken:
        said = f"`{directory}` already has {', '.join(taken)}; nothing was changed"
        return [Diagnostic("folder-taken", "error", said, help="name an empty or new folder")]
    for name, folder in zip(folders, (content.library, content.templates, content.intake), strict=True):
        shutil.copytree(folder, directory / name, ignore=None if whole else _only_own)
    _matters(directory)
    for name, text in texts.items():
        write_whole(directory / name, text.encode())
    return []


def _texts(directory: Path, whole: bool) -> Iterator[tuple[str, str]]:
    """The small files, by name."""
    words = WORDS[whole]
    yield "README.md", README.format(**words)
    more, targets = ("", "") if whole else (DIFF, " diff adopt")
    yield "Makefile", MAKEFILE.format(content=words["content"], more=more, targets=targets)
    yield ".gitignore", GITIGNORE
    if not whole:
        owner = directory.resolve().name.replace('"', "'").replace("\\", "/")
        yield f"clause_library/{LAYER}", LAYER_YAML.format(owner=owner)


def _only_own(folder: str, names: list[str]) -> list[str]:
    """What is not copied beside a layer: everything but the library's README, Word files and examples."""
    kept = {"README.md", HOUSE, "shell.docx", "examples"}
    inside = Path(folder)
    return [
        name
        for name in names
        if name not in kept and inside.name != "examples" and not (inside / name / "shell.docx").is_file()
    ]


def _matters(directory: Path) -> None:
    """The examples, as matters to begin with."""
    matters = directory / "intake" / "matters"
    matters.mkdir()
    for example in sorted((directory / "intake" / "examples").glob("*.yaml")):
        shutil.copy(example, matters / example.name)
