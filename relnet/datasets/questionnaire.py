"""The answers of a region as a questionnaire holds them: a row a person, a column a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from relnet.datasets.region import Region

NO_CONTACT = {"nl": "geen contact", "en": "no contact"}
"""The answer that says that there is no tie."""
ABOUT = {
    "nl": "Wat vindt u van de volgende uitspraken?",
    "en": "What do you think of these statements?",
}
"""The question of which the statements on the own organisation are rows."""


class Cell(NamedTuple):
    """What one column asks: its question, and the row of it that the column is on.

    `kind` is ``"relation"``, ``"rating"`` (of a partner) or ``"statement"`` (on the own
    organisation); `name` is what the relation or item is called, and `label` the partner or
    the statement.
    """

    kind: str
    name: str
    code: str
    question: str
    row: str
    label: str


@dataclass(frozen=True, slots=True)
class Filled:
    """The questionnaires of one wave as they were filled in.

    Attributes
    ----------
    wave, day
        The wave, and when it was held.
    people
        Those who began: ``respondent, actor, layer, completed, person``.
    cells
        What the columns ask.
    answers
        For each person the code of each cell; ``None`` where nothing was answered.
    """

    wave: str
    day: str
    people: Sequence[Mapping[Any, Any]]
    cells: Sequence[Cell]
    answers: Sequence[Sequence[int | None]]


def questionnaires(region: Region, *, finished_only: bool = False) -> Iterator[Filled]:
    """Yield the questionnaires of each wave of a region.

    Those who finished answered on each organisation of the roster, no contact among the
    answers; of the others, if they are not left out, only what they reported is there.
    """
    for wave in region.waves.to_dict("records"):
        label = str(wave["wave"])
        cells = _cells(region, label)
        given = _given(region, label)
        people = region.respondents[region.respondents["wave"] == label].to_dict("records")
        people = [one for one in people if one["completed"] == "yes" or not finished_only]
        answers = [[_answer(given, person, cell) for cell in cells] for person in people]
        yield Filled(label, f"{wave['date']:%Y-%m-%d}", people, cells, answers)


def _cells(region: Region, wave: str) -> list[Cell]:
    """What is asked in a wave: each relation of each partner, ratings, statements."""
    partners = list(region.roster.loc[region.roster["wave"] == wave, "id"])
    rated = set(region.ratings["item"])
    cells: list[Cell] = []
    asked = region.questions.to_dict("records")
    whole = [q for q in asked if q["kind"] == "relation" or q["name"] in rated]
    for k, question in enumerate(whole, 1):
        kind = "relation" if question["kind"] == "relation" else "rating"
        for r, partner in enumerate(partners, 1):
            cell = (f"Q{k}", question["question"], f"SQ{r:03}", partner)
            cells.append(Cell(kind, question["name"], *cell))
    statements = [q for q in asked if q["kind"] == "item" and q["name"] not in rated]
    for r, one in enumerate(statements, 1):
        cell = (f"Q{len(whole) + 1}", ABOUT[region.language], f"SQ{r:03}", one["question"])
        cells.append(Cell("statement", one["name"], *cell))
    return cells


def _given(region: Region, wave: str) -> dict[tuple[str, str, str], int]:
    """Respondent, relation or item, and partner (empty without) → the code answered."""
    found: dict[tuple[str, str, str], int] = {}
    for table, name in (
        (region.reports, "relation"),
        (region.ratings, "item"),
        (region.items.assign(partner=""), "item"),
    ):
        part: pd.DataFrame = table[(table["wave"] == wave) & table["value"].notna()]
        keys = zip(part["respondent"], part[name], part["partner"], strict=True)
        found |= dict(zip(keys, part["value"].astype(int), strict=True))
    return found


def _answer(
    given: Mapping[tuple[str, str, str], int], person: Mapping[Any, Any], cell: Cell
) -> int | None:
    partner = "" if cell.kind == "statement" else cell.label
    code = given.get((person["respondent"], cell.name, partner))
    finished = person["completed"] == "yes" and cell.kind == "relation"
    return 0 if code is None and finished and partner != person["actor"] else code
