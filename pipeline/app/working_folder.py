"""A working folder for a team to keep in its own git repository."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.diagnostics import Diagnostic
from pipeline.files import write_whole
from pipeline.paths import Folders

MAKEFILE = """\
# Drafts every intake of this folder with this folder's own clause library and templates.
CONTENT = --library clause_library --templates templates --questions intake

draft: ## draft every intake in intake/matters
\tcharterwright draft-all intake/matters --output output $(CONTENT)

check: ## look for errors in every intake
\tfor file in intake/matters/*.yaml; do charterwright check $$file $(CONTENT) || exit 1; done

topics: ## load the library and list its topics
\tcharterwright library topics $(CONTENT)

.PHONY: draft check topics
"""
README = """\
# Our alliance agreements

- `intake/matters/`: one file a matter; the examples show filled ones. A blank one:
  `charterwright form full > intake/matters/NAME.yaml`; `charterwright form one_page` is the one-page form.
- `clause_library/`: the clauses and rules; its README says how to change them.
- `templates/`: outlines, and `house.docx`, which you restyle in Word.
- `make draft` writes Word files and their explanation to `output/`; `make check` looks for errors,
  `make topics` loads the library.
- Any other command reads this folder's content only if you add
  `--library clause_library --templates templates --questions intake`.
- Git does not keep `output/`. Copy a draft elsewhere before people work on it.
"""
GITIGNORE = "output/\n"


def lay_out(content: Folders, directory: Path) -> list[Diagnostic]:
    """Copy the content and write the small files; nothing that exists is touched."""
    targets = {"clause_library": content.library, "templates": content.templates, "intake": content.intake}
    texts = {"Makefile": MAKEFILE, "README.md": README, ".gitignore": GITIGNORE}
    taken = [name for name in (*targets, *texts) if (directory / name).exists()]
    if taken:
        said = f"`{directory}` already has {', '.join(taken)}; nothing was changed"
        return [Diagnostic("folder-taken", "error", said, help="name an empty or new folder")]
    for name, folder in targets.items():
        shutil.copytree(folder, directory / name)
    matters = directory / "intake" / "matters"
    matters.mkdir()
    for example in sorted((directory / "intake" / "examples").glob("*.yaml")):
        shutil.copy(example, matters / example.name)
    for name, text in texts.items():
        write_whole(directory / name, text.encode())
    return []
