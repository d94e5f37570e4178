"""What the tests of figures draw."""

import io
from functools import lru_cache

import networkx as nx
import pandas as pd

import relnet as rn

HOSTILE = (
    "$x_1^2$ and \\alpha",
    "</title><script>alert(1)</script>",
    "ziekenhuis 医院 😀",
    "مستشفى",
    "\u202eright to left\u202c",
    "line\u2028separator\u2029and\x00nul\x1b[31m",
    "{0} {n} %s",
    "W" * 400,
)


@lru_cache
def lindeland(language="en"):
    return rn.build_panel(rn.datasets.lindeland(language).survey)


def of(waves):
    """A panel of directed ties by wave."""
    return [rn.from_networkx(nx.DiGraph(ties), wave=wave) for wave, ties in waves.items()]


def surveyed(rows, roster, respondents=None):
    """A panel of reports ``wave,source,target`` among those on a roster ``wave,id,…``."""
    table = pd.read_csv(io.StringIO(rows), dtype=str)
    answered = (
        None
        if respondents is None
        else pd.DataFrame(respondents, columns=["wave", "respondent", "actor"])
    )
    return rn.build_panel(
        rn.read_survey(
            table,
            roster=pd.read_csv(io.StringIO(roster), dtype=str),
            respondents=answered,
            warn=False,
        )
    )


@lru_cache
def hostile(waves=("$1$", "2\u202e")):
    """Actors, waves and values that would like to be something else."""
    rows = [
        (wave, actor, partner)
        for k, wave in enumerate(waves)
        for m, (actor, partner) in enumerate(zip(HOSTILE, [*HOSTILE[1:], HOSTILE[0]], strict=True))
        if k or m % 2
    ]
    table = pd.DataFrame(rows, columns=["wave", "source", "target"])
    roster = pd.DataFrame(
        {"id": HOSTILE, "sector": [f"$\\frac{{{k % 3}}}$\x07医" for k in range(len(HOSTILE))]}
    )
    return rn.build_panel(rn.read_survey(table, roster=roster, warn=False))
