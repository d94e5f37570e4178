"""What was hidden of a panel, and what still can be seen, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.errors import printable
from relnet.panel import Panel
from relnet.privacy.names import rostered, steps_of
from relnet.privacy.values import alone, attributes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from relnet.privacy.networks import Plan
    from relnet.wording import Wording


def notes_of(whole: Panel, part: Panel, made: Panel, plan: Plan, words: Wording) -> Iterator[str]:
    """Yield what was left out of the whole, and what can be seen of what was made of its part."""
    privacy = plan.privacy
    gone = len(rostered(whole) & set(plan.gone))
    if gone:
        yield words("privacy.without", n=gone)
    if plan.key.hides:
        yield words("privacy.pseudonyms", n=len(rostered(made)))
    for what in ("strengths", "reports"):
        if not getattr(privacy, what):
            yield words(f"privacy.{what}")
    yield from _attributes(part, plan, words)
    yield from _happened(whole, part, made, plan, words)
    if plan.key.hides:
        few = alone(made, privacy.least)
        if few:
            yield words("privacy.alone", n=few, least=privacy.least)
        yield words("privacy.seen")


def _attributes(part: Panel, plan: Plan, words: Wording) -> Iterator[str]:
    """Attributes that are left out, and how many values of the others."""
    gone = [str(name) for name in attributes_of(part) if name not in plan.attributes]
    if gone:
        names = ", ".join(printable(name, 100) for name in gone)
        yield words("privacy.attributes", n=len(gone), names=names)
    for name, shown in plan.attributes.items():
        if shown.gone:
            given = {"name": printable(str(name), 100), "least": plan.privacy.least}
            yield words("privacy.values", n=len(shown.gone), **given)


def _happened(whole: Panel, part: Panel, made: Panel, plan: Plan, words: Wording) -> Iterator[str]:
    """Events and milestones that are left out, and milestones that are not."""
    if not plan.privacy.events:
        yield words("privacy.events")
        return
    if len(steps_of(made)) < len(steps_of(_before(whole, part))):
        yield words("privacy.lineage")
    lost = _count(part.events) - _count(made.events)
    if lost:
        yield words("privacy.events_named", n=lost)
    told = len(part.milestones) - len(made.milestones)
    if told:
        yield words("privacy.milestones_named", n=told)
    if plan.key.hides and (steps_of(made) or _count(made.events)):
        yield words("privacy.events_seen")
    if plan.key.hides and len(made.milestones):
        yield words("privacy.milestones", n=len(made.milestones))


def _before(whole: Panel, part: Panel) -> Panel:
    """The networks of the part as they were with all their actors."""
    kept = {(network.wave, network.relation) for network in part}
    return Panel(tuple(one for one in whole if (one.wave, one.relation) in kept))


def _count(events: pd.DataFrame | None) -> int:
    return 0 if events is None else len(events)
