"""What was done about the unobserved: chosen by an option, applied in order, and said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnet.cli import show
from relnet.errors import UsageError, printable
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from relnet.change import Change
    from relnet.panel import Network, Panel
    from relnet.treatments import Treatment
    from relnet.wording import Wording

    Pairs = Sequence[tuple[Network, Network]]

MOST = 10
"""How many of the actors that are left out are named."""


def chosen(given: dict[str, Any]) -> Treatment:
    """Return the treatment that the options ask for.

    Raises
    ------
    UsageError
        If completions or a seed are given, and nothing is drawn.
    """
    from relnet.treatments import Treatment  # noqa: PLC0415 - loads scipy

    drawn = {name: given[name] for name in ("completions", "seed") if given[name] is not None}
    if given.get("test"):
        drawn.pop("seed", None)  # of the test
    if drawn and given["treatment"] != "impute":
        raise UsageError(Phrase("usage.cli.impute_only", option=f"--{next(iter(drawn))}"))
    return Treatment(given["treatment"], **drawn)


def before_terms(panel: Panel, plan: Treatment) -> Panel:
    """Return the panel with unobserved cells filled in, which is done before they are pooled."""
    from relnet.treatments import treat  # noqa: PLC0415 - loads scipy

    return treat(panel, plan) if plan.name in {"reconstruct", "null"} else panel


def filled(panel: Panel, plan: Treatment) -> tuple[Panel, ...]:
    """Return the panel with unobserved cells filled in, or each completion of it."""
    from relnet.treatments import completed  # noqa: PLC0415 - loads scipy

    with show.watching(panel):
        return completed(panel, plan) if plan.name == "impute" else (before_terms(panel, plan),)


def after_terms(plan: Treatment) -> str:
    """Return the treatment of a panel that is in its final terms: to leave actors out."""
    return plan.name if plan.name == "complete" else "observed"


def with_completions(
    changes: Sequence[Change], panel: Panel, plan: Treatment, pairs: Callable[[Panel], Pairs]
) -> list[Change]:
    """Return the changes with the counts of each completion, where any are drawn.

    Parameters
    ----------
    changes
        As observed.
    panel
        As surveyed.
    plan
        The treatment.
    pairs
        The networks of a panel that are compared, in the order of the changes.
    """
    if plan.name != "impute":
        return list(changes)
    from relnet.change import compare, with_completions  # noqa: PLC0415 - loads scipy
    from relnet.treatments import completed  # noqa: PLC0415

    with show.watching(panel):
        drawn = [pairs(one) for one in completed(panel, plan)]
    return [
        with_completions(change, (compare(*each[k]) for each in drawn))
        for k, change in enumerate(changes)
    ]


def say(plan: Treatment, words: Wording, *, err: bool) -> None:
    """Print what was done, where anything was."""
    if plan.name == "observed":
        return
    said = words("cli.treated", treatment=plan.describe(words))
    if plan.name == "impute":
        drawn = words("cli.treated.drawn", n=plan.completions, seed=str(plan.seed))
        said = f"{said} {drawn}"
    click.echo(said, err=err)


def say_of(changes: Iterable[Change], words: Wording, *, err: bool) -> None:
    """Print how much was filled in between each two waves, or who was left out."""
    for change in changes:
        before, after = change.before.treated, change.after.treated
        if before is None or after is None:
            continue
        waves = printable(f"{change.before.wave} → {change.after.wave}", 200)
        head = f"{printable(change.before.relation, 200)}, {waves}: "
        if change.treatment == "complete":
            click.echo(head + _left_out({*before.dropped, *after.dropped}, words), err=err)
            continue
        shares = [words.share(share) for share in _shares(change)]
        said = words("cli.treated.filled", before=shares[0], after=shares[1])
        click.echo(head + said, err=err)


def _left_out(names: set[str], words: Wording) -> str:
    shown = [printable(name, 100) for name in sorted(names)]
    told = ", ".join([*shown[:MOST], *(["…"] if len(shown) > MOST else [])])
    return words("cli.treated.dropped", n=len(names), names=told or words("cli.none"))


def _shares(change: Change) -> list[float]:
    """What part of the possible cells was filled in, in each wave."""
    return [
        len(net.treated.filled) / max(len(net.observation.possible), 1) if net.treated else 0.0
        for net in (change.before, change.after)
    ]


def record(change: Change, plan: Treatment) -> dict[str, Any]:
    """Return what was done, as plain data."""
    sides = {"before": change.before.treated, "after": change.after.treated}
    return {
        **plan_record(plan),
        "filled": dict(zip(sides, _shares(change), strict=True)),
        "left_out": {name: list(side.dropped) if side else [] for name, side in sides.items()},
    }


def plan_record(plan: Treatment) -> dict[str, Any]:
    """Return a treatment as plain data."""
    drawn = {"completions": plan.completions, "seed": plan.seed} if plan.name == "impute" else {}
    return {"name": plan.name, "text": plan.describe(), **drawn}
