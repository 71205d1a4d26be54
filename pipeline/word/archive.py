"""The zip package: parts deflated once, written with fixed times so that equal input gives equal bytes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from msgspec import Struct

LEVEL = 6
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_DATE = 1 << 5 | 1
"""1 January 1980, the zip format's first day."""
_UTF8_NAME = 0x800


class Packed(Struct, frozen=True):
    """A part ready to be written: its name, raw deflate bytes, checksum and plain size."""

    name: str
    deflated: bytes
    crc: int
    size: int


def pack(name: str, data: bytes) -> Packed:
    """Deflate one part."""
    squeeze = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(name, squeeze.compress(data) + squeeze.flush(), zlib.crc32(data), len(data))


def unpack(part: Packed) -> bytes:
    """The plain bytes of a packed part."""
    return zlib.decompress(part.deflated, -zlib.MAX_WBITS)


def write_zip(parts: Iterable[Packed]) -> bytes:
    """The package. Order is the caller's; times are 1 January 1980."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in parts:
        entry = _entry(part)
        directory.append(_directory_entry(part, offset))
        body += entry
        offset += len(entry[0]) + len(part.deflated)
    index = b"".join(directory)
    end = _END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), len(index), offset, 0)
    return b"".join((*body, index, end))


def _entry(part: Packed) -> tuple[bytes, bytes]:
    name = part.name.encode()
    sizes = (part.crc, len(part.deflated), part.size)
    head = _LOCAL.pack(b"PK\3\4", 20, _UTF8_NAME, 8, 0, _DATE, *sizes, len(name), 0)
    return head + name, part.deflated


def _directory_entry(part: Packed, offset: int) -> bytes:
    name = part.name.encode()
    sizes = (part.crc, len(part.deflated), part.size)
    lead = (b"PK\1\2", 20, 20, _UTF8_NAME, 8, 0, _DATE)
    return _CENTRAL.pack(*lead, *sizes, len(name), 0, 0, 0, 0, 0, offset) + name
