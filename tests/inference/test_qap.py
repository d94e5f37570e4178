"""Whether two networks go together."""

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

import relnet as rn
from relnet.inference import qap
from tests.inference.drawn import network_of, s50, tables, the_same_however_it_is_run


def test_friends_of_two_waves(reference):
    panel = s50(reference)
    found = qap(panel["1"], panel["2"], replicates=999)
    assert found.estimate == pytest.approx(0.4732457, abs=5e-8)
    assert (found.p, found.n, found.possible) == (0.001, 2450, 2450)


def test_four_actors_by_hand():
    # A = {12, 21, 23, 34}, B = {12, 23, 32, 41}: r = (12 · 2 − 4 · 4) / (12 · 4 − 4²) = 8 / 32.
    # With eight more, without ties: 132 cells, (132 · 2 − 16) / (132 · 4 − 16)
    ties = [[(1, 2), (2, 1), (2, 3), (3, 4)], [(1, 2), (2, 3), (3, 2), (4, 1)]]
    made = []
    for pairs in ties:
        table = pd.DataFrame(0.0, range(1, 13), range(1, 13))
        for pair in pairs:
            table.loc[pair] = 1
        made.append(table)
    assert qap(*made, replicates=9).estimate == pytest.approx(248 / 512)
    with pytest.raises(rn.UsageError, match="4 actors are too few"):
        qap(*(table.loc[:4, :4] for table in made), replicates=9)


@given(st.integers(0, 1000), st.booleans(), st.sampled_from([0, 0.3]))
@settings(max_examples=20)
def test_what_is_asked_first_does_not_matter(seed, directed, silent):
    a, b = tables(seed, directed=directed, silent=silent)
    one, other = (qap(*pair, replicates=200) for pair in ((a, b), (b, a)))
    assert one.estimate == pytest.approx(other.estimate, abs=1e-12)
    assert (one.n, one.possible) == (other.n, other.possible)
    assert one.possible == 12 * 11 / (1 if directed else 2)
    both = (a.notna() & b.notna()).to_numpy().sum()
    assert one.n == both / (1 if directed else 2)


@given(st.integers(0, 1000), st.booleans())
@settings(max_examples=20)
def test_the_other_order_of_actors_or_another_scale_changes_nothing(seed, directed):
    a, b = tables(seed, directed=directed, silent=0.1, measured=True)
    names = np.random.default_rng(seed).permutation(a.index)
    found = qap(a, b, replicates=100)
    assert found.estimate == pytest.approx(qap(a, b.loc[names, names], replicates=100).estimate)
    other = qap(a, 10 * b.loc[names] + 3000, replicates=100)
    assert found.draws == pytest.approx(other.draws, abs=1e-8)
    assert found.p == other.p
    negative = qap(a, -b, replicates=100, alternative="less")
    assert negative.p == qap(a, b, replicates=100, alternative="greater").p


def test_networks_and_their_tables_are_the_same():
    for directed in (True, False):
        a, b = tables(5, directed=directed)
        networks = [network_of(table, directed=directed) for table in (a, b)]
        of_tables, of_networks = qap(a, b, replicates=300), qap(*networks, replicates=300)
        assert (of_tables.draws == of_networks.draws).all()
        assert of_tables.n == of_networks.n


def test_strengths():
    a, b = tables(6, measured=True)
    a, b = a.abs().round(1), b.abs().round(1)
    networks = [network_of(table) for table in (a, b)]
    x, y = (table.to_numpy()[~np.eye(12, dtype=bool)] for table in (a, b))
    assert qap(*networks, strength=True, replicates=9).estimate == pytest.approx(
        np.corrcoef(x, y)[0, 1]
    )


def test_actors_that_only_one_has_are_left_out_and_it_is_said():
    a, b = tables(7)
    names = [*a.index[:11], "someone else"]
    other = b.set_axis(names).set_axis(names, axis=1)
    found = qap(a, other, replicates=50)
    inside = list(a.index[:11])
    assert (
        found.estimate == qap(a.loc[inside, inside], b.loc[inside, inside], replicates=50).estimate
    )
    assert found.n == 110
    assert "11 actors" in found.sentence()
    assert "11 actoren" in found.sentence("nl")


def test_silence_goes_along_and_undefined_replicates_are_counted():
    a, b = tables(8, silent=0.45)
    a.iloc[:, 2:] = a.iloc[:, 2:].where(a.iloc[:, 2:].isna(), 0.0)  # few ties left to look at
    found = qap(a, b, replicates=500)
    assert found.undefined == np.isnan(found.draws).sum() > 0
    known = found.draws[~np.isnan(found.draws)]
    assert found.p == (1 + (abs(known) >= abs(found.estimate) - 1e-12).sum()) / (1 + known.size)


def test_a_constant_is_not_tested():
    a, b = tables(9)
    found = qap(a, b * 0, replicates=50)
    assert np.isnan([found.estimate, found.p]).all()
    assert (found.evidence, found.replicates) == ("undefined", 0)
    assert found.sentence()


def test_unrelated_networks_are_found_to_be_related_one_time_in_twenty():
    found = [
        qap(tables(2 * k, n=10)[0], tables(2 * k + 1, n=10)[0], replicates=99).p for k in range(200)
    ]
    # 200 · 0.05 = 10, give or take 3 standard errors of 3.1
    assert 1 <= sum(p <= 0.05 for p in found) <= 19


def test_the_same_seed_gives_the_same_bytes():
    a, b = tables(10, silent=0.2, measured=True)
    assert the_same_however_it_is_run(lambda: qap(a, b, replicates=600))
    assert not qap(a, b, replicates=600, seed=2).equals(qap(a, b, replicates=600))


def test_what_it_does_not_take():
    a, b = tables(11)
    with pytest.raises(
        rn.UsageError, match="takes a network or a square table of its cells, not int"
    ):
        qap(a, 3)
    with pytest.raises(rn.UsageError, match="the second table is no square table: 11 rows and 12"):
        qap(a, b.iloc[1:])
    with pytest.raises(rn.UsageError, match="not the same actors; 'o11' is only in one"):
        qap(a, b.rename(columns={"o11": "x"}))
    with pytest.raises(rn.UsageError, match="the first table: actor 'o1' has more than one row"):
        qap(a.rename(index={"o2": "o1"}), b)
    with pytest.raises(rn.UsageError, match="cells are numbers"):
        qap(a.astype(object).replace(1.0, "yes"), b)
    with pytest.raises(rn.UsageError, match="cells are numbers"):
        qap(a.replace(1.0, np.inf), b)
    with pytest.raises(rn.UsageError, match=r"only 8% of what could be known is"):
        qap(a, b.where(pd.Series(b.index == "o3", b.index), axis=0))
    with pytest.raises(rn.UsageError, match="alternative"):
        qap(a, b, alternative="both")
    with pytest.raises(rn.UsageError, match="replicates"):
        qap(a, b, replicates=0)
