"""What changed between waves, and what differs between layers in one."""

from relnet.change.compare import Change, compare, with_completions
from relnet.change.contrast import Contrast, contrast
from relnet.change.decompose import decompose

__all__ = ["Change", "Contrast", "compare", "contrast", "decompose", "with_completions"]
