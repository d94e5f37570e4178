"""The extension in C, where relnet was built with a compiler; everything works without it."""

try:
    from relnet import _kernels as kernels
except ImportError:
    kernels = None  # type: ignore[assignment]

__all__ = ["kernels"]
