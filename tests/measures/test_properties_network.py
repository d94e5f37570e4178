"""What holds between the figures of a network, whatever was observed."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import relnet as rn
from relnet.engine.cells import Cells
from relnet.engine.census import TRIADS
from relnet.engine.keys import transpose_keys

CENSUS = [f"triads_{kind.lower()}" for kind in TRIADS]


@st.composite
def networks(draw):
    """A network, directed or not, with cells that are impossible or unobserved."""
    n = draw(st.integers(2, 7))
    impossible, unseen, ties = (draw(_some(n)) for _ in range(3))
    who = np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    directed = draw(st.booleans())
    possible = Cells.everything(n) - Cells.from_keys(impossible, n)
    rated = (possible & Cells.from_rows(who)) - Cells.from_keys(unseen, n)
    if not directed:
        possible, rated = possible & possible.T, rated & rated.T
        ties = np.union1d(ties, transpose_keys(ties, n))
    keys = ties[rated.contains(ties)]
    seen = rn.Observation(possible, rated, possible - rated, who)
    actors = pd.Index([f"o{k}" for k in range(n)], name="actor", dtype="str")
    return rn.Network(actors, "1", "r", directed, keys, np.ones(keys.size), seen, rn.TieRule())


def _some(n):
    """Sorted keys of some cells."""
    keys = st.sets(st.integers(0, n * n - 1), max_size=3 * n)
    return keys.map(lambda some: np.array(sorted(k for k in some if k % (n + 1)), np.int64))


def figures(network, *names):
    return rn.measure(network, *names).set_index("measure")["value"]


@given(networks())
def test_what_hangs_together_is_what_does_not_fall_apart(network):
    names = ["fragmentation", "connectedness", "fragmentation_by_distance", "component_ratio",
             "compactness", "reachable_pairs_share", "largest_component_share"]  # fmt: skip
    found = figures(network, *names)
    assert found.dropna().between(0, 1).all()
    assume(found["connectedness"] == found["connectedness"])  # not where nothing is known
    assert found["connectedness"] == pytest.approx(1 - found["fragmentation"])
    assert found["fragmentation_by_distance"] >= found["fragmentation"] - 1e-12
    assert found["compactness"] <= found["connectedness"] + 1e-12
    if network.directed:
        assert found["compactness"] <= found["reachable_pairs_share"] + 1e-12
        assert found["reachable_pairs_share"] <= found["connectedness"] + 1e-12


@given(networks())
def test_the_triads_add_up(network):
    if not network.directed:
        return
    table = rn.measure(network, *CENSUS)
    rated = network.observation.rated & network.observation.rated.T
    triads = rated.count_triples() // 6
    assert (table["n"] == triads).all()
    if triads:
        assert table["value"].sum() == triads
        assert (table["value"] >= 0).all()
    else:
        assert table["value"].isna().all()


@given(networks())
def test_hierarchy_is_between_0_and_1(network):
    names = [f"{name}_krackhardt" for name in ("hierarchy", "efficiency", "lubness")]
    assert figures(network, *names).dropna().between(0, 1).all()


@given(networks(), st.sampled_from([0.5, 3.0]))
def test_equal_strengths_weigh_nothing(network, strength):
    equal = replace(network, strength=np.full(network.keys.size, strength))
    found = figures(equal, "density", "density_weighted", "average_degree", "average_strength",
                    "reciprocity_edgewise", "reciprocity_weighted", "transitivity",
                    "transitivity_weighted", "average_tie_strength")  # fmt: skip
    same = {"nan_ok": True}
    for plain, by_strength in (("density", "density_weighted"),
                               ("average_degree", "average_strength")):  # fmt: skip
        assert found[by_strength] == pytest.approx(found[plain] * strength, **same)
    for name in ("reciprocity_edgewise", "transitivity"):
        weighted = name.replace("_edgewise", "") + "_weighted"
        assert found[weighted] == pytest.approx(found[name], **same)
    assert np.isnan(found["average_tie_strength"]) or found["average_tie_strength"] == strength


@given(networks())
def test_what_is_lost_is_lost_at_a_cut(network):
    losses = rn.measure(network, "loss_of_connectedness")["value"]
    found = figures(network, "articulation_actors", "largest_loss_of_connectedness")
    assume(found["articulation_actors"] == found["articulation_actors"])  # nothing is known
    assert (losses > 0).sum() == found["articulation_actors"]
    assert losses.dropna().between(0, 1).all()
    if losses.notna().any():
        assert found["largest_loss_of_connectedness"] == losses.max()


@given(networks())
def test_a_core_is_as_large_as_it_says(network):
    fit, size = figures(network, "core_periphery_fit", "core_size")
    core = rn.measure(network, "core")["value"]
    assert np.isnan(fit) == np.isnan(size)
    assert np.isnan(fit) or (-1 <= fit <= 1 + 1e-12 and (core == 1).sum() <= size < network.n - 1)
    assert core.dropna().isin([0, 1]).all()


@given(networks())
def test_centralisations_are_shares_of_their_maximum(network):
    names = [f"centralisation_{way}" for way in ("in_degree", "out_degree", "total_degree",
             "betweenness", "closeness", "out_closeness", "in_closeness", "eigenvector")]  # fmt: skip
    assert figures(network, *names).dropna().between(-1e-9, 1 + 1e-9).all()
