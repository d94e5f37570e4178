import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.inference.both import aligned
from relnet.inference.separable import (
    TERMS,
    AbsDiff,
    Covariate,
    Degrees,
    Dyadic,
    Match,
    Mix,
    Receiver,
    Sender,
    SharedPartners,
)
from relnet.inference.separable.chains import Chains
from tests.inference.separable import (
    DIRECTED,
    UNDIRECTED,
    by_toggling,
    network,
    random_ties,
    term,
)

CASES = [(name, True) for name in DIRECTED] + [(name, False) for name in UNDIRECTED]


def _chains(networks):
    y = np.stack(networks, axis=2).astype(np.float32)
    paths = np.stack([one.astype(np.float32) @ one for one in networks], axis=2)
    return Chains(y, y.sum(axis=1), y.sum(axis=0), paths)


@pytest.mark.parametrize(("name", "directed"), CASES)
@given(st.integers(0, 2**32 - 1), st.integers(2, 7), st.floats(0, 1))
def test_change_is_the_statistic_with_the_tie_less_that_without(name, directed, seed, n, density):
    rng = np.random.default_rng(seed)
    networks = [random_ties(rng, n, density, directed=directed) for _ in range(2)]
    chains, made = _chains(networks), term(name)
    for i in range(n):
        for j in range(n):
            if i == j:
                continue
            expected = [by_toggling(name, y, i, j, directed=directed) for y in networks]
            found = [made.change(y.astype(float))[i, j] for y in networks]
            np.testing.assert_allclose(found, expected, atol=1e-9)
            np.testing.assert_allclose(made.cell(chains, i, j), expected, atol=1e-4)


@pytest.mark.parametrize("directed", [True, False])
@given(st.integers(0, 2**32 - 1), st.integers(2, 7))
def test_chains_keep_what_terms_need(directed, seed, n):
    rng = np.random.default_rng(seed)
    chains = _chains([random_ties(rng, n, 0.4, directed=directed) for _ in range(3)])
    for _ in range(10):
        i, j = rng.choice(n, 2, replace=False)
        chains.put(i, j, rng.random(3) < 0.5, directed=directed)
    assert (chains.sent == chains.y.sum(axis=1)).all()
    assert (chains.received == chains.y.sum(axis=0)).all()
    apart = ~np.eye(n, dtype=bool)
    paths = np.einsum("ikr,kjr->ijr", chains.y, chains.y)
    assert (chains.paths[apart] == paths[apart]).all()


def test_another_decay():
    y = random_ties(np.random.default_rng(3), 6, 0.5, directed=False)
    for made, name in ((Degrees(1.5), "gwdegree"), (SharedPartners(1.5), "gwesp")):
        assert made.name == f"{name}(1.5)"
        expected = by_toggling(name, y, 0, 1, directed=False, decay=1.5)
        assert made.change(y.astype(float))[0, 1] == pytest.approx(expected)
    for decay in (0, -1, np.inf, np.nan):
        with pytest.raises(rn.UsageError, match="expected a number above 0"):
            SharedPartners(decay)


def test_terms_by_name():
    assert [*TERMS] == [
        "edges", "mutual", "ttriple", "ctriple", "triangle",
        "gwodegree", "gwidegree", "gwdegree", "gwesp",
    ]  # fmt: skip
    with pytest.raises(rn.UsageError, match="unknown term 'mutuel'; did you mean 'mutual'"):
        TERMS["mutuel"]
    assert Match("sector") == Match("sector") != Sender("sector")
    assert repr(Sender("size")) == "Sender(attribute='size')"


# four actors, of the last nothing is known
SECTORS, SIZES = ["care", "care", "town", None], ["1", "4", "2", ""]


def _both(*, directed=True, **attributes):
    ties = np.zeros((4, 4), bool)
    attributes = attributes or {"sector": SECTORS, "size": SIZES}
    waves = [network(ties, directed=directed, wave=w, **attributes) for w in "12"]
    return aligned(*waves)


nan = np.nan


@pytest.mark.parametrize(
    ("made", "name", "expected"),
    [
        (Sender("size"), "sender(size)", [[1, 1, 1, 1], [4] * 4, [2] * 4, [nan] * 4]),
        (Receiver("size"), "receiver(size)", [[1, 4, 2, nan]] * 4),
        (Covariate("size"), "covariate(size)",
         [[2, 5, 3, nan], [5, 8, 6, nan], [3, 6, 4, nan], [nan] * 4]),
        (AbsDiff("size"), "absdiff(size)",
         [[0, 3, 1, nan], [3, 0, 2, nan], [1, 2, 0, nan], [nan] * 4]),
        (Match("sector"), "match(sector)",
         [[1, 1, 0, nan], [1, 1, 0, nan], [0, 0, 1, nan], [nan] * 4]),
    ],
)  # fmt: skip
def test_covariates_by_hand(made, name, expected):
    found = made.values(_both())
    assert [*found] == [name] == [made.name]
    np.testing.assert_array_equal(found[name], np.array(expected, float))


def test_pairs_of_groups_against_the_one_with_most_cells():
    found = Mix("sector").values(_both())
    assert [*found] == [
        "mix(sector: care → town)", "mix(sector: town → care)", "mix(sector: town → town)",
    ]  # fmt: skip
    there = found["mix(sector: care → town)"]
    np.testing.assert_array_equal(
        there, [[0, 0, 1, nan], [0, 0, 1, nan], [0, 0, 0, nan], [nan] * 4]
    )
    found = Mix("sector", base=("town", "care")).values(_both(directed=False))
    assert [*found] == ["mix(sector: care – care)", "mix(sector: town – town)"]
    with pytest.raises(rn.UsageError, match="unknown group 'city'"):
        Mix("sector", base=("city", "care")).values(_both())


def test_a_number_of_each_pair():
    both = _both()
    table = pd.DataFrame([[0, 1], [2, 0]], index=["a00", "a02"], columns=["a00", "a02"])
    found = Dyadic(table, "distance").values(both)["dyadic(distance)"]
    assert found[0, 2] == 1
    assert found[2, 0] == 2
    assert np.isnan(found[1]).all()
    ties = np.zeros((4, 4), bool)
    ties[0, 1] = True
    rated = np.ones((4, 4), bool)
    rated[2] = False
    found = Dyadic(network(ties, rated=rated), "other").values(both)["dyadic(other)"]
    assert found[0, 1] == 1
    assert found[1, 0] == 0
    assert np.isnan(found[2, [0, 1, 3]]).all()


@pytest.mark.parametrize(
    ("made", "directed", "message"),
    [
        (Sender("sector"), True, "is 'care', which is no number; `Match` takes any attribute"),
        (AbsDiff(["size"]), True, "an attribute is named by text"),
        (Sender("seize"), True, "unknown attribute 'seize'; did you mean 'size'"),
        (Match("seize"), True, "unknown attribute 'seize'; did you mean 'size'"),
        (Dyadic(3, "x"), True, "Dyadic takes a network or a square table"),
        (Dyadic(pd.DataFrame("far", ["a00"], ["a00"]), "x"), True, "cells are numbers"),
        (Dyadic(pd.DataFrame(np.inf, ["a00"], ["a00"]), "x"), True, "cells are numbers"),
        (Dyadic(pd.DataFrame(1, ["a00"] * 2, ["a00"] * 2), "x"), True, "'a00'"),
        (Dyadic(pd.DataFrame([[1]]), "x"), True, "dyadic(x): the actors of the waves are not in"),
        (Dyadic(pd.DataFrame([[0, 1], [2, 0]], ["a00", "a01"], ["a00", "a01"]), "x"), False,
         "the table gives other values one way"),
    ],
)  # fmt: skip
def test_what_will_not_do(made, directed, message):
    with pytest.raises(rn.UsageError, match=re.escape(message)):
        made.values(_both(directed=directed))
