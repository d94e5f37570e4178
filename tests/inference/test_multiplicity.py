"""Probabilities adjusted for how many comparisons were made."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

import relnet as rn
from relnet.inference.estimate import Estimate, Estimates
from relnet.inference.multiplicity import adjust

METHODS = {"holm": "holm", "bh": "fdr_bh"}
probabilities = st.lists(st.floats(0.0001, 1), min_size=1, max_size=30)


def found(p):
    return [Estimate(f"m{k}", "change", "r", 0.1, "qap", p=value) for k, value in enumerate(p)]


def adjusted(p, method):
    return adjust(found(p), method).to_frame()["p_adjusted"].to_numpy()


@pytest.mark.parametrize("method", METHODS)
@given(p=probabilities)
def test_as_statsmodels(method, p):
    multitest = pytest.importorskip("statsmodels.stats.multitest")
    expected = multitest.multipletests(p, method=METHODS[method])[1]
    assert adjusted(p, method) == pytest.approx(expected, abs=1e-12)


def test_by_hand():
    # 3 · .01 = .03; 2 · .02 = .04; 1 · .9; and 3 · .01 / 1, 3 · .02 / 2, 3 · .9 / 3
    assert adjusted([0.9, 0.01, 0.02], "holm") == pytest.approx([0.9, 0.03, 0.04])
    assert adjusted([0.9, 0.01, 0.02], "bh") == pytest.approx([0.9, 0.03, 0.03])


@pytest.mark.parametrize("method", METHODS)
@given(p=probabilities)
def test_an_estimate_without_a_p_does_not_count(method, p):
    with_nan = adjust(found([np.nan, *p]), method)
    assert np.isnan(with_nan["m0"].p_adjusted)
    assert with_nan["m0"].adjustment == ""
    rest = with_nan.to_frame()["p_adjusted"].to_numpy()[1:]
    assert (rest == adjusted(p, method)).all()
    assert (rest >= p).all()


def test_terms_of_a_model_keep_their_title_and_notes():
    model = Estimates(tuple(found([0.01, 0.02])), "a model", ("a note",))
    done = adjust(model)
    assert (done.title, done.notes) == ("a model", ("a note",))
    assert done.to_frame()["adjustment"].str.startswith("Holm").all()
    assert [row.adjustment for row in model] == ["", ""]
    assert "adjusted p = 0.020" in done["m0"].sentence()


def test_of_several_estimates_it_says_how_many_comparisons():
    done = adjust(found([0.01, np.nan, 0.02]))
    assert str(done.title) == "2 comparisons"
    assert adjust([]).rows == ()


def test_what_it_does_not_take():
    with pytest.raises(rn.UsageError, match="unknown adjustment 'bonferroni'"):
        adjust(found([0.1]), "bonferroni")
    with pytest.raises(rn.UsageError, match=r"takes estimates, not float '0\.1'"):
        adjust([0.1])
    with pytest.raises(rn.UsageError, match="takes estimates, not Estimate"):
        adjust(found([0.1])[0])
