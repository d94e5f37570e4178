"""What changed between two waves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from relnet.change.align import absent_as_zero, align, stayers
from relnet.change.counts import compared, man_transition, profiles, summary
from relnet.change.inside import check_terms, internalised, steps, terms
from relnet.change.ties import by_name, tie_statuses
from relnet.change.treated import (
    check_alike,
    completed_alike,
    completions,
    together,
    treated_alike,
)
from relnet.errors import UsageError
from relnet.panel import Network, treatment_name
from relnet.treatments import as_treatment
from relnet.wording import Phrase, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relnet.panel import Step
    from relnet.treatments import Treatment

READINGS = ("stayers", "absent as zero")


@dataclass(frozen=True, eq=False, repr=False)
class Change:
    """Change between two waves of one relation; every table is a plain DataFrame.

    Attributes
    ----------
    before, after : Network
        The waves.
    composition : DataFrame
        ``actor, status, answered_before, answered_after``; `status` is ``stayer``,
        ``joiner`` or ``leaver``, by name, from the rosters (see `composition` for mergers,
        splits and new names).
    counts : DataFrame
        The tie-change table by `reading`: over the stayers, and with absent actors'
        cells as no tie.
    ties : DataFrame
        Each tie known in either wave: ``source, target, status, detail, before, after,
        strength_before, strength_after``. `status` is ``formed``, ``dissolved`` or
        ``persisted`` only where the cell is rated in both waves; ``entered`` with a
        joiner, ``left`` with a leaver, else ``unobserved`` or ``impossible``. `detail` is of
        what persisted ``strengthened``, ``weakened``, ``same`` or ``unknown strength``; of what
        is unobserved the wave in which the cell is not rated, ``before``, ``after`` or
        ``both``; else empty. `before` and `after` say what is known of each wave.
    actors : DataFrame
        The counts for each stayer, as sender and as receiver.
    man : DataFrame
        Dyads by state before (rows) and after (columns), where directed; else empty.
    internalised : DataFrame
        Ties inside one organisation, in whose terms the waves are: ``actor, source, target,
        status``. `status` is ``internalised`` for one that is known before, between
        organisations that are one here: it is not lost; ``internal`` for one that is known
        only after.
    treatment : str
        What was done about unobserved cells, by name. Of ``"impute"`` all of the above is
        as observed.
    completions : DataFrame
        The counts and rates of each completion, where the treatment is ``"impute"``:
        ``completion, reading, n00, n01, n10, n11, jaccard, hamming, formation,
        dissolution``; else empty.
    imputed : DataFrame
        The same over all completions: ``reading, statistic`` (``mean``, ``low``, ``high``)
        and the figures.
    """

    before: Network
    after: Network
    _composition: pd.DataFrame
    _counts: pd.DataFrame
    _ties: pd.DataFrame
    _actors: pd.DataFrame
    _man: pd.DataFrame
    _internalised: pd.DataFrame
    treatment: str = "observed"
    _completions: pd.DataFrame = field(default_factory=lambda: completions([]))

    @property
    def composition(self) -> pd.DataFrame:
        """Stayers, joiners and leavers."""
        return self._composition.copy(deep=False)

    @property
    def counts(self) -> pd.DataFrame:
        """The tie-change table."""
        return self._counts.copy(deep=False)

    @property
    def ties(self) -> pd.DataFrame:
        """What became of each tie."""
        return self._ties.copy(deep=False)

    @property
    def actors(self) -> pd.DataFrame:
        """The counts by actor."""
        return self._actors.copy(deep=False)

    @property
    def man(self) -> pd.DataFrame:
        """The MAN transition."""
        return self._man.copy(deep=False)

    @property
    def internalised(self) -> pd.DataFrame:
        """The ties inside one organisation."""
        return self._internalised.copy(deep=False)

    @property
    def completions(self) -> pd.DataFrame:
        """The counts and rates of each completion."""
        return self._completions.copy(deep=False)

    @property
    def imputed(self) -> pd.DataFrame:
        """The mean, lowest and highest of these over all completions."""
        return together(self._completions)

    @property
    def terms(self) -> str | None:
        """In terms of which organisations both waves are; ``None`` for those of each wave."""
        return terms(self.before, self.after)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The events that were applied to the wave before, and those applied to the one after."""
        return steps(self.before, self.after)

    def equals(self, other: Change) -> bool:
        """Whether both are the change between the same networks."""
        return (
            self.before.equals(other.before)
            and self.after.equals(other.after)
            and self.treatment == other.treatment
            and self._completions.equals(other._completions)
        )

    def __repr__(self) -> str:
        counts = self._counts.to_dict("index")["stayers"]
        status = self._composition["status"].value_counts()
        who = ", ".join(f"{status.get(what, 0)} {what}s" for what in ("stayer", "joiner", "leaver"))
        formed, dissolved, persisted, unseen = (
            int(counts[name]) for name in ("n01", "n10", "n11", "unobserved")
        )
        return (
            f"<Change: {self.before.relation!r}, {self.before.wave!r} → {self.after.wave!r}: {who}; "
            f"among stayers {formed} ties formed, {dissolved} dissolved, {persisted} persisted, "
            f"{unseen} cells not compared; Jaccard {counts['jaccard']:.3f}{self._inside()}{self._done()}>"
        )

    def _done(self) -> str:
        """What was done about unobserved cells, where anything was."""
        if self.treatment == "observed":
            return ""
        said = treatment_name(self.treatment, Wording())
        if not len(self._completions):
            return f"; {said}"
        stayers = self.imputed.set_index(["reading", "statistic"])["jaccard"]["stayers"]
        m, (mean, low, high) = self._completions["completion"].nunique(), stayers
        return f"; {said}, {m} completions: Jaccard {mean:.3f} ({low:.3f} to {high:.3f})"

    def _inside(self) -> str:
        """How many ties are internalised, and in whose terms."""
        if self.terms is None:
            return ""
        ties = int((self._internalised["status"] == "internalised").sum())
        return f"; in terms of {self.terms}: {ties} ties internalised, not lost"

    def _repr_html_(self) -> str:
        return f"<p>{escape(repr(self)[1:-1])}</p>{self._counts.to_html()}"


def compare(before: Network, after: Network, treatment: Treatment | str = "observed") -> Change:
    """Compare two waves of one relation.

    Composition comes first, from the rosters alone; then the ties, over the cells that
    were observed in both waves. A tie of an actor that did not answer in one of the waves
    is unobserved, never dissolved.

    Parameters
    ----------
    before, after
        Two networks of the same relation, made by the same rule.
    treatment
        What to do about unobserved cells, in both waves alike (see `treat` and `impute`).
        With ``"complete"`` an actor that did not answer in one wave is left out of both: it
        has not left.

    Returns
    -------
    Change
        Composition, tie statuses, counts, actor profiles and MAN transition.

    Raises
    ------
    UsageError
        If the networks are not of one kind: another relation, direction, tie rule, terms
        (see `in_terms_of`) or treatment would themselves make change; or if they cannot be
        treated so (see `treat`).

    Notes
    -----
    Two readings stand side by side. *Stayers* counts the cells among actors on both
    rosters. *Absent as zero* counts all actors; the cells of an actor that is absent in a
    wave are no tie there, so joiners' ties count as formed and leavers' as dissolved;
    cells of silent actors stay unobserved.

    With ``"impute"`` the ties stay as they were observed, and only the counts and rates are
    given for each completion, with their mean, lowest and highest: a completion says how
    many ties there may have been, not which. The spread between completions holds what the
    silence leaves open under the model, and no sampling error.

    References
    ----------
    Snijders, T. A. B., van de Bunt, G. G. & Steglich, C. E. G. (2010). Introduction to
    stochastic actor-based models for network dynamics. *Social Networks* 32, 44–60 (the
    Jaccard index as a measure of stability).

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> old = rn.from_networkx(nx.DiGraph([("A", "B"), ("B", "C")]), wave="2022")
    >>> new = rn.from_networkx(nx.DiGraph([("A", "B"), ("C", "B")]), wave="2024")
    >>> rn.compare(old, new).counts.loc["stayers", ["n00", "n01", "n10", "n11"]].tolist()
    [3, 1, 1, 1]
    """
    plan = as_treatment(treatment)
    _check(before, after)
    if plan.name == "impute":
        pairs = completed_alike(before, after, plan)
        return with_completions(_change(before, after), (_change(*pair) for pair in pairs))
    return _change(*treated_alike(before, after, plan.name))


def with_completions(observed: Change, changes: Iterable[Change]) -> Change:
    """Return a change as observed, with the counts of the same change in each completion."""
    table = completions([change.counts for change in changes])
    return replace(observed, treatment="impute", _completions=table)


def _change(before: Network, after: Network) -> Change:
    everyone, (old, new) = align(before, after)
    stay, directed = old.present & new.present, before.directed
    cells = compared(stayers(old, stay), stayers(new, stay), directed=directed)
    all_cells = compared(absent_as_zero(old), absent_as_zero(new), directed=directed)
    index = pd.Index(READINGS, name="reading")
    return Change(
        before,
        after,
        by_name(everyone, old, new),
        pd.DataFrame([summary(cells), summary(all_cells)], index),
        tie_statuses(everyone, old, new, directed=directed),
        profiles(cells, everyone[stay]),
        man_transition(cells) if directed else pd.DataFrame(),
        internalised(before, after),
        "observed" if before.treated is None else before.treated.name,
    )


def _check(before: Network, after: Network) -> None:
    for network in (before, after):
        if not isinstance(network, Network):
            raise UsageError(Phrase("usage.compare.networks", kind=type(network).__name__))
    for key, old, new in (
        ("usage.compare.relations", before.relation, after.relation),
        ("usage.compare.rules", str(before.rule), str(after.rule)),
        ("usage.compare.directions", before.directed, after.directed),
    ):
        if old != new:
            raise UsageError(Phrase(key, before=repr(old), after=repr(new)))
    check_terms(before, after)
    check_alike(before, after)
