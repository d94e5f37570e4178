"""Networks drawn at random, and what several tests of inference ask of them."""

import joblib
import networkx as nx
import numpy as np
import pandas as pd

import relnet as rn


def tables(seed, n=12, count=2, *, directed=True, silent=0.0, measured=False):
    """Square tables of cells, which go together somewhat."""
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(n, n))
    names = [f"o{k}" for k in range(n)]
    made = []
    for _ in range(count):
        values = common + 1.5 * rng.normal(size=(n, n))
        values = values if measured else (values > 0.8).astype(float)
        unknown = rng.random((n, n)) < silent
        if not directed:
            values, unknown = (
                np.triu(values) + np.triu(values, 1).T,
                np.triu(unknown) | np.triu(unknown).T,
            )
        values[unknown] = np.nan
        np.fill_diagonal(values, np.nan)
        made.append(pd.DataFrame(values, names, names))
    return made


def network_of(table, *, directed=True, **named):
    """The network of a table of which everything is known."""
    kind = nx.DiGraph if directed else nx.Graph
    return rn.from_networkx(nx.from_pandas_adjacency(table.fillna(0), create_using=kind), **named)


def the_same_however_it_is_run(function):
    """Whether the results are the same, to the last byte, whatever runs the replicates."""
    first = function()
    for backend in ("loky", "threading"):
        with joblib.parallel_config(backend=backend, n_jobs=2):
            assert function().equals(first)
    return True


def s50(reference):
    """Three waves of friendship among fifty pupils."""
    folder = reference / "s50"
    survey = rn.read_survey(folder / "edges.csv", roster=folder / "nodes.csv", warn=False)
    return rn.build_panel(survey)
