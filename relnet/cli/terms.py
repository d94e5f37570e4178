"""In terms of which organisations the waves are, and what was done for that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnet.cli.options import option
from relnet.errors import UsageError, printable
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from relnet.change import Change
    from relnet.panel import Network, Panel
    from relnet.wording import Wording

OWN, COMMON = "own", "common"
"""Each wave in its own organisations; in the coarsest that all have in common."""


def terms_option(key: str) -> Callable[[Any], Any]:
    """Return the option ``--in-terms-of``, with its help under this key."""
    return option("--in-terms-of", "terms", metavar="WAVE|common|own", help=key)


def expressed(panel: Panel, terms: str | None, default: str) -> Panel:
    """Return the panel in the terms asked for, else in the default ones where it has events."""
    from relnet.lineage import in_common, in_terms_of  # noqa: PLC0415 - loads scipy

    if terms is not None and terms != OWN and panel.events is None:
        raise UsageError(Phrase("usage.cli.no_events"))
    chosen = terms or (OWN if panel.events is None else default)
    if chosen == OWN:
        return panel
    return in_common(panel) if chosen == COMMON else in_terms_of(panel, chosen)


def say(changes: Iterable[Change], words: Wording, *, err: bool) -> None:
    """Print what was applied for each two waves, and how many ties it internalised."""
    from relnet.panel import describe_lineage  # noqa: PLC0415 - loads scipy

    told = dict[str, None]()
    for change in changes:
        if change.terms is None:
            continue
        waves = printable(f"{change.before.wave} → {change.after.wave}", 200)
        told[f"{waves}: {describe_lineage(change.terms, change.steps, words)}"] = None
        inside = _internalised(change)
        if inside:
            relation = printable(change.before.relation, 200)
            told[f"{relation}, {waves}: {words('lineage.internalised', n=inside)}"] = None
    for line in told:
        click.echo(line, err=err)


def say_of(networks: Iterable[Network], words: Wording, *, err: bool) -> None:
    """Print what was applied to networks."""
    from relnet.panel import describe_lineage  # noqa: PLC0415 - loads scipy

    lineages = [network.lineage for network in networks if network.lineage is not None]
    steps = dict.fromkeys(step for lineage in lineages for step in lineage.steps)
    if steps:
        click.echo(describe_lineage(lineages[0].terms, steps, words), err=err)


def record(change: Change) -> dict[str, Any] | None:
    """Return what was applied, as plain data; ``None`` where nothing was."""
    if change.terms is None:
        return None
    return {
        "terms": change.terms,
        "steps": [step.as_dict() for step in change.steps],
        "internalised": _internalised(change),
    }


def records(networks: Iterable[Network]) -> list[dict[str, Any]]:
    """Return what was applied to each network to which anything was."""
    return [
        {"relation": network.relation, "wave": network.wave, **network.lineage.as_dict()}
        for network in networks
        if network.lineage is not None and network.lineage.steps
    ]


def _internalised(change: Change) -> int:
    return int((change.internalised["status"] == "internalised").sum())
