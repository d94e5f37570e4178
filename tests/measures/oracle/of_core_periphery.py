"""Oracles of core and periphery: all partitions, where they are few."""

from itertools import product

import numpy as np

from tests.measures.oracle.networks import states
from tests.measures.oracle.registry import oracle

FEW = 12
"""Up to so many actors all partitions are compared."""
ALIKE = 1e-9


def correlations(network):
    """Pearson's r of each partition with the ideal pattern, over the rated cells."""
    state, rated = states(network)
    ties = (state == "tie")[rated].astype(float)
    for sides in product((False, True), repeat=network.n):
        core = np.array(sides)
        ideal = (core[:, None] | core)[rated].astype(float)
        if ties.std() > 0 and ideal.std() > 0:
            yield core, np.corrcoef(ties, ideal)[0, 1]


def best(network):
    """The best fit and the smallest cores that have it; None where there are too many."""
    if network.n > FEW:
        return None
    found = list(correlations(network))
    if not found:
        return np.nan, np.full((1, network.n), np.nan)
    top = max(fit for _, fit in found)
    cores = [core for core, fit in found if fit > top - ALIKE]
    least = min(core.sum() for core in cores)
    return top, np.array([core for core in cores if core.sum() == least], float)


@oracle("core_periphery_fit", "by definition")
def core_periphery_fit(network):
    found = best(network)
    return found and found[0]


@oracle("core_size", "by definition")
def core_size(network):
    found = best(network)
    return found and found[1].sum(axis=1).mean()


@oracle("core", "by definition")
def core(network):
    found = best(network)
    if found is None:
        return None
    share = found[1].mean(axis=0)
    return np.where(np.isin(share, (0, 1)), share, np.nan)
