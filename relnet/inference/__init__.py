"""Is it real: intervals, tests and models of networks and of their change."""

from relnet.inference.estimate import Estimate, Estimates

__all__ = ["Estimate", "Estimates"]
