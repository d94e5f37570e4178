"""`relnet demo`: the main job on the shipped region."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from relnet.cli import options
from relnet.cli.group import main
from relnet.errors import UsageError, printable

if TYPE_CHECKING:
    from relnet.wording import Wording


@main.command()
@click.option(
    "--output",
    type=options.FILE,
    default="relnet-demo",
    show_default=True,
    metavar="DIR",
    help="The folder to write to.",
)
@options.LANGUAGE
@click.pass_context
def demo(context: click.Context, *, output: str, words: Wording) -> None:
    """Try relnet on Lindeland, a fictional region: its surveys, tables and a map."""
    from relnet.datasets import lindeland, write_region  # noqa: PLC0415 - loads pandas

    region = lindeland(words.language)
    folder = Path(output)
    try:
        files = folder / "surveys"
        write_region(region, files)
    except OSError as error:
        raise UsageError(f"cannot write to {printable(folder)}: {error.strerror}") from None
    click.echo(words("cli.demo.welcome", files=files))
    survey = [str(files / "reports.csv")]
    for name in ("roster", "respondents"):
        survey += [f"--{name}", str(files / f"{name}.csv")]
    mutual = [relation.name for relation in region.survey.relations if relation.directed is False]
    survey += ["--mutual", ",".join(mutual), "--scale", "1:4"]
    waves = region.survey.waves
    ends = ["--from", waves[0], "--to", waves[-1]]
    for step, more in (
        ("check", []),
        ("measure", []),
        ("measure", ["--output", str(folder / "measures.csv")]),
        ("compare", ends),
        ("compare", [*ends, "--show", "ties", "--output", str(folder / "changes.csv")]),
        ("map", ["--output", str(folder / "map.html"), "--title", words("cli.demo.title")]),
    ):
        _run(context, [step, *survey, *more, "--language", words.language], words)
    click.echo("\n" + words("cli.demo.done", map=folder / "map.html"))


def _run(context: click.Context, args: list[str], words: Wording) -> None:
    """Run a command, after saying what it is."""
    what = (
        f"cli.demo.{args[0]}.file"
        if "--output" in args and args[0] != "map"
        else f"cli.demo.{args[0]}"
    )
    click.echo("\n" + words(what))
    click.echo(click.style(f"$ relnet {shlex.join(args)}", bold=True) + "\n")
    command = main.commands[args[0]]
    with command.make_context(args[0], args[1:], parent=context.parent) as own:
        command.invoke(own)
