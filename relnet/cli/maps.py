"""`relnet map`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from relnet.cli import options, privacy, show, terms
from relnet.cli.group import main
from relnet.errors import printable

if TYPE_CHECKING:
    import pandas as pd

    from relnet.maps import View
    from relnet.panel import Panel
    from relnet.study import Study
    from relnet.study.study import StoryStep
    from relnet.wording import Wording


PLAIN = ("colour", "shape", "label", "size", "attributes", "measures", "title", "renderer")
"""Options that `draw` takes as they are."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a study file says of its map: groups of organisations, and a story."""

    groups: dict[str, list[str]] | None = None
    steps: list[tuple[str, View]] = field(default_factory=list)


@main.command("map", help="help.map")
@options.survey_options
@options.rule_options
@options.option(
    "--output", type=options.FILE, required=True, metavar="FILE", help="help.map.output"
)
@options.option(
    "--view",
    type=options.CommaList(),
    metavar="WAVE[,WAVE]",
    help="help.map.view",
)
@options.option(
    "--colour",
    metavar="ATTRIBUTE",
    help="help.map.colour",
)
@options.option(
    "--size",
    metavar="MEASURE",
    default="total_degree",
    show_default=True,
    help="help.map.size",
)
@options.option("--shape", metavar="ATTRIBUTE", help="help.map.shape")
@options.option("--label", metavar="ATTRIBUTE", help="help.map.label")
@options.option("--groups", metavar="ATTRIBUTE", help="help.map.groups")
@options.option("--attributes", type=options.CommaList(), help="help.map.attributes")
@options.option("--measures", type=options.CommaList(), help="help.map.measures")
@options.option("--title", help="help.map.title")
@options.option("--renderer", default="auto", show_default=True, help="help.map.renderer")
@terms.terms_option("help.map.in_terms_of")
@privacy.privacy_options
@options.LANGUAGE
def draw_map(*, output: str, view: list[str] | None, words: Wording, **given: Any) -> None:
    """Draw a map of all waves as one HTML file that needs no connection."""
    options.check_page(output, given)
    privacy.check_key(given, [output])
    from relnet.maps import draw  # noqa: PLC0415 - loads scipy

    survey = options.read(given)
    if survey.study is not None and given["title"] is None:
        given["title"] = survey.study.title or None
    surveyed = options.build(survey, given)
    show.notes(survey, words)
    expressed = terms.expressed(surveyed, given["terms"], surveyed.waves[-1])
    shared = privacy.protected(expressed, given, words)
    hides = privacy.hides_what_texts_tell(given)
    panel = shared.panel
    show.drawing(panel, words)
    own = study_parts(survey.study, panel, shared.key if hides else None, words)
    drawn = draw(
        panel,
        view=None if view is None else view[0] if len(view) == 1 else tuple(view),  # type: ignore[arg-type]
        language=words.language,
        groups=given["groups"] or own.groups,
        steps=own.steps,
        **{name: given[name] for name in PLAIN},
    )
    privacy.write_key(shared, given, words)
    path = drawn.save(output)
    click.echo(printable(drawn.caption(), 1_000))
    show.written(path, words)


def study_parts(
    study: Study | None, panel: Panel, key: pd.DataFrame | None, words: Wording
) -> Parts:
    """Return what a study says of its map; with the `key` of what is hidden, the groups alone.

    The texts of a story may tell what is hidden, so that it is left out then, which is said.
    """
    if study is None:
        return Parts()
    groups = _groups(study, panel, key, words)
    if key is None:
        return Parts(groups, [_step(step, words) for step in study.story])
    if study.story:
        click.echo(words("cli.note", note=words("cli.map.no_story")), err=True)
    return Parts(groups)


def _groups(
    study: Study, panel: Panel, key: pd.DataFrame | None, words: Wording
) -> dict[str, list[str]]:
    """The groups of a study, of those who are on the map; who is not is said."""
    called = {} if key is None else dict(zip(key["actor"], key["pseudonym"], strict=True))
    there = {actor for network in panel for actor in network.actors}
    found = {}
    for name, members in study.groups.items():
        absent = [one for one in members if called.get(one, one) not in there]
        if absent:
            told = {"group": printable(name, 200), "names": printable(", ".join(absent), 500)}
            click.echo(words("cli.note", note=words("cli.map.absent", **told)), err=True)
        found[name] = [called.get(one, one) for one in members if one not in absent]
    return found


def _step(step: StoryStep, words: Wording) -> tuple[str, View]:
    from relnet.maps import View  # noqa: PLC0415 - loads scipy

    view = View(
        waves=step.waves or None,
        relations=step.relations or None,
        focus=step.focus,
        reach=step.reach,
        size=step.size,
        only=step.only,
        strength=step.strength,
        confirmed=step.confirmed,
        groups=step.groups,
    )
    return step.text.in_language(words.language), view
