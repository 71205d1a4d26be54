"""Shells: cover, header and footer laid out in Word with slots, rendered by docxtpl.

A plain shell is rendered once with sentinels; one with logic is rendered live for each draft.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping

from pipeline.diagnostics import Diagnostic, InputError, did_you_mean
from pipeline.model import Document

BODY = "body"
CONTENTS = "contents"
BLOCKS = frozenset({BODY, CONTENTS})
"""Slots that take whole paragraphs: each stands alone in a paragraph, which it replaces."""
KNOWN_SLOTS = frozenset(
    {
        *BLOCKS,
        "title",
        "subtitle",
        "parties",
        "parties_line",
        "date_text",
        "as_of",
        "stamp",
        "draft_id",
        "language",
        "instrument",
    }
)
OPENING, CLOSING = "\ue0f0", "\ue0f1"
"""Private-use letters around a slot's name while docxtpl renders."""
_UNBROKEN = 50
_SLOT = re.compile(r"\{\{-?\s*[A-Za-z_]\w*\s*-?\}\}")
_JINJA = re.compile(r"\{[{%#]")


class Lines(list[str]):
    """Several lines that print as one text, so that a shell may loop over them or show them whole."""

    def __str__(self) -> str:
        return "\n".join(self)


def slot_words(document: Document, identity: str = "") -> dict[str, str]:
    """The words of every slot but body and contents; the document's own shell words come last and win.

    ``identity``: what tells this draft from every other, where the caller knows it.
    """
    words = {
        "title": document.title,
        "subtitle": document.subtitle,
        "parties": "\n".join(document.parties),
        "parties_line": " \u00b7 ".join(_unbroken(each) for each in document.parties),
        "date_text": document.date_text,
        "as_of": document.as_of,
        "stamp": document.stamp,
        "draft_id": document.id,
        "language": document.language,
        "instrument": document.instrument,
        **document.shell,
    }
    return {**words, "draft_id": identity} if identity else words


def _unbroken(name: str) -> str:
    """A name that does not break over two lines, where it may well fit on one."""
    return name.replace(" ", "\u00a0") if len(name) <= _UNBROKEN else name


def live_words(document: Document, identity: str = "") -> dict[str, object]:
    """The same for live rendering, where the parties can be looped over."""
    words: dict[str, object] = dict(slot_words(document, identity))
    words["parties"] = document.shell.get("parties", Lines(document.parties))
    return {**words, **{each: sentinel(each) for each in BLOCKS}}


def sentinel(slot: str) -> str:
    """What stands for a slot while docxtpl renders a plain shell."""
    return f"{OPENING}{slot}{CLOSING}"


def render_shell(shell: bytes, words: Mapping[str, object]) -> bytes:
    """The shell's package with its slots filled by docxtpl: escaped, strict, sandboxed."""
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    template = DocxTemplate(io.BytesIO(shell))
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    template.render(dict(words), environment, autoescape=True)
    stream = io.BytesIO()
    template.save(stream)
    return stream.getvalue()


def inspect_shell(shell: bytes, slots: Iterable[str]) -> tuple[frozenset[str], bool]:
    """The slots a shell uses, and whether it is plain; InputError when it uses an unknown one."""
    used, source = _scan(shell)
    allowed = sorted({*KNOWN_SLOTS, *slots})
    problems = [_unknown(slot, allowed) for slot in sorted(used - set(allowed))]
    if BODY not in used:
        problems.append(_without_body())
    if problems:
        raise InputError(problems)
    return frozenset(used), not _JINJA.search(_SLOT.sub("", source))


def _scan(shell: bytes) -> tuple[set[str], str]:
    """Undeclared names and the Jinja source of the document, its headers and its footers."""
    from docxtpl import DocxTemplate
    from jinja2 import TemplateSyntaxError
    from jinja2.sandbox import SandboxedEnvironment

    template = DocxTemplate(io.BytesIO(shell))
    try:
        names = template.get_undeclared_template_variables(SandboxedEnvironment())
    except TemplateSyntaxError as error:
        raise InputError(
            [Diagnostic("shell-syntax", "error", f"the shell cannot be read: {error}")]
        ) from error
    template.init_docx()
    sources = [template.get_xml()]
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        sources += [template.get_part_xml(part) for _, part in template.get_headers_footers(uri)]
    return set(names), "\n".join(template.patch_xml(source) for source in sources)


def _unknown(slot: str, allowed: list[str]) -> Diagnostic:
    message = f"the shell asks for a slot `{slot}` that does not exist{did_you_mean(slot, allowed)}"
    return Diagnostic("shell-unknown-slot", "error", message, help=f"slots: {', '.join(allowed)}")


def _without_body() -> Diagnostic:
    message = "the shell has no place for the text of the document"
    return Diagnostic("shell-without-body", "error", message, help="add a paragraph with {{ body }} alone")
