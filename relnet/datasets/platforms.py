"""The questionnaires of a region as survey platforms export them."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
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
    content
        Questionnaires, words of the answers and language → the file.
    ending
        Of the file.
    codes
        Whether cells hold codes (``A1``), and columns but the codes of their rows.
    finished_only
        Whether it holds no questionnaire that was not finished.
    pairs_only
        Whether it holds pairs, and neither who named nobody nor who the respondents are.
    names_only
        Whether it holds who was named, and no answers on them.
    blocks
        Whether a question goes by its place in the file.
    columns
        Language → role → column, where it is not recognised.
    """

    layout: str
    content: Callable[[Filled, Words, str], bytes]
    ending: str = ".csv"
    codes: bool = False
    finished_only: bool = False
    pairs_only: bool = False
    names_only: bool = False
    blocks: bool = False
    columns: Mapping[str, Mapping[str, str]]


def _as_csv(
    rows: Callable[[Filled, Words, str], Rows], separator: str = ","
) -> Callable[[Filled, Words, str], bytes]:
    """Write rows as platforms do: with a byte-order mark, every cell quoted."""

    def content(filled: Filled, words: Words, language: str) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerows(rows(filled, words, language))
        return text.getvalue().encode("utf-8-sig")

    return content


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


def _microsoft_forms(filled: Filled, words: Words, language: str) -> Rows:
    titles = {
        "nl": ["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam"],
        "en": ["ID", "Start time", "Completion time", "Email", "Name"],
    }[language]
    times: dict[str, int] = {}
    asked = []
    for cell in filled.cells:
        times[cell.label] = times.get(cell.label, 0) + 1
        asked.append(cell.label if times[cell.label] == 1 else f"{cell.label}{times[cell.label]}")
    rows = [[*titles, *ASKED[language], *asked]]
    for k, person in enumerate(filled.people):
        day = f"{filled.day} 10:00:00"
        who = [person["respondent"], day, day, person["person"], "", person["actor"]]
        rows.append([*who, person["layer"], *_said(filled, k, words, language)])
    return rows


def _nominations(filled: Filled, words: Words, language: str) -> Rows:  # noqa: ARG001
    names = dict.fromkeys(cell.name for cell in filled.cells if cell.kind == "relation")
    named = [_named(filled, k) for k in range(len(filled.people))]
    most = {name: max(len(one[name]) for one in named) for name in names}
    slots = [(f"nominatie_{q}_", name) for q, name in enumerate(names, 1)]
    header = ["respondent", "person", "completed", "organisation", "layer"]
    rows = [header + [f"{stem}{k}" for stem, name in slots for k in range(1, most[name] + 1)]]
    for person, one in zip(filled.people, named, strict=True):
        who = [
            str(person[role]) for role in ("respondent", "person", "completed", "actor", "layer")
        ]
        partners = [
            (one[name] + [""] * most[name])[k] for _, name in slots for k in range(most[name])
        ]
        rows.append(who + partners)
    return rows


def _named(filled: Filled, k: int) -> dict[str, list[str]]:
    """Relation → the partners that one person named."""
    found: dict[str, list[str]] = {c.name: [] for c in filled.cells if c.kind == "relation"}
    for cell, code in zip(filled.cells, filled.answers[k], strict=True):
        if cell.kind == "relation" and code:
            found[cell.name].append(cell.label)
    return found


def _partner(filled: Filled, words: Words, language: str) -> Rows:  # noqa: ARG001
    names = list(dict.fromkeys(cell.name for cell in filled.cells if cell.kind != "statement"))
    rows = [["respondent", "organisation", "partner", *names]]
    for person, codes in zip(filled.people, filled.answers, strict=True):
        said: dict[str, dict[str, int | None]] = {}
        for cell, code in zip(filled.cells, codes, strict=True):
            if cell.kind != "statement":
                said.setdefault(cell.label, {})[cell.name] = code
        for partner, answers in said.items():
            if any(answers.values()):
                own = ["" if answers[name] is None else str(answers[name]) for name in names]
                rows.append([person["respondent"], person["actor"], partner, *own])
    return rows


def _spss(filled: Filled, words: Words, language: str) -> bytes:
    """As LimeSurvey makes it for SPSS: the row before the question in the label of a variable."""
    import pandas as pd  # noqa: PLC0415 - heavy
    import pyreadstat  # noqa: PLC0415 - an extra

    meta = ["id", "submitdate", "token", "ORG", "LAAG"]
    rows = []
    for k, person in enumerate(filled.people):
        done = f"{filled.day} 10:00:00" if _done(person) else ""
        who = [person[role] for role in ("respondent", "person", "actor", "layer")]
        rows.append([who[0], done, *who[1:], *filled.answers[k]])
    names = [f"{cell.code}_{cell.row}" for cell in filled.cells]
    table = pd.DataFrame(rows, columns=[*meta, *names])
    table[names] = table[names].astype("float64")
    labels = [*meta[:3], *ASKED[language], *(f"[{c.label}] {c.question}" for c in filled.cells)]
    kinds = {"relation": {0: NO_CONTACT[language], **words["frequency"]}}
    values = {
        name: {float(code): text for code, text in kinds.get(c.kind, words["agreement"]).items()}
        for name, c in zip(names, filled.cells, strict=True)
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey.sav"
        titles: dict[str, str | None] = dict(zip([*meta, *names], labels, strict=True))
        pyreadstat.write_sav(table, path, column_labels=titles, variable_value_labels=values)
        data = path.read_bytes()
    return data[:92] + b"01 Jan 8000:00:00" + data[109:]  # not when it was written


_NO_COLUMNS: dict[str, dict[str, str]] = {key: {} for key in ASKED}
_OWN = {key: {"actor": "ORG", "layer": "LAAG"} for key in ASKED}
_TITLES = {key: {"actor": who, "layer": level} for key, (who, level) in ASKED.items()}

PLATFORMS: dict[str, Platform] = {
    "limesurvey codes": Platform(
        layout="limesurvey", content=_as_csv(_limesurvey_codes, ";"), codes=True, columns=_OWN
    ),
    "limesurvey text": Platform(
        layout="limesurvey", content=_as_csv(_limesurvey_text), columns=_TITLES
    ),
    "qualtrics": Platform(layout="qualtrics", content=_as_csv(_qualtrics), columns=_OWN),
    "surveymonkey": Platform(
        layout="surveymonkey",
        content=_as_csv(_surveymonkey),
        finished_only=True,
        columns={key: own | {"person": "Custom Data 1"} for key, own in _TITLES.items()},
    ),
    "google forms": Platform(
        layout="google forms",
        content=_as_csv(_google_forms),
        finished_only=True,
        columns={
            key: own | {"respondent": NUMBER[key], "person": PERSON[key]}
            for key, own in _TITLES.items()
        },
    ),
    "microsoft forms": Platform(
        layout="microsoft forms",
        content=_as_csv(_microsoft_forms),
        finished_only=True,
        blocks=True,
        columns=_TITLES,
    ),
    "nominations": Platform(
        layout="nominations", content=_as_csv(_nominations), names_only=True, columns=_NO_COLUMNS
    ),
    "partner": Platform(
        layout="partner", content=_as_csv(_partner), pairs_only=True, columns=_NO_COLUMNS
    ),
    "spss": Platform(layout="spss", content=_spss, ending=".sav", columns=_OWN),
}
"""The exports in which the surveys of a region are made."""
