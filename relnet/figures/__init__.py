"""Figures for print: one style, the same bytes each time, a text alternative for each."""

from relnet.figures.flows import plot_flows
from relnet.figures.matrix import plot_matrix
from relnet.figures.picture import Picture
from relnet.figures.ranks import plot_ranks

__all__ = ["Picture", "plot_flows", "plot_matrix", "plot_ranks"]
