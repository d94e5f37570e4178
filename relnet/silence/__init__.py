"""What the silence could hide: bounds over every completion, and whom to ask first."""

from importlib import import_module

from relnet.silence.bounds import bounds
from relnet.silence.define import BOUNDS, Bound, bounds_of
from relnet.silence.needed import response_needed

FAMILIES = ("amount", "pairs", "central", "mixing", "monotone")
"""The modules that hold the bounds in closed form."""

for _family in FAMILIES:
    import_module(f"relnet.silence.{_family}")

__all__ = ["BOUNDS", "Bound", "bounds", "bounds_of", "response_needed"]
