"""What the actors are by an attribute, as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.wording import unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relnet.panel import Network


def attribute_called(networks: Sequence[Network], name: str) -> str:
    """Return the attribute of a name, be it in other capitals.

    Raises
    ------
    UsageError
        If no actor has it.
    """
    known = list(dict.fromkeys(str(one) for network in networks for one in network.attributes))
    alike = [one for one in known if one.casefold() == str(name).casefold()]
    if name in known:
        return str(name)
    if len(alike) != 1:
        raise unknown("attribute", str(name), known)
    return alike[0]


def values_of(networks: Iterable[Network], name: str) -> pd.Series[Any]:
    """Return an attribute as text by actor: of several networks that of the first that has it."""
    texts: pd.Series[Any] = pd.Series(dtype=object)
    for network in networks:
        own = pd.Series(np.nan, network.actors, dtype=object)
        if name in network.attributes:
            own = network.attributes[name].map(as_text, na_action="ignore").astype(object)
        texts = own if texts.empty else texts.combine_first(own)
    return texts


def as_text(value: object) -> str:
    """Return a value as text; a whole number without decimals."""
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole else str(value)  # type: ignore[call-overload]


def natural(text: str) -> list[tuple[int, int, str]]:
    """Return a key that sorts 2 before 10.

    Examples
    --------
    >>> sorted(["sector 10", "sector 2"], key=natural)
    ['sector 2', 'sector 10']
    """
    parts = re.split(r"(\d+)", text.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]
