"""How far respondents of one organisation, and two partners, say the same of a tie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.engine.keys import lookup
from relnet.panel.agreement import agreement
from relnet.panel.build import build_panel
from relnet.panel.panels import Panel
from relnet.survey import Survey
from relnet.wording import expect

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.panel.network import Network

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

COLUMNS = (
    "wave", "relation", "between", "actor", "n", "named", "confirmed", "difference", "coverage",
    "status",
)  # fmt: skip


def disagreement(source: Survey | Panel) -> pd.DataFrame:
    """Return how far those who report on the ties of an actor differ.

    Parameters
    ----------
    source
        A survey, of which the stated rules say what a tie is; or a panel, in which the partners
        are compared, as no answers of single respondents are in it.

    Returns
    -------
    DataFrame
        ``wave, relation, between, actor, n, named, confirmed, difference, coverage, status``.

        `between` is ``respondents`` where several of one organisation speak: a row for each
        actor of which at least two speak on a cell. It is ``partners`` where both ends of a tie
        report on it: a row for each actor, of the relations with two reports that a panel keeps.

        `n` is the number of cells (dyads, between the partners of a mutual relation) on which
        at least two spoke, or both were rated; `named` how many of them anyone reports a tie
        on. Of these, `confirmed` is the share on which all of them do, and `difference` the mean
        of the highest strength less the lowest, 0 for one who does not name the partner.
        `coverage` is `n` / the possible cells. `status` is ``complete``, ``partial``,
        ``unobserved`` (nothing to compare) or ``undefined`` (nobody reports a tie).

    Raises
    ------
    UsageError
        If it is neither a survey nor a panel.

    See Also
    --------
    agreement : The cells on which several respondents speak, one by one.
    measure : ``confirmation_rate``, of a whole network.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> answers = pd.DataFrame({"respondent": ["ann", "joe", "kim"], "actor": list("AAB"),
    ...                         "partner": list("BBA"), "value": [3, 1, 1]})
    >>> survey = rn.read_survey(answers, roster=pd.DataFrame({"id": list("AB")}), warn=False)
    >>> rn.disagreement(survey)[["between", "actor", "n", "confirmed", "difference"]]
           between actor  n  confirmed  difference
    0  respondents     A  1        1.0         2.0
    >>> panel = rn.build_panel(survey, rule=rn.TieRule(dyad="either"))
    >>> rn.disagreement(panel)[["between", "actor", "n", "confirmed", "difference"]]
        between actor  n  confirmed  difference
    0  partners     A  1        1.0         2.0
    1  partners     B  1        1.0         2.0
    """
    if isinstance(source, Survey):
        panel = build_panel(source)
        parts = [_respondents(source, panel)]
    else:
        panel, parts = expect(source, Panel, "survey_or_panel", function="disagreement"), []
    parts += [_partners(network) for network in panel if len(network.reports) > 1]
    return pd.concat([pd.DataFrame(columns=list(COLUMNS)), *parts], ignore_index=True).astype(
        dict.fromkeys(["wave", "relation", "between", "actor", "status"], "str")
        | dict.fromkeys(["n", "named"], "int64")
        | dict.fromkeys(["confirmed", "difference", "coverage"], "float64")
    )


def _respondents(survey: Survey, panel: Panel) -> pd.DataFrame:
    """The respondents of each actor, over the cells on which at least two speak."""
    keys = ["wave", "relation", "actor"]
    cells = agreement(survey)
    cells = cells.assign(
        named=cells["yes"] > 0,
        same=(cells["yes"] == cells["respondents"]) & (cells["yes"] > 0),
        apart=(cells["highest"] - cells["lowest"]).where(cells["yes"] > 0, 0.0),
    )
    sums = cells.groupby(keys, sort=False)[["named", "same", "apart"]].sum()
    n = cells.groupby(keys, sort=False).size().to_numpy(np.int64)
    possible = pd.concat(
        [
            pd.Series(
                network.reports[0].possible.row_sizes if network.reports else 0,
                pd.MultiIndex.from_product([[network.wave], [network.relation], network.actors]),
            )
            for network in panel
        ]
    )
    about = sums.index.to_frame(index=False).assign(between="respondents")
    part = sums.to_numpy(float)
    return _table(about, n, part, possible.reindex(sums.index).to_numpy(float))


def _partners(network: Network) -> pd.DataFrame:
    """Both ends of the ties of each actor, over the cells on which both are rated."""
    first, second = network.reports
    rated, possible = first.rated & second.rated, first.possible & second.possible
    keys = ((first.ties | second.ties) & rated).keys()
    reports = [lookup(keys, report.keys, report.strength, 0.0) for report in (first, second)]
    same = first.ties.contains(keys) & second.ties.contains(keys)
    ends = np.divmod(keys, max(network.n, 1))
    sums = [
        _by_actor(network, ends, weights)
        for weights in (np.ones(keys.size), same, np.abs(reports[0] - reports[1]))
    ]
    n, most = (
        cells.row_sizes + (cells.column_sizes if network.directed else 0)
        for cells in (rated, possible)
    )
    about = pd.DataFrame({
        "wave": network.wave, "relation": network.relation, "between": "partners",
        "actor": network.actors,
    })  # fmt: skip
    return _table(about, np.asarray(n), np.stack(sums, axis=1), most)


def _by_actor(network: Network, ends: tuple[Ints, Ints], weights: NDArray[np.generic]) -> Floats:
    """The sum over the cells of each actor; over its dyads where undirected."""
    sent, received = (np.bincount(end, weights, network.n) for end in ends)
    return np.asarray(sent + received if network.directed else sent)


def _table(
    about: pd.DataFrame, n: NDArray[np.integer], sums: Floats, possible: NDArray[np.number]
) -> pd.DataFrame:
    """The rows, with the shares of the cells that are named: ``named, same, apart`` are sums."""
    named, same, apart = sums.T
    nothing = [n == 0, named == 0, n < possible]
    return about.assign(
        n=n.astype(np.int64),
        named=named.astype(np.int64),
        confirmed=_share(same, named),
        difference=_share(apart, named),
        coverage=_share(n.astype(float), possible.astype(float)),
        status=np.select(nothing, ["unobserved", "undefined", "partial"], "complete"),
    )[list(COLUMNS)]


def _share(part: Floats, whole: Floats) -> Floats:
    return np.asarray(np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0))
