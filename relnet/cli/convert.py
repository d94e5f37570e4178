"""`relnet convert`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from relnet.cli import options, privacy, show, terms
from relnet.cli.group import main
from relnet.errors import UsageError, printable, quoted
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.panel import Panel
    from relnet.wording import Wording

_OWN = frozenset({"sources", "file_format", "overwrite", "terms", "words", "help", *privacy.NAMES})
"""What may be given with a saved panel."""


@main.command(help="help.convert")
@partial(options.survey_options, metavar="SOURCE… TARGET")
@options.rule_options
@options.option("--format", "file_format", metavar="NAME", help="help.convert.format")
@options.option("--overwrite", is_flag=True, help="help.convert.overwrite")
@terms.terms_option("help.measure.in_terms_of")
@privacy.privacy_options
@options.LANGUAGE
def convert(
    *,
    sources: Sequence[str],
    file_format: str | None,
    overwrite: bool,
    words: Wording,
    **given: Any,
) -> None:
    """Write the networks of surveys in a format that other programs read."""
    from relnet.writers.exporting import planned, write  # noqa: PLC0415 - loads scipy

    if len(sources) < 2:
        raise UsageError(Phrase("usage.convert.target", file=quoted(sources[0])))
    *read, target = sources
    given["sources"] = tuple(read)
    privacy.check_key(given, [target])
    panel = terms.expressed(_panel(given, words), given["terms"], terms.OWN)
    shared = privacy.protected(panel, given, words)
    plan = planned(shared.panel, target, file_format)
    privacy.check_key(given, plan.files)
    for path in plan.files:
        options.check_not_read(str(path), given)
        if path.exists() and not overwrite:
            raise UsageError(Phrase("usage.convert.exists", file=quoted(path.name)))
    privacy.write_key(shared, given, words)
    done = write(plan)
    for path in done.paths:
        show.written(path, words)
    if done.lost:
        parts = ", ".join(words(f"part.{part.replace(' ', '_')}") for part in done.lost)
        click.echo(words("cli.convert.lost", format=printable(done.format), parts=parts), err=True)


def _panel(given: dict[str, Any], words: Wording) -> Panel:
    """The panel of a survey, or one that was saved."""
    from relnet.panel import read_panel  # noqa: PLC0415 - loads scipy

    sources = given["sources"]
    if len(sources) == 1 and _is_panel(sources[0]):
        _check_bare()
        return read_panel(sources[0])
    survey = options.read(given)
    show.notes(survey, words)
    return options.build(survey, given)


def _check_bare() -> None:
    """Refuse options that describe a survey or a rule: a saved panel has been made already."""
    context = click.get_current_context()
    said = [
        param.opts[0]
        for param in context.command.params
        if param.name not in _OWN
        and context.get_parameter_source(param.name or "") is not ParameterSource.DEFAULT
    ]
    if said:
        raise UsageError(Phrase("usage.convert.panel", names=printable(", ".join(said), 300)))


def _is_panel(source: str) -> bool:
    """Whether a file was made by `save_panel`."""
    from relnet.errors import RelnetError  # noqa: PLC0415 - keeps --help quick
    from relnet.readers.files import open_file  # noqa: PLC0415 - loads pandas
    from relnet.readers.networks.panel_file import is_panel  # noqa: PLC0415 - loads pandas

    if not source.lower().endswith((".json", ".json.gz")):
        return False
    try:
        text = open_file(source, name=source).text
    except RelnetError:
        return False  # reading says what is wrong
    return text is not None and is_panel(text)
