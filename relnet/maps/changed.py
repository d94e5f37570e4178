"""What of a pyvis network is not as the map has it: of the rest a page knows all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Item = dict[str, Any]
PLACE = ("x", "y")


def changed(items: Iterable[Item], made: Sequence[Item]) -> list[Item]:
    """Return the nodes or edges that were added or changed, with what is known of them.

    Of a node that stays where it was made no place is told: the map has one for each wave.

    Examples
    --------
    >>> made = [{"id": 0, "color": None}, {"id": 1, "color": None}]
    >>> changed([made[0], {"id": 1, "color": "red"}, {"id": "more"}], made)
    [{'id': 1, 'color': 'red'}, {'id': 'more'}]
    """
    return [
        {key: value for key, value in item.items() if value is not None and key not in stays}
        for item, stays in ((item, _stays(item, made)) for item in items)
        if not (_is_own(item, made) and item == made[item["id"]])
    ]


def _stays(item: Item, made: Sequence[Item]) -> set[str]:
    """What of its place is as it was made."""
    own = made[item["id"]] if _is_own(item, made) else {}
    return {key for key in PLACE if key in own and own[key] == item.get(key)}


def gone(items: Iterable[Item], made: Sequence[Item]) -> list[int]:
    """Return the positions of the nodes or edges that were taken away.

    Examples
    --------
    >>> gone([{"id": 1}], [{"id": 0}, {"id": 1}])
    [0]
    """
    there = {item["id"] for item in items if _is_own(item, made)}
    return [k for k in range(len(made)) if k not in there]


def _is_own(item: Item, made: Sequence[Item]) -> bool:
    """Whether an id is the position of an actor or a tie in the map."""
    return isinstance(item.get("id"), int) and 0 <= item["id"] < len(made)
