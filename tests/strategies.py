"""Hypothesis strategies: sets of cells, surveys of four-state cells, networks."""

from __future__ import annotations

from dataclasses import dataclass

import hypothesis.strategies as st
import numpy as np
import pandas as pd

import relnet as rn
from relnet.engine.cells import Cells

MISSING, IMPOSSIBLE = -9.0, -10.0


@st.composite
def cells(draw, n=None):
    n = draw(st.integers(0, 7)) if n is None else n
    k = draw(st.integers(1, 3))
    classes = draw(st.lists(st.integers(0, k - 1), min_size=n, max_size=n))
    table = draw(st.lists(st.booleans(), min_size=k * k, max_size=k * k))
    flips = draw(st.lists(st.integers(0, n * n - 1), max_size=8, unique=True)) if n else []
    flips = np.array(sorted(key for key in flips if key % (n + 1)), dtype=np.int64)
    return Cells(np.array(classes, np.int64), np.array(table, bool).reshape(k, k), flips)


def dense(c):
    """The set as a matrix."""
    mask = np.zeros(c.n * c.n, bool)
    mask[c.keys()] = True
    return mask.reshape(c.n, c.n)


@dataclass
class Answered:
    """A matrix of codes (0 is no tie), with `MISSING` and `IMPOSSIBLE`, and who answered."""

    codes: np.ndarray
    answered: np.ndarray

    @property
    def names(self):
        return [f"o{k}" for k in range(len(self.codes))]

    def rows(self, wave, relation="r"):
        """Long rows of everything that was answered, zeros too."""
        return [
            (wave, f"p{i}", self.names[i], self.names[j], relation, self.codes[i, j])
            for i, j in np.argwhere(~np.eye(len(self.codes), dtype=bool))
            if self.answered[i]
        ]


@st.composite
def answered(draw, n=None, *, states=True):
    n = draw(st.integers(2, 5)) if n is None else n
    values = [0.0, 0.0, 1.0, 2.0, 3.0] + ([MISSING, IMPOSSIBLE] if states else [])
    codes = draw(st.lists(st.sampled_from(values), min_size=n * n, max_size=n * n))
    who = draw(st.lists(st.booleans(), min_size=n, max_size=n)) if states else [True] * n
    return Answered(np.array(codes).reshape(n, n), np.array(who))


def survey_of(*waves, relations=("r",), **options):
    """A survey of matrices of codes: one for each wave (and relation, if there are several)."""
    rows, register, impossible = [], [], []
    for k, wave in enumerate(waves):
        parts = wave if isinstance(wave, tuple) else (wave,)
        for relation, part in zip(relations, parts, strict=True):
            rows += part.rows(k, relation)
            impossible += [
                (k, relation, part.names[i], part.names[j], "structural_zero")
                for i, j in np.argwhere(part.codes == IMPOSSIBLE)
                if i != j
            ]
        register += [
            (k, name, int(a)) for name, a in zip(parts[0].names, parts[0].answered, strict=True)
        ]
        # one row that says that the relation was asked, whoever answered
        rows += [(k, "p0", parts[0].names[0], None, relation, None) for relation in relations]
    names = sorted({name for _, name, _ in register})
    frame = pd.DataFrame(
        rows, columns=["wave", "respondent", "actor", "partner", "relation", "value"]
    )
    cells = pd.DataFrame(impossible, columns=["wave", "relation", "source", "target", "code"])
    frame = frame[frame["value"] != IMPOSSIBLE]
    return rn.read_survey(
        frame,
        roster=pd.DataFrame({"id": names}),
        register=pd.DataFrame(register, columns=["wave", "id", "answered"]),
        unobserved=cells if len(cells) else None,
        missing=[MISSING],
        warn=False,
        **options,
    )
