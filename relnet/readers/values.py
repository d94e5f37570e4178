"""Text as numbers, codes, yes or no, and waves in order."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from relnet.errors import UsageError, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

_NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]{1,3})?", re.ASCII)
_YES = frozenset({"1", "yes", "y", "true", "ja", "j", "waar", "x", "answered", "completed", "complete"})
_NO = frozenset({"0", "no", "n", "false", "nee", "onwaar", "", "-", "silent"})


def number(text: str) -> float | None:
    """Return the number that the text holds, decimal point or comma, else ``None``.

    Examples
    --------
    >>> number("2,5"), number("1.000,5"), number("NA")
    (2.5, None, None)
    """
    if _NUMBER.fullmatch(text) is None:
        return None
    value = float(text.replace(",", "."))
    return value if np.isfinite(value) else None


class Codes(NamedTuple):
    """Codes that stand for no answer (`missing`) and for a cell that could not be (`impossible`)."""

    missing: frozenset[str | float]
    impossible: frozenset[str | float]

    @classmethod
    def of(cls, missing: Iterable[object], impossible: Iterable[object]) -> Codes:
        """Take codes as text or number; ``9``, ``9.0`` and ``"9"`` are the same code."""
        sets = [frozenset(_code(str(code)) for code in codes) for codes in (missing, impossible)]
        both = sets[0] & sets[1]
        if both:
            shown = ", ".join(sorted(printable(code) for code in both))
            message = f"a code is missing or impossible, not both: {shown}"
            raise UsageError(message)
        return cls(*sets)


class Values(NamedTuple):
    """Parsed answers, each array of shape ``(m,)``: at most one flag is set for each.

    `value` is NaN wherever a flag is set.
    """

    value: NDArray[np.float64]
    missing: NDArray[np.bool_]
    impossible: NDArray[np.bool_]
    unreadable: NDArray[np.bool_]


def _code(text: str) -> str | float:
    value = number(text.strip())
    return text.strip() if value is None else value


def parse_values(texts: pd.Series[str] | NDArray[np.object_], codes: Codes) -> Values:
    """Parse answers; empty text and the codes for missing are missing.

    Parameters
    ----------
    texts
        Answers as text, shape ``(m,)``.
    codes
        The codes of the survey.
    """
    index, distinct = pd.factorize(np.asarray(texts, object))
    parsed = np.full(len(distinct) + 1, np.nan)
    flags = np.zeros((3, len(distinct) + 1), np.bool_)
    for k, text in enumerate(distinct):
        code = _code(text)
        if text == "" or code in codes.missing:
            flags[0, k] = True
        elif code in codes.impossible:
            flags[1, k] = True
        elif isinstance(code, str):
            flags[2, k] = True
        else:
            parsed[k] = code
    return Values(parsed[index], *(flag[index] for flag in flags))


def yes_or_no(text: str) -> bool | None:
    """Return what a word for yes or no says, in Dutch or English, else ``None``.

    Examples
    --------
    >>> yes_or_no("Ja"), yes_or_no(""), yes_or_no("perhaps")
    (True, False, None)
    """
    word = text.casefold()
    return True if word in _YES else False if word in _NO else None


def ordered_waves(labels: Iterable[str]) -> list[str]:
    """Return the distinct labels: numbers and dates sorted, text in order of appearance.

    Examples
    --------
    >>> ordered_waves(["2023", "2021"]), ordered_waves(["spring", "autumn"])
    (['2021', '2023'], ['spring', 'autumn'])
    >>> ordered_waves(["1-3-2024", "15-11-2022"])
    ['15-11-2022', '1-3-2024']
    """
    distinct = list(dict.fromkeys(labels))
    for key in (number, _date):
        keys = [key(label) for label in distinct]
        if all(k is not None for k in keys):
            return [label for _, label in sorted(zip(keys, distinct, strict=True))]  # type: ignore[type-var]
    return distinct


def _date(text: str) -> date | None:
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", text, re.ASCII)
    dutch = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text, re.ASCII)
    if iso:
        year, month, day = iso[1], iso[2], iso[3] or "1"
    elif dutch:
        year, month, day = dutch[3], dutch[2], dutch[1]
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def short_labels(labels: Sequence[str]) -> list[str]:
    """Return what tells the labels apart, cut at the edges of words and numbers.

    Examples
    --------
    >>> short_labels(["survey_2022", "survey_2023"])
    ['2022', '2023']
    >>> short_labels(["voormeting", "nameting"])
    ['voormeting', 'nameting']
    """
    tokens = [re.findall(r"\d+|[^\W\d_]+|[\W_]+", label) for label in labels]
    if len(labels) < 2 or len(set(labels)) < len(labels):
        return list(labels)
    shortest = min(map(len, tokens))
    head = 0
    while head < shortest and len({t[head] for t in tokens}) == 1:
        head += 1
    tail = 0
    while tail < shortest - head and len({t[-1 - tail] for t in tokens}) == 1:
        tail += 1
    short = ["".join(t[head : len(t) - tail]).strip(" _-.") for t in tokens]
    return short if all(short) and len(set(short)) == len(short) else list(labels)
