"""What changed between waves, and what differs between layers in one."""

from relnet.change.compare import Change, compare, with_completions
from relnet.change.contrast import Contrast, contrast

__all__ = ["Change", "Contrast", "compare", "contrast", "with_completions"]
