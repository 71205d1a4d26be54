"""Duties between variants: what one requires, what it does not go together with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.library.types import Library, Link
from pipeline.rules.prove.duty import Duty, drafted
from pipeline.rules.prove.logic import Truth, conj, no
from pipeline.rules.prove.packet import Matter, Packet


def of_links(library: Library, matter: Matter) -> Iterator[Duty]:
    """requires and conflicts of the variants, over the whole packet."""
    for name, packet in drafted(matter):
        for topic in library.topics.values():
            for variant in topic.variants.values():
                here = matter.printed(packet, topic.id, (variant.id,))
                if here is False:
                    continue
                for link, wanted in [(each, True) for each in variant.requires] + [
                    (each, False) for each in variant.conflicts
                ]:
                    verb = "needs" if wanted else "conflicts with"
                    said = f"`{topic.id}/{variant.id}` {verb} {_words(link)}, and some intake breaks that"
                    key = f"{name} {topic.id}/{variant.id} {verb} {_words(link)}"
                    code = "requires-broken" if wanted else "conflict"
                    formula = _broken(matter, packet, here, link, wanted)
                    yield Duty(key, code, said, formula, span=topic.span, topic=topic.id)


def _broken(matter: Matter, packet: Packet, here: Truth, link: Link, wanted: bool) -> Callable[[], Truth]:
    def formula() -> Truth:
        variants = link.variants or tuple(
            each for each in matter.library.topics[link.topic].variants if each not in link.excluded
        )
        there = matter.printed(packet, link.topic, variants)
        return conj((packet.chosen, here, no(there) if wanted else there))

    return formula


def _words(link: Link) -> str:
    tail = "/" + " or ".join(link.variants) if link.variants else ""
    but = f" but {', '.join(link.excluded)}" if link.excluded else ""
    return f"`{link.topic}{tail}`{but}"
