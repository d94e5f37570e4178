"""What is wrong or remarkable in reports whose waves, actors and relations are known."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.intake.rows import among, column_of, grouped, plain
from relnet.problems import Problem
from relnet.readers.coded import flagged, is_text, together
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Mapping, Sequence

    from relnet.intake.rows import Groups
    from relnet.rules import Scale
    from relnet.wording import Value

    Row: TypeAlias = dict[Hashable, Any]
    Values: TypeAlias = dict[str, Value]

MOST_SUGGESTIONS = 200
"""Unknown names beyond this many get no suggestion: each costs a pass over the roster."""


@dataclass(slots=True)
class Review:
    """The problems found in a table of reports, and the rows to set aside.

    Attributes
    ----------
    reports : DataFrame
        Columns of `layouts.COLUMNS` and ``file, column_actor, column_partner,
        column_value``, text as codes.
    problems : list of Problem
        Errors and warnings so far.
    said
        The reports in groups of equal wave, respondent and actor.
    aside : ndarray of bool
        Rows that are listed and not used.
    """

    reports: pd.DataFrame
    problems: list[Problem]
    said: Groups
    aside: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.aside = np.zeros(len(self.reports), np.bool_)

    def list_rows(
        self,
        where: np.ndarray,
        kind: str,
        values: Callable[[Row], Values],
        column: str | None = None,
        *,
        variant: Callable[[Row], str] = lambda _: "",
        warning: bool = False,
    ) -> None:
        """Add a problem for each flagged row (`where`, shape ``(m,)``) that is not set aside."""
        rows = np.flatnonzero(where)
        rows = rows[~self.aside[rows]]
        if not len(rows):
            return
        for row in self.reports.iloc[rows].to_dict("records"):
            self.problems.append(
                Problem(
                    kind,
                    variant=variant(row),
                    values=values(row),
                    file=str(row["file"]),
                    row=int(row["row"]),
                    column=(str(row[f"column_{column}"]) or None) if column else None,
                    severity="warning" if warning else "error",
                )
            )


def check_roster(review: Review, roster: Mapping[str, Collection[str]]) -> None:
    """Add an error for each report from or on an actor that is not on the roster of its wave."""
    reports = review.reports
    everyone = {name for names in roster.values() for name in names}
    suggest = _Suggestions(sorted(everyone))
    all_ = [(wave, name) for wave, names in roster.items() for name in (*names, "")]
    listed = pd.DataFrame(all_, columns=["wave", "name"])
    ours = flagged(column_of(reports, "wave"), roster.__contains__)
    for role in ("actor", "partner"):
        pairs = grouped(reports, ["wave", role])
        each = reports[["wave", role]].iloc[pairs.first]
        strange = ~among(each, listed, ["wave", role], ["wave", "name"])
        if not strange.any():
            continue
        stranger = ours & pairs.spread(strange)

        def variant(row: Row, role: str = role) -> str:
            name = str(row[role])
            return "other_wave" if name in everyone else "near" if suggest(name) else ""

        def values(row: Row, role: str = role) -> Values:
            name = str(row[role])
            hint = {"wave": quoted(row["wave"])} if name in everyone else suggest(name)
            return {"name": quoted(name), **hint}

        review.list_rows(stranger, "not on the roster", values, role, variant=variant)


class _Suggestions:
    """Nearest names on the roster, each looked up once."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._known: dict[str, dict[str, str]] = {}

    def __call__(self, name: str) -> dict[str, str]:
        if name not in self._known and len(self._known) < MOST_SUGGESTIONS:
            near = difflib.get_close_matches(name, self._names, n=1, cutoff=0.75)
            self._known[name] = {"near": quoted(near[0])} if near else {}
        return self._known.get(name, {})


def check_scale(review: Review, scales: Mapping[str, Scale | None]) -> None:
    """Add an error for each value off the scale of its relation."""
    if all(scale is None for scale in scales.values()):
        return
    answers, distinct = pd.factorize(review.reports["value"].to_numpy())
    relations = column_of(review.reports, "relation")
    for name, scale in scales.items():
        off = [scale is not None and not scale.allows(value) for value in distinct]
        if scale is None or not any(off):
            continue
        off_scale = np.array([*off, False])[answers] & is_text(relations, name)

        def values(row: Row, scale: Scale = scale) -> Values:
            ends = {"weakest": float(scale.weakest), "strongest": float(scale.strongest)}
            return {"value": float(row["value"]), **ends}

        review.list_rows(off_scale, "value off the scale", values, "value")


def set_aside_self_nominations(review: Review) -> None:
    """List the rows in which an actor names itself, and set them aside."""
    reports = review.reports
    own = np.equal(*(part.codes for part in ends_of(reports)))
    if not own.any():
        return
    silent = reports["missing"].to_numpy(bool) & ~reports["symmetric"].to_numpy(bool)
    review.aside |= own & silent  # an empty cell on oneself says nothing
    review.list_rows(
        own,
        "self-nomination",
        lambda row: {"name": quoted(row["actor"])},
        warning=True,
    )
    review.aside |= own


def ends_of(reports: pd.DataFrame) -> list[pd.Categorical]:
    """Return actor and partner of each report as the same codes."""
    return together([column_of(reports, "actor"), column_of(reports, "partner")])


def mask_of(size: int, where: np.ndarray) -> np.ndarray:
    """Flags of shape ``(size,)`` that are set at these positions."""
    flags = np.zeros(size, np.bool_)
    flags[where] = True
    return flags


def described(row: Row) -> Values:
    """Who answered what on whom."""
    value = float(row["value"])
    answer = Phrase("word.no_answer") if np.isnan(value) else value
    return {"actor": quoted(row["actor"]), "partner": quoted(row["partner"]), "answer": answer}


def set_aside_blank_mirrors(review: Review, dyads: Collection[str]) -> None:
    """In a matrix that states dyads a cell is missing only if its mirror image is too."""
    reports = review.reports
    missing = reports["symmetric"].to_numpy(bool) & reports["missing"].to_numpy(bool)
    if not missing.any():
        return
    rows = np.flatnonzero(missing & flagged(column_of(reports, "relation"), dyads.__contains__))
    blank = reports.iloc[rows]
    mirror = among(blank, blank, ["file", "actor", "partner"], ["file", "partner", "actor"])
    review.aside[rows[~mirror]] = True


def check_stated(review: Review, cells: pd.DataFrame | None, dyads: Collection[str]) -> None:
    """Add an error for each answer on a cell that is listed as unobserved or impossible."""
    if cells is None or cells.empty:
        return
    reports = review.reports
    given = ~(reports["missing"] | reports["impossible"]).to_numpy(bool)
    zero = (reports["value"] == 0).to_numpy()
    given &= ~(reports["symmetric"].to_numpy(bool) & zero)  # a matrix must hold something
    relations = column_of(reports, "relation")
    mirrored = flagged(relations, dyads.__contains__)
    keys = [key for key in ("wave", "actor", "partner") if key in cells]
    turned = ["wave", "partner", "actor"][-len(keys) :]
    for relation, part in cells.groupby("relation", sort=False):
        own = among(reports, part, keys) | mirrored & among(reports, part, turned, keys)
        ours = (relation == "") | is_text(relations, str(relation))
        review.list_rows(
            own & ours & given,
            "answer on an unobserved cell",
            described,
            "value",
        )


def check_symmetry(
    review: Review, dyads: Collection[str], orders: Mapping[str, Sequence[str]]
) -> None:
    """Add an error where a matrix that states dyads differs from its mirror image.

    A mirror image that is missing, or has no row, says nothing; and a matrix may be filled
    on one side of its diagonal only.

    Parameters
    ----------
    review
        The reports.
    dyads
        Relations whose rows state dyads.
    orders
        File → the actors of its rows, in order.
    """
    reports = review.reports
    whole = reports["symmetric"].to_numpy(bool)
    if not dyads or not whole.any():
        return
    whole = whole & flagged(column_of(reports, "relation"), dyads.__contains__)
    for file, part in plain(reports[whole]).groupby("file", sort=False):
        place = {name: k for k, name in enumerate(orders[str(file)])}
        row, column = part["actor"].map(place), part["partner"].map(place)
        stated = (
            ~part["missing"].to_numpy(bool) & (row != column).to_numpy() & column.notna().to_numpy()
        )
        lonely = stated & ~among(part, part, ["actor", "partner"], ["partner", "actor"])
        above = (row < column).to_numpy()
        if not ((stated & above).any() and (stated & ~above).any()):
            continue  # only one triangle is filled
        review.list_rows(
            mask_of(len(reports), part.index[lonely].to_numpy()),
            "matrix not symmetric",
            described,
        )
