"""Networks over waves: their types, how they are made from a survey, and what is in them."""

from relnet.panel.build import build_panel
from relnet.panel.convert import adjacency, from_networkx, states, to_networkx, to_pandas
from relnet.panel.network import Network, Observation
from relnet.panel.panels import Panel
from relnet.panel.select import subset

__all__ = [
    "Network",
    "Observation",
    "Panel",
    "adjacency",
    "build_panel",
    "from_networkx",
    "states",
    "subset",
    "to_networkx",
    "to_pandas",
]
