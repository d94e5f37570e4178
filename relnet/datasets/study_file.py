"""The study file of a region: its surveys described once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from relnet.study.quote import quoted_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from relnet.datasets.region import Region

SCALES = {"relation": "frequency", "item": "agreement"}
"""Labels of the answers, by kind of question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How the surveys of a region were written, where that is not in long lists.

    Attributes
    ----------
    reports
        Wave → its file; one for all of them under ``""``.
    layout
        How the files are laid out.
    columns
        Role → column.
    column_map
        The sheet that says which column is on which organisation.
    names
        Relation or item → what the files call it.
    coded
        Whether the files hold codes such as ``A1`` and no words.
    no_tie
        The answer that says that there is no tie.
    people
        Whether a list of respondents stands beside the files.
    ratings
        Whether lists of ratings do.
    statements
        Whether a list of ratings of the own organisation does.
    matches
        The file that says which name in the files is which organisation.
    """

    reports: Mapping[str, str]
    layout: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    column_map: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    coded: bool = False
    no_tie: str = ""
    people: bool = False
    ratings: bool = False
    statements: bool = False
    matches: str = ""


LONG = Made(reports={"": "reports.csv"}, people=True, ratings=True)
"""Long lists."""


def study_text(region: Region, made: Made = LONG) -> str:
    """Return the study file for the files that `write_region` writes."""
    return "\n".join(_lines(region, made)) + "\n"


def _lines(region: Region, made: Made) -> Iterator[str]:
    yield f"title = {quoted_toml(region.name)}"
    yield f"language = {quoted_toml(region.language)}"
    for wave in region.waves.to_dict("records"):
        label = str(wave["wave"])
        yield from ("", "[[waves]]", f"label = {quoted_toml(label)}")
        yield f"date = {wave['date']:%Y-%m-%d}"
        if label in made.reports:
            yield f"reports = {quoted_toml(made.reports[label])}"
    yield from _reading(made)
    yield from ("", "[organisations]", 'file = "organisations.csv"', 'events = "events.csv"')
    if made.matches:
        yield f"matches = {quoted_toml(made.matches)}"
    for question in region.questions.to_dict("records"):
        yield from _question(region, question, made)
    layers = region.labels[region.labels["kind"] == "layer"]
    for label in layers["label"]:
        yield from ("", "[[layers]]", f"name = {quoted_toml(label)}")


def _reading(made: Made) -> Iterator[str]:
    yield from ("", "[files]")
    if "" in made.reports:
        yield f"reports = {quoted_toml(made.reports[''])}"
    yield from ('roster = "roster.csv"', 'milestones = "milestones.csv"')
    if made.people:
        yield 'respondents = "respondents.csv"'
    if made.statements:
        yield 'items = "items.csv"'
    if made.ratings:
        yield 'items = ["items.csv", "ratings.csv"]'
    if made.layout:
        yield from ("", "[reading]", f"layout = {quoted_toml(made.layout)}")
        if made.column_map:
            yield f"column_map = {quoted_toml(made.column_map)}"
    if made.columns:
        pairs = (f"{role} = {quoted_toml(column)}" for role, column in made.columns.items())
        yield f"columns = {{ {', '.join(pairs)} }}"


def _question(region: Region, question: Mapping[Any, Any], made: Made) -> Iterator[str]:
    kind, labels = question["kind"], region.labels
    yield from ("", f"[[{kind}s]]", f"name = {quoted_toml(question['name'])}")
    if question["name"] in made.names:
        yield f"names = [{quoted_toml(made.names[question['name']])}]"
    yield f"question = {quoted_toml(question['question'])}"
    if kind == "relation":
        yield f"directed = {'false' if question['mutual'] else 'true'}"
    answers = labels[labels["kind"] == SCALES[kind]]
    yield "scale = ["
    for code, label in zip(answers["code"], answers["label"], strict=True):
        own = quoted_toml(f"A{code}") if made.coded else code
        yield f"  {{ code = {own}, {region.language} = {quoted_toml(label)} }},"
    yield "]"
    if kind == "relation" and made.no_tie:
        yield f"no_tie = [{quoted_toml(made.no_tie)}]"
