"""What there is to see, in words."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from relnet.change.compare import compare
from relnet.panel import describe_lineage
from relnet.readers.layouts import DEFAULT_RELATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd

    from relnet.change import Change
    from relnet.panel import Network
    from relnet.wording import Wording


def relation_name(name: str, words: Wording) -> str:
    """Return the name of a relation; one that the survey does not name is just ties."""
    return words("caption.relation") if name == DEFAULT_RELATION else name


def wave_caption(network: Network, words: Wording) -> str:
    """Return how many ties there are in a wave, who answered and how much is unknown."""
    head = _head(network.relation, network.wave)
    if not network.observation.asked:
        return words("caption.not_asked", head=head)
    ties, actors = len(network.ties), words("count.actor", n=network.n)
    first = words("caption.wave", head=head, ties=words("count.tie", n=ties), actors=actors)
    inside = 0 if network.lineage is None else len(network.lineage.internalised)
    told = [lineage_caption([network], words)] if network.lineage else []
    if inside:
        told.append(words("caption.inside", n=inside))
    parts = [first, *_answered(network, words), *told, *_assumed([network], words)]
    return " ".join(filter(None, parts))


def lineage_caption(networks: Iterable[Network], words: Wording) -> str:
    """Return in terms of which organisations the networks are; nothing for their own."""
    lineages = [network.lineage for network in networks if network.lineage is not None]
    steps = dict.fromkeys(step for lineage in lineages for step in lineage.steps)
    return describe_lineage(lineages[0].terms, steps, words) if steps else ""


def _head(relation: str, waves: str) -> str:
    return waves if relation == DEFAULT_RELATION else f"{relation}, {waves}"


def _answered(network: Network, words: Wording) -> Iterator[str]:
    seen = network.observation
    if not network.response_assumed:
        yield words("caption.answered", answered=int(seen.answered.sum()), n=network.n)
    if len(seen.unknown):
        share = words.share(len(seen.unknown) / len(seen.possible))
        yield words("caption.unknown", share=share)


def _assumed(networks: Sequence[Network], words: Wording) -> Iterator[str]:
    """What was taken to be so, without anything that says it."""
    for what in ("roster", "response"):
        if any(getattr(network, f"{what}_assumed") for network in networks):
            yield words(f"caption.{what}_assumed")


def change_caption(before: Network, after: Network, words: Wording) -> str:
    """Return what changed among stayers, what cannot be told, and who came and went."""
    head = _head(before.relation, f"{before.wave} → {after.wave}")
    for network in (before, after):
        if not network.observation.asked:
            return words("caption.not_compared", head=head, wave=network.wave)
    change = compare(before, after)
    ties = change.ties["status"].value_counts()
    parts = [
        words(
            "caption.change",
            head=head,
            among=_among(change, words),
            **{
                status: words(f"caption.{status}", n=int(ties[status]))
                for status in ("formed", "dissolved", "persisted")
            },
        ),
        *(words(f"caption.{s}", n=int(ties[s])) for s in ("unobserved", "impossible") if ties[s]),
        *_moved(change, ties, words),
        *_inside(change, words),
        *_assumed([before, after], words),
    ]
    return " ".join(parts)


def _among(change: Change, words: Wording) -> str:
    """Over whom the change was counted."""
    stayers = change.composition[change.composition["status"] == "stayer"]
    actors = words("count.actor", n=len(stayers))
    if change.before.roster_assumed:
        return words("caption.among.named", actors=actors)
    if change.before.response_assumed:
        return words("caption.among.there", actors=actors)
    both = int((stayers["answered_before"] & stayers["answered_after"]).sum())
    return words("caption.among.answered", actors=actors, n=both)


def _moved(change: Change, ties: pd.Series[int], words: Wording) -> Iterator[str]:
    """Who came and went, and the ties that came and went with them."""
    who = change.composition["status"].value_counts()
    for status, side in (("entered", "joiner"), ("left", "leaver")):
        if who.get(side, 0):
            theirs = words("count.tie", n=int(ties[status]))
            yield words(f"caption.{side}", n=int(who[side]), ties=theirs)


def _inside(change: Change, words: Wording) -> Iterator[str]:
    """In terms of which organisations it is, and the ties that fell inside one of them."""
    if change.terms is None:
        return
    yield describe_lineage(change.terms, change.steps, words)
    inside = int((change.internalised["status"] == "internalised").sum())
    if inside:
        yield words("lineage.internalised", n=inside)


def change_captions(networks: Sequence[Network], words: Wording) -> dict[str, str]:
    """Return the caption of each two waves, by their positions."""
    pairs = combinations(enumerate(networks), 2)
    return {f"{i}-{j}": change_caption(old, new, words) for (i, old), (j, new) in pairs}
