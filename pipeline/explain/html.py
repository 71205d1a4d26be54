"""``why.html``: the record of one run as a page that a lawyer reads and prints."""

from __future__ import annotations

from typing import Any

TEMPLATE = "why.html.j2"


def why_html(data: dict[str, Any]) -> str:
    """One self-contained page from ``why_data``; needs no script and asks no other server for anything."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("pipeline.explain", "")
    page = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return page.get_template(TEMPLATE).render(data)
