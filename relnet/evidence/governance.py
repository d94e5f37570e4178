"""How a network is run: the conditions of Provan & Kenis (2008) and its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.evidence.contingencies import FIGURES, Plan, figures
from relnet.evidence.evidence import Evidence
from relnet.evidence.leading import TOP, WITHOUT, leaders, leading, without
from relnet.evidence.ratings import Ratings
from relnet.evidence.source import SECTOR, basis, chosen, panel_of, table
from relnet.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.evidence.source import Groupers, Source
    from relnet.survey import Survey


def governance(
    source: Source,
    by: Groupers = SECTOR,
    role: str | None = None,
    top: int = 3,
    *,
    survey: Survey | None = None,
    trust: Sequence[str] = (),
    goals: Sequence[str] = (),
    language: str = "en",
) -> Evidence:
    """Show what speaks to how a network is run: its conditions and its shape.

    Provan & Kenis (2008) tell three modes of governance apart: shared by all, by a leading
    organisation, by an administrative organisation. Which one suits depends on how widely
    trust is held, on the number of participants, on consensus about goals and on the need
    for competencies of the network as a whole. What of these a survey shows stands here as
    figures; what it does not show stands here too, as ``not asked``. None of it is a mode.

    Parameters
    ----------
    source
        A survey (by its stated rules), a panel or a network.
    by
        The attribute, or several together, that makes the sectors; ``None`` for none. Without,
        the attribute ``sector``, in capitals or not, if there is one.
    role
        The attribute that says which role an organisation has in the network.
    top
        How many of the organisations with most ties are looked at.
    survey
        The survey that a panel was built from, where ratings are to be taken from it.
    trust, goals
        The items or composites of the survey that measure trust in partners and agreement
        with the goals.
    language
        Of the words in which each figure is explained, ``"en"`` or ``"nl"``.

    Returns
    -------
    Evidence
        ``figures``: ``wave, relation, aspect, figure, value, n, coverage, status,
        evidence_of, reference``. `aspect` is ``trust``, ``participants``, ``goal
        consensus``, ``competencies`` or ``shape``. `status` is that of `measure`, or ``not
        asked`` for what the survey does not ask, or ``not given`` where it is not said
        which items measure it.

        ``top``: ``wave, relation, rank, actor, group, role, answered, ties, share,
        betweenness_share, n, coverage, status``: the organisations with most known ties,
        their share of all known ties and of all betweenness. `n` counts the cells of the
        organisation that are known.

        ``without``: ``wave, relation, figure, value, without, n, n_without, coverage,
        coverage_without, status, status_without``: the measures among the figures, for all
        and for all but these.

    Raises
    ------
    UsageError
        If the source is of another type, or an attribute, item or language is unknown.

    Notes
    -----
    Ratings are those of `composites`, every organisation that is rated counting once; their
    spread is the standard deviation between organisations. An organisation that did not
    answer has fewer known ties, which shows in its coverage: ranks of `top` are among known
    ties.

    References
    ----------
    Provan, K. G. & Kenis, P. (2008). Modes of network governance: structure, management, and
    effectiveness. *Journal of Public Administration Research and Theory* 18, 229–252.

    Examples
    --------
    >>> import relnet as rn
    >>> panel = rn.build_panel(rn.datasets.lindeland().survey, "referral")
    >>> found = rn.governance(panel["2025"], top=2)
    >>> found["figures"][["aspect", "figure", "value", "status"]].round(2).head(4)
      aspect                figure  value     status
    0  trust               density   0.07    partial
    1  trust  reciprocity_edgewise   0.28    partial
    2  trust          trust_rating    NaN  not given
    3  trust          trust_spread    NaN  not given
    >>> found["top"][["actor", "ties", "share", "status"]].round(2)
                       actor  ties  share   status
    0  Lindelands Ziekenhuis    20   0.18  partial
    1          GGZ Lindeland    18   0.16  partial
    """
    panel, survey = panel_of(source, survey)
    groups = chosen(panel, by)
    ratings = Ratings(survey, {"trust": tuple(trust), "goal": tuple(goals)})
    plan = Plan(groups, top, ratings, Wording(language))
    first = [leaders(network, top) for network in panel]
    led = list(zip(panel, first, strict=True))
    made = {
        "basis": basis(panel),
        "figures": table((row for net in panel for row in figures(net, plan)), FIGURES),
        "top": table((row for one in led for row in leading(*one, groups, role)), TOP),
        "without": table((row for one in led for row in without(*one, groups)), WITHOUT),
    }
    return Evidence("governance", made)
