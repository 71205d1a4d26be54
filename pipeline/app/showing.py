"""One topic as the library has it, every piece with its id and the layer it came from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.explain.law import effect, overlay_data, rests_on, under
from pipeline.explain.used import named_in
from pipeline.explain.words import wrapped
from pipeline.library.types import (
    Default,
    Library,
    Link,
    Overlay,
    Parameter,
    TableRow,
    Topic,
    Variant,
    layer_of,
)
from pipeline.rules.conditions.nodes import Constant, Node


def topic_data(library: Library, topic: Topic) -> dict[str, Any]:
    """The topic as plain data."""
    parameters = _parameters(library, topic)
    sources = [each for row in topic.rows for each in row.source]
    sources += [each for overlay in topic.overlays for each in overlay.source]
    sources += [each for parameter in parameters for row in _rows(parameter) for each in row.source]
    return {
        "id": topic.id,
        "group": topic.group,
        "title": topic.title,
        "settles": topic.settles,
        "hits": "collect" if topic.collects else "first",
        "home": topic.home,
        "layer": layer_of(topic.span.file),
        "rows": [_row(each) for each in topic.rows],
        "variants": [_variant(topic, each) for each in topic.variants.values()],
        "law": [_overlay(library, each) for each in topic.overlays],
        "parameters": [_parameter(each) for each in parameters],
        "sources": [
            {"id": each, "title": library.sources[each].title, "where": library.sources[each].where}
            for each in dict.fromkeys(sources)
        ],
    }


def _parameters(library: Library, topic: Topic) -> list[Parameter]:
    """Those that the topic's texts name, in the library's order."""
    overlays = [each.text for each in topic.overlays]
    named, _ = named_in([*topic.texts.values(), *overlays])
    return [each for each in library.parameters.values() if each.id in named]


def _rows(parameter: Parameter) -> tuple[Default, ...]:
    return (*parameter.defaults, *parameter.per_party)


def _when(condition: Node) -> str:
    return "otherwise" if isinstance(condition, Constant) else condition.text


def _row(row: TableRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "gives": row.gives,
        "when": _when(row.condition),
        "because": row.because,
        "source": list(row.source),
        "layer": layer_of(row.span.file),
    }


def _variant(topic: Topic, variant: Variant) -> dict[str, Any]:
    texts = {name: text for (own, name), text in topic.texts.items() if own == variant.id}
    return {
        "id": variant.id,
        "title": variant.title,
        "layer": variant.layer,
        "requires": [_link(each) for each in variant.requires],
        "conflicts": [_link(each) for each in variant.conflicts],
        "texts": [{"instrument": name or None, "layer": layer_of(text.file)} for name, text in texts.items()],
    }


def _overlay(library: Library, overlay: Overlay) -> dict[str, Any]:
    """What the law of a place does to a block of a variant."""
    place = library.places[overlay.place]
    return {
        "place": overlay.place,
        "under": under(place),
        "when": _when(place.condition),
        "variant": overlay.variant,
        **overlay_data(library, overlay),
        "source": list(overlay.source),
        "layer": layer_of(overlay.text.file),
    }


def _link(link: Link) -> dict[str, Any]:
    return {"topic": link.topic, "variants": list(link.variants), "not": list(link.excluded)}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "id": parameter.id,
        "title": parameter.title,
        "unit": parameter.unit,
        "layer": layer_of(parameter.span.file),
        "defaults": [_default(each) for each in parameter.defaults],
        "per_party": [_default(each) for each in parameter.per_party],
    }


def _default(row: Default) -> dict[str, Any]:
    return {
        "id": row.id,
        "value": row.value if isinstance(row.value, str) else row.value.text,
        "when": _when(row.condition),
        "because": row.because,
        "source": list(row.source),
        "layer": row.layer,
    }


# ---------------------------------------------------------------- in words


HOW = {"first": "the first that holds decides", "collect": "each that holds gives its variant"}


def shown(data: dict[str, Any]) -> str:
    """The same for a person to read."""
    return "\n".join(_lines(data))


def _lines(data: dict[str, Any]) -> Iterator[str]:
    yield f"{data['title']} ({data['group']}/{data['id']}){_from(data)}"
    yield from wrapped(data["settles"], 2)
    yield from ("", f"Rows: {HOW[data['hits']]}")
    for row in data["rows"]:
        gives = "" if row["gives"] == row["id"] else f" gives {row['gives'] or 'no clause'}"
        yield from _entry(f"{row['id']}{gives}{_from(row)}", row)
    yield from ("", "Variants")
    for each in data["variants"]:
        yield from wrapped(f"{each['id']}: {each['title']}{_from(each)}{_texts(each)}", 2, 4)
    if data["law"]:
        yield from ("", "The law of places")
    for each in data["law"]:
        head = f"{each['under']} ({each['place']}), {each['variant']}: {effect(each)}{_from(each)}"
        yield from _entry(head, each)
        yield from (line for law in each["rests_on"] for line in wrapped(rests_on(law), 4, 4))
    for parameter in data["parameters"]:
        yield from ("", f"{parameter['title']} ({parameter['id']}){_from(parameter)}")
        for row in (*parameter["defaults"], *parameter["per_party"]):
            yield from _entry(f"{row['id']}: {row['value']}{_from(row)}", row)
    yield from ("", "Sources")
    for each in data["sources"]:
        yield from wrapped(f"{each['id']}: {each['title']} [{each['where']}]", 2, 4)


def _entry(head: str, row: dict[str, Any]) -> Iterator[str]:
    yield from wrapped(head, 2, 4)
    if row["when"] not in head:
        said = "in all other cases" if row["when"] == "otherwise" else f"when {row['when']}"
        yield from wrapped(said, 4, 4)
    yield from wrapped(f"because: {row['because']} [{', '.join(row['source'])}]", 4, 4)


def _texts(variant: dict[str, Any]) -> str:
    """Which texts it has, where there is more to say than that it has one."""
    texts = variant["texts"]
    if not texts:
        return " (prints nothing)"
    named = [f"{each['instrument'] or 'common'}{_from(each)}" for each in texts]
    return "" if named == ["common"] else f" (texts: {', '.join(named)})"


def _from(piece: dict[str, Any]) -> str:
    return f" [layer {piece['layer']}]" if piece["layer"] else ""
