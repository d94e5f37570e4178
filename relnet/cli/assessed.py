"""What `relnet compare --test` says: an interval and a test beside each figure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import click

from relnet.cli import show
from relnet.cli.options import option
from relnet.errors import UsageError, printable
from relnet.wording import Phrase, in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pandas as pd

    from relnet.change import Change
    from relnet.inference import Estimates
    from relnet.panel import Panel
    from relnet.treatments import Treatment
    from relnet.wording import Wording

F = TypeVar("F", bound="Callable[..., Any]")
Assessed: TypeAlias = "Estimates | UsageError"
"""What is found of one change, or why nothing can be said of it."""

FIGURES = ("before", "after", "estimate", "low", "high")
"""Figures that are printed of each measure."""
REPLICATES = 1000


@dataclass(frozen=True, slots=True)
class Test:
    """What is asked of the tests: which measures, in which groups, from which random numbers."""

    measures: Sequence[str]
    by: Sequence[str] | None
    replicates: int
    seed: int


def test_options(command: F) -> F:
    """Add ``--test`` and how often its replicates are drawn."""
    for added in (
        option("--replicates", type=click.IntRange(1), metavar="N", help="help.compare.replicates"),
        option("--test", is_flag=True, help="help.compare.test"),
    ):
        command = added(command)
    return command


def chosen(given: dict[str, Any], measures: Sequence[str], plan: Treatment) -> Test | None:
    """Return the test that the options ask for, if any.

    Raises
    ------
    UsageError
        If replicates are asked for without a test, or a test of cells that were filled in.
    """
    if not given["test"]:
        if given["replicates"] is not None:
            raise UsageError(Phrase("usage.test.replicates"))
        return None
    if plan.name not in {"observed", "complete"}:
        raise UsageError(Phrase("usage.test.treated"))
    seed = 1 if given["seed"] is None else given["seed"]
    return Test(measures, given["by"], given["replicates"] or REPLICATES, seed)


def assessed(panel: Panel, changes: Iterable[Change], test: Test) -> list[Assessed]:
    """Return for each change what is found, or why that is refused.

    Raises
    ------
    UsageError
        If all are refused.
    """
    from relnet.inference import assess  # noqa: PLC0415 - loads scipy

    found: list[Assessed] = []
    for change in show.progress(panel, changes, times=test.replicates):
        try:
            one = assess(
                change, test.measures, by=test.by, replicates=test.replicates, seed=test.seed
            )
            found.append(one)
        except UsageError as error:
            found.append(error)
    refused = [one for one in found if isinstance(one, UsageError)]
    if refused and len(refused) == len(found):
        raise refused[0]
    return _adjusted(found)


def _adjusted(found: Sequence[Assessed]) -> list[Assessed]:
    """Adjust p for all figures of all changes together, as they are read together."""
    from relnet.inference import adjust  # noqa: PLC0415 - loads scipy

    rows = iter(adjust([row for one in found if not isinstance(one, UsageError) for row in one]))
    return [
        one if isinstance(one, UsageError) else replace(one, rows=tuple(islice(rows, len(one))))
        for one in found
    ]


def say(changes: Sequence[Change], found: Sequence[Assessed], words: Wording) -> None:
    """Print the figures of each change, a sentence for each, and the method."""
    from relnet.inference.words import sentence  # noqa: PLC0415 - loads numpy

    for change, one in zip(changes, found, strict=True):
        waves = f"{change.before.wave} → {change.after.wave}"
        what = {"relation": printable(change.before.relation, 200), "waves": printable(waves, 200)}
        click.echo("\n" + words("cli.test.title", **what))
        if isinstance(one, UsageError):
            click.echo(one.describe(words))
            continue
        show.as_table(_table(one, words), words)
        for row in one:
            click.echo(f"- {printable(sentence(row, words, subject=False), 500)}")
        for note in one.notes:
            click.echo(printable(in_words(note, words), 500))
    told = next(one for one in found if not isinstance(one, UsageError)).rows[0]
    click.echo("\n" + words("cli.test.method", draws=told.replicates, seed=str(told.seed)))
    click.echo(words("cli.test.null"))


def _table(estimates: Estimates, words: Wording) -> pd.DataFrame:
    """The figures as texts, a row for each measure."""
    import pandas as pd  # noqa: PLC0415 - heavy

    from relnet.inference.words import figure, probability  # noqa: PLC0415 - loads numpy

    rows = [
        {
            "measure": words.name("measure", row.name),
            **{name: figure(getattr(row, name), words) for name in FIGURES},
            "p_adjusted": probability(row.p_adjusted, words).removeprefix("= "),
            "evidence": words.name("value", row.evidence),
        }
        for row in estimates
    ]
    table = pd.DataFrame(rows).rename(columns={"before": "wave_before", "after": "wave_after"})
    return table.rename(columns={"estimate": "difference"})


def table(changes: Sequence[Change], found: Sequence[Assessed]) -> pd.DataFrame:
    """Return one table of all that is found; of a change of which nothing can be said, why."""
    import pandas as pd  # noqa: PLC0415 - heavy

    parts = []
    for change, one in zip(changes, found, strict=True):
        part = (
            pd.DataFrame({"refused": [str(one)]})
            if isinstance(one, UsageError)
            else one.to_frame().drop(columns=["about", "subject"]).assign(refused="")
        )
        first = (change.before.relation, change.before.wave, change.after.wave)
        for k, (name, value) in enumerate(
            zip(("relation", "before_wave", "after_wave"), first, strict=True)
        ):
            part.insert(k, name, value)
        parts.append(part)
    whole = pd.concat(parts, ignore_index=True)
    return whole.reindex(columns=max(parts, key=lambda part: part.shape[1]).columns)


def record(found: Assessed, words: Wording) -> dict[str, Any]:
    """Return what is found of one change as plain data."""
    if isinstance(found, UsageError):
        return {"assessment": None, "refused": found.describe(words)}
    rows = show.records(found.to_frame())
    sentences = found.sentences(words.language)
    return {
        "assessment": [row | {"sentence": text} for row, text in zip(rows, sentences, strict=True)],
        "refused": None,
    }
