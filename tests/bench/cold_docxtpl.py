"""What a user of docxtpl runs: load a template and its words, render, save. Nothing else is imported."""

from __future__ import annotations

import json
import sys

from docxtpl import DocxTemplate


def main() -> None:
    template, words, target = sys.argv[1:]
    with open(words, encoding="utf-8") as file:
        context = json.load(file)
    rendered = DocxTemplate(template)
    rendered.render(context, autoescape=True)
    rendered.save(target)


if __name__ == "__main__":
    main()
