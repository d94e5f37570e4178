"""Organisations: one preferred name each, other names, attributes and events."""

from __future__ import annotations

from dataclasses import dataclass, fields
from html import escape

import pandas as pd

from relnet.wording import expect


@dataclass(frozen=True, eq=False, repr=False)
class Organisations:
    """Who the organisations are, whatever they are called in a file or a wave.

    The tables are returned as lazy copies: changing one changes nothing in the
    organisations. They are read by `read_organisations`.

    Attributes
    ----------
    table : DataFrame
        ``id, name`` and the attributes that do not change; `name` is the one by which the
        organisation goes as an actor, and no other has it.
    names : DataFrame
        Every name by which one is known, the preferred one among them: ``id, name, first,
        last``, valid from wave `first` to wave `last`; empty means without that limit.
    attributes : DataFrame
        ``id, wave`` and the attributes that change by wave.
    events : DataFrame
        ``date, wave, event, actor, into`` in preferred names; `event` is ``rename``,
        ``merge``, ``split``, ``join`` or ``leave``, and `wave` the first at which it shows,
        empty where there is but a date.
    """

    _table: pd.DataFrame
    _names: pd.DataFrame
    _attributes: pd.DataFrame
    _events: pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """The organisations and their fixed attributes."""
        return self._table.copy(deep=False)

    @property
    def names(self) -> pd.DataFrame:
        """Every name of every organisation."""
        return self._names.copy(deep=False)

    @property
    def attributes(self) -> pd.DataFrame:
        """The attributes that change by wave."""
        return self._attributes.copy(deep=False)

    @property
    def events(self) -> pd.DataFrame:
        """What happened to the organisations."""
        return self._events.copy(deep=False)

    def equals(self, other: Organisations) -> bool:
        """Whether both hold the same organisations."""
        return all(getattr(self, p.name).equals(getattr(other, p.name)) for p in fields(self))

    def __len__(self) -> int:
        return len(self._table)

    def __repr__(self) -> str:
        fixed = ", ".join(map(str, self._table.columns[2:])) or "none"
        by_wave = ", ".join(map(str, self._attributes.columns[2:])) or "none"
        return (
            f"<Organisations: {len(self)}, {len(self._names)} names, {len(self._events)} events; "
            f"attributes {fixed}; by wave {by_wave}>"
        )

    def _repr_html_(self) -> str:
        return f"<p>{escape(repr(self)[1:-1])}</p>{self._table.to_html(index=False, max_rows=20)}"


def attributes_in(organisations: Organisations, wave: str) -> pd.DataFrame:
    """Return the attributes of all organisations as they were in a wave.

    Parameters
    ----------
    organisations
        The organisations.
    wave
        The wave; what is stated of it comes in place of what does not change.

    Returns
    -------
    DataFrame
        A row for each organisation, by its preferred name.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> from relnet.readers.beside.organisations import read_organisations
    >>> known = read_organisations(
    ...     pd.DataFrame({"name": ["A", "B"], "size": [10, 20]}),
    ...     attributes=pd.DataFrame({"id": ["B"], "wave": ["2023"], "size": [25]}),
    ... )
    >>> attributes_in(known, "2023")["size"].to_dict()
    {'A': 10, 'B': 25}
    """
    expect(organisations, Organisations, "organisations", function="attributes_in")
    name = organisations.table.set_index("id")["name"]
    fixed = organisations.table.drop(columns="id").set_index("name").rename_axis("actor")
    stated = organisations.attributes
    there = stated[(stated["wave"] == wave).to_numpy(bool)]
    by_wave = there.drop(columns=["id", "wave"]).set_axis(pd.Index(there["id"].map(name)), axis=0)
    for column in by_wave:
        now = by_wave[column].reindex(fixed.index)
        fixed[column] = now if column not in fixed else now.where(now.notna(), fixed[column])
    return fixed
