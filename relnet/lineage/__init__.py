"""A panel in terms of other organisations than each wave's own: mergers, splits, new names."""

from relnet.lineage.express import in_common, in_terms_of

__all__ = ["in_common", "in_terms_of"]
