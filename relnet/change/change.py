"""What changed between two waves, as tables that are made when they are asked for."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from relnet.change.align import absent_as_zero, align
from relnet.change.compared import compared_cells, in_both
from relnet.change.counts import compared, man_transition, profiles, summary
from relnet.change.inside import internalised, steps, terms
from relnet.change.ties import by_name, tie_statuses
from relnet.change.treated import completions, together
from relnet.panel import treatment_name
from relnet.wording import Wording

if TYPE_CHECKING:
    from relnet.change.align import View
    from relnet.change.counts import Compared
    from relnet.panel import Network, Step

READINGS = ("stayers", "absent as zero")


@dataclass(frozen=True, eq=False, repr=False)
class Change:
    """Change between two waves of one relation; every table is a plain DataFrame.

    A table is made when it is first asked for.

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
    treatment: str = "observed"
    _completions: pd.DataFrame = field(default_factory=lambda: completions([]))

    @cached_property
    def _aligned(self) -> tuple[pd.Index[str], list[View]]:
        return align(self.before, self.after)

    @cached_property
    def _compared(self) -> Compared:
        """The cells among stayers."""
        return compared_cells(self._aligned[1], directed=self.before.directed)

    @cached_property
    def _composition(self) -> pd.DataFrame:
        everyone, (old, new) = self._aligned
        return by_name(everyone, old, new)

    @cached_property
    def _counts(self) -> pd.DataFrame:
        before, after = map(absent_as_zero, self._aligned[1])
        everywhere = compared(before, after, directed=self.before.directed)
        rows = [summary(cells) for cells in (self._compared, everywhere)]
        return pd.DataFrame(rows, pd.Index(READINGS, name="reading"))

    @cached_property
    def _ties(self) -> pd.DataFrame:
        everyone, (old, new) = self._aligned
        return tie_statuses(everyone, old, new, directed=self.before.directed)

    @cached_property
    def _actors(self) -> pd.DataFrame:
        everyone, views = self._aligned
        return profiles(self._compared, everyone[in_both(views)])

    @cached_property
    def _man(self) -> pd.DataFrame:
        return man_transition(self._compared) if self.before.directed else pd.DataFrame()

    @cached_property
    def _internalised(self) -> pd.DataFrame:
        return internalised(self.before, self.after)

    def __getstate__(self) -> dict[str, object]:
        """What is copied and pickled: not the tables, which are made again when asked for."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

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
