"""Surveys to treat, and what is compared of the networks that come of them."""

import hypothesis.strategies as st
import numpy as np

import relnet as rn
from tests.strategies import IMPOSSIBLE, MISSING, Answered, dense, survey_of

FILLING = ("reconstruct", "null")
DETERMINISTIC = ("complete", *FILLING)
RULES = st.builds(
    rn.TieRule,
    dyad=st.sampled_from(["sender", "either", "both", "mean", "max"]),
    at_least=st.sampled_from([None, 1, 2, 3]),
)
SCALES = st.sampled_from([None, rn.Scale(1, 3), rn.Scale(3, 1)])


def network_of(*parts, rule=None, **options):
    return rn.build_panel(survey_of(*parts, **options), rule=rule)[0]


def same(mine, theirs):
    """Whether two networks hold the same ties and the same of their cells is known."""
    np.testing.assert_array_equal(mine.keys, theirs.keys)
    np.testing.assert_array_equal(mine.strength, theirs.strength)
    for part in ("possible", "rated", "unknown"):
        one, other = (getattr(net.observation, part) for net in (mine, theirs))
        np.testing.assert_array_equal(dense(one), dense(other), err_msg=part)


def silenced(part):
    """The codes with all that was not said as missing."""
    return np.where(part.answered[:, None] | (part.codes == IMPOSSIBLE), part.codes, MISSING)


def told_by(codes, partner):
    """The codes, what is missing in them taken from the partner's where these say something."""
    lacks = (codes == MISSING) & (partner != MISSING) & (partner != IMPOSSIBLE)
    return np.where(lacks, partner, codes)


REPORTS = (
    np.array(  # A and B answered, C and D did not; B was never shown A; D is not eligible to C
        [
            [0, 3, 1, 0],
            [MISSING, 0, 0, 2],
            [0, 0, 0, IMPOSSIBLE],
            [0, 0, IMPOSSIBLE, 0],
        ]
    )
)
FOUR = Answered(REPORTS.astype(float), np.array([True, True, False, False]))


def cells(network):
    """The states by hand: rows of 1 (tie), 0, ? and - (impossible)."""
    letters = {"tie": "1", "no tie": "0", "unobserved": "?", "impossible": "-"}
    return ["".join(letters[state] for state in row) for row in rn.states(network).to_numpy()]
