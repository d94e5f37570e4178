"""Numbered columns whose cells name partners: ``net1_1``, ``net1_2``, ``Organisation 3``."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from relnet.readers.values import number, parse_values
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from relnet.readers.options import Options

_NUMBERED = re.compile(r"(.*?)(\d{1,3})(\D*)")
_ORDINAL = re.compile(r"(\d{1,3})(?:e|ste|de|st|nd|rd|th)?[ _.:-]+(\D+)")
_JOINTS = " \t_.:#-?*"
_NAMES = frozenset({"", "naam", "name", "id", "organisatie", "organisation", "organization", "org"})
_BEGINNINGS = ("nomin", "noem", "genoemd", "named", "partner", "alter", "contact", "organi",
               "samenwerk", "collabor")  # fmt: skip
_WORDS = frozenset({"net", "nom", "naam", "name", "org", "friend", "vriend"})
_LONGEST = 500
"""Longer headings are texts, and no names with a number."""


class Slots(NamedTuple):
    """Columns for the first, second, … partner: what they are called, and where they stand."""

    stem: str
    columns: tuple[int, ...]


def numbered(header: Sequence[str]) -> list[Slots]:
    """Return the columns that differ in a number that counts up from 0 or 1 only.

    Examples
    --------
    >>> numbered(["id", "net1_1", "net1_2", "Partner 1", "Partner 2", "freq_1"])
    [Slots(stem='net1', columns=(1, 2)), Slots(stem='Partner', columns=(3, 4))]
    """
    found: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for column, text in enumerate(header):
        parts = _parts(text.strip(_JOINTS)) if len(text) <= _LONGEST else None
        if parts is not None:
            before, count, behind = parts
            key = (normal(before), normal(behind))
            found.setdefault(key, []).append((count, column, before.strip(_JOINTS) or behind))
    return [
        Slots(some[0][2], tuple(column for _, column, _ in some))
        for some in found.values()
        if len(some) > 1 and _counts_up([count for count, _, _ in some])
    ]


def _parts(text: str) -> tuple[str, int, str] | None:
    """What stands before the number, the number and what stands behind it."""
    ordinal = _ORDINAL.fullmatch(text)
    if ordinal:
        return "", int(ordinal[1]), ordinal[2].strip(_JOINTS)
    found = _NUMBERED.fullmatch(text)
    if found is None or not found[1].strip(_JOINTS):
        return None
    behind = found[3].strip(_JOINTS)
    return (found[1], int(found[2]), behind) if normal(behind) in _NAMES else None


def _counts_up(counts: list[int]) -> bool:
    return counts[0] <= 1 and all(a < b for a, b in pairwise(counts))


def nominations(
    header: Sequence[str], body: pd.DataFrame, own: Collection[str], options: Options
) -> list[Slots]:
    """Return the numbered columns whose cells name partners.

    Most of their cells are organisations that answer; or the columns are called after
    nominations (or a relation of the study), no row has the same twice, as answers would,
    and there are more names than columns.

    Parameters
    ----------
    header
        What the columns are called.
    body
        The rows below the header, its columns numbered as `header` is.
    own
        The organisations that answer.
    options
        How the file is read.
    """
    known = {normal(name) for name in own if name}
    return [s for s in numbered(header) if _name_partners(s, body, known, options)]


def _name_partners(slots: Slots, body: pd.DataFrame, own: set[str], options: Options) -> bool:
    called = _is_called_so(slots.stem, options)
    codes, names = pd.factorize(body.iloc[:, list(slots.columns)].to_numpy(object).ravel())
    silent = np.array([*parse_values(names, options.coding.codes).missing, True], np.bool_)
    filled = ~silent[codes]
    if not filled.any():
        return called
    is_own = np.array([*(normal(name) in own for name in names), False], np.bool_)
    share = float(is_own[codes][filled].mean())
    texts = [name for name, no in zip(names, silent, strict=False) if not no]
    distinct = len(texts) > len(slots.columns) and _are_distinct(
        np.where(filled, codes, -1).reshape(len(body), len(slots.columns))
    )
    if all(number(text) is not None for text in texts):
        return called and distinct and share >= 0.1
    return share >= 0.5 or (called and distinct)


def _is_called_so(stem: str, options: Options) -> bool:
    if options.coding.names and options.coding.name(stem) is not None:
        return True
    words = re.findall(r"[^\W\d_]+", stem.casefold())
    return any(word in _WORDS or word.startswith(_BEGINNINGS) for word in words)


def _are_distinct(codes: NDArray[np.int64]) -> bool:
    """Whether nearly no row has the same twice; -1 is an empty cell."""
    ordered = np.sort(codes, axis=1)
    several = (codes >= 0).sum(axis=1) > 1
    again = ((ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] >= 0)).any(axis=1)
    return bool(again.sum() <= 0.1 * several.sum())
