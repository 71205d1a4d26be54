"""Inlines as runs: plain words, tagged values, defined terms, live references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pipeline.model import Answer, Inline, Ref, Term, Text, Value
from pipeline.word.names import spoken, title, value_tag
from pipeline.word.numbers.elsewhere import elsewhere
from pipeline.word.numbers.nouns import agreed, noun_of, without_noun
from pipeline.word.numbers.renumbered import FULL, OWN, Shown
from pipeline.word.numbers.scheme import is_renumbered
from pipeline.word.places import Place
from pipeline.word.template import Template
from pipeline.word.text import attribute, run_text

_RUN = '<w:r><w:t xml:space="preserve">'
_END = "</w:t></w:r>"
_MARKED = {
    mark: f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t xml:space="preserve">'
    for mark, style in (("strong", "Strong"), ("emphasis", "Emphasis"), ("defining", "DefinedTerm"))
} | {"": _RUN}
_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> REF '
_SEPARATE = ' \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_UNIT = re.compile(r"(?<=\d) (?=[A-Za-z])|(?<=[A-Z]{3}) (?=\d)")
"""Between a figure and its unit: they stay on one line."""
_FIGURES = frozenset("0123456789(")
_FINISH = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


class Inlines:
    """Writes inlines to ``out``; numbers the controls of the whole document."""

    __slots__ = ("_controls", "_heads", "_out", "_places", "_renumbered")

    def __init__(self, out: list[str], places: Mapping[str, Place], template: Template | None = None) -> None:
        self._out = out
        self._places = places
        self._renumbered = template if template is not None and is_renumbered(template) else None
        self._controls = 0
        self._heads: dict[tuple[str, str, str | None, bool], str] = {}

    def next_control(self) -> int:
        """A control id that the document does not have yet."""
        self._controls += 1
        return self._controls

    def write(self, items: Iterable[Inline], plain: bool = False) -> None:
        """Write inlines; ``plain`` leaves out the marks (headings carry their own look)."""
        out = self._out
        if self._renumbered is not None:
            items = agreed(list(items), self._named)
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
            run_text(item.text if isinstance(item, Answer) else _UNIT.sub("\u00a0", item.text)),
            _CLOSE,
        )

    def _reference(self, item: Ref) -> None:
        place = self._places.get(item.target)
        if self._renumbered is not None:
            prefix, number, switch = self._renumber(item, place)
        elif place is not None:
            prefix, number, switch = _split(item.text, place)
        else:
            prefix, number, switch = item.text, "", ""
        if prefix or place is None:
            self._out += (_RUN, run_text(prefix), _END)
        if number and place is not None:
            self._refer(place, number, switch)

    def _refer(self, place: Place, number: str, switch: str) -> None:
        if number[0] in _FIGURES:
            self._hold()
        if switch:
            self._out += (_BEGIN, place.bookmark, switch, _SEPARATE, _RUN, run_text(number), _END, _FINISH)
        else:
            link = f'<w:hyperlink w:anchor="{place.bookmark}" w:history="1">'
            self._out += (link, _RUN, run_text(number), _END, "</w:hyperlink>")

    def _hold(self) -> None:
        """A number stays on the line of the word before it."""
        out = self._out
        if len(out) > 1 and out[-1] is _END and out[-2].endswith(" "):
            out[-2] = f"{out[-2][:-1]}\u00a0"

    def _renumber(self, item: Ref, place: Place | None) -> tuple[str, str, str]:
        """Words before the number, the number that the template prints, and its switch."""
        prefix, shown = self._printed(item, place)
        if shown is None:
            return (*_split(item.text, place)[:2], "") if place is not None else (item.text, "", "")
        if shown.named:
            prefix = without_noun(prefix)
        elif not prefix:
            prefix = noun_of(item.text)
        return (prefix, shown.text, shown.switch) if place is not None else (prefix + shown.text, "", "")

    def _printed(self, item: Ref, place: Place | None) -> tuple[str, Shown | None]:
        """Words before a reference's number, and what the template prints for it, if it prints a number."""
        if place is not None:
            prefix, _, switch = _split(item.text, place)
            return prefix, {FULL: place.shown_full, OWN: place.shown_own}.get(switch)
        if item.document is not None and self._renumbered is not None:
            return "", elsewhere(item.text, self._renumbered)
        return "", None

    def _named(self, item: Ref) -> bool | None:
        """Whether a reference brings a word of its own; None when it prints no number, or the noun."""
        prefix, shown = self._printed(item, self._places.get(item.target))
        if shown is None or prefix:
            return None
        return shown.named or bool(noun_of(item.text))


def _split(text: str, place: Place) -> tuple[str, str, str]:
    """Words before the number, the number, and the REF switch that prints it; no switch: a plain link.

    A field whose cached words differ from what Word computes would change at the first update.
    """
    for shown, switch in ((place.full, FULL), (place.own, OWN)):
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
