"""The same measures under each treatment, tie rule and threshold, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from relnet.change import Change
from relnet.errors import UsageError
from relnet.measures import MEASURES
from relnet.measures.groups import attributes
from relnet.silence.asked import CHANGES, Asked
from relnet.silence.choices import panels
from relnet.silence.ranges import CHOICE, keys_of, side_by_side
from relnet.treatments import Treatment
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relnet.measures.groups import By
    from relnet.panel import Panel
    from relnet.rules import TieRule
    from relnet.survey import Survey

TREATMENTS = ("observed", "complete", "reconstruct", "null", "impute")
"""What can be done about the unobserved, from what was seen to what is assumed."""
FIGURES = ("value", "spread", "filled", "n", "coverage", "status")


def sensitivity(  # noqa: PLR0913 - what is chosen, by name
    source: Panel | Survey | Change,
    *measures: str,
    treatments: Iterable[str] = TREATMENTS,
    rules: Iterable[TieRule | str] | TieRule | str = (),
    thresholds: Iterable[float | None] | float = (),
    relation: str | None = None,
    by: By | None = None,
    seed: int = 1,
    completions: int = 20,
    wide: bool = False,
) -> pd.DataFrame:
    """Compute measures under each treatment, tie rule and threshold.

    What stays nearly the same whatever is chosen does not hang on the silence, nor on the
    rule; what does not stay the same is to be told with its range.

    Parameters
    ----------
    source
        A panel, a survey, or a change.
    *measures
        Measures by name (see `list_measures`), by default all that are one number for a
        network; or figures of the change between consecutive waves, ``jaccard``, ``hamming``,
        ``formation``, ``dissolution``, ``n00``, ``n01``, ``n10`` and ``n11``, by default all
        of these for a change.
    treatments
        Which of ``observed``, ``complete``, ``reconstruct``, ``null`` and ``impute``.
    rules
        Tie rules, or dyad rules as in ``["either", "both"]`` with all else as it was. By
        default the rule of each relation.
    thresholds
        The weakest answer that is a tie, one after the other; ``None`` counts every answer.
        By default that of the rule.
    relation
        One relation of several.
    by
        Attributes for measures of groups; ``impute`` is told of them too.
    seed, completions
        For ``impute``.
    wide
        A column for each choice, and the range, in place of a row for each value.

    Returns
    -------
    DataFrame
        ``wave, relation, measure, actor, rule, dyad, at_least, treatment, value, spread,
        filled, n, coverage, status``; ``actor`` only where there are measures of actors,
        ``group`` and ``partner_group`` with `by`. Of a change ``before_wave, after_wave,
        relation, reading`` in place of ``wave, relation``. `spread` is the standard deviation over
        completions, `filled` the share of the possible cells that was filled in. A treatment
        that cannot be given has ``not possible`` as `status`; ``attrs["not_possible"]`` says
        why. With `wide`: what each row is about, the values by choice, and what `range_of`
        gives.

    Raises
    ------
    UsageError
        If a name is unknown; if a rule or threshold is asked for and the survey is not known
        any more, as of a panel that was read, cut or treated; or if a rule does not suit a
        relation.

    See Also
    --------
    range_of : The lowest and the highest of each measure.
    bounds : How far the silence could move a measure at most.

    References
    ----------
    Huisman, M. (2009). Imputation of missing network data: some simple procedures. *Journal
    of Social Structure* 10. Smith, J. A., Morgan, J. H. & Moody, J. (2022). Network sampling
    coverage III: imputation of missing network data under different network and missing data
    conditions. *Social Networks* 68, 148–178. Žnidaršič, A., Doreian, P. & Ferligoj, A.
    (2018). Treating missing network data before partitioning. In *Advances in Network
    Clustering and Blockmodeling*.
    """
    plans = _plans(treatments, Treatment("impute", completions, seed, attributes(by)))
    between = _is_between(source, measures)
    parts, reasons = list[pd.DataFrame](), dict[str, str]()
    for panel in panels(source, relation, rules, thresholds):
        names = measures or (CHANGES if between else _numbers(panel))
        ask = Asked(names, by, between=between)
        for plan in plans:
            try:
                parts.append(ask.table(panel, plan))
            except UsageError as error:
                if plan.name == "observed":
                    raise
                reasons[plan.name] = str(error)
                parts.append(_not_possible(ask.table(panel, Treatment()), plan))
    table = _tidy(pd.concat(parts, ignore_index=True))
    table = side_by_side(table) if wide else table
    table.attrs = {"not_possible": reasons}
    return table


def _plans(names: Iterable[str], impute: Treatment) -> list[Treatment]:
    """The treatments by name, each once."""
    wanted = [names] if isinstance(names, str) else list(names)
    for name in wanted:
        if name not in TREATMENTS:
            raise unknown("treatment", name, TREATMENTS)
    if not wanted:
        raise UsageError(Phrase("usage.sensitivity.none"))
    return [impute if name == "impute" else Treatment(name) for name in dict.fromkeys(wanted)]


def _is_between(source: object, names: Sequence[str]) -> bool:
    """Whether figures of change are asked for."""
    of_change = [name for name in names if name in CHANGES]
    if isinstance(source, Change) or of_change:
        for name in names:
            if name not in CHANGES:
                raise unknown("change_figure", name, CHANGES)
        return True
    return False


def _numbers(panel: Panel) -> tuple[str, ...]:
    """The measures that are one number for each network of a panel."""
    directed = any(network.directed for network in panel)
    return tuple(
        name
        for name in MEASURES
        if MEASURES[name].level == "network"
        and (directed or not MEASURES[name].directed)
        and not (MEASURES[name].by or MEASURES[name].together)
    )


def _not_possible(observed: pd.DataFrame, plan: Treatment) -> pd.DataFrame:
    """The rows of a treatment that cannot be given."""
    gone = dict.fromkeys(("value", "spread", "filled", "n", "coverage"), float("nan"))
    return observed.assign(**gone, treatment=plan.name, status="not possible")


def _tidy(table: pd.DataFrame) -> pd.DataFrame:
    """The columns in their order, without those that say nothing."""
    optional = ("group", "partner_group", "actor")
    columns = [*keys_of(table), *CHOICE, *FIGURES]
    empty = [name for name in optional if name in table and table[name].isna().all()]
    return table.reindex(columns=[name for name in columns if name not in empty])
