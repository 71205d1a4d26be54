"""What every draft needs: compiled library and Word templates, from the cache when nothing changed."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pipeline.app.shelf import bank_key, signature_of
from pipeline.diagnostics import Diagnostic, InputError, Span
from pipeline.library.cache import cached, keep, recall, remember
from pipeline.library.load import compile_folders, digest_of, read_folders
from pipeline.library.types import Library
from pipeline.paths import HOUSE, Folders
from pipeline.word.template import Template, compile_template

SHELL = "shell.docx"
NOT_WORD = "save it from Word as .docx; a copy of the house.docx that comes with the program is a good start"


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
    shells = _shells(folders)
    digest = joint_digest(digest_of(files, shells), layers)
    equipment = cached(cache, digest)
    if equipment is None:
        library, found = compile_folders(files, layers)
        templates, slips = compile_templates(shells, folders.house.as_posix() if folders.house else "")
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


def compile_templates(
    shells: dict[str, bytes], house: str = ""
) -> tuple[dict[str, Template], list[Diagnostic]]:
    """House and shells, compiled; the slow Word packages are imported only here.

    ``house``: what the user calls the house document, if it is a file of the user's own.
    """
    if HOUSE not in shells:
        said = f"`templates/{HOUSE}` is missing"
        return {}, [Diagnostic("missing-file", "error", said, Span(f"templates/{HOUSE}", 1, 1))]
    if house and (found := _refused(shells[HOUSE], house)):
        return {}, found
    own, found = _compiled_template(shells[HOUSE], None, house or f"templates/{HOUSE}")
    if own is None:
        return {}, found  # no shell can do without it
    templates = {"": own}
    for name, data in shells.items():
        if name != HOUSE:
            template, slips = _compiled_template(shells[HOUSE], data, f"templates/{name}")
            templates |= {name.rpartition("/")[0]: template} if template else {}
            found += slips
    return templates, found


def _compiled_template(
    house: bytes, shell: bytes | None, file: str
) -> tuple[Template | None, list[Diagnostic]]:
    """One template, or what is wrong with its file. Word writes no file that lacks a part; others do."""
    from zipfile import BadZipFile

    place = Span(file, 1, 1)
    try:
        return compile_template(house, shell), []
    except InputError as slip:
        return None, _placed(slip, place)
    except BadZipFile:
        return None, [Diagnostic("not-word", "error", f"`{file}` is no Word file", place, NOT_WORD)]
    except (KeyError, ValueError, SyntaxError, AttributeError, TypeError):
        said = f"`{file}` is no Word file with styles, lists and a page of its own"
        return None, [Diagnostic("not-word", "error", said, place, NOT_WORD)]


def _refused(data: bytes, file: str) -> list[Diagnostic]:
    """Why a file that a person named is no safe Word file, if it is none."""
    from pipeline.word.incoming import safe_open

    try:
        safe_open(data)
    except InputError as slip:
        return _placed(slip, Span(file, 1, 1))
    return []


def _placed(slip: InputError, place: Span) -> list[Diagnostic]:
    return [each if each.span else replace(each, span=place) for each in slip.diagnostics]


def _shells(folders: Folders) -> dict[str, bytes]:
    """House and shells: a firm's own in the place of others, and one house document before all."""
    found = _word_files(folders.templates) | (_word_files(folders.styles) if folders.styles else {})
    return found | {HOUSE: folders.house.read_bytes()} if folders.house else found


def _word_files(folder: Path) -> dict[str, bytes]:
    paths = [folder / HOUSE, *sorted(folder.glob(f"*/{SHELL}"))]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.is_file()}
