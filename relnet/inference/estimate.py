"""Estimate: a figure with its interval, its test and what these rest on."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from html import escape
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import pandas as pd

from relnet.inference.words import sentence
from relnet.wording import Phrase, Wording, in_words, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

About: TypeAlias = Literal["value", "change", "association", "coefficient"]
"""A figure of one wave; of two waves, later minus earlier; of two networks; of a model."""
Alternative: TypeAlias = Literal["two-sided", "greater", "less"]
Evidence: TypeAlias = Literal["firm", "weak", "none", "undefined"]


@dataclass(frozen=True, eq=False, repr=False)
class Estimate:
    """What was estimated, how sure that is, and by which method.

    Attributes
    ----------
    name : str
        The measure, or the term of a model.
    about : {"value", "change", "association", "coefficient"}
        What it is a figure of.
    subject : str or Phrase
        Of which relation and waves.
    estimate : float
        The figure; NaN where it is undefined.
    before, after : float
        The figure of each wave, where it is a change.
    se : float
        Standard error.
    low, high : float
        Ends of the interval.
    level : float
        Its nominal coverage.
    statistic : float
        What `p` is the probability of: the figure itself, or divided by its error.
    p : float
        Probability of one at least as extreme under the null; never 0.
    p_adjusted : float
        The same, adjusted for the other comparisons made; NaN where none were.
    alternative : {"two-sided", "greater", "less"}
        What counts as extreme.
    method, permuted, null : str
        By what, what was redrawn or exchanged, and the null, by name; `sentence` and
        `to_frame` tell them in words.
    replicates, undefined : int
        How many there were, and in how many of them the figure is undefined and left out.
    seed : int or None
        Of the random numbers.
    n, possible : int
        How many cells (dyads where undirected) it was computed over, and how many there are.
    draws : ndarray, shape (replicates,)
        The figure in each replicate.
    """

    name: str
    about: About
    subject: str | Phrase
    estimate: float
    method: str
    before: float = np.nan
    after: float = np.nan
    se: float = np.nan
    low: float = np.nan
    high: float = np.nan
    level: float = 0.95
    statistic: float = np.nan
    p: float = np.nan
    p_adjusted: float = np.nan
    adjustment: str = ""
    alternative: Alternative = "two-sided"
    permuted: str = ""
    null: str = ""
    replicates: int = 0
    undefined: int = 0
    seed: int | None = None
    n: int = 0
    possible: int = 0
    draws: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))

    def __post_init__(self) -> None:
        draws = self.draws.view()
        draws.setflags(write=False)
        object.__setattr__(self, "draws", draws)

    @property
    def evidence(self) -> Evidence:
        """How much it says: ``firm``, ``weak``, ``none`` or ``undefined``.

        Firm if the interval leaves out zero and p ≤ 1 − level, of those that there are;
        weak if one of both does, or p ≤ 2 (1 − level). An adjusted p stands for p.
        """
        if np.isnan(self.estimate):
            return "undefined"
        error = round(1 - self.level, 12)
        p = self.p if np.isnan(self.p_adjusted) else self.p_adjusted
        told = [] if np.isnan(p) else [p <= error]
        told += [] if np.isnan(self.low + self.high) else [self.low > 0 or self.high < 0]
        if self.estimate == 0 or not told:
            return "none"
        if all(told):
            return "firm"
        return "weak" if any(told) or p <= 2 * error else "none"

    def sentence(self, language: str = "en") -> str:
        """Return one sentence, no stronger than the evidence.

        Parameters
        ----------
        language
            ``"en"`` or ``"nl"``.
        """
        return sentence(self, Wording(language))

    def to_frame(self) -> pd.DataFrame:
        """Return one row with all but the draws; the method and the null in words."""
        return frame([self])

    def equals(self, other: Estimate) -> bool:
        """Whether both are the same, to the last replicate."""
        same = np.array_equal(self.draws, other.draws, equal_nan=True)
        return same and self.to_frame().equals(other.to_frame())

    def __repr__(self) -> str:
        return f"<Estimate: {self.sentence()}>"

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.sentence())}</p>{self.to_frame().T.to_html(header=False)}"


_HIDDEN = ("draws", "method", "permuted", "null", "adjustment")


def frame(estimates: list[Estimate] | tuple[Estimate, ...], language: str = "en") -> pd.DataFrame:
    """Return a row for each estimate, with the method, the null and the evidence in words."""
    words = Wording(language)
    shown = [one.name for one in fields(Estimate) if one.name not in _HIDDEN]
    rows = [
        {name: getattr(one, name) for name in shown}
        | {"subject": in_words(one.subject, words), "evidence": one.evidence}
        | {
            what: words(f"inference.{what}.{getattr(one, what)}") if getattr(one, what) else ""
            for what in _HIDDEN[1:]
        }
        for one in estimates
    ]
    table = pd.DataFrame(rows, columns=[*shown, "evidence", *_HIDDEN[1:]])
    return table.astype({"seed": "Int64"})


@dataclass(frozen=True, eq=False, repr=False)
class Estimates:
    """Several estimates that belong together: the terms of a model, the figures of a change.

    Attributes
    ----------
    rows : tuple of Estimate
        The estimates, in order.
    title : str or Phrase
        Of what.
    notes : tuple of str or Phrase
        What else is to be known, such as that a term could not be estimated.
    """

    rows: tuple[Estimate, ...]
    title: str | Phrase
    notes: tuple[str | Phrase, ...] = ()

    def __getitem__(self, name: str) -> Estimate:
        for row in self.rows:
            if row.name == name:
                return row
        raise unknown("term", name, [row.name for row in self.rows])

    def __iter__(self) -> Iterator[Estimate]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each estimate; see `Estimate`."""
        return frame(self.rows)

    def sentences(self, language: str = "en") -> list[str]:
        """Return a sentence for each, no stronger than its evidence."""
        return [row.sentence(language) for row in self.rows]

    def equals(self, other: Estimates) -> bool:
        """Whether both hold the same estimates, to the last replicate."""
        return (
            len(self) == len(other)
            and (self.title, self.notes) == (other.title, other.notes)
            and all(mine.equals(theirs) for mine, theirs in zip(self, other, strict=True))
        )

    def __repr__(self) -> str:
        lines = [f"<Estimates: {self.title}", *self.sentences(), *map(str, self.notes)]
        return "\n  ".join(lines) + ">"

    def _repr_html_(self) -> str:
        shown = ["name", "estimate", "se", "low", "high", "statistic", "p", "evidence"]
        notes = "".join(f"<p>{escape(str(note))}</p>" for note in self.notes)
        table = self.to_frame()[shown].to_html(index=False)
        return f"<p>{escape(str(self.title))}</p>{table}{notes}"
