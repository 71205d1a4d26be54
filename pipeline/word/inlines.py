"""Inlines as runs: plain words, tagged values, defined terms, live references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.model import Answer, Inline, Ref, Term, Text, Value
from pipeline.word.names import spoken, title, value_tag
from pipeline.word.places import Place
from pipeline.word.text import attribute, run_text

_RUN = '<w:r><w:t xml:space="preserve">'
_END = "</w:t></w:r>"
_MARKED = {
    mark: f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t xml:space="preserve">'
    for mark, style in (("strong", "Strong"), ("emphasis", "Emphasis"), ("defining", "DefinedTerm"))
} | {"": _RUN}
_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> REF '
_SEPARATE = ' \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_FINISH = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


class Inlines:
    """Writes inlines to ``out``; numbers the controls of the whole document."""

    __slots__ = ("_controls", "_heads", "_out", "_places")

    def __init__(self, out: list[str], places: Mapping[str, Place]) -> None:
        self._out = out
        self._places = places
        self._controls = 0
        self._heads: dict[tuple[str, str, str | None, bool], str] = {}

    def next_control(self) -> int:
        """A control id that the document does not have yet."""
        self._controls += 1
        return self._controls

    def write(self, items: Iterable[Inline], plain: bool = False) -> None:
        """Write inlines; ``plain`` leaves out the marks (headings carry their own look)."""
        out = self._out
        for item in items:
            if isinstance(item, Text):
                if item.text:
                    out += (_MARKED["" if plain else item.mark], run_text(item.text), _END)
            elif isinstance(item, Term):
                mark = "defining" if item.defining and not plain else ""
                out += (_MARKED[mark], run_text(item.text), _END)
            elif isinstance(item, Ref):
                self._reference(item)
            else:
                self._value(item)

    def _value(self, item: Value | Answer) -> None:
        kind, name = ("param", item.parameter) if isinstance(item, Value) else ("answer", item.question)
        key = (kind, name, item.party, item.is_open)
        head = self._heads.get(key)
        if head is None:
            head = self._heads[key] = _control_head(*key)
        self._controls += 1
        self._out += (
            head,
            str(self._controls),
            _OPEN if item.is_open else (_STRONG if isinstance(item, Answer) and item.mark else _KNOWN),
            run_text(item.text),
            _CLOSE,
        )

    def _reference(self, item: Ref) -> None:
        place = self._places.get(item.target)
        if place is None:
            self._out += (_RUN, run_text(item.text), _END)
            return
        prefix, number, switch = _split(item.text, place)
        if prefix:
            self._out += (_RUN, run_text(prefix), _END)
        if switch:
            self._out += (_BEGIN, place.bookmark, switch, _SEPARATE, _RUN, run_text(number), _END, _FINISH)
        elif number:
            link = f'<w:hyperlink w:anchor="{place.bookmark}" w:history="1">'
            self._out += (link, _RUN, run_text(number), _END, "</w:hyperlink>")


def _split(text: str, place: Place) -> tuple[str, str, str]:
    """Words before the number, the number, and the REF switch that prints it; no switch: a plain link.

    A field whose cached words differ from what Word computes would change at the first update.
    """
    for shown, switch in ((place.full, " \\w"), (place.own, " \\n")):
        if shown and (text == shown or text.endswith((f" {shown}", f"\u00a0{shown}"))):
            return text[: len(text) - len(shown)], shown, switch
    return "", text, ""


def _control_head(kind: str, name: str, party: str | None, is_open: bool) -> str:
    owner, state = f" ({party})" if party else "", " \u00b7 open" if is_open else ""
    alias = attribute(title(spoken(name) + owner + state))
    tag = attribute(value_tag(kind, name, party))
    return f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{tag}"/><w:id w:val="'


_KNOWN, _OPEN, _STRONG = (
    f'"/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t xml:space="preserve">'
    for style in ("ValueText", "OpenValue", "Strong")
)
_CLOSE = "</w:t></w:r></w:sdtContent></w:sdt>"
