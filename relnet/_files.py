"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from relnet._text import whole
from relnet.errors import UsageError, printable
from relnet.wording import Phrase, Value


def make_folder(path: str | os.PathLike[str]) -> Path:
    """Make a folder, and those that it stands in, if need be.

    Raises
    ------
    UsageError
        If it cannot be made.
    """
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused("usage.write.folder", path, error) from None
    return folder


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
    return write_bytes(path, whole(text).encode())


def write_bytes(path: str | os.PathLike[str], data: bytes) -> Path:
    """Write a file; what stood there stays until all of it is written.

    Parameters
    ----------
    path
        Where to; its folder has to be there.
    data
        What to write.

    Raises
    ------
    UsageError
        If it cannot be written.
    """
    target = _resolved(path)
    if target.is_dir():
        raise UsageError(Phrase("usage.write.is_folder", path=str(path)))
    if not target.parent.is_dir():
        raise UsageError(Phrase("usage.write.no_folder", path=str(path)))
    half = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        half.write_bytes(data)
        if target.exists():
            half.chmod(target.stat().st_mode)
        half.replace(target)
    except OSError as error:
        raise _refused("usage.write.file", path, error) from None
    finally:
        with suppress(OSError):
            half.unlink()
    return Path(path)


def _resolved(path: str | os.PathLike[str]) -> Path:
    try:
        return Path(path).resolve()
    except ValueError as error:  # halves of characters, and NUL
        shown = printable(path, 500)
        raise UsageError(Phrase("usage.write.file", path=shown, reason=str(error))) from None


def _refused(key: str, path: str | os.PathLike[str], error: OSError) -> UsageError:
    reason: Value = error.strerror or str(error)
    if isinstance(error, PermissionError):
        reason = Phrase("usage.write.not_allowed")
    return UsageError(Phrase(key, path=str(path), reason=reason))
