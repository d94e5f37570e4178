"""The errors that many functions raise in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from relnet.errors import UsageError, quoted
from relnet.wording.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relnet.wording.phrase import Value

T = TypeVar("T")
MOST_KNOWN = 12
"""How many of the names that are known a message shows."""
MANY_KNOWN = 100
"""From how many on it shows none of them, as the first few say nothing of the others."""


def expect(value: T, kind: type, what: str, **values: Value) -> T:
    """Return the value if it is of the kind that is needed.

    Parameters
    ----------
    value, kind
        The value and what it should be.
    what
        Which sentence of ``usage.expect`` says so.
    **values
        What the sentence holds besides.

    Raises
    ------
    UsageError
        If it is not.

    Examples
    --------
    >>> expect("density", str, "measure_name")
    'density'
    """
    if not isinstance(value, kind):
        given = {"kind": type(value).__name__, "value": quoted(value), **values}
        raise UsageError(Phrase(f"usage.expect.{what}", **given))
    return value


def unknown(what: str, name: object, known: Iterable[str], **values: Value) -> UsageError:
    """Return the error for a name that is not known, with the nearest ones.

    Parameters
    ----------
    what
        Which sentence of ``usage.unknown`` says of what it is the name.
    name, known
        The name, and those that it might have been.
    **values
        What the sentence holds besides.

    Examples
    --------
    >>> str(unknown("relation", "shar", ["share", "refer"]))
    "unknown relation 'shar'; did you mean 'share'?"
    """
    hint = _hint(str(name), [str(one) for one in known])
    return UsageError(Phrase(f"usage.unknown.{what}", name=quoted(name), hint=hint, **values))


def _hint(name: str, known: Sequence[str]) -> Phrase:
    import difflib  # noqa: PLC0415 - keeps --help quick

    near = difflib.get_close_matches(name, known, n=3, cutoff=0.6)
    if near:
        return Phrase("usage.hint.near", names=_either([quoted(one) for one in near]))
    if not known:
        return Phrase("usage.hint.none")
    if len(known) >= MANY_KNOWN:
        return Phrase("usage.hint.many")
    rest = ["…"] if len(known) > MOST_KNOWN else []
    shown = ", ".join([*map(quoted, known[:MOST_KNOWN]), *rest])
    return Phrase("usage.hint.known", names=shown)


def _either(names: Sequence[str]) -> Value:
    if len(names) == 1:
        return names[0]
    return Phrase("word.either", first=_either(names[:-1]), second=names[-1])
