"""Networks over waves: their types, how they are made from a survey, and what is in them."""

from relnet.panel.agreement import agreement
from relnet.panel.build import build_panel
from relnet.panel.convert import adjacency, from_networkx, states, to_networkx, to_pandas
from relnet.panel.disagreement import disagreement
from relnet.panel.happened import rosters
from relnet.panel.layers import by_layer
from relnet.panel.network import Network, Observation
from relnet.panel.panels import Panel
from relnet.panel.provenance import COMMON, Lineage, Step, describe_lineage, same_lineage
from relnet.panel.saved import read_panel, save_panel
from relnet.panel.select import subset
from relnet.panel.treated import Treated, treatment_name

__all__ = [
    "COMMON",
    "Lineage",
    "Network",
    "Observation",
    "Panel",
    "Step",
    "Treated",
    "adjacency",
    "agreement",
    "build_panel",
    "by_layer",
    "describe_lineage",
    "disagreement",
    "from_networkx",
    "read_panel",
    "rosters",
    "same_lineage",
    "save_panel",
    "states",
    "subset",
    "to_networkx",
    "to_pandas",
    "treatment_name",
]
