"""The study file of a region: its surveys described once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from relnet.study.quote import quoted_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from relnet.datasets.region import Region

SCALES = {"relation": "frequency", "item": "agreement"}
"""Labels of the answers, by kind of question."""


def study_text(region: Region) -> str:
    """Return the study file for the files that `write_region` writes."""
    return "\n".join(_lines(region)) + "\n"


def _lines(region: Region) -> Iterator[str]:
    yield f"title = {quoted_toml(region.name)}"
    yield f"language = {quoted_toml(region.language)}"
    for wave in region.waves.to_dict("records"):
        yield from ("", "[[waves]]", f"label = {quoted_toml(str(wave['wave']))}")
        yield f"date = {wave['date']:%Y-%m-%d}"
    yield from ("", "[files]", 'reports = "reports.csv"', 'roster = "roster.csv"')
    yield from ('respondents = "respondents.csv"', 'items = ["items.csv", "ratings.csv"]')
    yield from ("", "[organisations]", 'file = "organisations.csv"', 'events = "events.csv"')
    for question in region.questions.to_dict("records"):
        yield from _question(region, question)
    layers = region.labels[region.labels["kind"] == "layer"]
    for label in layers["label"]:
        yield from ("", "[[layers]]", f"name = {quoted_toml(label)}")


def _question(region: Region, question: Mapping[Any, Any]) -> Iterator[str]:
    kind, labels = question["kind"], region.labels
    yield from ("", f"[[{kind}s]]", f"name = {quoted_toml(question['name'])}")
    yield f"question = {quoted_toml(question['question'])}"
    if kind == "relation":
        yield f"directed = {'false' if question['mutual'] else 'true'}"
    answers = labels[labels["kind"] == SCALES[kind]]
    yield "scale = ["
    for code, label in zip(answers["code"], answers["label"], strict=True):
        yield f"  {{ code = {code}, {region.language} = {quoted_toml(label)} }},"
    yield "]"
