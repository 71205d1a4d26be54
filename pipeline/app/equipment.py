"""What every draft needs: compiled library and Word templates, from the cache when nothing changed."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from pipeline.app.shelf import bank_key, signature_of
from pipeline.diagnostics import Diagnostic, InputError, Span
from pipeline.library.cache import cached, keep, recall, remember
from pipeline.library.load import compile_folders, digest_of, read_folders
from pipeline.library.types import Library
from pipeline.paths import HOUSE, Folders
from pipeline.word.template import Template, compile_template

SHELL = "shell.docx"


class Equipment(Struct):
    """A compiled library with its templates. ``templates``: by instrument; "" is the house's own."""

    library: Library
    templates: dict[str, Template]

    def template(self, instrument: str) -> Template:
        """The instrument's own shell, or the house's."""
        shell = self.library.outlines[instrument].shell or instrument
        return self.templates.get(shell) or self.templates[""]


def equip(
    folders: Folders, cache: Path | None, signature: str = ""
) -> tuple[Equipment | None, list[Diagnostic]]:
    """The equipment, or None with what is wrong in the content.

    ``cache``: a folder of the user's own, or None; ``signature``: the folders', where it is known already.
    """
    signature = signature or signature_of(folders)
    digest = recall(cache, signature)
    found = cached(cache, digest) if digest else None
    if found is not None:
        return found, []
    return _compiled(folders, cache, signature)


def _compiled(
    folders: Folders, cache: Path | None, signature: str
) -> tuple[Equipment | None, list[Diagnostic]]:
    from pipeline.app.layers import joint_digest, layers_info, read_layers  # not needed when all is cached

    files, found = read_folders(folders.named())
    layers, slips = read_layers(folders.layers)
    if found or slips:
        return None, [*found, *slips]
    shells = _word_files(folders.templates) | (_word_files(folders.styles) if folders.styles else {})
    digest = joint_digest(digest_of(files, shells), layers)
    equipment = cached(cache, digest)
    if equipment is None:
        library, found = compile_folders(files, layers)
        templates, slips = compile_templates(shells)
        found = [*found, *slips]
        if library is None or any(each.is_error for each in found):
            return None, found
        library.digest = joint_digest(digest_of(files, {}), layers)
        library.layers = layers_info(files, layers)
        equipment = Equipment(library, templates)
        keep(cache, digest, equipment)
        keep(cache, bank_key(digest), library.bank)
    remember(cache, signature, digest)
    return equipment, []


def compile_templates(shells: dict[str, bytes]) -> tuple[dict[str, Template], list[Diagnostic]]:
    """House and shells, compiled; the slow Word packages are imported only here."""
    from zipfile import BadZipFile

    if HOUSE not in shells:
        said = f"`templates/{HOUSE}` is missing"
        return {}, [Diagnostic("missing-file", "error", said, Span(f"templates/{HOUSE}", 1, 1))]
    templates: dict[str, Template] = {}
    found: list[Diagnostic] = []
    for name, data in shells.items():
        try:
            templates[name.rpartition("/")[0]] = compile_template(
                shells[HOUSE], None if name == HOUSE else data
            )
        except InputError as slip:
            found += slip.diagnostics
        except BadZipFile:
            said = f"`templates/{name}` is no Word file"
            found.append(Diagnostic("not-word", "error", said, Span(f"templates/{name}", 1, 1)))
    return templates, found


def _word_files(folder: Path) -> dict[str, bytes]:
    paths = [folder / HOUSE, *sorted(folder.glob(f"*/{SHELL}"))]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.is_file()}
