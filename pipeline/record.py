"""A base for value classes that are made rarely and loaded often: the compiled library's nodes.

A dataclass compiles its methods when its module is imported, about half a millisecond each; for thirty node
classes that is felt in a cold draft. This base reads the annotations and does the same for types and callers.
"""

from __future__ import annotations

from typing import Any, ClassVar, dataclass_transform


@dataclass_transform(eq_default=False)
class Record:
    """Fields are the annotated names, those of the base first; a class attribute is a default."""

    _names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        named = cls.__dict__.get("__annotations__", {})  # noqa: RUF063 - inspect is slow to import
        own = [name for name in named if not name.startswith("_")]
        cls._names = (*cls._names, *own)

    def __init__(self, *values: Any, **named: Any) -> None:
        if len(values) > len(self._names):
            raise TypeError(f"{type(self).__name__} takes {len(self._names)} values, not {len(values)}")
        fields = dict(zip(self._names, values, strict=False)) | named
        for name in self._names:
            if name not in fields and not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} needs `{name}`")
        self.__dict__.update(fields)

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._names)
        return f"{type(self).__name__}({shown})"
