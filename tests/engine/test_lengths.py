"""Lengths in whole numbers add up exactly."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnet.engine.lengths import EXACT, lengths

FRACTIONS = st.builds(Fraction, st.integers(1, 30), st.integers(1, 12))


@given(st.lists(FRACTIONS, min_size=1, max_size=6))
def test_fractions_keep_their_proportions_exactly(strengths):
    whole, unit = lengths(np.array([float(one) for one in strengths]), 10)
    assert np.array_equal(whole, np.rint(whole))
    exact = [1 / one for one in strengths]
    for mine, length in zip(whole, exact, strict=True):
        assert Fraction(int(mine)) / int(whole[0]) == length / exact[0]
        assert mine * unit == pytest.approx(float(length))


@given(st.lists(st.floats(1e-3, 1e3), min_size=1, max_size=6), st.integers(1, 1000))
def test_other_strengths_are_rounded_a_little_and_stay_exact_in_sums(strengths, n):
    whole, unit = lengths(np.array(strengths), n)
    assert whole.max() * (n - 1) <= EXACT  # no path has more ties
    assert (whole >= 1).all()
    assert whole * unit == pytest.approx(1 / np.array(strengths), rel=1e-6)
