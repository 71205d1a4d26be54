"""Where the bundled content lies: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from msgspec import Struct

PACKAGE = Path(__file__).resolve().parent


class Folders(Struct, frozen=True):
    """The three content folders."""

    library: Path
    templates: Path
    intake: Path

    def named(self) -> list[tuple[str, Path]]:
        """Each with the name that diagnostics use."""
        return [("clause_library", self.library), ("templates", self.templates), ("intake", self.intake)]


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
