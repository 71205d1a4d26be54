"""Files appear whole or not at all, and what a person edited is never overwritten."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

RECORD = ".record.json"
"""What was written into a folder, by name, with its digest."""


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the target, then rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
        file.write(data)
    try:
        os.chmod(file.name, 0o644)
        os.replace(file.name, path)
    except OSError:
        Path(file.name).unlink(missing_ok=True)
        raise


@dataclass(slots=True)
class Folder:
    """A matter's folder with the record of what was written into it."""

    path: Path
    written: dict[str, str] = field(default_factory=dict)
    """Digest by name, of every file that is ours."""
    kept: list[tuple[str, str]] = field(default_factory=list)
    """Files a person edited, with the name under which the new one was written instead."""

    @classmethod
    def open(cls, path: Path) -> Folder:
        """The folder and its record; a broken record counts as none."""
        try:
            data = json.loads((path / RECORD).read_text(encoding="utf-8"))
            written = {str(name): str(digest) for name, digest in data["written"].items()}
        except (OSError, ValueError, KeyError, AttributeError):
            written = {}
        return cls(path, written)

    def put(self, name: str, data: bytes) -> str:
        """Write a file; beside an edited one the new one gets another name, which is returned."""
        target = self._free_name(name)
        if target != name:
            self.kept.append((name, target))
        digest = sha256(data).hexdigest()
        if self._digest(target) != digest:
            write_whole(self.path / target, data)
        self.written[target] = digest
        return target

    def close(self) -> None:
        """Write the record."""
        record = json.dumps({"written": dict(sorted(self.written.items()))}, indent=1)
        write_whole(self.path / RECORD, record.encode())

    def _free_name(self, name: str) -> str:
        """The name itself, or the first redraft's name that no person has edited."""
        stem, dot, suffix = name.partition(".")
        candidate, number = name, 1
        while self._is_a_persons(candidate):
            number += 1
            candidate = f"{stem}.redraft-{number}{dot}{suffix}"
        return candidate

    def _is_a_persons(self, name: str) -> bool:
        found = self._digest(name)
        return found is not None and found != self.written.get(name)

    def _digest(self, name: str) -> str | None:
        try:
            return sha256((self.path / name).read_bytes()).hexdigest()
        except OSError:
            return None
