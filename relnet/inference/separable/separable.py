"""Which ties form and which persist: separable models of two waves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from relnet.change import Change, compare
from relnet.errors import UsageError
from relnet.inference.asked import subject_of
from relnet.inference.both import aligned
from relnet.inference.draws import check_draws
from relnet.inference.refuse import check_enough, check_observed, check_options
from relnet.inference.separable.fit import estimates, fit_both, remarks
from relnet.inference.separable.model import process_of
from relnet.inference.separable.result import Separable
from relnet.inference.separable.terms import TERMS, Given, Term, Tied
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relnet.inference.both import Both
    from relnet.inference.separable.fit import Fitted
    from relnet.panel import Network

Terms: TypeAlias = "Sequence[str | Term]"
PROCESSES = ("formation", "persistence")
SWEEPS = 20
MOST_SWEEPS = 100_000


def separable(
    change_or_before: Change | Network,
    after: Network | None = None,
    terms: Terms | Mapping[str, Terms] | None = None,
    *,
    replicates: int = 100,
    sweeps: int = SWEEPS,
    seed: int = 1,
    level: float = 0.95,
) -> Separable:
    """Estimate what makes ties form, and what makes them persist.

    Two models of the same kind, apart: of the pairs without a tie in the first wave, which
    have one in the second; and of those with one, which still have.

    Parameters
    ----------
    change_or_before
        A change, or the first wave.
    after
        The second wave, if the first is given.
    terms
        What ties depend on: names (``edges``, ``mutual``, ``ttriple``, ``ctriple``,
        ``triangle``, ``gwidegree``, ``gwodegree``, ``gwdegree``, ``gwesp``) and terms such as
        ``Match("sector")``; of ``formation`` and ``persistence`` apart in a mapping. Ties as
        such, and where directed their reciprocity, without.
    replicates
        How many networks are simulated for the errors.
    sweeps
        How often the simulation goes over all cells, where pairs depend on one another.
    seed
        Of the random numbers.
    level
        Nominal coverage of the intervals.

    Returns
    -------
    Separable
        Estimates by name, such as ``"formation: mutual"``, as log odds; `simulate` and
        `resembles` say how well the model fits.

    Raises
    ------
    UsageError
        If a term is unknown, has no meaning for the relation, stands there twice or is
        collinear with others; if there are too few actors or cells (see `bounds`); if an
        option will not do; if the waves are not of one kind (see `compare`).

    Notes
    -----
    Maximum pseudo-likelihood: a logistic regression of the cells that are rated in both
    waves. The statistics of formation are those of the ties of either wave, the statistics
    of persistence those of the ties in both. In them only known ties count; a tie that is
    unknown counts as none there, so closure and reciprocity are understated where many are.
    Attributes are those of the first wave.

    The standard error is the spread of the estimates in networks simulated from the model
    (the error of the regression itself would take pairs to be independent). It is exact
    sampling where pairs do not depend on one another, else Gibbs sampling from the observed
    ties on. p and the interval are normal: estimate ± z · SE. The error says how much chance
    there is in the change if the model is right, not whether it is.

    Where a term tells all ties from all others, its estimate is infinite, and that is what
    stands there. Time grows with replicates · sweeps · cells · actors with terms of more than
    one pair.

    References
    ----------
    Krivitsky, P. N. & Handcock, M. S. (2014). A separable model for dynamic networks.
    *Journal of the Royal Statistical Society B* 76, 29–46.

    Schmid, C. S. & Desmarais, B. A. (2017). Exponential random graph models with big networks:
    maximum pseudolikelihood estimation and the parametric bootstrap. *IEEE International
    Conference on Big Data*, 116–121.

    Examples
    --------
    >>> import relnet as rn
    >>> panel = rn.build_panel(rn.datasets.lindeland().survey, "information")
    >>> model = rn.separable(panel["2023"], panel["2025"], ["edges", rn.inference.Match("sector")])
    >>> model.to_frame()[["name", "estimate", "se", "p"]].round(2)
                             name  estimate    se    p
    0            formation: edges     -3.41  0.33  0.0
    1    formation: match(sector)      1.70  0.59  0.0
    2          persistence: edges      1.93  0.46  0.0
    3  persistence: match(sector)     -0.76  0.73  0.3
    """
    change = _change(change_or_before, after)
    check_options(level)
    check_draws(replicates, seed)
    _check_sweeps(sweeps)
    check_observed(change.before, change.after)
    both, subject = aligned(change.before, change.after), subject_of(change)
    _check_cells(both, subject)
    plan = _plan(terms)
    fitted = fit_both(
        process_of("formation", both, _terms(plan["formation"], both)),
        process_of("persistence", both, _terms(plan["persistence"], both)),
        replicates,
        sweeps,
        seed,
    )
    rows = tuple(row for one in fitted for row in estimates(one, subject, level, seed))
    notes = (
        *_left_out(change, both, fitted, sweeps),
        *(note for one in fitted for note in remarks(one)),
    )
    title = Phrase("inference.separable.title", subject=subject)
    return Separable(rows, title, notes, _both=both, _fitted=fitted, _sweeps=sweeps)


def _change(given: Change | Network, after: Network | None) -> Change:
    if not isinstance(given, Change):
        return compare(given, after)  # type: ignore[arg-type]
    if after is not None:
        raise UsageError(Phrase("usage.separable.change_and_wave"))
    return given


def _plan(terms: Terms | Mapping[str, Terms] | None) -> dict[str, Terms | None]:
    """The terms of either process, as they were given."""
    if not isinstance(terms, Mapping):
        return dict.fromkeys(PROCESSES, terms)
    for name in terms:
        if name not in PROCESSES:
            raise unknown("process", name, PROCESSES)
    return {name: terms.get(name) for name in PROCESSES}


def _terms(given: Terms | None, both: Both) -> tuple[Given | Tied, ...]:
    """The terms by their names, if they have a meaning for the relation."""
    names = (("edges", "mutual") if both.directed else ("edges",)) if given is None else given
    if isinstance(names, str) or not isinstance(names, Sequence) or not names:
        raise UsageError(Phrase("usage.separable.terms", value=repr(names)))
    return tuple(_term(one, directed=both.directed) for one in names)


def _term(given: str | Term, *, directed: bool) -> Given | Tied:
    term = TERMS[given]() if isinstance(given, str) else given
    if not isinstance(term, Given | Tied):
        raise UsageError(Phrase("usage.separable.no_term", value=repr(term)))
    if term.applies not in ("directed" if directed else "undirected", "both"):
        raise UsageError(Phrase(f"usage.separable.only.{term.applies}", term=term.name))
    return term


def _check_sweeps(sweeps: int) -> None:
    if isinstance(sweeps, bool) or not isinstance(sweeps, int) or not 0 < sweeps <= MOST_SWEEPS:
        given = {"name": "sweeps", "value": repr(sweeps)}
        raise UsageError(Phrase("usage.inference.number", least=1, most=str(MOST_SWEEPS), **given))


def _check_cells(both: Both, subject: str) -> None:
    times = 1 if both.directed else 2
    rated, possible = both.rated, both.old.possible & both.new.possible
    check_enough(subject, both.before.n, int(rated.sum()) // times, int(possible.sum()) // times)


def _left_out(
    change: Change, both: Both, fitted: tuple[Fitted, Fitted], sweeps: int
) -> Iterator[Phrase]:
    """Return what is not in the model, and how it was simulated."""
    status = change.composition["status"].value_counts()
    joiners, leavers = int(status.get("joiner", 0)), int(status.get("leaver", 0))
    if joiners or leavers:
        yield Phrase("inference.separable.stayers", joiners=joiners, leavers=leavers)
    times = 1 if both.directed else 2
    possible = both.old.possible & both.new.possible
    unrated = int((possible & ~both.rated).sum()) // times
    if unrated:
        total = int(possible.sum()) // times
        yield Phrase("inference.separable.unrated", unrated=unrated, possible=total)
    for one in fitted:
        bare = int((one.process.unrated & both.rated).sum()) // times
        if bare:
            which = Phrase(f"inference.process.{one.process.which}")
            yield Phrase("inference.separable.bare", process=which, cells=bare)
    if any(term.reach == "network" for one in fitted for term in one.process.tied):
        yield Phrase("inference.separable.gibbs", sweeps=sweeps)
