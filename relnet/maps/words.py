"""The words of a map's page, handed to it with the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.wording import Wording

if TYPE_CHECKING:
    from relnet.maps.spec import MapSpec

PLAIN = (
    "noscript", "and", "none", "unknown", "moving", "relation", "mode", "mode.wave", "mode.change", "wave", "previous", "next",
    "before", "after", "search", "zoom.in", "zoom.out", "zoom.all", "hint", "label", "label.ties", "opens_at",
    "filters", "filtered", "filtered.not", "filter.strength", "filter.confirmed", "filter.reach.1", "filter.reach.2",
    "strength", "strength.all", "reset", "display", "size", "size.none", "groups",
    "theme", "theme.system", "theme.light", "theme.dark", "theme.contrast",
    "save", "save.png", "save.svg", "save.note", "print", "picture.made",
    "reach", "reach.all", "reach.1", "reach.2", "figures", "figures.of", "figures.silent",
    "story", "story.begin", "story.start", "story.previous", "story.next", "story.place", "story.close",
    "legend.ties", "legend.actors", "legend.width", "legend.groups", "legend.size", "legend.size.of", "legend.size.none", "legend.move",
    "milestones", "milestones.unknown", "table", "how",
    "table.actors", "table.answered", "table.ties", "table.from", "table.to", "table.one", "table.other", "table.status",
    "table.strength", "table.inside", "table.more",
    "actor.answered", "actor.partly", "actor.silent", "actor.joiner", "actor.leaver", "actor.notasked", "actor.made", "actor.merged",
    "actor.renamed", "actor.split", "actor.absent", "actor.filtered", "actor.answered.both", "actor.silent.both", "actor.unsized",
    "group.none", "tie.to", "tie.from", "tie.label.to", "tie.label.with",
    "move.merged", "move.renamed", "move.split", "move.from",
    "status.tie", "status.formed", "status.dissolved", "status.persisted", "status.strengthened", "status.weakened",
    "status.unobserved", "status.entered", "status.left", "status.impossible", "status.internalised",
    "state.tie", "state.none", "state.unobserved", "state.absent", "state.impossible", "state.inside",
)  # fmt: skip
WRITTEN = (
    "noscript", "mode", "mode.wave", "mode.change", "wave", "previous", "next", "before", "after", "search",
    "zoom.in", "zoom.out", "zoom.all", "hint", "opens_at", "filters", "strength", "reset", "display", "size", "groups",
    "theme", "theme.system", "theme.light", "theme.dark", "theme.contrast", "save", "save.png", "save.svg", "save.note", "print",
    "story", "story.previous", "story.close", "legend.ties", "legend.actors", "legend.width", "legend.groups", "milestones", "milestones.unknown",
    "table", "how", "table.actors",
)  # fmt: skip
"""What stands in the page itself, and no script needs."""
COUNTED = ("ties", "found", "found.absent")
READING = ("unobserved", "known", "kept", "newcomers", "own")
"""What a reader has to know, in sentences."""


def wording(spec: MapSpec) -> Wording:
    """Return the words of the language of a map."""
    return Wording(spec.language.replace("-", "_"))


def page_labels(words: Wording) -> dict[str, str]:
    """Return every word of the page, with the places of values open (``{n}``)."""
    texts = {key: words.pattern(f"map.{key}") for key in PLAIN}
    for key in COUNTED:
        texts[f"{key}.one"] = words.pattern(f"map.{key}", 1)
        texts[f"{key}.other"] = words.pattern(f"map.{key}", 2)
    for key in READING:
        texts[f"reading.{key}"] = words.pattern(f"map.reading.{key}")
    return texts
