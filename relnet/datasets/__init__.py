"""A fictional region with repeated surveys and a known truth, to learn, show and test with."""

from relnet.datasets.region import Region, lindeland, write_region

__all__ = ["Region", "lindeland", "write_region"]
