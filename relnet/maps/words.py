"""The words of a map's page, handed to it with the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relnet.wording import Wording

PLAIN = (
    "noscript", "relation", "mode", "mode.wave", "mode.change", "wave", "previous", "next",
    "before", "after", "search", "zoom.in", "zoom.out", "zoom.all", "hint", "label", "opens_at",
    "legend.ties", "legend.actors", "milestones", "milestones.unknown", "table", "how",
    "table.actors", "table.answered", "table.ties", "table.from", "table.to", "table.one", "table.other", "table.status", "table.strength",
    "actor.answered", "actor.silent", "actor.joiner", "actor.leaver", "actor.notasked",
    "actor.absent", "actor.answered.both", "actor.silent.both", "actor.unsized", "group.none", "tie.to", "tie.from",
    "status.tie", "status.formed", "status.dissolved", "status.persisted", "status.unobserved",
    "status.entered", "status.left", "status.impossible",
    "state.tie", "state.none", "state.unobserved", "state.absent", "state.impossible",
)  # fmt: skip
COUNTED = ("ties", "found", "found.absent")
READING = ("places", "unobserved", "known", "newcomers", "own")
"""What a reader has to know, in sentences."""


def page_labels(words: Wording, size: str | None) -> dict[str, str]:
    """Return every word of the page, with the places of values open (``{n}``)."""
    texts = {key: words.pattern(f"map.{key}") for key in PLAIN}
    for key in COUNTED:
        texts[f"{key}.one"] = words.pattern(f"map.{key}", 1)
        texts[f"{key}.other"] = words.pattern(f"map.{key}", 2)
    for key in READING:
        texts[f"reading.{key}"] = words.pattern(f"map.reading.{key}")
    if size is not None:
        texts["legend.size"] = words("map.legend.size", measure=words.name("measure", size))
    return texts
