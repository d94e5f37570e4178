"""Attributes of nodes that are of one wave: ``name@wave``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.readers.columns import normal
from relnet.readers.networks.bounds import check_waves
from relnet.readers.values import yes_or_no

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from relnet.readers.networks.drawn import Stated, Tie
    from relnet.readers.networks.drawn_nodes import Node

MARK = "@"
PRESENT = "present"
_TIMED = frozenset({PRESENT, "answered"})


def waves_in(
    nodes: Iterable[Node], ties: Iterable[Tie], stated: Iterable[Stated], file: str
) -> tuple[str, ...]:
    """Return the waves: those that are stated, of which nodes are said to be, and of the ties.

    Raises
    ------
    DataError
        If there are more than are read.
    """
    waves = dict.fromkeys(one.wave for one in stated)
    for title in dict.fromkeys(title for node in nodes for title in node.attributes):
        name, _, wave = title.partition(MARK)
        if normal(name) in _TIMED and wave:
            waves[wave] = None
    waves |= dict.fromkeys(tie.wave for tie in ties if tie.wave)
    check_waves(len(waves), file)
    return tuple(waves)


def place(nodes: Sequence[Node], waves: Sequence[str]) -> None:
    """Put the attributes of one wave with that wave, and say when a node was there."""
    titles = _names(nodes, splitter(waves))
    known = any(name == PRESENT and wave for name, wave in titles.values())
    for node in nodes:
        own = {titles[t]: node.attributes.pop(t) for t in [*node.attributes] if titles[t][1]}
        if known:
            there = {w for (name, w), text in own.items() if name == PRESENT and yes_or_no(text)}
            node.waves = there
        node.by_wave = {pair: text for pair, text in own.items() if pair[0] != PRESENT}


def splitter(waves: Sequence[str]) -> Callable[[str], tuple[str, str]]:
    """Return what splits the title of an attribute into its name and its wave; empty for all."""
    known = frozenset(waves)
    lengths = sorted({len(wave) for wave in waves}, reverse=True)

    def split(title: str) -> tuple[str, str]:
        for length in lengths:
            name, wave = title[: -length - 1], title[len(title) - length :]
            if name and wave in known and title[-length - 1] == MARK:
                return name, wave
        return title, ""

    return split


def _names(
    nodes: Iterable[Node], split: Callable[[str], tuple[str, str]]
) -> dict[str, tuple[str, str]]:
    """Title → name and wave of each attribute."""
    titles = dict.fromkeys(title for node in nodes for title in node.attributes)
    return {title: split(title) for title in titles}
