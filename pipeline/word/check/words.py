"""What each style and each slot is for, in words for somebody who only knows Word. Beside ``styles.USED``."""

from __future__ import annotations

STYLE_WORDS: dict[str, tuple[str, str]] = {
    "BodyText": ("Body Text", "ordinary text without a number"),
    "BodyTextIndent": ("Body Text Indent", "text without a number inside an article"),
    "SectionHeading": ("Section Heading", "headings without a number, such as “Background”"),
    "PartHeading": ("Part Heading", "headings above a group of articles"),
    "ArticleHeading": ("Article Heading", "the heading of an article, with its number: 1"),
    "Level2": ("Level 2", "the paragraphs of an article: 1.1"),
    "Level3": ("Level 3", "the items of a paragraph: (a)"),
    "Level4": ("Level 4", "the items of an item: (i)"),
    "Parties": ("Parties", "the list of the parties: (1)"),
    "Recital": ("Recital", "the recitals: (A)"),
    "RecitalLevel2": ("Recital Level 2", "the items of a recital: (a)"),
    "Definition": ("Definition", "an entry of the definitions"),
    "Bullet": ("Bullet", "lists with a dot"),
    "Note": ("Note", "boxed remarks to the reader of the draft"),
    "AnnexHeading": ("Annex Heading", "the heading of an annex, with its letter: Annex A"),
    "AnnexLevel2": ("Annex Level 2", "the paragraphs of an annex: 1"),
    "AnnexLevel3": ("Annex Level 3", "the items of a paragraph of an annex: (a)"),
    "AnnexLevel4": ("Annex Level 4", "the items of an item of an annex: (i)"),
    "TableText": ("Table Text", "the text of tables"),
    "TableHead": ("Table Head", "the first row of tables"),
    "TableCaption": ("Table Caption", "the line above a table"),
    "TableGap": ("Table Gap", "the thin empty line below a table"),
    "SignatureLead": ("Signature Lead", "the words above a signature"),
    "SignatureLine": ("Signature Line", "the lines of a signature"),
    "PlainHeading": ("Plain Heading", "the headings of the one page"),
    "PlainBody": ("Plain Body", "the text of the one page"),
    "PlainBullet": ("Plain Bullet", "lists with a dot on the one page"),
    "PlainSignatureLead": ("Plain Signature Lead", "the words above a signature on the one page"),
    "PlainSignatureLine": ("Plain Signature Line", "the lines of a signature on the one page"),
    "HouseTable": ("House Table", "the lines and shading of tables (a table style)"),
    "DefinedTerm": ("Defined Term", "a term where it is defined (a character style)"),
    "OpenValue": ("Open Value", "what is not known yet (a character style)"),
    "ValueText": ("Value Text", "figures and dates from the answers (a character style)"),
    "Strong": ("Strong", "words that stand out (a character style)"),
    "Emphasis": ("Emphasis", "words in italics (a character style)"),
}
"""By style id: the name that Word shows, and what is set in it."""

SLOT_WORDS: dict[str, str] = {
    "body": "the whole text of the document; alone in its paragraph, once",
    "title": "the name of the document, such as “Governance Charter”",
    "subtitle": "the name of the alliance",
    "parties": "the parties, one to a line",
    "parties_line": "the parties on one line, with dots between them",
    "date_text": "the date of the draft in words: 22 November 2026",
    "as_of": "the date of the draft in figures: 2026-11-22",
    "stamp": "“Not ready for signature” or another warning; nothing when there is none",
    "draft_id": "the short name of the document, such as `agreement`",
    "language": "the language of the document, such as `en-GB`",
    "instrument": "the kind of document, such as `charter`",
    "contents": "the table of contents; alone in its paragraph",
}
"""By slot: what it prints."""

HEADINGS = ("PartHeading", "SectionHeading", "ArticleHeading", "AnnexHeading", "PlainHeading")

LISTS: tuple[tuple[str, ...], ...] = (
    ("ArticleHeading", "Level2", "Level3", "Level4"),
    ("AnnexHeading", "AnnexLevel2", "AnnexLevel3", "AnnexLevel4"),
    ("Recital", "RecitalLevel2"),
    ("Parties",),
    ("Bullet",),
    ("PlainBullet",),
)
"""Styles that are the levels of one list, from the top."""
BULLETS = ("Bullet", "PlainBullet")


def shown(style: str) -> str:
    """The name of a style as Word shows it."""
    return STYLE_WORDS.get(style, (style, ""))[0]


def purpose(style: str) -> str:
    """What is set in a style."""
    return STYLE_WORDS.get(style, ("", "part of the text"))[1]
