"""User text on its way into XML: escaped letter for letter, or refused."""

from __future__ import annotations

_CONTROL = bytes([*range(9), 11, 12, *range(14, 32)])
_NON_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_ONE_LINE = str.maketrans("\r\n\t", "   ")
LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


def escape(text: str) -> str:
    """The text with XML's own characters escaped; quotes too, so that it fits attributes."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def run_text(text: str) -> str:
    """Escaped text for a ``w:t``: tabs become spaces, line ends become line breaks."""
    text = escape(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in text:
        text = text.replace("\t", " ")
    if "\n" in text:
        text = text.replace("\n", LINE_BREAK)
    return text


def attribute(text: str) -> str:
    """Escaped text on one line, for an attribute or a property."""
    text = escape(text)
    if "\n" in text or "\r" in text or "\t" in text:
        text = text.replace("\r\n", " ").translate(_ONE_LINE)
    return text


def encode(xml: str) -> bytes:
    """UTF-8 bytes of a whole part; ValueError when a control character or a lone surrogate is inside."""
    data = xml.encode()
    if len(data.translate(None, _CONTROL)) != len(data) or any(bad in data for bad in _NON_CHARACTERS):
        raise ValueError("the text has a control character that Word files cannot hold")
    return data
