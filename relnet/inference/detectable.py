"""Detectable: the smallest change that a test would find."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from html import escape
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.inference.words import figure
from relnet.wording import Wording

if TYPE_CHECKING:
    from relnet.inference.estimate import Alternative


@dataclass(frozen=True, eq=False, repr=False)
class Detectable:
    """The smallest change that would mostly be found, and under what.

    Attributes
    ----------
    measure, subject : str
        Of what, in which relation and waves.
    before : float
        The measure in the first wave.
    smallest : float
        The smallest change found in a share `wanted` of the simulations; negative if a
        decrease was planted, NaN if none is found so often.
    wanted : float
        That share.
    level : float
        A change is found if p ≤ 1 − level.
    alternative : {"two-sided", "greater", "less"}
        The side of the test.
    churn : float
        Share of the ties that dissolves while as many form.
    n, possible : int
        Cells that are rated in both waves, and that are possible; dyads where undirected.
    replicates, seed : int
        Simulations of each change, and where their random numbers start from.
    """

    measure: str
    subject: str
    before: float
    smallest: float
    wanted: float
    level: float
    alternative: Alternative
    churn: float
    n: int
    possible: int
    replicates: int
    seed: int
    _curve: pd.DataFrame = field(default_factory=pd.DataFrame)

    def sentence(self, language: str = "en") -> str:
        """Return one sentence.

        Parameters
        ----------
        language
            ``"en"`` or ``"nl"``.
        """
        words = Wording(language)
        known = {
            "what": words(f"inference.what.{self.measure}"),
            "subject": self.subject,
            "cells": words.number(self.n),
            "possible": words.number(self.possible),
            "churn": words.share(self.churn),
            "wanted": words.share(self.wanted),
        }
        if np.isnan(self.smallest):
            return words("inference.detectable.none", **known)
        return words("inference.detectable.least", least=figure(abs(self.smallest), words), **known)

    def to_frame(self) -> pd.DataFrame:
        """Return ``change, power, low, high``: each change that was tried, and the share found.

        `low` and `high` are the ends of the 95 % interval of the share, for the number of
        simulations.
        """
        return self._curve.copy(deep=False)

    def equals(self, other: Detectable) -> bool:
        """Whether both are the same, with the same curve."""
        shown = [one.name for one in fields(self) if one.name != "_curve"]
        mine, theirs = (
            pd.Series({name: getattr(one, name) for name in shown}) for one in (self, other)
        )
        return mine.equals(theirs) and self._curve.equals(other._curve)

    def __repr__(self) -> str:
        return f"<Detectable: {self.sentence()}>"

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.sentence())}</p>{self._curve.to_html(index=False)}"
