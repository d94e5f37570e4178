"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from relnet.errors import UsageError


def write_text(path: str | os.PathLike[str], text: str) -> Path:
    r"""Write a text file; what stood there stays until all of it is written.

    Parameters
    ----------
    path
        Where to; its folder has to be there.
    text
        What to write, as UTF-8 with ``\n`` at the ends of lines.

    Raises
    ------
    UsageError
        If it cannot be written.
    """
    target = Path(path)
    half = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        half.write_bytes(text.encode("utf-8", "replace"))
        half.replace(target)
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror or error}") from None
    finally:
        with suppress(OSError):
            half.unlink()
    return target
