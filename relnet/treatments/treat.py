"""Networks whose unobserved cells are treated: left out, filled in, or as they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, overload

import numpy as np

from relnet.engine.cells import Cells
from relnet.errors import UsageError, printable
from relnet.panel import Network, Panel, Treated
from relnet.panel.happened import kept_events
from relnet.panel.select import take
from relnet.treatments.fill import no_ties, partners_say
from relnet.treatments.treatment import Treatment, as_treatment
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from relnet.treatments.fill import Filled

FILLS: dict[str, Callable[[Network], Filled]] = {"reconstruct": partners_say, "null": no_ties}
"""Treatments that fill unobserved cells in."""


@overload
def treat(source: Network, treatment: Treatment | str) -> Network: ...
@overload
def treat(source: Panel, treatment: Treatment | str) -> Panel: ...
def treat(source: Network | Panel, treatment: Treatment | str) -> Network | Panel:
    r"""Treat the cells that nobody observed, in a way that is named.

    Nothing is treated unless it is asked for, and a treated network says so wherever it
    goes. No treatment is right in general [1]_ [2]_: show what comes of several of them.

    Parameters
    ----------
    source
        A network, or a panel.
    treatment
        By name, or a `Treatment`. ``"observed"``: the source as it is. ``"complete"``: the
        actors that did not answer are left out of their wave. ``"null"``: an unknown cell
        is no tie. ``"reconstruct"``: an unknown cell takes what the partner reports
        [3]_.

    Returns
    -------
    Network or Panel
        Of the same kind as `source`; each network says in `treated` what was filled in.

    Raises
    ------
    UsageError
        If there is no such treatment; for ``"impute"``, which gives several panels (see
        `impute`); if a network was treated already, or is in terms of other organisations,
        for cells are filled in before they are pooled; or if what the actors report is
        needed and not kept.

    See Also
    --------
    impute : Draw the unobserved cells from a model, several times.
    compare : Compares two waves under a treatment.

    Notes
    -----
    Cells that are impossible stay so, what is known is never contradicted, and who answered
    does not change. A filled cell is known and rated.

    *Reconstruct*, where a tie has one report: cell (i, j) of which i says nothing takes the
    state and the strength of (j, i). Where it has two, of a mutual relation or one asked
    from both ends, the one report that is known stands for the other, and the tie rule does
    the rest. A cell of which neither is known stays unobserved. With it the ties of silent
    actors are all reciprocated or confirmed: [4]_ advises against it. Only a report that is
    rated stands for another: of a respondent who stopped halfway the yeses are known and the
    noes are not. These yeses stay known, and are rated only where the partner's report is,
    for there the cell would have been filled in without them.

    *Null* lowers the number of ties; *complete* lowers the number of actors, and of those
    who stay it leaves the ties to the silent out. An actor that answered and was not shown
    some partners stays, and these cells stay unobserved. A relation that was not asked in
    a wave stays as it is.

    References
    ----------
    .. [1] Huisman, M. (2009). Imputation of missing network data: some simple procedures.
       *Journal of Social Structure* 10(1), 1–29.
    .. [2] Smith, J. A., Morgan, J. H. & Moody, J. (2022). Network sampling coverage III:
       Imputation of missing network data under different network and missing data
       conditions. *Social Networks* 68, 148–178.
    .. [3] Stork, D. & Richards, W. D. (1992). Nonrespondents in communication network
       studies. *Group & Organization Management* 17, 193–209.
    .. [4] Žnidaršič, A., Ferligoj, A. & Doreian, P. (2018). Stability of centrality measures
       in valued networks regarding different actor non-response treatments and
       macro-network structures. *Network Science* 6(1), 1–33.

    Examples
    --------
    >>> import io, relnet as rn
    >>> answers = io.StringIO("respondent,actor,partner\na,A,B\na,A,C\nb,B,A\n")
    >>> survey = rn.read_survey(answers, roster=io.StringIO("id\nA\nB\nC\n"), warn=False)
    >>> network = rn.build_panel(survey)[0]
    >>> for name in ("observed", "complete", "reconstruct", "null"):
    ...     treated = rn.treat(network, name)
    ...     print(name, treated.n, len(treated.ties), treated.observation.coverage)
    observed 3 3 0.6666666666666666
    complete 2 2 1.0
    reconstruct 3 4 1.0
    null 3 3 1.0
    """
    plan = as_treatment(treatment)
    if plan.name == "impute":
        raise UsageError(Phrase("usage.treat.impute"))
    if isinstance(source, Network):
        return _treated(source, plan.name)
    expect(source, Panel, "panel", function="treat")
    networks = tuple(_treated(network, plan.name) for network in source)
    events = kept_events(source.events, source.networks, networks)
    return Panel(networks, events, _milestones=source.milestones)


def completed(panel: Panel, treatment: Treatment | str) -> tuple[Panel, ...]:
    """Return the panels that a treatment makes: one, or the completions of ``"impute"``."""
    plan = as_treatment(treatment)
    if plan.name != "impute":
        return (treat(panel, plan),)
    from relnet.treatments.impute import impute  # noqa: PLC0415 - the others need no model

    return impute(panel, completions=plan.completions, seed=plan.seed, by=plan.by)


def leave_out(network: Network, names: Collection[str]) -> Network:
    """Return a network without these actors, as the treatment ``"complete"`` leaves them out."""
    gone = network.actors.isin(list(names))
    kept = take(network, np.flatnonzero(~gone))
    before = () if network.treated is None else network.treated.dropped
    dropped = (*before, *network.actors[gone])
    return replace(kept, treated=Treated("complete", _nothing(kept.n), dropped=dropped))


def silent(network: Network) -> list[str]:
    """Return the actors that did not answer, where anyone was asked."""
    seen = network.observation
    return list(network.actors[~seen.answered]) if seen.asked else []


def check_untreated(network: Network, name: str) -> None:
    """Refuse to treat a network that cannot be treated so.

    Raises
    ------
    UsageError
        If it was treated already, or is to be filled in after its actors were pooled.
    """
    if network.treated is not None:
        done = Phrase(f"treatment.{network.treated.name}")
        raise UsageError(Phrase("usage.treat.twice", done=done))
    if name in {*FILLS, "impute"} and network.lineage is not None and network.lineage.steps:
        raise UsageError(Phrase("usage.treat.terms", terms=printable(network.lineage.terms, 200)))


def _treated(network: Network, name: str) -> Network:
    if name == "observed":
        return network
    check_untreated(network, name)
    if name == "complete":
        return leave_out(network, silent(network))
    if not network.observation.asked:
        return replace(network, treated=Treated(name, _nothing(network.n)))
    made, seen = FILLS[name](network), network.observation
    return replace(
        network,
        keys=made.keys,
        strength=made.strength,
        observation=replace(seen, rated=made.rated, unknown=seen.unknown - made.cells),
        treated=Treated(name, seen.unknown & made.cells),
    )


def _nothing(n: int) -> Cells:
    return Cells.from_keys(np.empty(0, np.int64), n)
