from relnet import datasets as datasets
from relnet.change import Change as Change
from relnet.change import compare as compare
from relnet.errors import RelnetError as RelnetError
from relnet.errors import RelnetWarning as RelnetWarning
from relnet.errors import UsageError as UsageError
from relnet.lineage import in_common as in_common
from relnet.lineage import in_terms_of as in_terms_of
from relnet.maps import Map as Map
from relnet.maps import MapSpec as MapSpec
from relnet.maps import draw as draw
from relnet.measures import Figure as Figure
from relnet.measures import list_measures as list_measures
from relnet.measures import measure as measure
from relnet.measures import register_measure as register_measure
from relnet.panel import Network as Network
from relnet.panel import Observation as Observation
from relnet.panel import Panel as Panel
from relnet.panel import adjacency as adjacency
from relnet.panel import build_panel as build_panel
from relnet.panel import from_networkx as from_networkx
from relnet.panel import states as states
from relnet.panel import subset as subset
from relnet.panel import to_networkx as to_networkx
from relnet.panel import to_pandas as to_pandas
from relnet.problems import DataError as DataError
from relnet.problems import Problem as Problem
from relnet.readers import read_survey as read_survey
from relnet.rules import Scale as Scale
from relnet.rules import TieRule as TieRule
from relnet.survey import Relation as Relation
from relnet.survey import Survey as Survey
from relnet.survey import response as response

__version__: str
__all__ = [
    "Change",
    "DataError",
    "Figure",
    "Map",
    "MapSpec",
    "Network",
    "Observation",
    "Panel",
    "Problem",
    "Relation",
    "RelnetError",
    "RelnetWarning",
    "Scale",
    "Survey",
    "TieRule",
    "UsageError",
    "adjacency",
    "build_panel",
    "compare",
    "datasets",
    "draw",
    "from_networkx",
    "in_common",
    "in_terms_of",
    "list_measures",
    "measure",
    "read_survey",
    "register_measure",
    "response",
    "states",
    "subset",
    "to_networkx",
    "to_pandas",
]
