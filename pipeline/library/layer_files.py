"""Every file of a layer to its place: tables piece by piece, texts and new topics whole."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.diagnostics import Span, did_you_mean, has_errors
from pipeline.intake.source import Source, parse_source
from pipeline.library.layer import MARK, Layer
from pipeline.library.layer_slots import put_slots
from pipeline.library.layer_tables import put_tables
from pipeline.library.layering import LIBRARY, Retired, Stack, Touched
from pipeline.library.load import NO_CONTENT
from pipeline.library.pieces import grown
from pipeline.library.shapes import FLAT, OPERATIONS, SECTIONS, Table

SLOTS = "outlines.yaml"
TOPIC = "topic.yaml"
GLOSSARY = "glossary.yaml"
TOP_FILES = (*FLAT, *(name for name in SECTIONS if name != TOPIC), SLOTS)
Sections = Mapping[str, Table] | Table


def put_layer(stack: Stack, layer: Layer) -> list[Retired]:
    """All files of one layer; the variants that it retires."""
    retired: list[Retired] = []
    names = [name for name in layer.files if name != MARK and not name.endswith(NO_CONTENT)]
    for name in sorted(names, key=lambda each: (each.endswith(".md"), each == SLOTS, each)):
        _put(stack, layer, name, retired)
    return retired


def _put(stack: Stack, layer: Layer, name: str, retired: list[Retired]) -> None:
    parts = name.split("/")
    if parts == [SLOTS]:
        _slots(stack, layer, name)
    elif parts[-1] == TOPIC and len(parts) == 3:
        _topic(stack, layer, name, retired)
    elif name in FLAT or (parts[-1] == GLOSSARY and len(parts) == 2):
        _table(stack, layer, name, Table(FLAT[parts[-1]]))
    elif name in SECTIONS and name != TOPIC:
        _table(stack, layer, name, SECTIONS[name])
    elif name.endswith(".md") and (len(parts) == 3 or (len(parts) == 4 and parts[2] == "law")):
        _text(stack, layer, name)
    else:
        known = TOP_FILES if len(parts) == 1 else (GLOSSARY, TOPIC)
        said = f"`{name}` is no file of a clause library{did_you_mean(parts[-1], known)}"
        stack.slips.report("unknown-file", said, Span(f"{layer.name}/{name}", 1, 1))


def _parsed(stack: Stack, layer: Layer, name: str) -> Source | None:
    """A YAML file of the layer; None when it is broken, which is reported."""
    level = "list" if name == SLOTS else "mapping"
    place = f"{layer.name}/{name}"
    source, found = parse_source(layer.files[name], place, forbid_flow_conditions=True, top_level=level)  # type: ignore[arg-type]
    stack.slips.found += found
    if source is None or any(each.code == "yaml-syntax" for each in found):
        stack.unreadable += found
    return None if has_errors(found) else source


def _slots(stack: Stack, layer: Layer, name: str) -> None:
    source = _parsed(stack, layer, name)
    if source is not None:
        put_slots(stack, grown(source))


def _table(
    stack: Stack, layer: Layer, name: str, sections: Sections, retired: list[Retired] | None = None
) -> None:
    source = _parsed(stack, layer, name)
    if source is not None:
        put_tables(stack, layer.name, name, grown(source), sections, retired)


def _topic(stack: Stack, layer: Layer, name: str, retired: list[Retired]) -> None:
    """A topic that is there is changed by pieces; one that is not is added whole."""
    path = f"{LIBRARY}/{name}"
    source = _parsed(stack, layer, name)
    if source is None:
        return
    if path in stack.files:
        put_tables(stack, layer.name, name, grown(source), SECTIONS[TOPIC], retired)
    elif any(key in OPERATIONS for key in source.data):
        _unknown_topic(stack, name, source.key(()))
    elif (topic := name.split("/")[1]) in stack.topics():
        first, help_ = _place_of(stack, stack.topics()[topic]), "give yours another name"
        stack.already_there("topic", topic, source.key(()), first, help_)
    else:
        stack.files[path], stack.names[path] = layer.files[name], f"{layer.name}/{name}"


def _place_of(stack: Stack, folder: str) -> Span:
    path = f"{LIBRARY}/{folder}/{TOPIC}"
    return Span(stack.names.get(path, path), 1, 1)


def _unknown_topic(stack: Stack, name: str, span: Span) -> None:
    folder, known = "/".join(name.split("/")[:2]), stack.topics()
    near = known.get(folder.split("/")[1])
    guess = f"; did you mean `{near}`?" if near else did_you_mean(folder, known.values())
    stack.slips.report("unknown-topic", f"there is no topic in `{folder}`{guess}", span)


def _text(stack: Stack, layer: Layer, name: str) -> None:
    """A text replaces the one of its name, or is added."""
    path, place = f"{LIBRARY}/{name}", Span(f"{layer.name}/{name}", 1, 1)
    if "/".join(name.split("/")[:2]) not in stack.topics().values():
        return _unknown_topic(stack, name, place)
    beneath = stack.files.get(path)
    if beneath is not None:
        lines = tuple(beneath.splitlines())
        stack.touched.append(Touched(layer.name, name, "replaced", lines, place))
    stack.files[path], stack.names[path] = layer.files[name], f"{layer.name}/{name}"
