"""What changed between waves, and what differs between layers in one."""

from relnet.change.change import Change
from relnet.change.compare import compare, with_completions
from relnet.change.composition import composition
from relnet.change.confounders import confounders
from relnet.change.contrast import Contrast, contrast
from relnet.change.convergence import convergence
from relnet.change.decompose import decompose
from relnet.change.groups import group_change
from relnet.change.multiplex import multiplex_change, multiplex_transitions
from relnet.change.ranks import rank_change
from relnet.change.strengths import rated_change, strength_transitions
from relnet.change.survival import tie_survival
from relnet.change.terms import by_terms
from relnet.change.trajectories import trajectories
from relnet.change.turnover import turnover

__all__ = [
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
    "with_completions",
]
