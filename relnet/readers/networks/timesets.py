"""The times of dynamic networks in Gephi, and the waves that they come down to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from relnet.readers.networks.spells import Spell, Time, label_of, points, time_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_BRACKETS = re.compile(r"([\[(])([^\[\]()]*)([\])])")
_BETWEEN = re.compile(r"[\s;,<>]*")


class Timeset(NamedTuple):
    """What one cell holds: brackets with the times in them."""

    brackets: tuple[tuple[str, tuple[str, ...], str], ...]

    @property
    def is_spans(self) -> bool:
        """Whether each of the brackets may be a stretch of time."""
        return all(len(texts) == 2 for _, texts, _ in self.brackets)

    def spells(self, *, whole: bool) -> list[Spell]:
        """Return the stretches of time, each of its times for itself unless they are whole."""
        if whole:
            return [
                Spell(time_of(texts[0]), time_of(texts[1]), left == "[", right == "]")
                for left, texts, right in self.brackets
            ]
        return [
            Spell(time_of(text), time_of(text)) for _, texts, _ in self.brackets for text in texts
        ]


def timeset(text: str) -> Timeset | None:
    """Return the times in a cell; ``None`` where they are none.

    Examples
    --------
    >>> timeset("<[2019.0, 2021.0)>").brackets
    (('[', ('2019.0', '2021.0'), ')'),)
    >>> timeset("2019").spells(whole=False)[0].start
    (0, 2019.0)
    """
    bare = text.strip().removeprefix("<").removesuffix(">")
    if _BRACKETS.search(bare) is None:
        bare = f"[{bare}]"
    if _BETWEEN.fullmatch(_BRACKETS.sub("", bare)) is None:
        return None
    found = tuple((a, _parts(inner), b) for a, inner, b in _BRACKETS.findall(bare))
    try:
        times = [time_of(one) for _, texts, _ in found for one in texts]
    except (ValueError, OverflowError):
        return None
    return Timeset(found) if times and len({time[0] for time in times if time}) < 2 else None


def _parts(text: str) -> tuple[str, ...]:
    return tuple(one.strip().strip("'\"") for one in text.split(",")) if text.strip() else ()


def waves_of(sets: Iterable[Timeset]) -> tuple[list[Time], Mapping[Time, str], bool]:
    """Return the waves of times, what they are called, and whether times are stretches.

    The waves are the ends that belong to any stretch, or all points in time.
    """
    sets = list(sets)
    whole = all(one.is_spans for one in sets)
    called: dict[Time, str] = {}
    for one in sets:
        for _, texts, _ in one.brackets:
            for text in texts:
                time = time_of(text)
                if time is not None:
                    called.setdefault(time, label_of(text))
    waves = points(spell for one in sets for spell in one.spells(whole=whole))
    return waves, called, whole
