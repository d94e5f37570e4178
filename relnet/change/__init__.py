"""What changed between waves."""

from relnet.change.compare import Change, compare

__all__ = ["Change", "compare"]
