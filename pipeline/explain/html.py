"""``why.html``: the record of one run as a page that a lawyer reads and prints."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE = "why.html.j2"


def why_html(data: dict[str, Any]) -> str:
    """One self-contained page from ``why_data``; needs no script and asks no other server for anything."""
    return _page().render(data)


@lru_cache(maxsize=1)
def _page() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("pipeline.explain", "")
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).get_template(TEMPLATE)
