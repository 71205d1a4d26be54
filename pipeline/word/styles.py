"""Which style each kind of text takes. The ids are the contract between the writer and the house document."""

from __future__ import annotations

NUMBERED: dict[tuple[str, int], tuple[str, ...]] = {
    ("article", 2): ("Level2",),
    ("article", 3): ("Level3",),
    ("article", 4): ("Level4",),
    ("annex", 2): ("AnnexLevel2",),
    ("annex", 3): ("AnnexLevel3",),
    ("annex", 4): ("AnnexLevel4",),
    ("front", 2): ("Parties", "Recital", "Level2"),
    ("front", 3): ("Parties", "RecitalLevel2", "Level3"),
    ("front", 4): ("Level4",),
    ("recitals", 2): ("Recital", "Parties", "Level2"),
    ("recitals", 3): ("RecitalLevel2", "Recital", "Level3"),
    ("recitals", 4): ("Level4",),
    ("execution", 2): ("Level2", "Parties", "Recital"),
    ("execution", 3): ("Level3", "RecitalLevel2"),
    ("execution", 4): ("Level4",),
}
"""Styles by area and level, most usual first: the one whose next label is the model's number is taken."""

UNNUMBERED = {"article": "BodyTextIndent", "plain": "PlainBody"}
"""Style of a paragraph without a number, by area; ``BodyText`` elsewhere."""

USED = (
    "BodyText",
    "BodyTextIndent",
    "SectionHeading",
    "PartHeading",
    "ArticleHeading",
    "Level2",
    "Level3",
    "Level4",
    "Parties",
    "Recital",
    "RecitalLevel2",
    "Definition",
    "Bullet",
    "Note",
    "AnnexHeading",
    "AnnexLevel2",
    "AnnexLevel3",
    "AnnexLevel4",
    "TableText",
    "TableHead",
    "TableCaption",
    "TableGap",
    "SignatureLead",
    "SignatureLine",
    "PlainHeading",
    "PlainBody",
    "PlainBullet",
    "PlainSignatureLead",
    "PlainSignatureLine",
    "HouseTable",
    "DefinedTerm",
    "OpenValue",
    "ValueText",
    "Strong",
    "Emphasis",
)
"""Every style id the writer may use; the house document must have them all."""

SUPPLIED = ("Heading1", "TOC1", "TOC2", "CommentText", "CommentReference")
"""Styles that Word keeps out of a file until somebody uses them: those of the house stand in for them."""
