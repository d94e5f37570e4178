"""Is it real: intervals, tests and models of networks and of their change."""

from relnet.inference.bootstrap import bootstrap, jackknife
from relnet.inference.detectable import Detectable
from relnet.inference.estimate import Estimate, Estimates
from relnet.inference.permutation import permutation_test
from relnet.inference.power import power

__all__ = [
    "Detectable",
    "Estimate",
    "Estimates",
    "bootstrap",
    "jackknife",
    "permutation_test",
    "power",
]
