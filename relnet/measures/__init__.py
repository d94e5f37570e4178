"""Measures of networks: one module a family, one registered function a measure."""

from importlib import import_module

from relnet.measures.completions import pool
from relnet.measures.correlations import relation_correlations
from relnet.measures.define import MEASURES, Figure, Measure, list_measures
from relnet.measures.define import measure as register_measure
from relnet.measures.group_closure import group_closure
from relnet.measures.measure import measure

FAMILIES = (
    "cohesion", "dyads", "triads", "connection", "centralisation", "hierarchy", "core_periphery",
    "robustness", "degree", "closeness", "betweenness", "walks", "holes", "cores", "brokerage",
    "neighbourhood", "homophily", "mixing", "closure", "multiplex", "confirmation",
)  # fmt: skip
"""The modules that hold the measures, in the order in which they are listed."""

for _family in FAMILIES:
    import_module(f"relnet.measures.{_family}")

__all__ = [
    "MEASURES",
    "Figure",
    "Measure",
    "group_closure",
    "list_measures",
    "measure",
    "pool",
    "register_measure",
    "relation_correlations",
]
