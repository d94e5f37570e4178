"""What there is to see, in words."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from relnet.change import compare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.panel import Network
    from relnet.wording import Wording


def wave_caption(network: Network, words: Wording) -> str:
    """Return how many ties there are in a wave, who answered and how much is unknown."""
    seen = network.observation
    if not seen.asked:
        return words("caption.not_asked", wave=network.wave)
    ties = len(network.ties)
    parts = [
        words(
            "caption.wave",
            wave=network.wave,
            ties=words("count.tie", n=ties),
            actors=words("count.actor", n=network.n),
        ),
        words("caption.answered", answered=int(seen.answered.sum()), n=network.n),
    ]
    unknown = len(seen.unknown) / len(seen.possible) if len(seen.possible) else 0.0
    if unknown:
        parts.append(
            words("caption.unknown", share=words.share(unknown, 0 if unknown > 0.01 else 1))
        )
    if network.roster_assumed:
        parts.append(words("caption.roster_assumed"))
    return " ".join(parts)


def change_caption(before: Network, after: Network, words: Wording) -> str:
    """Return what changed among stayers, what cannot be told, and who came and went."""
    waves = {"before": before.wave, "after": after.wave}
    for network in (before, after):
        if not network.observation.asked:
            return words("caption.not_compared", wave=network.wave, **waves)
    change = compare(before, after)
    ties = change.ties["status"].value_counts()
    who = change.composition["status"].value_counts()
    parts = [
        words(
            "caption.change",
            **waves,
            stayers=words("count.actor", n=int(who.get("stayer", 0))),
            **{
                status: words(f"caption.{status}", n=int(ties[status]))
                for status in ("formed", "dissolved", "persisted")
            },
        )
    ]
    if ties["unobserved"]:
        parts.append(words("caption.unobserved", n=int(ties["unobserved"])))
    for status, side in (("entered", "joiner"), ("left", "leaver")):
        if who.get(side, 0):
            theirs = words("count.tie", n=int(ties[status]))
            parts.append(words(f"caption.{side}", n=int(who[side]), ties=theirs))
    return " ".join(parts)


def change_captions(networks: Sequence[Network], words: Wording) -> dict[str, str]:
    """Return the caption of each two waves, by their positions."""
    pairs = combinations(enumerate(networks), 2)
    return {f"{i}-{j}": change_caption(old, new, words) for (i, old), (j, new) in pairs}
