"""Names inside a Word file: control tags, their readable titles, bookmark names. All deterministic."""

from __future__ import annotations

import re
import zlib

from pipeline.model import Clause

TAG_LIMIT = 64
BOOKMARK_LIMIT = 40
_ILLEGAL = re.compile(r"[^A-Za-z0-9_]")


def clause_id(clause: Clause) -> str:
    """``topic/variant`` or ``topic/variant/instance``."""
    instance = f"/{clause.instance}" if clause.instance else ""
    return f"{clause.topic}/{clause.variant}{instance}"


def clause_tag(clause: Clause) -> str:
    """The tag of the clause's content control: its id, shortened when longer than Word allows."""
    return shorten(clause_id(clause))


def clause_bookmark(clause: Clause) -> str:
    """The bookmark of the clause, for editors that drop tags."""
    return bookmark("cl_", clause_id(clause))


def anchor_bookmark(anchor: str) -> str:
    """The bookmark of a referenced place; the leading underscore hides it from Word's list."""
    return bookmark("_Ref", anchor)


def value_tag(kind: str, name: str, party: str | None) -> str:
    """The tag of a value: ``param:<id>`` or ``answer:<id>``, with ``@party`` for a party's own."""
    owner = f"@{party}" if party else ""
    return shorten(f"{kind}:{name}{owner}")


def shorten(text: str, limit: int = TAG_LIMIT) -> str:
    """The text, or its beginning and a checksum when it is longer than ``limit``."""
    if len(text) <= limit:
        return text
    return f"{text[: limit - 9]}-{_checksum(text)}"


def bookmark(prefix: str, text: str) -> str:
    """A legal bookmark name; a checksum tells apart what legal letters cannot."""
    name = _ILLEGAL.sub("_", prefix + text)
    if len(name) <= BOOKMARK_LIMIT and name == prefix + text:
        return name
    return f"{name[: BOOKMARK_LIMIT - 9]}_{_checksum(text)}"


def title(text: str, limit: int = TAG_LIMIT) -> str:
    """A readable control title, cut at a word when too long."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0] + "\u2026"


def spoken(identifier: str) -> str:
    """An id in words: ``exit_notice`` becomes ``Exit notice``."""
    words = identifier.replace("_", " ").replace("-", " ").replace(".", " ").strip()
    return words[:1].upper() + words[1:]


def _checksum(text: str) -> str:
    return format(zlib.crc32(text.encode()), "08x")
