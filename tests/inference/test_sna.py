"""QAP and MRQAP beside R's sna; collected where R is present."""

from __future__ import annotations

import numpy as np
import pytest

from relnet.inference.mrqap import mrqap
from relnet.inference.qap import qap
from tests.inference.drawn import tables
from tests.measures.oracle import r


@pytest.mark.parametrize(("directed", "silent"), [(True, 0), (False, 0), (True, 0.2)])
def test_qap(directed, silent):
    for seed in range(3):
        # of ties alone many correlations are equal, and sna counts some of these as less by rounding
        made = tables(seed, 14, directed=directed, silent=silent, measured=True)
        mode = "digraph" if directed else "graph"
        theirs = r.ask(
            "qaptest", np.array(made), FUN="gcor", reps=2000, g1=1, g2=2, mode=mode,
            parts=["testval", "pgreq", "pleeq"],
        )  # fmt: skip
        for side, part in (("greater", "pgreq"), ("less", "pleeq")):
            ours = qap(*made, replicates=4000, alternative=side)
            assert ours.estimate == pytest.approx(r.number(theirs["testval"]), abs=1e-9)
            # standard errors of both shares together are under 0.014
            assert ours.p == pytest.approx(r.number(theirs[part]), abs=0.055)


@pytest.mark.parametrize("kind", ["linear", "logistic"])
@pytest.mark.parametrize("directed", [True, False])
def test_mrqap(kind, directed):
    y, *terms = tables(6, 12, 3, directed=directed, measured=True)
    y = (y > 0.3).astype(float).where(y.notna()) if kind == "logistic" else y
    x = dict(zip("ab", terms, strict=True))
    statistic = "t-value" if kind == "linear" else "z-value"
    theirs = r.ask(
        "netlm" if kind == "linear" else "netlogit", y.to_numpy(), x=np.array(terms), reps=600,
        nullhyp="qapspp", mode="digraph" if directed else "graph", test_statistic=statistic,
        parts=["coefficients", "tstat", "pgreqabs", "pgreq"],
    )  # fmt: skip
    ours = mrqap(y, x, kind=kind, replicates=3000).to_frame()
    assert ours["estimate"].to_numpy() == pytest.approx(r.numbers(theirs["coefficients"]), abs=1e-5)
    assert ours["statistic"].to_numpy() == pytest.approx(r.numbers(theirs["tstat"]), abs=1e-4)
    # standard errors of both shares together are under 0.023
    assert ours["p"].to_numpy()[1:] == pytest.approx(r.numbers(theirs["pgreqabs"])[1:], abs=0.09)
    one_side = mrqap(y, x, kind=kind, replicates=3000, alternative="greater").to_frame()["p"]
    assert one_side.to_numpy()[1:] == pytest.approx(r.numbers(theirs["pgreq"])[1:], abs=0.09)
