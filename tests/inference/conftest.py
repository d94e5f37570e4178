"""What is asked of R is left out where there is none."""

from tests.measures.oracle.r import present

collect_ignore = [] if present() else ["test_sna.py"]
