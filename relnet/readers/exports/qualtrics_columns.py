"""The header rows of exports of Qualtrics: names, texts and what each column is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from relnet.readers.exports.headers import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relnet.readers.tables import Table

ROLES = {
    "StartDate": "start", "startDate": "start", "EndDate": "end", "endDate": "end",
    "Status": "status", "status": "status",
    "IPAddress": "ip", "ipAddress": "ip", "Progress": "progress", "progress": "progress",
    "Duration (in seconds)": "duration", "duration": "duration",
    "Finished": "finished", "finished": "finished",
    "RecordedDate": "recorded", "recordedDate": "recorded",
    "ResponseId": "response", "ResponseID": "response", "_recordId": "response",
    "responseId": "response", "ResponseSet": "set", "responseSetId": "set",
    "RecipientLastName": "last", "recipientLastName": "last", "panel-RecipientLastName": "last",
    "RecipientFirstName": "first", "recipientFirstName": "first",
    "panel-RecipientFirstName": "first",
    "RecipientEmail": "email", "recipientEmail": "email", "panel-RecipientEmail": "email",
    "EmailAddress": "email", "panel-EmailAddress": "email",
    "ExternalReference": "external", "externalDataReference": "external",
    "ExternalDataReference": "external", "panel-ExternalDataReference": "external",
    "LocationLatitude": "place", "locationLatitude": "place",
    "LocationLongitude": "place", "locationLongitude": "place", "LocationAccuracy": "place",
    "Location-LocationLatitude": "place", "Location-LocationLongitude": "place",
    "Location-LocationAccuracy": "place",
    "DistributionChannel": "channel", "distributionChannel": "channel",
    "UserLanguage": "language", "userLanguage": "language",
}  # fmt: skip
"""What the columns that are no question are called: by name and by import id."""
LONGEST = 300
"""Names and ids beyond this many characters are not taken apart."""
LEAST = 4
"""How many of them make a table without import ids an export of Qualtrics."""

_IMPORT = re.compile(r"""\{.*?["']ImportId["']\s*:\s*["']([^"']*)["']""")
_CHOICE = re.compile(r"""["']choiceId["']\s*:\s*["']([^"']*)["']""")
_SUBS = r"((?:[_-]x?\d+)*)"
_ID = re.compile(rf"(?:(x?\d+)_)?(QID\d+)(?:#(\d+))?{_SUBS}(_TEXT)?")
_NAME = re.compile(rf"(?:(\d+)_(?=[A-Za-z]))?(.+?)(?:#(\d+))?{_SUBS}(_TEXT)?")
_NO_QUESTION = re.compile(
    r".*_DO(_.*)?|DO-.*|Q_[A-Z].*|QID.*_(FIRST_CLICK|LAST_CLICK|PAGE_SUBMIT|CLICK_COUNT|BROWSER"
    r"|VERSION|OS|RESOLUTION)|.*_(First Click|Last Click|Page Submit|Click Count)"
    r"|QID.*_TEXT_[0-9a-f]{12}.*|V\d+"
)


class Place(NamedTuple):
    """What a column is of: a pass of a loop, a question, a part of it, and its row and answer.

    `question` is its id, or its name where there are no ids; `tag` is what its name begins
    with; `subs` are the numbers behind; `is_text` tells a field for text that goes with a
    choice.
    """

    loop: str
    question: str
    tag: str
    part: str
    subs: tuple[str, ...]
    is_text: bool


class Column(NamedTuple):
    """A column that may be a question."""

    at: int
    key: str
    name: str
    text: str
    place: Place


class Header(NamedTuple):
    """The header rows: columns, the others by role, and the first row below."""

    columns: list[Column]
    roles: Mapping[str, int]
    first: int


def header_of(table: Table) -> Header | None:
    """Return the header rows of an export of Qualtrics; ``None`` for another table."""
    top = [[str(c[k]) for c in table.columns] for k in range(min(4, len(table.rows)))]
    names = top[0]
    at = next((k for k in range(1, len(top)) if _are_ids(top[k])), None)
    if at is not None:
        ids = [_id_of(cell) for cell in top[at]]
        texts = top[1] if at > 1 else [""] * len(names)
        return _header(names, texts, ids, at + 1)
    ids = [""] * len(names)
    known = {ROLES[name] for name in names if name in ROLES}
    if len(known) >= LEAST and ("response" in known or {"start", "end"} <= known):
        if len(top) > 1 and _is_text(names, top[1]):
            return _header(names, top[1], ids, 2)
        return _header(names, ids, ids, 1)
    if len(top) > 1 and names[0] == "V1" and {"ResponseID", "ResponseSet"} <= set(top[1]):
        return _header(names, top[1], ids, 2)
    return None


def _are_ids(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    return 2 * sum(bool(_IMPORT.match(cell)) for cell in filled) > len(filled)


def _id_of(cell: str) -> str:
    """The import id of a column, with the choice that it is of where that stands apart."""
    found, choice = _IMPORT.match(cell), _CHOICE.search(cell)
    if found is None:
        return ""
    return f"{found[1]}_{choice[1]}" if choice else found[1]


def _is_text(names: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row is one of texts: no date, number or id stands in it."""
    telling = ("start", "end", "recorded", "progress", "duration", "finished", "response")
    cells = [cell for name, cell in zip(names, row, strict=True) if ROLES.get(name) in telling]
    words = {"true", "false", "waar", "onwaar", ""}
    return any(cells) and not any(
        re.search(r"\d", cell) or cell.startswith("R_") or (cell.casefold() in words and cell)
        for cell in cells
    )


def _header(names: Sequence[str], texts: Sequence[str], ids: Sequence[str], first: int) -> Header:
    """Tell questions and other data apart; old files have the names of these in the second row."""
    columns: list[Column] = []
    roles: dict[str, int] = {}
    old = "V1" in names and not any(ids)
    for at, (name, text, own) in enumerate(zip(names, texts, ids, strict=True)):
        role = ROLES.get(own or (text if old else name))
        if role is not None:
            roles.setdefault(role, at)
        elif (own or name) and not _NO_QUESTION.fullmatch((own or name)[:LONGEST]):
            place = _place(name, own) if own or not any(ids) else _whole(name)
            columns.append(Column(at, own or name, name, one_line(text), place))
    return Header(columns, roles, first)


def _place(name: str, own: str) -> Place:
    """What a column is of, by its import id or, without, its name."""
    found = _ID.fullmatch(own[:LONGEST]) if own else _NAME.fullmatch(name[:LONGEST])
    if found is None or len(own or name) > LONGEST:
        return _whole(own or name)
    loop, question, part, behind, text = found.groups(default="")
    subs = tuple(re.findall(r"\d+", behind))
    if len(subs) > 2:
        return _whole(own or name)
    return Place(loop, question, _tag(name, loop, subs), part, subs, text != "")


def _whole(key: str) -> Place:
    return Place("", key, key, "", (), is_text=False)


def _tag(name: str, loop: str, subs: Sequence[str]) -> str:
    """What the name of a column begins with, its loop, part, row and answer left out."""
    tag = name.removeprefix(f"{loop}_") if loop else name
    tag = tag.removesuffix("_TEXT")
    if "#" in tag:
        return tag.partition("#")[0]
    parts = tag.rsplit("_", len(subs)) if subs else [tag]
    return parts[0] if len(parts) == 1 + len(subs) else ""
