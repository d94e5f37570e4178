"""Random draws that are the same with every Python, whatever libraries are there."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")
SEED = 20190515


class Draw:
    """A stream of draws for one topic, so that topics do not disturb one another.

    Only ``random()`` of a generator seeded by a number is promised to stay the same from
    one Python to the next, so everything is made of it.

    Parameters
    ----------
    topic
        Number of the topic.
    """

    def __init__(self, topic: int) -> None:
        self._next = random.Random(SEED + topic).random  # noqa: S311 - figures, not secrets

    def chance(self, probability: float) -> bool:
        """Return yes with this probability."""
        return self._next() < probability

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options, each as likely."""
        return options[int(self._next() * len(options))]

    def ranked(self, items: Iterable[T]) -> list[T]:
        """Return the items in random order."""
        drawn = [(self._next(), place, item) for place, item in enumerate(items)]
        return [item for _, _, item in sorted(drawn, key=lambda one: one[:2])]

    def weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """Return the item of the largest draw times weight."""
        drawn = [self._next() * weight for weight in weights]
        return items[drawn.index(max(drawn))]

    def step(self, probability: float) -> int:
        """Return -1 or 1, together with this probability, else 0."""
        number = self._next()
        return (number < probability / 2) - (number >= 1 - probability / 2)


def within(number: int, low: int, high: int) -> int:
    """Return the number, or the bound that it passes."""
    return min(max(number, low), high)
