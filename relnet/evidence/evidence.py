"""Evidence: the tables that speak to one question, and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from relnet.wording import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

SHOWN = 10
"""Rows of each table that a notebook shows."""


@dataclass(frozen=True, eq=False, repr=False)
class Evidence:
    """Tables that speak to one question; none of them gives the answer.

    ``evidence["basis"]`` is always there: what each wave and relation rests on. Iteration
    runs over the names of the tables.

    Attributes
    ----------
    about : str
        The question: ``"governance"``, ``"vulnerability"``, ``"cross-sector"``,
        ``"participation"`` or ``"layers"``.
    names : tuple of str
        The names of the tables.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> found = rn.vulnerability(rn.from_networkx(nx.path_graph(3)))
    >>> found
    <Evidence: vulnerability; basis (1 row), figures (5 rows), actors (3 rows), bridges (2 rows),
    removals (12 rows), respondents (0 rows)>
    >>> found["actors"][["actor", "articulation"]].values.tolist()
    [['0', False], ['1', True], ['2', False]]
    """

    about: str
    _tables: Mapping[str, pd.DataFrame]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tables."""
        return tuple(self._tables)

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._tables:
            raise unknown("table", name, self._tables)
        return self._tables[name].copy(deep=False)

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def equals(self, other: Evidence) -> bool:
        """Whether both hold the same tables."""
        return (
            self.about == other.about
            and self.names == other.names
            and all(table.equals(other[name]) for name, table in self._tables.items())
        )

    def __repr__(self) -> str:
        sizes = (
            f"{name} ({len(table)} row{'' if len(table) == 1 else 's'})"
            for name, table in self._tables.items()
        )
        return f"<Evidence: {self.about}; {', '.join(sizes)}>"

    def _repr_html_(self) -> str:
        parts = (
            f"<p>{escape(name)}</p>{table.to_html(index=False, max_rows=SHOWN)}"
            for name, table in self._tables.items()
        )
        return f"<p>{escape(repr(self)[1:-1])}</p>{''.join(parts)}"
