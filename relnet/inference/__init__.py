"""Is it real: intervals, tests and models of networks and of their change."""

from relnet.inference.assess import assess
from relnet.inference.bootstrap import bootstrap, jackknife
from relnet.inference.covariates import cells, difference, received, reciprocal, same, sent
from relnet.inference.detectable import Detectable
from relnet.inference.estimate import Estimate, Estimates
from relnet.inference.mrqap import mrqap
from relnet.inference.multiplicity import adjust
from relnet.inference.permutation import permutation_test
from relnet.inference.power import power
from relnet.inference.qap import qap
from relnet.inference.separable import (
    AbsDiff,
    Covariate,
    Dyadic,
    Match,
    Mix,
    Receiver,
    Sender,
    Separable,
    separable,
)

__all__ = [
    "AbsDiff",
    "Covariate",
    "Detectable",
    "Dyadic",
    "Estimate",
    "Estimates",
    "Match",
    "Mix",
    "Receiver",
    "Sender",
    "Separable",
    "adjust",
    "assess",
    "bootstrap",
    "cells",
    "difference",
    "jackknife",
    "mrqap",
    "permutation_test",
    "power",
    "qap",
    "received",
    "reciprocal",
    "same",
    "sent",
    "separable",
]
