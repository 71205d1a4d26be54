"""The language of slots, read without rendering: which names a text asks for, and whether it can be read."""

from __future__ import annotations

import re

SLOT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
LOGIC = re.compile(r"\{%(.*?)%\}", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_]\w*")


def readable(source: str) -> bool:
    """Whether a text with slots and conditions is well formed."""
    from jinja2 import TemplateSyntaxError
    from jinja2.sandbox import SandboxedEnvironment

    try:
        SandboxedEnvironment().parse(re.sub(r"^\{\{r\s", "{{ ", source))
    except TemplateSyntaxError:
        return False
    return True


def declared(logic: str) -> list[str]:
    """Names that a loop or a setting makes itself."""
    found = re.match(r"(?:p|tr|tc|r)?\s*-?\s*(?:for\s+(.+?)\s+in\b|set\s+(\w+))", logic.strip())
    return ["loop", *_NAME.findall(found[1] or found[2])] if found else []


def names_in(text: str) -> list[str]:
    """The names that the slots and conditions of a text ask for; own names of loops among them."""
    from jinja2 import TemplateSyntaxError, meta
    from jinja2.sandbox import SandboxedEnvironment

    found: list[str] = []
    for inside in [*SLOT.findall(text), *map(_asked, LOGIC.findall(text))]:
        plain = re.sub(r"^(?:r|p|tr|tc)\s", "", inside.strip(" -"))
        try:
            tree = SandboxedEnvironment().parse(f"{{{{ {plain} }}}}")
        except TemplateSyntaxError:
            continue
        found += sorted(meta.find_undeclared_variables(tree))
    return found


def _asked(logic: str) -> str:
    """The expression of a condition or loop."""
    found = re.match(r"(?:p|tr|tc|r)?\s*-?\s*(?:(?:el)?if\s+(.+)|for\s+.+?\s+in\s+(.+))$", logic.strip(" -"))
    return (found[1] or found[2]) if found else ""
