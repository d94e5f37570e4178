"""Attributes of nodes that are of one wave: ``name@wave``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.readers.columns import normal
from relnet.readers.values import yes_or_no

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relnet.readers.networks.drawn import Stated, Tie
    from relnet.readers.networks.drawn_nodes import Node

MARK = "@"
PRESENT = "present"
_TIMED = frozenset({PRESENT, "answered"})


def waves_in(
    nodes: Iterable[Node], ties: Iterable[Tie], stated: Iterable[Stated]
) -> tuple[str, ...]:
    """Return the waves: those that are stated, of which nodes are said to be, and of the ties."""
    waves = dict.fromkeys(one.wave for one in stated)
    for title in dict.fromkeys(title for node in nodes for title in node.attributes):
        name, _, wave = title.partition(MARK)
        if normal(name) in _TIMED and wave:
            waves[wave] = None
    return tuple(waves | dict.fromkeys(tie.wave for tie in ties if tie.wave))


def place(nodes: Sequence[Node], waves: Sequence[str]) -> None:
    """Put the attributes of one wave with that wave, and say when a node was there."""
    split = {title: _split(title, waves) for node in nodes for title in node.attributes}
    known = any(name == PRESENT and wave for name, wave in split.values())
    for node in nodes:
        own = {split[t]: node.attributes.pop(t) for t in [*node.attributes] if split[t][1]}
        if known:
            there = {w for (name, w), text in own.items() if name == PRESENT and yes_or_no(text)}
            node.waves = there
        node.by_wave = {pair: text for pair, text in own.items() if pair[0] != PRESENT}


def _split(title: str, waves: Sequence[str]) -> tuple[str, str]:
    """The name of an attribute, and the wave that it is of; empty for all."""
    found = [wave for wave in waves if title.endswith(f"{MARK}{wave}") and title[: -len(wave) - 1]]
    wave = max(found, key=len, default="")
    return (title[: -len(wave) - 1], wave) if wave else (title, "")
