"""Files appear whole or not at all, and what a person edited is never overwritten."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, field

RECORD = ".record.json"
"""What was written into a folder: the digests of our own versions, by file name."""


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the target, then rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


class Folder(Struct):
    """A matter's folder. ``put`` collects; ``close`` writes the intent, then the files, then the record.

    A run cut off in between leaves files whose digests the intent names, so the next run knows them as ours.
    """

    path: Path
    ours: dict[str, list[str]] = field(default_factory=dict)
    """Digests of what we wrote, by name; two while a run is under way."""
    pending: dict[str, bytes] = field(default_factory=dict)
    kept: list[tuple[str, str]] = field(default_factory=list)
    """Files a person edited, with the name under which the new one is written instead."""

    @classmethod
    def open(cls, path: Path) -> Folder:
        """The folder and its record; a broken record counts as none."""
        try:
            data = json.loads((path / RECORD).read_text(encoding="utf-8"))
            ours = {str(name): [str(each) for each in digests] for name, digests in data["written"].items()}
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            ours = {}
        return cls(path, ours)

    def put(self, name: str, data: bytes) -> str:
        """Take a file for writing; beside an edited one the new one gets another name, which is returned."""
        target = self._free_name(name, digest_of(data))
        if target != name:
            self.kept.append((name, target))
        self.pending[target] = data
        return target

    def close(self) -> None:
        """Write everything."""
        new = {name: digest_of(data) for name, data in self.pending.items()}
        self._record({name: [*self.ours.get(name, []), digest] for name, digest in new.items()})
        for name, data in self.pending.items():
            if self._digest(name) != new[name]:
                write_whole(self.path / name, data)
        self._record({name: [digest] for name, digest in new.items()})
        self.pending.clear()

    def _record(self, changed: dict[str, list[str]]) -> None:
        self.ours = {**self.ours, **changed}
        record = json.dumps({"written": dict(sorted(self.ours.items()))}, indent=1)
        write_whole(self.path / RECORD, record.encode())

    def _free_name(self, name: str, digest: str) -> str:
        """The name itself, or the first redraft's name that no person has edited."""
        stem, dot, suffix = name.partition(".")
        candidate, number = name, 1
        while self._is_a_persons(candidate, digest):
            number += 1
            candidate = f"{stem}.redraft-{number}{dot}{suffix}"
        return candidate

    def _is_a_persons(self, name: str, digest: str) -> bool:
        found = self._digest(name)
        return found is not None and found != digest and found not in self.ours.get(name, [])

    def _digest(self, name: str) -> str | None:
        try:
            return digest_of((self.path / name).read_bytes())
        except OSError:
            return None


def digest_of(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return sha256(data).hexdigest()
