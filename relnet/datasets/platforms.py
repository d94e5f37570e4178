"""The questionnaires of a region as survey platforms export them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from relnet.datasets.questionnaire import NO_CONTACT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from relnet.datasets.questionnaire import Cell, Filled

    Words: TypeAlias = Mapping[str, Mapping[int, str]]
    Rows: TypeAlias = list[list[str]]

ASKED = {
    "nl": ("Namens welke organisatie antwoordt u?", "Op welk niveau werkt u?"),
    "en": ("For which organisation do you answer?", "At which level do you work?"),
}
"""The questions on who answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """How a platform exports questionnaires.

    Attributes
    ----------
    layout
        Name of the reader.
    rows
        Questionnaires, words of the answers and language → the rows of the file.
    separator
        Between the cells.
    codes
        Whether cells hold codes (``A1``), and columns but the codes of their rows.
    finished_only
        Whether it holds no questionnaire that was not finished.
    columns
        Role → column, where it is not recognised, by language.
    """

    layout: str
    rows: Callable[[Filled, Words, str], Rows]
    separator: str = ","
    codes: bool = False
    finished_only: bool = False
    columns: Mapping[str, Mapping[str, str]]


def csv_bytes(rows: Rows, separator: str) -> bytes:
    """Return rows as the platforms write them: with a byte-order mark, every cell quoted."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _words_of(cell: Cell, code: int | None, words: Words, language: str) -> str:
    """An answer in words."""
    if code is None:
        return ""
    kind = "frequency" if cell.kind == "relation" else "agreement"
    return words[kind][code] if code else NO_CONTACT[language]


def _said(filled: Filled, k: int, words: Words, language: str) -> list[str]:
    """The answers of one person in words."""
    pairs = zip(filled.cells, filled.answers[k], strict=True)
    return [_words_of(cell, code, words, language) for cell, code in pairs]


def _done(person: Mapping[str, Any]) -> bool:
    return bool(person["completed"] == "yes")


def _limesurvey_codes(filled: Filled, words: Words, language: str) -> Rows:  # noqa: ARG001
    meta = ["id", "submitdate", "lastpage", "startlanguage", "seed", "token", "ORG", "LAAG"]
    rows = [[*meta, *(f"{cell.code}[{cell.row}]" for cell in filled.cells)]]
    for k, person in enumerate(filled.people):
        codes = ["" if code is None else f"A{code}" for code in filled.answers[k]]
        rows.append([*_limesurvey_meta(filled, person, language), *codes])
    return rows


def _limesurvey_text(filled: Filled, words: Words, language: str) -> Rows:
    titles = {
        "nl": ["Antwoord-ID", "Datum ingezonden", "Laatste pagina", "Starttaal", "Seed", "Token"],
        "en": ["Response ID", "Date submitted", "Last page", "Start language", "Seed", "Token"],
    }[language]
    asked = [f"{cell.question} [{cell.label}]" for cell in filled.cells]
    rows = [[*titles, *ASKED[language], *asked]]
    for k, person in enumerate(filled.people):
        said = _said(filled, k, words, language)
        rows.append([*_limesurvey_meta(filled, person, language), *said])
    return rows


def _limesurvey_meta(filled: Filled, person: Mapping[str, Any], language: str) -> list[str]:
    done = f"{filled.day} 10:00:00" if _done(person) else ""
    page = "3" if _done(person) else "1"
    who = [person["person"], person["actor"], person["layer"]]
    return [person["respondent"], done, page, language, "1234567890", *who]


def _qualtrics(filled: Filled, words: Words, language: str) -> Rows:
    names = ["StartDate", "EndDate", "Status", "Progress", "Finished", "RecordedDate",
             "ResponseId", "ExternalReference", "ORG", "LAAG"]  # fmt: skip
    titles = ["Start Date", "End Date", "Response Type", "Progress", "Finished", "Recorded Date",
              "Response ID", "External Data Reference", *ASKED[language]]  # fmt: skip
    ids = ["startDate", "endDate", "status", "progress", "finished", "recordedDate",
           "_recordId", "externalDataReference", "QID101", "QID102"]  # fmt: skip
    for cell in filled.cells:
        row = int(cell.row[2:])
        names.append(f"{cell.code}_{row}")
        titles.append(f"{cell.question} - {cell.label}")
        ids.append(f"QID{cell.code[1:]}_{row}")
    rows = [names, titles, [json.dumps({"ImportId": one}) for one in ids]]
    for k, person in enumerate(filled.people):
        day, done = f"{filled.day} 10:00:00", _done(person)
        rows.append([day, day, "IP Address", "100" if done else "40", str(done), day,
                     person["respondent"], person["person"], person["actor"], person["layer"],
                     *_said(filled, k, words, language)])  # fmt: skip
    return rows


def _surveymonkey(filled: Filled, words: Words, language: str) -> Rows:
    meta = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address",
            "Email Address", "First Name", "Last Name", "Custom Data 1"]  # fmt: skip
    header, below = [*meta, *ASKED[language]], [*("" for _ in meta), "Response", "Response"]
    last = ""
    for cell in filled.cells:
        header.append("" if cell.question == last else cell.question)
        below.append(cell.label)
        last = cell.question
    rows = [header, below]
    for k, person in enumerate(filled.people):
        day = f"{filled.day} 10:00:00"
        rows.append([person["respondent"], "4711", day, day, "", "", "", "", person["person"],
                     person["actor"], person["layer"], *_said(filled, k, words, language)])  # fmt: skip
    return rows


NUMBER = {"nl": "Uw respondentnummer", "en": "Your respondent number"}
PERSON = {"nl": "Uw persoonsnummer", "en": "Your person number"}
"""Questions on forms that know no respondents."""


def _google_forms(filled: Filled, words: Words, language: str) -> Rows:
    stamp = {"nl": "Tijdstempel", "en": "Timestamp"}[language]
    asked = [f"{cell.question} [{cell.label}]" for cell in filled.cells]
    rows = [[stamp, NUMBER[language], PERSON[language], *ASKED[language], *asked]]
    for k, person in enumerate(filled.people):
        who = [person["respondent"], person["person"], person["actor"], person["layer"]]
        rows.append([f"{filled.day} 10:00:00", *who, *_said(filled, k, words, language)])
    return rows


PLATFORMS: dict[str, Platform] = {
    "limesurvey codes": Platform(
        layout="limesurvey",
        rows=_limesurvey_codes,
        separator=";",
        codes=True,
        columns={key: {"actor": "ORG", "layer": "LAAG"} for key in ASKED},
    ),
    "limesurvey text": Platform(
        layout="limesurvey",
        rows=_limesurvey_text,
        columns={k: {"actor": who, "layer": level} for k, (who, level) in ASKED.items()},
    ),
    "qualtrics": Platform(
        layout="qualtrics",
        rows=_qualtrics,
        columns={key: {"actor": "ORG", "layer": "LAAG"} for key in ASKED},
    ),
    "surveymonkey": Platform(
        layout="surveymonkey",
        rows=_surveymonkey,
        finished_only=True,
        columns={
            k: {"actor": who, "layer": level, "person": "Custom Data 1"}
            for k, (who, level) in ASKED.items()
        },
    ),
    "google forms": Platform(
        layout="google forms",
        rows=_google_forms,
        finished_only=True,
        columns={
            k: {"actor": who, "layer": level, "respondent": NUMBER[k], "person": PERSON[k]}
            for k, (who, level) in ASKED.items()
        },
    ),
}
"""The exports in which the surveys of a region are made."""
