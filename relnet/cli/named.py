"""What of a panel can be named on a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relnet.panel import Panel
    from relnet.study.named import Named


def named_in(panel: Panel) -> Named:
    """Return the organisations of a panel, by every name, its attributes and what sizes them."""
    from relnet.maps.traits import values_of  # noqa: PLC0415 - loads scipy
    from relnet.measures import MEASURES  # noqa: PLC0415 - loads scipy
    from relnet.study.named import Named  # noqa: PLC0415 - keeps --help quick

    actors = {name for network in panel for name in network.actors}
    if panel.events is not None:
        actors |= {*panel.events["actor"], *panel.events["into"]} - {""}
    sizes = [one for one in map(MEASURES.__getitem__, MEASURES) if one.level == "actor"]
    measures = [one.name for one in sizes if not (one.by or one.together)]
    return Named(sorted(actors), values_of(panel), measures)
