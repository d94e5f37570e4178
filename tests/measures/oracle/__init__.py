"""Independent programs and second computations that every measure is held against."""

from tests.measures.oracle.registry import ORACLES, Oracle, oracle

__all__ = ["ORACLES", "Oracle", "oracle"]
