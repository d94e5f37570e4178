"""A panel in terms of other organisations than each wave's own: mergers, splits, new names."""

from relnet.lineage.express import gaps_of, in_common, in_terms_of
from relnet.lineage.former import former_names
from relnet.lineage.trace import follow

__all__ = ["follow", "former_names", "gaps_of", "in_common", "in_terms_of"]
