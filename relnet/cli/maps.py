"""`relnet map`."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from relnet.cli import options, privacy, show, terms
from relnet.cli.group import main
from relnet.cli.told import groups_of, title_of, with_story
from relnet.errors import printable

if TYPE_CHECKING:
    from relnet.wording import Wording


PLAIN = ("colour", "shape", "label", "size", "attributes", "measures", "renderer")
"""Options that `draw` takes as they are."""


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
@options.option("--map-layout", default="union", show_default=True, help="help.map.layout")
@options.option("--stillness", type=float, help="help.map.stillness")
@terms.terms_option("help.map.in_terms_of")
@privacy.privacy_options
@options.LANGUAGE
def draw_map(*, output: str, view: list[str] | None, words: Wording, **given: Any) -> None:
    """Draw a map of all waves as one HTML file that needs no connection."""
    options.check_page(output, given, pictures=True)
    privacy.check_key(given, [output])
    from relnet.maps import draw  # noqa: PLC0415 - loads scipy

    survey = options.read(given)
    surveyed = options.build(survey, given)
    show.notes(survey, words)
    expressed = terms.expressed(surveyed, given["terms"], surveyed.waves[-1])
    shared = privacy.protected(expressed, given, words)
    panel, study = shared.panel, survey.study
    title, groups = title_of(given["title"], study, shared, words), given["groups"]
    if study is not None and groups is None:
        groups = groups_of(study, expressed, shared, words)
    show.drawing(panel, words)
    drawn = draw(
        panel,
        view=None if view is None else view[0] if len(view) == 1 else tuple(view),  # type: ignore[arg-type]
        language=words.language,
        title=title,
        groups=groups,
        layout=given["map_layout"],
        stillness=given["stillness"],
        **{name: given[name] for name in PLAIN},
    )
    if study is not None and study.story:
        drawn = with_story(drawn, study, panel, words, hides=privacy.hides_what_texts_tell(given))
    privacy.write_key(shared, given, words)
    is_page = PurePath(output).suffix.lower() in options.PAGES
    path = drawn.save(output) if is_page else drawn.static().save(output)
    click.echo(printable(drawn.caption(), 1_000))
    show.written(path, words)
