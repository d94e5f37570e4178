"""What is to be known of the groups that an attribute makes, before their figures are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relnet.errors import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.panel import Panel
    from relnet.wording import Wording

MOST = 10
"""How many of the actors in no group are named."""


def notes(
    panel: Panel, by: Sequence[str] | None, within: Sequence[str] | None, words: Wording
) -> None:
    """Say on standard error who is in no group, and where nearly everyone is one alone.

    Parameters
    ----------
    panel
        What is measured.
    by, within
        The attributes, those of either way to make groups.
    words
        The language.
    """
    for names in (by, within):
        if names:
            told = " × ".join(printable(name, 100) for name in names)
            _say_many(panel, names, told, words)
            _say_outside(panel, names, told, words)


def _say_outside(panel: Panel, names: Sequence[str], told: str, words: Wording) -> None:
    from relnet.measures.groups import in_no_group  # noqa: PLC0415 - loads pandas

    waves: dict[tuple[str, ...], list[str]] = {}
    for wave, actors in in_no_group(panel, names).items():
        waves.setdefault(tuple(actors), []).append(printable(wave, 200))
    for outside, where in waves.items():
        shown = ", ".join(printable(name, 100) for name in outside[:MOST])
        if len(outside) > MOST:
            shown = words("word.and_more", names=shown, n=len(outside) - MOST)
        said = {"attribute": told, "names": shown, "waves": ", ".join(where)}
        note = words("cli.group.none", n=len(outside), **said)
        click.echo(words("cli.note", note=note), err=True)


def _say_many(panel: Panel, names: Sequence[str], told: str, words: Wording) -> None:
    """Say of the first wave where it is so that most groups are of one actor."""
    from relnet.measures.groups import groups_of  # noqa: PLC0415 - loads pandas

    for network in panel:
        groups = groups_of(network, names)
        if groups.k > 2 and 2 * groups.k > (groups.codes >= 0).sum():
            said = {"attribute": told, "wave": printable(network.wave, 200), "actors": network.n}
            click.echo(
                words("cli.note", note=words("cli.group.many", n=groups.k, **said)), err=True
            )
            return
