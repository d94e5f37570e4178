"""The columns of an export of LimeSurvey that are no question, by which it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relnet.readers.exports.headers import beginning, brackets
from relnet.readers.values import number
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from relnet.readers.tables import Table

METAS = {
    "id": ("response id", "antwoord id", "respons id", "reactie id"),
    "submitdate": ("date submitted", "datum verzonden", "datum ingezonden", "datum ingediend",
                   "datum inzending", "verzenddatum"),
    "lastpage": ("last page", "laatste pagina"),
    "startlanguage": ("start language", "start taal", "starttaal", "begintaal"),
    "seed": ("seed",),
    "token": ("token", "access code", "toegangscode"),
    "startdate": ("date started", "startdatum", "datum gestart", "begindatum"),
    "datestamp": ("date last action", "datum laatste actie"),
    "ipaddr": ("ip address", "ip adres"),
    "refurl": ("referrer url", "referring url", "verwijzer url", "verwijzende url"),
    "firstname": ("first name", "voornaam"),
    "lastname": ("last name", "achternaam"),
    "email": ("email address", "e mail adres", "e mailadres", "email"),
}  # fmt: skip
"""The columns that are no question, by code → by text, without hyphens."""
TELLING = ("submitdate", "lastpage", "startlanguage", "seed", "datestamp")
"""Those by which an export of LimeSurvey is known."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]+)*")
_DATE = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d.*")


@dataclass(frozen=True, slots=True)
class Metas:
    """The columns of an export that are no question, and how its header is written.

    Attributes
    ----------
    columns
        Code → position.
    style
        ``"code"``, ``"text"`` or ``"both"``.
    between
        What stands between code and text where there are both.
    """

    columns: Mapping[str, int]
    style: str
    between: str = ""


def meta_columns(table: Table) -> Metas | None:
    """Return the columns that are no question; ``None`` if this is no export of LimeSurvey.

    A header of full text in a language that is not known is known by its cells.
    """
    header = table.header
    in_parts = any(brackets(text)[1] for text in header)
    codes = {text: k for k, text in reversed(list(enumerate(header))) if text in METAS}
    telling = sum(code in codes for code in TELLING)
    if telling > 1 or (telling and "id" in codes and in_parts):
        return Metas(codes, "code")
    between = _between(header)
    if between:
        return Metas(_with_text(header, between), "both", between)
    texts = {code: k for code, k in map(_meta, header, range(len(header))) if code}
    telling = sum(code in texts for code in TELLING)
    if telling > 1 or (telling and "id" in texts and in_parts):
        return Metas(texts, "text")
    if in_parts and _has_its_cells(table.columns):
        first = dict(zip(("id", "submitdate", "lastpage", "startlanguage"), range(4), strict=True))
        return Metas({**texts, **first}, "text")
    return None


def _meta(text: str, column: int) -> tuple[str, int]:
    plain = normal(text).replace("-", " ").replace("_", " ")
    return next((code for code, names in METAS.items() if plain in names), ""), column


def _between(header: Sequence[str]) -> str:
    """What stands between code and text in a header of both; empty in another."""
    rests = [
        text.removeprefix(code)
        for code in ("id", *TELLING)
        for text in header
        if text.startswith(code) and not text.removeprefix(code)[:1].isalnum()
    ]
    shared = beginning(rests) if len(rests) > 2 else ""
    return re.sub(r"\w.*", "", shared)


def _with_text(header: Sequence[str], between: str) -> dict[str, int]:
    parts = [text.partition(between)[0] for text in header]
    return {code: k for k, code in reversed(list(enumerate(parts))) if code in METAS}


def _has_its_cells(columns: Sequence[pd.Categorical]) -> bool:
    """Whether number, date, page and language stand in the first columns."""
    if len(columns) < 5 or len(columns[0]) < 2:
        return False
    ids, dates, pages, languages = (
        [str(column.categories[k]) for k in np.unique(column.codes[1:])] for column in columns[:4]
    )
    return (
        len(ids) == len(columns[0]) - 1
        and all(text.isdecimal() for text in ids)
        and all(text == "" or _DATE.fullmatch(text) for text in dates)
        and any(dates)
        and all(text == "" or number(text) is not None for text in pages)
        and all(_LANGUAGE.fullmatch(text) for text in languages)
    )
