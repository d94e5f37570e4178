"""What is wrong or remarkable in reports whose waves, actors and relations are known."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Mapping, Sequence

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
        Columns of `layouts.COLUMNS` and ``file, column_actor, column_partner, column_value``.
    problems : list of Problem
        Errors and warnings so far.
    aside : ndarray of bool
        Rows that are listed and not used.
    """

    reports: pd.DataFrame
    problems: list[Problem] = field(default_factory=list)
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
        for row in self.reports[where & ~self.aside].to_dict("records"):
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
    listed = pd.MultiIndex.from_tuples(
        [(wave, name) for wave, names in roster.items() for name in names], names=["wave", "name"]
    )
    for role in ("actor", "partner"):
        pairs = pd.MultiIndex.from_arrays([reports["wave"], reports[role]])
        stranger = ~pairs.isin(listed) & (reports[role] != "").to_numpy()
        stranger &= reports["wave"].isin(list(roster)).to_numpy()

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
    for name, scale in scales.items():
        if scale is None:
            continue
        of_relation = (review.reports["relation"] == name).to_numpy()
        answers = review.reports["value"].to_numpy()
        distinct = np.unique(answers[of_relation & ~np.isnan(answers)])
        off = [value for value in distinct if not scale.allows(value)]

        def values(row: Row, scale: Scale = scale) -> Values:
            ends = {"weakest": float(scale.weakest), "strongest": float(scale.strongest)}
            return {"value": float(row["value"]), **ends}

        flagged = of_relation & np.isin(answers, off)
        review.list_rows(flagged, "value off the scale", values, "value")


def set_aside_self_nominations(review: Review) -> None:
    """List the rows in which an actor names itself, and set them aside."""
    reports = review.reports
    own = (reports["actor"] == reports["partner"]).to_numpy()
    review.list_rows(
        own,
        "self-nomination",
        lambda row: {"name": quoted(row["actor"])},
        warning=True,
    )
    review.aside |= own


def set_aside_duplicates(
    review: Review, dyads: Collection[str], repeated: Literal["refuse", "first", "last"]
) -> None:
    """List repeated reports: an error where they disagree, set aside where they agree.

    Parameters
    ----------
    review
        The reports.
    dyads
        Relations whose rows state dyads: there A–B and B–A are the same statement.
    repeated
        Which report counts where they disagree; ``"refuse"`` for none of them.
    """
    reports = review.reports
    keys = reports[["wave", "relation", "respondent", "actor", "partner"]].copy()
    stated = reports["relation"].isin(list(dyads)).to_numpy()
    turned = stated & (reports["actor"] > reports["partner"]).to_numpy()
    keys.loc[turned, ["actor", "partner"]] = keys.loc[turned, ["partner", "actor"]].to_numpy()
    counted = ~review.aside & (reports["partner"] != "").to_numpy()
    repeated_rows = counted & keys.duplicated(keep=False).to_numpy()
    if not repeated_rows.any():
        return
    part = reports[repeated_rows]
    group = keys[repeated_rows].groupby(list(keys.columns), sort=False).ngroup().to_numpy()
    kept = _kept(part.index.to_numpy(), group, last=repeated == "last")
    value, counted_one = part["value"].to_numpy(), reports.loc[kept, "value"].to_numpy()
    void = reports["impossible"].to_numpy(bool)
    same_void = void[part.index.to_numpy()] == void[kept]
    agree = (value == counted_one) | (np.isnan(value) & np.isnan(counted_one) & same_void)
    other = part.index.to_numpy() != kept
    mirrored = part["symmetric"].to_numpy() & stated[repeated_rows]
    places = reports.loc[kept, ["file", "row"]].astype(str).agg(":".join, axis=1).to_numpy()
    review.reports = reports.assign(first="")
    review.reports.loc[part.index, "first"] = places
    for flags, kind, variant, warning in (
        (other & ~agree, "reports that disagree", _VARIANTS[repeated], repeated != "refuse"),
        (other & agree & ~mirrored, "repeated report", "", True),
    ):
        review.list_rows(
            _mask(len(reports), part.index[flags].to_numpy()),
            kind,
            lambda row: _described(row) | {"first": str(row["first"])},
            "value",
            variant=_always(variant),
            warning=warning,
        )
    review.aside[part.index[other if repeated != "refuse" else other & agree]] = True


def _always(variant: str) -> Callable[[Row], str]:
    return lambda _: variant


_VARIANTS = {"refuse": "", "first": "first", "last": "last"}


def _kept(index: np.ndarray, group: np.ndarray, *, last: bool) -> np.ndarray:
    """For each row of a group its first row, or its last (both of shape ``(m,)``)."""
    ends = np.unique(group[::-1] if last else group, return_index=True)[1]
    return np.asarray((index[::-1] if last else index)[ends][group])


def _mask(size: int, where: np.ndarray) -> np.ndarray:
    """Flags of shape ``(size,)`` that are set at these positions."""
    flags = np.zeros(size, np.bool_)
    flags[where] = True
    return flags


def _described(row: Row) -> Values:
    """Who answered what on whom."""
    value = float(row["value"])
    answer = Phrase("word.no_answer") if np.isnan(value) else value
    return {"actor": quoted(row["actor"]), "partner": quoted(row["partner"]), "answer": answer}


def set_aside_blank_mirrors(review: Review, dyads: Collection[str]) -> None:
    """In a matrix that states dyads a cell is missing only if its mirror image is too."""
    reports = review.reports
    missing = reports["symmetric"] & reports["missing"] & reports["relation"].isin(list(dyads))
    blank = reports[missing.to_numpy(bool)]
    keys = ["file", "actor", "partner"]
    mirror = pd.MultiIndex.from_frame(blank[["file", "partner", "actor"]])
    lonely = ~pd.MultiIndex.from_frame(blank[keys]).isin(mirror)
    review.aside[blank.index[lonely]] = True


def check_stated(review: Review, cells: pd.DataFrame | None, dyads: Collection[str]) -> None:
    """Add an error for each answer on a cell that is listed as unobserved or impossible."""
    if cells is None or cells.empty:
        return
    reports = review.reports
    given = ~(reports["missing"] | reports["impossible"]).to_numpy(bool)
    given &= ~(reports["symmetric"] & (reports["value"] == 0)).to_numpy(
        bool
    )  # a matrix must hold something
    mirrored = reports["relation"].isin(list(dyads)).to_numpy()
    keys = [key for key in ("wave", "actor", "partner") if key in cells]
    turned = ["wave", "partner", "actor"][-len(keys) :]
    for relation, part in cells.groupby("relation", sort=False):
        listed = pd.MultiIndex.from_frame(part[keys])
        own = pd.MultiIndex.from_frame(reports[keys]).isin(listed)
        own = own | mirrored & pd.MultiIndex.from_frame(reports[turned]).isin(listed)
        ours = (relation == "") | (reports["relation"] == relation).to_numpy()
        review.list_rows(
            own & ours & given,
            "answer on an unobserved cell",
            _described,
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
    whole = reports["symmetric"].to_numpy(bool) & reports["relation"].isin(list(dyads)).to_numpy()
    for file, part in reports[whole].groupby("file", sort=False):
        place = {name: k for k, name in enumerate(orders[str(file)])}
        row, column = part["actor"].map(place), part["partner"].map(place)
        stated = (
            ~part["missing"].to_numpy(bool) & (row != column).to_numpy() & column.notna().to_numpy()
        )
        pairs = pd.MultiIndex.from_frame(part[["actor", "partner"]])
        mirror = pd.MultiIndex.from_frame(part[["partner", "actor"]])
        lonely = stated & ~pairs.isin(mirror)
        above = (row < column).to_numpy()
        if not ((stated & above).any() and (stated & ~above).any()):
            continue  # only one triangle is filled
        review.list_rows(
            _mask(len(reports), part.index[lonely].to_numpy()),
            "matrix not symmetric",
            _described,
        )
