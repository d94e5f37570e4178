"""The oracles by measure."""

from collections.abc import Callable
from dataclasses import dataclass

ORACLES = []


@dataclass(frozen=True)
class Oracle:
    """Another way to the values of one measure.

    `function` takes a network (a tuple of them for a measure of several relations; with the
    groups besides for one that is `by`) and returns a number, an array by actor, group or pair of
    groups, or None where it has no answer. `tolerance` is 1e-9 unless `reason` says why not.
    """

    measure: str
    program: str
    function: Callable
    tolerance: float = 1e-9
    reason: str = ""


def oracle(measure, program, *, tolerance=1e-9, reason=""):
    """Register the function as an oracle of a measure.

    `program` names what computes the values: "networkx", "igraph", "sna" (of R, asked where it
    is on the machine), or "by definition" for a dense computation from the four states of the
    cells that shares no code with the library.
    """
    if tolerance > 1e-9 and not reason:
        raise ValueError("a wider tolerance needs its reason")

    def register(function):
        ORACLES.append(Oracle(measure, program, function, tolerance, reason))
        return function

    return register
