"""The public function for bounds of measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from relnet.change import Change
from relnet.errors import UsageError
from relnet.panel import Network, Panel
from relnet.silence.changes import table_of_change
from relnet.silence.table import Plan, table_of
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    import pandas as pd

    from relnet.measures.groups import By

Bounded: TypeAlias = "Panel | Network | Change"
DRAWS = 100


def bounds(
    source: Bounded, *names: str, by: By | None = None, seed: int = 1, draws: int = DRAWS
) -> pd.DataFrame:
    """Return the smallest and largest value that measures could have, whatever the silent say.

    Every unknown cell may hold a tie or none; what is known by Kleene's logic is fixed, and
    impossible cells hold none. The bounds contain the value that the measure has under full
    response.

    Parameters
    ----------
    source
        A panel, a network, or the change between two waves.
    *names
        Measures by name (see `list_measures`), and of a change also ``jaccard``,
        ``hamming``, ``formation``, ``dissolution``, ``n00``, ``n01``, ``n10`` and ``n11``.
        Without, all that are numbers for a network and have bounds in closed form.
    by
        The attribute, or several together, whose groups measures of groups are about.
    seed
        Where the random completions start from.
    draws
        How many random completions are tried of a measure without a closed form, and how
        many steps are taken from the best of them to each side.

    Returns
    -------
    DataFrame
        ``wave, relation, measure, actor, value, low, high, width, kind, unknown, excluded,
        status``, and with `by` also ``group, partner_group``. `value` is what `measure`
        gives, computed over what was observed, and `status` says over how much. `kind` is

        - ``sharp``: some completion attains each end;
        - ``outer``: no completion goes beyond them;
        - ``simulated``: some completions go as far as this, and others may go farther.

        `unknown` counts the unknown cells (dyads where undirected) that the value depends
        on. `excluded` is the share of the completions (of those tried, where simulated) in
        which the measure is undefined, 0/0; these have no part in the bounds. Where there
        are none `kind` is missing and `status` says why.

        Of a change ``relation, before_wave, after_wave, reading, measure, actor, before,
        after, change, low, high, width, could_flip, kind, unknown, excluded, status``. Over
        ``each wave`` a measure is computed in either by itself, and its change lies in
        [low after − high before, high after − low before]. ``stayers`` are the measures
        between waves, over the cells that are possible in both among the actors on both
        rosters; these are themselves in `change`. `could_flip` is whether what is not known
        allows the other sign, a rise for a fall, and missing for measures between waves,
        where the change that was observed is undefined, and where a simulated range shows no
        other sign but is not all there is.

    Raises
    ------
    UsageError
        If a measure or an attribute is unknown, a measure of groups is asked for without
        `by`, the network was treated already, or the source is of another type; or if more
        than 50 million unknown cells would be filled in over all random completions of a
        measure without a closed form (unknown cells × (2 + 3 `draws`)).

    See Also
    --------
    response_needed : Whom to ask first.

    Notes
    -----
    A rate is computed over cells whose observation does not depend on the answer, so it
    may itself lie outside its bounds where known ties outside these cells say otherwise.
    Bounds hold whatever the reason for the silence; nothing is assumed of the silent.

    References
    ----------
    Manski, C. F. (2003). *Partial Identification of Probability Distributions*. Springer.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> survey = rn.read_survey(pd.DataFrame({"source": ["A", "B"], "target": ["B", "C"]}),
    ...     roster=pd.DataFrame({"id": list("ABC")}), register=pd.DataFrame({"id": list("AB")}),
    ...     warn=False)
    >>> rn.bounds(rn.build_panel(survey), "density")[["value", "low", "high", "kind"]]
       value       low      high   kind
    0    0.5  0.333333  0.666667  sharp
    """
    if expect(draws, int, "whole", argument="draws") < 1:
        raise UsageError(Phrase("usage.bounds.draws", draws=draws))
    plan = Plan(by, expect(seed, int, "whole", argument="seed"), draws)
    if isinstance(source, Change):
        _check(Panel((source.before, source.after)))
        table = table_of_change(source, names, plan)
    else:
        table = table_of(_check(source), names, plan)
    table.attrs = {"seed": seed, "draws": draws}
    return table


def _check(source: Panel | Network) -> Panel:
    """The networks, none of which may have been treated."""
    if not isinstance(source, Panel | Network):
        raise UsageError(Phrase("usage.bounds.source", kind=type(source).__name__))
    panel = Panel((source,)) if isinstance(source, Network) else source
    for network in panel:
        if network.treated is not None:
            raise UsageError(Phrase("usage.bounds.treated", treatment=repr(network.treated.name)))
    return panel
