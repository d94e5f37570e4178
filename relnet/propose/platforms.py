"""Exports of survey platforms in a folder: what they ask, as far as their headers tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from relnet.readers.columns import SYNONYMS, normal
from relnet.readers.exports.google_forms import decode_google_forms
from relnet.readers.exports.limesurvey import decode_limesurvey
from relnet.readers.exports.microsoft_forms import decode_microsoft_forms
from relnet.readers.exports.qualtrics import decode_qualtrics
from relnet.readers.exports.surveymonkey import decode_surveymonkey
from relnet.readers.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relnet.readers.exports.export import Asked, Export
    from relnet.readers.tables import Table

DECODERS = (decode_limesurvey, decode_qualtrics, decode_surveymonkey, decode_google_forms,
            decode_microsoft_forms)  # fmt: skip
FEWEST = 3
"""Rows that a question on organisations has at least."""
LONGEST = 60
"""Characters beyond which a row is a statement and no organisation, on average."""


@dataclass(frozen=True, slots=True, eq=False)
class Questionnaire:
    """What an export asks.

    Attributes
    ----------
    rows : DataFrame
        ``actor, partner, relation, value``: the texts that there are, each once.
    own
        The column that seems to say for which organisation somebody answers; empty where none does.
    plain
        The questions without rows, among which it is.
    coded
        Whether rows or organisations are but codes.
    """

    rows: pd.DataFrame
    own: str
    plain: Sequence[str]
    coded: bool


def asked_in(table: Table) -> Questionnaire | None:
    """Return what an export of a survey platform asks; ``None`` for another table."""
    options = Options()
    export = next(filter(None, (decode(table, options) for decode in DECODERS)), None)
    if export is None:
        return None
    plain = [one for one in export.asked if not one.row and not one.names_partner]
    own = next((one for one in plain if _is_own(one)), None)
    asked = _on_organisations(export.asked)
    parts = [_texts(export, one) for one in asked]
    if own is not None:
        texts = [text for text in _distinct(export, own.column) if text]
        parts.append(pd.DataFrame({"actor": texts, "partner": "", "relation": "", "value": ""}))
    columns = ["actor", "partner", "relation", "value"]
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    coded = any(one.is_code for one in asked)
    return Questionnaire(
        rows[columns].astype("str"),
        "" if own is None else own.names[0],
        tuple(one.names[-1] for one in plain),
        coded,
    )


def _is_own(one: Asked) -> bool:
    """Whether a question seems to ask for which organisation somebody answers."""
    names = [normal(name) for name in one.names]
    known = {*SYNONYMS["actor"], "org", "instelling"}
    words = ("organisatie", "organisation", "organization")
    return any(name in known or any(word in name for word in words) for name in names)


def _on_organisations(asked: Iterable[Asked]) -> list[Asked]:
    """The columns of questions of which the rows may be organisations."""
    groups: dict[str, list[Asked]] = {}
    for one in asked:
        if one.row or one.names_partner:
            groups.setdefault(one.names[0], []).append(one)
    return [one for part in groups.values() if _may_be(part) for one in part]


def _may_be(part: Sequence[Asked]) -> bool:
    rows = {one.row for one in part}
    named = any(one.names_partner for one in part)
    length = sum(map(len, rows)) / max(len(rows), 1)
    return named or (len(rows) >= FEWEST and length <= LONGEST)


def _texts(export: Export, one: Asked) -> pd.DataFrame:
    """What stands in one column, each text once."""
    texts = [text for text in _distinct(export, one.column) if text not in {"", *export.missing}]
    if one.names_partner:
        partners, values = texts, ["1"] * len(texts)
    else:
        values = [one.tick] if one.tick is not None else texts or [""]
        partners = ["" if one.is_code else one.row] * len(values)
    return pd.DataFrame(
        {"actor": "", "partner": partners, "relation": one.names[-1], "value": values}
    )


def _distinct(export: Export, column: int) -> list[str]:
    cells = export.table.cells.iloc[export.first :, column]
    return [str(text) for text in cells[export.counts].unique()]
