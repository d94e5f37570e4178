"""Whether other people answered than in the wave before: a new director is no changed relation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnet.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relnet.change import Change
    from relnet.survey import Survey
    from relnet.wording import Wording


def others(survey: Survey, before: str, after: str) -> tuple[Sequence[str], int] | None:
    """Return for whom other people answered, of how many of whom it is known.

    ``None`` where it is known of nobody.
    """
    from relnet.survey import continuity  # noqa: PLC0415 - loads pandas

    found = continuity(survey, before=before, after=after)
    known = found[found["status"] != "unknown"]
    changed = list(known.loc[known["status"] == "other", "actor"])
    return None if known.empty else (changed, len(known))


def say(survey: Survey, changes: Iterable[Change], words: Wording, *, err: bool) -> None:
    """Print for how many organisations others answered, and what of the change is on them."""
    told: set[tuple[str, str]] = set()
    for change in changes:
        pair = change.before.wave, change.after.wave
        found = others(survey, *pair)
        if found is None:
            continue
        changed, known = found
        waves = printable(" → ".join(pair), 200)
        if pair not in told:
            line = words("cli.others", waves=waves, n=len(changed), known=known)
            click.echo(line, err=err)
        told.add(pair)
        ties = change.ties[change.ties["status"].isin(["formed", "dissolved"])]
        theirs = ties["source"].isin(changed) | ties["target"].isin(changed)
        if theirs.any():
            relation = printable(change.before.relation, 200)
            counts = {"n": int(theirs.sum()), "all": len(ties)}
            line = words("cli.others.ties", relation=relation, waves=waves, **counts)
            click.echo(line, err=err)


def record(survey: Survey, change: Change) -> dict[str, Any]:
    """Return for whom other people answered, as plain data."""
    found = others(survey, change.before.wave, change.after.wave)
    if found is None:
        return {"other_people": None}
    changed, known = found
    return {"other_people": {"known": known, "actors": changed}}
