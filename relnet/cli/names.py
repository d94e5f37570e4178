"""Names of measures as people write them: the code, or what it is called in their language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.wording import unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relnet.wording import Wording


def measures(given: Iterable[Sequence[str]], words: Wording, more: Iterable[str] = ()) -> list[str]:
    """Return the codes of measures that are asked for.

    Parameters
    ----------
    given
        Lists of names, split at commas; a name that has a comma itself is put together again.
    words
        The language.
    more
        Codes that can be asked for besides, such as figures of change.

    Raises
    ------
    UsageError
        If a name is neither a code nor the name of one measure in this language.
    """
    from relnet.measures import MEASURES  # noqa: PLC0415 - loads scipy

    codes = [*MEASURES, *more]
    called: dict[str, list[str]] = {}
    for code in codes:
        called.setdefault(words.name("measure", code).casefold(), []).append(code)
    known = {name: several[0] for name, several in called.items() if len(several) == 1}
    known |= {code: code for code in codes}
    return [code for parts in given for code in _codes(list(parts), known)]


def _codes(parts: list[str], known: dict[str, str]) -> Iterable[str]:
    """The codes in a list of names, of each place the longest name that there is."""
    while parts:
        lengths = range(len(parts), 0, -1)
        names = {size: ", ".join(parts[:size]) for size in lengths}
        size = next((size for size in lengths if names[size].casefold() in known), None)
        if size is None:
            raise unknown("measure", parts[0], known)
        yield known[names[size].casefold()]
        parts = parts[size:]
