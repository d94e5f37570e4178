"""Which organisation a name is, where that is beyond doubt."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from relnet._text import whole
from relnet.organisations.normal import keys
from relnet.organisations.organisations import Organisations
from relnet.wording import expect, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

COLUMNS = ["name", "actor", "how"]


def match_names(
    names: Iterable[str],
    organisations: Organisations,
    *,
    wave: str = "",
    order: Sequence[str] = (),
) -> pd.DataFrame:
    """Return which organisation each name is, where no other could be meant.

    Nothing that merely resembles is taken for the same: see `suggest_names`.

    Parameters
    ----------
    names
        Names or ids, as found in a file.
    organisations
        The organisations.
    wave
        The wave of the file, which decides on names that are not always valid; any
        without.
    order
        The waves in order; needed where names have a first or last wave that is no number.

    Returns
    -------
    DataFrame
        A row for each name: ``name, actor, how``. `how` is ``exact`` for an id or a name,
        ``normalised`` where only case, accents, punctuation, spaces, word order or the
        legal form differ and no other organisation's name does so too, ``ambiguous`` for
        several and ``none`` for no organisation; `actor` is missing in the last two.

    Raises
    ------
    UsageError
        If the place of a wave among the others is not known.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> from relnet.readers.beside.organisations import read_organisations
    >>> known = read_organisations(pd.DataFrame({"id": ["g1"], "name": ["GGD Zuid-Limburg"]}))
    >>> found = match_names(["g1", "Stichting Zuidlimburg GGD", "ggd zuidlimburg", "GGD ZL"], known)
    >>> found["how"].tolist()
    ['exact', 'none', 'normalised', 'none']
    """
    expect(organisations, Organisations, "organisations", function="match_names")
    index = _indexed(organisations, wave, order)
    given = [whole(str(name)) for name in names]
    found = {name: _found(name, index) for name in dict.fromkeys(given)}
    rows = [(name, *found[name]) for name in given]
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")


class _Index(NamedTuple):
    """Organisations by name, by name as written and by what tells."""

    exact: Mapping[str, set[str]]
    written: Mapping[str, set[str]]
    telling: Mapping[str, set[str]]


def _indexed(organisations: Organisations, wave: str, order: Sequence[str]) -> _Index:
    """Index the names that are valid in a wave; the ids always are."""
    preferred = organisations.table.set_index("id")["name"].to_dict()
    index = _Index(defaultdict(set), defaultdict(set), defaultdict(set))
    for key, name in preferred.items():
        index.exact[_plain(str(key))].add(name)
    names = organisations.names
    limits = {limit for limit in (*names["first"], *names["last"]) if limit}
    place = _places(limits, wave, order)
    for row in names.itertuples(index=False):
        if place and not _valid(str(row.first), str(row.last), wave, place):
            continue
        actor = preferred[row.id]
        index.exact[_plain(str(row.name))].add(actor)
        written, telling = keys(str(row.name))
        for key in written:
            index.written[key].add(actor)
        for key in telling:
            index.telling[key].add(actor)
    return index


def _found(name: str, index: _Index) -> tuple[str | None, str]:
    written, telling = keys(name)
    exact = index.exact.get(_plain(name), set())
    if exact:
        return _only(exact, "exact")
    for table, ways in ((index.written, written), (index.telling, telling)):
        actors = set[str]().union(*(table.get(key, set()) for key in ways))
        if actors:
            return _only(actors, "normalised")
    return None, "none"


def _only(actors: set[str], how: str) -> tuple[str | None, str]:
    return (next(iter(actors)), how) if len(actors) == 1 else (None, "ambiguous")


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip())


def _places(limits: set[str], wave: str, order: Sequence[str]) -> dict[str, float]:
    """The place of each wave that matters among the others; nothing where none does."""
    if not wave or not limits:
        return {}
    needed = {*limits, wave}
    place = {str(label): float(k) for k, label in enumerate(order)}
    if needed <= place.keys():
        return place
    numbers = {label: as_number(label) for label in {*needed, *place}}
    known = {label: value for label, value in numbers.items() if value is not None}
    if len(known) == len(numbers):
        return known
    strange = sorted(needed - place.keys())
    raise unknown("wave", strange[0], list(place))


def _valid(first: str, last: str, wave: str, place: Mapping[str, float]) -> bool:
    after = not first or place[first] <= place[wave]
    return after and (not last or place[wave] <= place[last])


def as_number(label: str) -> float | None:
    """Return the number that a wave goes by, if it does.

    Examples
    --------
    >>> as_number("2023"), as_number("spring")
    (2023.0, None)
    """
    try:
        return float(label) if label.isascii() else None
    except ValueError:
        return None
