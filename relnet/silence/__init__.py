"""What the silence could hide: bounds over every completion, other treatments, whom to ask first."""

from importlib import import_module

from relnet.silence.bounds import bounds
from relnet.silence.define import BOUNDS, Bound, bounds_of
from relnet.silence.needed import response_needed
from relnet.silence.ranges import range_of
from relnet.silence.sensitivity import sensitivity

FAMILIES = ("amount", "pairs", "central", "mixing", "confirmed", "monotone")
"""The modules that hold the bounds in closed form."""

for _family in FAMILIES:
    import_module(f"relnet.silence.{_family}")

__all__ = ["BOUNDS", "Bound", "bounds", "bounds_of", "range_of", "response_needed", "sensitivity"]
