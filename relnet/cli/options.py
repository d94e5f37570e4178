"""The options that describe a survey and a tie rule, and what they make."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from relnet.cli import show
from relnet.errors import UsageError, printable
from relnet.wording import LANGUAGES, Wording, system_language

if TYPE_CHECKING:
    from relnet.panel import Panel
    from relnet.survey import Survey

F = TypeVar("F", bound=Callable[..., Any])


if TYPE_CHECKING:
    _Type = click.ParamType[Any]
else:  # generic from click 8.5 on
    _Type = click.ParamType


class CommaList(_Type):
    """Values separated by commas."""

    name = "A,B,…"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Split at commas."""
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",")]
        if not all(parts):
            self.fail(f"{value!r} has an empty part", param, ctx)
        return parts


class NumberList(CommaList):
    """Numbers separated by commas."""

    name = "X,Y,…"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Split at commas and read numbers."""
        try:
            return [float(part) for part in super().convert(value, param, ctx)]
        except ValueError:
            self.fail(f"{value!r} is not a list of numbers", param, ctx)


class Columns(CommaList):
    """Roles and the columns that play them."""

    name = "ROLE=NAME,…"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Split into role → name."""
        if not isinstance(value, str):
            return value
        pairs = [part.partition("=") for part in super().convert(value, param, ctx)]
        if not all(role and equals and name for role, equals, name in pairs):
            self.fail(f"{value!r} is not of the form ROLE=NAME,ROLE=NAME", param, ctx)
        return {role.strip(): name.strip() for role, _, name in pairs}


class ScaleType(_Type):
    """A scale from its weakest to its strongest answer."""

    name = "WEAKEST:STRONGEST"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the two ends."""
        if not isinstance(value, str):
            return value
        from relnet.rules import Scale  # noqa: PLC0415 - keeps --help quick

        try:
            weakest, strongest = (float(end) for end in value.split(":"))
            return Scale(weakest, strongest)
        except UsageError as error:
            self.fail(str(error), param, ctx)
        except ValueError:
            self.fail(
                f"{value!r} is not of the form WEAKEST:STRONGEST, such as 1:5 or 5:1", param, ctx
            )


FILE = click.Path()
_SURVEY = (
    click.option("--roster", type=FILE, help="Who was eligible: id, optional wave, attributes."),
    click.option("--register", type=FILE, help="Who answered: wave, id, answered."),
    click.option("--respondents", type=FILE, help="wave, respondent, actor, optional layer, completed."),
    click.option("--unobserved", type=FILE, help="Cells not observed: wave, source, target, optional relation, code."),
    click.option("--columns", type=Columns(), help="Columns that are called otherwise, such as wave=event."),
    click.option("--waves", type=CommaList(), help="The waves to read, in order; labels for files without a wave column."),
    click.option("--undirected", is_flag=True, help="Ties are undirected: rows state dyads, or with --dyad reports by either partner."),
    click.option("--mutual", type=CommaList(), help="Relations on which both partners report one undirected tie ('we work with')."),
    click.option("--no-report", type=click.Choice(["silent", "nobody"]), help="What an actor without a report did, where no register or respondents tell."),
    click.option("--missing", type=CommaList(), multiple=True, help="Codes for 'no answer'."),
    click.option("--impossible", type=CommaList(), multiple=True, help="Codes for 'could not be'."),
    click.option("--scale", type=ScaleType(), help="Answers allowed, weakest first: 1:5, or 5:1 where 1 is the strongest."),
    click.option("--encoding", default="utf-8", help="Of text files that are not UTF-8, such as cp1252 (Excel on Windows)."),
)  # fmt: skip
_RULE = (
    click.option("--relation", help="The relation; every relation without it."),
    click.option("--sent", help="Relation reported by the source of a tie ('we give to')."),
    click.option("--received", help="Relation reported by the target ('we receive from')."),
    click.option("--dyad", type=click.Choice(["sender", "either", "both", "receiver", "mean", "max"]), help="How reports on one tie combine."),
    click.option("--at-least", type=float, help="The weakest answer that is a tie."),
    click.option("--tie-values", type=NumberList(), help="The codes that are a tie."),
    click.option("--respondent-rule", type=click.Choice(["any", "majority", "mean", "max"]), default="any", show_default=True, help="How several respondents speak for one organisation."),
)  # fmt: skip
LANGUAGE = click.option(
    "--language",
    "words",
    type=click.Choice(LANGUAGES),
    callback=lambda _context, _option, value: Wording(value or system_language()),
    help="Of what is printed and drawn; that of the system without it.",
)
_OUTPUT = (
    LANGUAGE,
    click.option(
        "--output", type=FILE, metavar="FILE", help="Write the table to this .csv or .json file."
    ),
    click.option("--json", "as_json", is_flag=True, help="Print JSON."),
    click.option(
        "--csv",
        "as_csv",
        is_flag=True,
        help="Print CSV; text that a spreadsheet would run as a formula gets a leading apostrophe.",
    ),
)


def _decorate(command: F, options: tuple[Any, ...]) -> F:
    for option in reversed(options):
        command = option(command)
    return command


def survey_options(command: F) -> F:
    """Add the sources and the options that describe a survey."""
    command = _decorate(command, _SURVEY)
    return click.argument("sources", metavar="SOURCE…", nargs=-1, required=True, type=FILE)(command)


def rule_options(command: F) -> F:
    """Add the options that describe a relation and its tie rule."""
    return _decorate(command, _RULE)


def output_options(command: F) -> F:
    """Add ``--language`` and what is done with the table, of which one can be given."""

    @functools.wraps(command)
    def either(*args: Any, output: str | None, **given: Any) -> Any:
        if (output is not None) + given["as_json"] + given["as_csv"] > 1:
            raise UsageError("give one of --output, --json and --csv")
        click.get_current_context().meta[show.OUTPUT] = output
        if output is not None:
            given |= _format(output)
        return command(*args, **given)

    return _decorate(cast("F", either), _OUTPUT)


def _format(output: str) -> dict[str, bool]:
    """The format that the end of a file name asks for."""
    formats = {".csv": "as_csv", ".json": "as_json"}
    end = PurePath(output).suffix.lower()
    if end not in formats:
        raise UsageError(f"--output takes a .csv or .json file, not {printable(output)!r}")
    return {formats[end]: True}


def read(options: dict[str, Any]) -> Survey:
    """Read the survey that the options describe."""
    from relnet.readers import read_survey  # noqa: PLC0415 - loads pandas

    ends = [options[end] for end in ("sent", "received") if options[end]]
    own = ends or ([options["relation"]] if options["relation"] else [])
    which = own or True
    scale = dict.fromkeys(own, options["scale"]) if own and options["scale"] else options["scale"]
    reports = options["undirected"] and options["dyad"] is not None
    if options["mutual"] and options["undirected"]:
        raise UsageError("give --undirected or --mutual, not both")
    names = ("roster", "register", "respondents", "unobserved", "columns", "waves", "no_report",
             "encoding")  # fmt: skip
    return read_survey(
        *(sys.stdin.buffer if source == "-" else source for source in options["sources"]),
        undirected=which if options["undirected"] and not reports else False,
        mutual=options["mutual"] or (which if reports else False),
        missing=[code for codes in options["missing"] for code in codes],
        impossible=[code for codes in options["impossible"] for code in codes],
        scale=scale,
        warn=False,
        **{name: options[name] for name in names},
    )


def build(survey: Survey, options: dict[str, Any]) -> Panel:
    """Build the panel that the options describe."""
    from relnet.panel import build_panel  # noqa: PLC0415 - loads scipy
    from relnet.rules import TieRule  # noqa: PLC0415

    rule = TieRule(
        dyad=options["dyad"],
        at_least=options["at_least"],
        tie_values=options["tie_values"],
        respondents=options["respondent_rule"],
    )
    ends = {end: options[end] for end in ("sent", "received")}
    return build_panel(survey, options["relation"], rule=rule, **ends)
