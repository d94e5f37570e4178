"""Which ties form and which persist, and what that depends on."""

from relnet.inference.separable.covariates import (
    AbsDiff,
    Covariate,
    Dyadic,
    Match,
    Mix,
    Receiver,
    Sender,
)
from relnet.inference.separable.result import Separable
from relnet.inference.separable.separable import separable
from relnet.inference.separable.terms import TERMS, Given, Term, Tied
from relnet.inference.separable.weighted import (
    Degrees,
    InDegrees,
    OutDegrees,
    SharedPartners,
)

__all__ = [
    "TERMS",
    "AbsDiff",
    "Covariate",
    "Degrees",
    "Dyadic",
    "Given",
    "InDegrees",
    "Match",
    "Mix",
    "OutDegrees",
    "Receiver",
    "Sender",
    "Separable",
    "SharedPartners",
    "Term",
    "Tied",
    "separable",
]
