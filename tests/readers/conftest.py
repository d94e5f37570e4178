"""Where relnet was built without a compiler, there is no extension to test."""

from relnet.readers.extension import kernels

collect_ignore = [] if kernels is not None else ["test_kernels.py"]
