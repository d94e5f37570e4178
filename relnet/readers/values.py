"""Text as numbers, codes, yes or no."""

from __future__ import annotations

import re
from numbers import Real
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from relnet.errors import UsageError, printable
from relnet.readers.coded import coded, compact, spread
from relnet.study.codes import normal
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    Texts: TypeAlias = pd.Series[str] | NDArray[np.object_] | pd.Categorical

_NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]{1,3})?", re.ASCII)
_YES = frozenset(
    {"1", "yes", "y", "true", "ja", "j", "waar", "x", "answered", "completed", "complete"}
)
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
    """What stands for which answer.

    Attributes
    ----------
    missing, impossible
        Codes that stand for no answer, and for a cell that could not be.
    words
        Text (as `normal` has it) → the number that it stands for; NaN for no answer,
        infinite for a cell that could not be.
    allowed
        The numbers that are answers, 0 besides; all without.
    """

    missing: frozenset[str | float]
    impossible: frozenset[str | float]
    words: Mapping[str, float] = MappingProxyType({})
    allowed: frozenset[float] | None = None

    @classmethod
    def of(cls, missing: Any, impossible: Any) -> Codes:
        """Take one code or several, as text or number; 9, 9.0 and "9" are the same code."""
        no_answer, not_possible = (
            frozenset(_code(str(code)) for code in ([given] if _is_single(given) else given or ()))
            for given in (missing, impossible)
        )
        both = no_answer & not_possible
        if both:
            shown = ", ".join(sorted(printable(code) for code in both))
            raise UsageError(Phrase("usage.read.codes", codes=shown))
        return cls(no_answer, not_possible)


def _is_single(codes: object) -> bool:
    return isinstance(codes, str | Real)


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


def parse_values(texts: Texts, codes: Codes) -> Values:
    """Parse answers; empty text and the codes for missing are missing.

    Where some answers have a decimal comma, one with a point is not read: it may be a
    thousand.

    Parameters
    ----------
    texts
        Answers as text, shape ``(m,)``.
    codes
        The codes of the survey.
    """
    column = compact(coded(texts))
    distinct = list(column.categories)
    parsed = np.full(len(distinct), np.nan)
    flags = np.zeros((3, len(distinct)), np.bool_)
    mixed = any("," in text and number(text) is not None for text in distinct)
    for k, text in enumerate(distinct):
        code = _meant(text, codes)
        if mixed and "." in text and not isinstance(code, str):
            code = text  # 1.234 beside 2,5: a thousand or a decimal?
        if text == "" or code != code or code in codes.missing:  # noqa: PLR0124 - NaN
            flags[0, k] = True
        elif code == np.inf or code in codes.impossible:
            flags[1, k] = True
        elif isinstance(code, str) or not _is_answer(text, code, codes):
            flags[2, k] = True
        else:
            parsed[k] = code
    found = (flag.any() for flag in flags)
    none = np.zeros(len(column), np.bool_)
    each = (spread(f, column.codes) if any_ else none for f, any_ in zip(flags, found, strict=True))
    return Values(spread(parsed, column.codes), *each)


def _meant(text: str, codes: Codes) -> str | float:
    """The number or code that a text is, or stands for."""
    code = _code(text)
    for key in (text, code) if codes.words else ():
        meant = codes.words.get(normal(key))
        if meant is not None:
            return meant
    return code


def _is_answer(text: str, code: float, codes: Codes) -> bool:
    """Whether a number is an answer: as a word stands for it, or as it is."""
    said = normal(text) in codes.words or normal(code) in codes.words
    return said or codes.allowed is None or code == 0 or code in codes.allowed


def yes_or_no(text: str) -> bool | None:
    """Return what a word for yes or no says, in Dutch or English, else ``None``.

    Examples
    --------
    >>> yes_or_no("Ja"), yes_or_no(""), yes_or_no("perhaps")
    (True, False, None)
    """
    word = text.casefold()
    return True if word in _YES else False if word in _NO else None
