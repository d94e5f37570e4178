from relnet import datasets as datasets
from relnet import inference as inference
from relnet.change import Change as Change
from relnet.change import Contrast as Contrast
from relnet.change import by_terms as by_terms
from relnet.change import compare as compare
from relnet.change import composition as composition
from relnet.change import confounders as confounders
from relnet.change import contrast as contrast
from relnet.change import convergence as convergence
from relnet.change import decompose as decompose
from relnet.change import group_change as group_change
from relnet.change import multiplex_change as multiplex_change
from relnet.change import multiplex_transitions as multiplex_transitions
from relnet.change import rank_change as rank_change
from relnet.change import rated_change as rated_change
from relnet.change import strength_transitions as strength_transitions
from relnet.change import tie_survival as tie_survival
from relnet.change import trajectories as trajectories
from relnet.change import turnover as turnover
from relnet.errors import RelnetError as RelnetError
from relnet.errors import RelnetWarning as RelnetWarning
from relnet.errors import UsageError as UsageError
from relnet.evidence import Evidence as Evidence
from relnet.evidence import cross_sector as cross_sector
from relnet.evidence import governance as governance
from relnet.evidence import layer_gaps as layer_gaps
from relnet.evidence import participation as participation
from relnet.evidence import vulnerability as vulnerability
from relnet.figures import Picture as Picture
from relnet.figures import plot_flows as plot_flows
from relnet.figures import plot_matrix as plot_matrix
from relnet.figures import plot_ranks as plot_ranks
from relnet.inference import Detectable as Detectable
from relnet.inference import Estimate as Estimate
from relnet.inference import Estimates as Estimates
from relnet.inference import Separable as Separable
from relnet.inference import adjust as adjust
from relnet.inference import assess as assess
from relnet.inference import bootstrap as bootstrap
from relnet.inference import jackknife as jackknife
from relnet.inference import mrqap as mrqap
from relnet.inference import permutation_test as permutation_test
from relnet.inference import power as power
from relnet.inference import qap as qap
from relnet.inference import separable as separable
from relnet.intake import read_survey as read_survey
from relnet.lineage import in_common as in_common
from relnet.lineage import in_terms_of as in_terms_of
from relnet.maps import Map as Map
from relnet.maps import MapSpec as MapSpec
from relnet.maps import View as View
from relnet.maps import draw as draw
from relnet.measures import Figure as Figure
from relnet.measures import group_closure as group_closure
from relnet.measures import list_measures as list_measures
from relnet.measures import measure as measure
from relnet.measures import register_measure as register_measure
from relnet.measures import relation_correlations as relation_correlations
from relnet.organisations import Organisations as Organisations
from relnet.organisations import match_names as match_names
from relnet.organisations import suggest_names as suggest_names
from relnet.panel import Network as Network
from relnet.panel import Observation as Observation
from relnet.panel import Panel as Panel
from relnet.panel import adjacency as adjacency
from relnet.panel import agreement as agreement
from relnet.panel import build_panel as build_panel
from relnet.panel import by_layer as by_layer
from relnet.panel import disagreement as disagreement
from relnet.panel import from_networkx as from_networkx
from relnet.panel import read_panel as read_panel
from relnet.panel import save_panel as save_panel
from relnet.panel import states as states
from relnet.panel import subset as subset
from relnet.panel import to_networkx as to_networkx
from relnet.panel import to_pandas as to_pandas
from relnet.privacy import Privacy as Privacy
from relnet.privacy import Protected as Protected
from relnet.privacy import protect as protect
from relnet.problems import DataError as DataError
from relnet.problems import Problem as Problem
from relnet.propose import Start as Start
from relnet.propose import blank_study as blank_study
from relnet.propose import start_study as start_study
from relnet.readers import list_layouts as list_layouts
from relnet.readers import read_column_map as read_column_map
from relnet.readers import read_events as read_events
from relnet.readers import read_matches as read_matches
from relnet.readers import read_organisations as read_organisations
from relnet.readers import write_column_map as write_column_map
from relnet.readers import write_matches as write_matches
from relnet.rules import Scale as Scale
from relnet.rules import TieRule as TieRule
from relnet.silence import bounds as bounds
from relnet.silence import range_of as range_of
from relnet.silence import response_needed as response_needed
from relnet.silence import sensitivity as sensitivity
from relnet.study import Study as Study
from relnet.study import read_study as read_study
from relnet.survey import Relation as Relation
from relnet.survey import Survey as Survey
from relnet.survey import composites as composites
from relnet.survey import continuity as continuity
from relnet.survey import respondent_counts as respondent_counts
from relnet.survey import response as response
from relnet.treatments import Treatment as Treatment
from relnet.treatments import impute as impute
from relnet.treatments import treat as treat
from relnet.writers import Exported as Exported
from relnet.writers import export as export

__version__: str
__all__ = [
    "Change",
    "Contrast",
    "DataError",
    "Detectable",
    "Estimate",
    "Estimates",
    "Evidence",
    "Exported",
    "Figure",
    "Map",
    "MapSpec",
    "Network",
    "Observation",
    "Organisations",
    "Panel",
    "Picture",
    "Privacy",
    "Problem",
    "Protected",
    "Relation",
    "RelnetError",
    "RelnetWarning",
    "Scale",
    "Separable",
    "Start",
    "Study",
    "Survey",
    "TieRule",
    "Treatment",
    "UsageError",
    "View",
    "adjacency",
    "adjust",
    "agreement",
    "assess",
    "blank_study",
    "bootstrap",
    "bounds",
    "build_panel",
    "by_layer",
    "by_terms",
    "compare",
    "composites",
    "composition",
    "confounders",
    "continuity",
    "contrast",
    "convergence",
    "cross_sector",
    "datasets",
    "decompose",
    "disagreement",
    "draw",
    "export",
    "from_networkx",
    "governance",
    "group_change",
    "group_closure",
    "impute",
    "in_common",
    "in_terms_of",
    "inference",
    "jackknife",
    "layer_gaps",
    "list_layouts",
    "list_measures",
    "match_names",
    "measure",
    "mrqap",
    "multiplex_change",
    "multiplex_transitions",
    "participation",
    "permutation_test",
    "plot_flows",
    "plot_matrix",
    "plot_ranks",
    "power",
    "protect",
    "qap",
    "range_of",
    "rank_change",
    "rated_change",
    "read_column_map",
    "read_events",
    "read_matches",
    "read_organisations",
    "read_panel",
    "read_study",
    "read_survey",
    "register_measure",
    "relation_correlations",
    "respondent_counts",
    "response",
    "response_needed",
    "save_panel",
    "sensitivity",
    "separable",
    "start_study",
    "states",
    "strength_transitions",
    "subset",
    "suggest_names",
    "tie_survival",
    "to_networkx",
    "to_pandas",
    "trajectories",
    "treat",
    "turnover",
    "vulnerability",
    "write_column_map",
    "write_matches",
]
