"""`relnet demo`: the main job on the shipped region."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from relnet.cli import options, show
from relnet.cli.group import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relnet.datasets import Region
    from relnet.wording import Wording


MEASURES = ("actors", "ties", "density", "average_degree", "components", "isolates")
"""What the demo prints of each wave."""


@main.command(help="help.demo")
@options.option(
    "--output",
    type=options.FILE,
    default="relnet-demo",
    show_default=True,
    metavar="DIR",
    help="help.demo.output",
)
@options.LANGUAGE
@click.pass_context
def demo(context: click.Context, *, output: str, words: Wording) -> None:
    """Try relnet on Lindeland, a fictional region: its surveys, tables and a map."""
    from relnet.datasets import lindeland, write_region  # noqa: PLC0415 - loads pandas

    region = lindeland(words.language)
    folder = Path(output)
    write_region(region, folder / "surveys")
    click.echo(words("cli.demo.welcome", files=folder / "surveys"))
    for what, args in _steps(region, folder, words):
        click.echo("\n" + words(f"cli.demo.{what}"))
        click.echo(click.style(f"$ relnet {shlex.join(args)}", bold=True) + "\n")
        command = main.commands[args[0]]
        with command.make_context(args[0], args[1:], parent=context.parent) as own:
            command.invoke(own)
        context.meta[show.CHECKED] = True
    click.echo("\n" + words("cli.demo.caution"))
    click.echo("\n" + words("cli.demo.done", map=folder / "map.html"))


def _steps(region: Region, folder: Path, words: Wording) -> Iterator[tuple[str, list[str]]]:
    """Yield what is done, and the words of the command that does it."""
    files = folder / "surveys"
    survey = [str(files / "relnet.toml"), "--language", words.language]
    ends = ["--from", region.survey.waves[0], "--to", region.survey.waves[-1]]
    ties = ["--show", "ties", "--output", str(folder / "changes.csv")]
    yield "check", ["check", *survey]
    yield "measure", ["measure", *survey, "--measure", ",".join(MEASURES)]
    yield "measure.file", ["measure", *survey, "--output", str(folder / "measures.csv")]
    yield "compare", ["compare", *survey, *ends]
    yield "compare.file", ["compare", *survey, *ends, *ties]
    title = ["--title", words("cli.demo.title")]
    view = ["--view", f"{region.survey.waves[0]},{region.survey.waves[-1]}"]
    yield "map", ["map", *survey, *view, *title, "--output", str(folder / "map.html")]
