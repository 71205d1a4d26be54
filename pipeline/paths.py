"""Where the bundled content lies: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

PACKAGE = Path(__file__).resolve().parent


HOUSE = "house.docx"
LAYER = "layer.yaml"
"""The file that makes a folder a layer on a library."""
MATTER_LAYER = ".layer"
"""What the name of a matter's own layer ends with, beside its intake."""


class Folders(Struct, frozen=True):
    """The three content folders, and the layers on the library."""

    library: Path
    templates: Path
    intake: Path
    layers: tuple[Path, ...] = ()
    """From below to top."""
    styles: Path | None = None
    """Word templates of a firm's own, where it takes the outlines as they are."""
    house: Path | None = None
    """A Word file in the place of every other house document."""

    def named(self) -> list[tuple[str, Path]]:
        """Each with the name that diagnostics use."""
        return [("clause_library", self.library), ("templates", self.templates), ("intake", self.intake)]

    def on(self, own: Sequence[Path]) -> Folders:
        """With a firm's own folders: a whole library takes the bundled one's place, layers lie on it."""
        whole = [path for path in own if not is_layer(path)]
        layers = tuple(path for path in own if is_layer(path))
        library = whole[0] if whole else self.library
        return replace(self, library=library, layers=layers)

    def dressed(self, own: Path | None) -> Folders:
        """With a firm's own templates; a folder without any outline only restyles the documents."""
        if own is None:
            return self
        restyles = (own / HOUSE).is_file() and not any(own.glob("*/outline.yaml"))
        templates, styles = (self.templates, own) if restyles else (own, None)
        return replace(self, templates=templates, styles=styles)


def is_layer(folder: Path) -> bool:
    """Whether a folder says that it is a layer."""
    return os.path.isfile(os.path.join(folder, LAYER))


def matter_layer(intake: Path) -> Path | None:
    """The layer that lies beside an intake, if there is one."""
    folder = intake.parent / f"{intake.stem}{MATTER_LAYER}"
    return folder if is_layer(folder) else None


def bundled() -> Folders:
    """The content that comes with the package."""
    base = (
        PACKAGE.parent
        if (PACKAGE.parent / "clause_library" / "facts.yaml").exists()
        else PACKAGE / "_bundled"
    )
    return Folders(base / "clause_library", base / "templates", base / "intake")


def cache_folder() -> Path | None:
    """A folder of the user's own for compiled libraries; None when CHARTERWRIGHT_CACHE is set to nothing."""
    chosen = os.environ.get("CHARTERWRIGHT_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    if str(sys.platform) == "linux":  # the XDG rule in one line; platformdirs takes 10 ms to import
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "charterwright"
    from platformdirs import user_cache_path

    return user_cache_path("charterwright")
