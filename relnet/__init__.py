r"""relnet: repeated surveys of organisations, turned into evidence of change.

Read surveys, build panels of networks, measure them, compare the waves:

>>> import io
>>> import relnet as rn
>>> file = io.StringIO("wave,source,target\n2022,A,B\n2022,B,C\n2024,A,B\n2024,C,A\n")
>>> panel = rn.build_panel(rn.read_survey(file, warn=False))
>>> rn.compare(panel["2022"], panel["2024"]).counts.loc["stayers", ["n01", "n10", "n11"]].tolist()
[1, 1, 1]

The public names are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "relnet.errors": ("RelnetError", "RelnetWarning", "UsageError"),
    "relnet.problems": ("DataError", "Problem"),
    "relnet.rules": ("Scale", "TieRule"),
    "relnet.organisations": ("Organisations", "match_names", "suggest_names"),
    "relnet.study": ("Study", "read_study"),
    "relnet.survey": (
        "Relation",
        "Survey",
        "composites",
        "continuity",
        "respondent_counts",
        "response",
    ),
    "relnet.readers": (
        "list_layouts",
        "read_column_map",
        "read_events",
        "read_matches",
        "read_organisations",
        "write_column_map",
        "write_matches",
    ),
    "relnet.intake": ("read_survey",),
    "relnet.writers": ("Exported", "export"),
    "relnet.panel": (
        "Network",
        "Observation",
        "Panel",
        "adjacency",
        "agreement",
        "build_panel",
        "by_layer",
        "disagreement",
        "from_networkx",
        "read_panel",
        "save_panel",
        "states",
        "subset",
        "to_networkx",
        "to_pandas",
    ),
    "relnet.lineage": ("in_common", "in_terms_of"),
    "relnet.privacy": ("Privacy", "Protected", "protect"),
    "relnet.treatments": ("Treatment", "impute", "treat"),
    "relnet.measures": (
        "Figure",
        "group_closure",
        "list_measures",
        "measure",
        "register_measure",
        "relation_correlations",
    ),
    "relnet.change": (
        "Change",
        "Contrast",
        "by_terms",
        "compare",
        "composition",
        "confounders",
        "contrast",
        "convergence",
        "decompose",
        "group_change",
        "multiplex_change",
        "multiplex_transitions",
        "rank_change",
        "rated_change",
        "strength_transitions",
        "tie_survival",
        "trajectories",
        "turnover",
    ),
    "relnet.silence": ("bounds", "range_of", "response_needed", "sensitivity"),
    "relnet.inference": (
        "Detectable",
        "Estimate",
        "Estimates",
        "Separable",
        "adjust",
        "assess",
        "bootstrap",
        "jackknife",
        "mrqap",
        "permutation_test",
        "power",
        "qap",
        "separable",
    ),
    "relnet.evidence": (
        "Evidence",
        "cross_sector",
        "governance",
        "layer_gaps",
        "participation",
        "vulnerability",
    ),
    "relnet.figures": ("Picture", "plot_flows", "plot_matrix", "plot_ranks"),
    "relnet.maps": ("Map", "MapSpec", "View", "draw"),
    "relnet.propose": ("Start", "blank_study", "start_study"),
}
_MODULES = ("datasets", "inference")
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted([*_HOME_OF, *_MODULES])  # noqa: PLE0605 - held against the stub by a test


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"relnet.{name}")
    if name not in _HOME_OF:
        raise AttributeError(f"module 'relnet' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
