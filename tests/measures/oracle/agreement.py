"""How far each measure is from its oracles; run as a module it prints the table.

``python -m tests.measures.oracle.agreement`` (with ``RELNET_REFERENCE_DATA`` set for the real
networks) gives measure × oracle × networks × values × largest difference.
"""

import importlib
import os
import pkgutil
import sys
from pathlib import Path

import numpy as np
import pandas as pd

import relnet as rn
from relnet.measures import MEASURES
from relnet.measures.groups import groups_of
from tests.measures import oracle as package
from tests.measures.oracle.networks import GROUPS, lindeland, reference
from tests.measures.oracle.r import present
from tests.measures.oracle.registry import ORACLES


def load():
    """Import every module of oracles, so that all are registered."""
    for found in pkgutil.iter_modules(package.__path__):
        if found.name.startswith("of_"):
            importlib.import_module(f"{package.__name__}.{found.name}")
    return ORACLES


def asked():
    """The oracles that can be asked on this machine: those of R where it is there."""
    return [one for one in load() if one.program != "sna" or present()]


def panels(folder=None):
    """Every panel by name, with what makes its groups."""
    yield "lindeland", lindeland(), GROUPS
    if folder:
        for name, (panel, by) in reference(Path(folder)).items():
            yield name, panel, by


def cases(one, panel, by):
    """Each network (or wave) of a panel to which an oracle applies, as (source, groups)."""
    measure = MEASURES[one.measure]
    if measure.by and by is None:
        return
    if measure.together:
        for wave in panel.waves:
            asked = tuple(net for net in panel if net.wave == wave and net.observation.asked)
            if len(asked) > 1:
                whole = rn.subset(panel, waves=[wave])
                yield whole, asked, groups_of(asked[0], by) if measure.by else None
        return
    for network in panel:
        if network.observation.asked and (network.directed or not measure.directed):
            yield network, network, groups_of(network, by) if measure.by else None


def differences(one, panel, by):
    """The largest difference on each network or wave, infinite where only one gives a value."""
    for source, given, groups in cases(one, panel, by):
        theirs = one.function(given, groups) if groups is not None else one.function(given)
        if theirs is None:
            continue
        table = rn.measure(source, one.measure, by=by if groups is not None else None)
        ours = table["value"].to_numpy(float)
        theirs = np.asarray(theirs, float).reshape(-1)
        assert ours.shape == theirs.shape, (one, ours.shape, theirs.shape)
        alone = np.isnan(ours) != np.isnan(theirs)
        scale = np.maximum(1.0, np.abs(theirs))
        apart = np.where(alone, np.inf, np.nan_to_num(np.abs(ours - theirs) / scale))
        yield (~np.isnan(ours)).sum(), float(apart.max(initial=0.0))


def agreement(folder=None):
    """The table: measure, program, panels, values and the largest difference."""
    rows = []
    for one in asked():
        for name, panel, by in panels(folder):
            found = list(differences(one, panel, by))
            if found:
                values, apart = zip(*found, strict=True)
                rows.append((one.measure, one.program, name, sum(values), max(apart), one.reason))
    columns = ["measure", "oracle", "panel", "values", "difference", "reason"]
    table = pd.DataFrame(rows, columns=columns)
    grouped = table.groupby(["measure", "oracle", "reason"], sort=False)
    return grouped.agg(
        panels=("panel", "nunique"), values=("values", "sum"), difference=("difference", "max")
    ).reset_index()


if __name__ == "__main__":
    sys.stdout.write(agreement(os.environ.get("RELNET_REFERENCE_DATA")).to_string() + "\n")
