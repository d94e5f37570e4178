"""What can be tested on this machine."""

from tests.measures.oracle.r import present

collect_ignore = [] if present() else ["test_sna.py"]
