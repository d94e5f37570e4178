"""The options that describe a survey and a tie rule, and what they make."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from relnet.cli import show
from relnet.cli.spoken import Argument, Option, Type, words_of
from relnet.errors import UsageError, printable, quoted
from relnet.wording import LANGUAGES, Phrase, Wording

if TYPE_CHECKING:
    from relnet.panel import Panel
    from relnet.study import Study
    from relnet.survey import Survey

F = TypeVar("F", bound=Callable[..., Any])
option = functools.partial(click.option, cls=Option)
argument = functools.partial(click.argument, cls=Argument)


class CommaList(Type):
    """Values separated by commas."""

    name = "A,B,…"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Split at commas."""
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",")]
        if not all(parts):
            self.refuse(Phrase("usage.form.list", value=repr(value)), param, ctx)
        return parts


class NumberList(CommaList):
    """Numbers separated by commas."""

    name = "X,Y,…"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Split at commas and read numbers."""
        try:
            return [float(part) for part in super().convert(value, param, ctx)]
        except ValueError:
            self.refuse(Phrase("usage.form.numbers", value=repr(value)), param, ctx)


class Columns(CommaList):
    """Roles and the columns that play them."""

    name = "ROLE=NAME,…"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Split into role → name."""
        if not isinstance(value, str):
            return value
        pairs = [part.partition("=") for part in super().convert(value, param, ctx)]
        if not all(role and equals and name for role, equals, name in pairs):
            self.refuse(Phrase("usage.form.columns", value=repr(value)), param, ctx)
        return {role.strip(): name.strip() for role, _, name in pairs}


class Weights(Columns):
    """Layers and what their respondents count."""

    name = "LAYER=X,…"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Split into layer → number."""
        try:
            pairs = super().convert(value, param, ctx)
            return {layer: float(weight) for layer, weight in pairs.items()}
        except ValueError:
            self.refuse(Phrase("usage.form.weights", value=repr(value)), param, ctx)


class ScaleType(Type):
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
            self.fail(error.describe(words_of(ctx)), param, ctx)
        except ValueError:
            self.refuse(Phrase("usage.form.scale", value=repr(value)), param, ctx)


BESIDE = ("roster", "register", "respondents", "unobserved", "events", "milestones", "column_map")
"""Options of the files beside the reports."""
FILE = click.Path(readable=False)  # reading says what is wrong itself
_SURVEY = (
    option("--roster", type=FILE, help="help.roster"),
    option("--register", type=FILE, help="help.register"),
    option("--respondents", type=FILE, help="help.respondents"),
    option("--unobserved", type=FILE, help="help.unobserved"),
    option("--events", type=FILE, help="help.events"),
    option("--milestones", type=FILE, help="help.milestones"),
    option("--columns", type=Columns(), help="help.columns"),
    option("--waves", type=CommaList(), help="help.waves"),
    option("--undirected", is_flag=True, help="help.undirected"),
    option("--mutual", type=CommaList(), help="help.mutual"),
    option("--no-report", type=click.Choice(["silent", "nobody"]), help="help.no_report"),
    option("--missing", type=CommaList(), multiple=True, help="help.missing"),
    option("--impossible", type=CommaList(), multiple=True, help="help.impossible"),
    option("--scale", type=ScaleType(), help="help.scale"),
    option("--layout", help="help.layout"),
    option("--column-map", type=FILE, help="help.column_map"),
    option("--encoding", default="utf-8", show_default=True, help="help.encoding"),
)  # fmt: skip
_RULE = (
    option("--relation", help="help.relation"),
    option("--sent", help="help.sent"),
    option("--received", help="help.received"),
    option("--dyad", type=click.Choice(["sender", "either", "both", "receiver", "mean", "max"]), help="help.dyad"),
    option("--at-least", type=float, help="help.at_least"),
    option("--tie-values", type=NumberList(), help="help.tie_values"),
    option("--respondent-rule", type=click.Choice(["any", "majority", "mean", "max", "weighted"]), help="help.respondent_rule"),
    option("--weights", type=Weights(), help="help.weights"),
    option("--layers", type=CommaList(), help="help.layers"),
)  # fmt: skip
_TREATMENT = (
    option("--treatment", type=click.Choice(["observed", "complete", "reconstruct", "null", "impute"]), default="observed", show_default=True, help="help.treatment"),
    option("--completions", type=click.IntRange(1), metavar="N", help="help.completions"),
    option("--seed", type=click.IntRange(0), metavar="N", help="help.seed"),
)  # fmt: skip
LANGUAGE = option(
    "--language",
    "words",
    type=click.Choice(LANGUAGES),
    callback=lambda context, _, value: Wording(value) if value else words_of(context),
    help="help.language",
)
_OUTPUT = (
    LANGUAGE,
    option("--output", type=FILE, metavar="FILE", help="help.output"),
    option("--json", "as_json", is_flag=True, help="help.json"),
    option(
        "--csv",
        "as_csv",
        is_flag=True,
        help="help.csv",
    ),
)


def _decorate(command: F, options: tuple[Any, ...]) -> F:
    for option in reversed(options):
        command = option(command)
    return command


def survey_options(command: F, metavar: str = "SOURCE…") -> F:
    """Add the sources and the options that describe a survey."""
    command = _decorate(command, _SURVEY)
    return argument("sources", metavar=metavar, nargs=-1, required=True, type=FILE)(command)


def rule_options(command: F) -> F:
    """Add the options that describe a relation and its tie rule."""
    return _decorate(command, _RULE)


def measure_option(text: str) -> Callable[[F], F]:
    """Return ``--measure``, which takes several, with a help text of its own."""
    return option("--measure", "names", type=CommaList(), multiple=True, metavar="NAME", help=text)


def treatment_option(command: F) -> F:
    """Add ``--treatment`` of the unobserved, with the options of its draws."""
    return _decorate(command, _TREATMENT)


def output_options(command: F) -> F:
    """Add ``--language`` and what is done with the table, of which one can be given."""

    @functools.wraps(command)
    def either(*args: Any, output: str | None, **given: Any) -> Any:
        if (output is not None) + given["as_json"] + given["as_csv"] > 1:
            raise UsageError(Phrase("usage.cli.one_output"))
        click.get_current_context().meta[show.OUTPUT] = output
        if output is not None:
            given |= _format(output)
            check_not_read(output, given)
        return command(*args, **given)

    return _decorate(cast("F", either), _OUTPUT)


PAGES = (".html", ".htm")
PICTURES = (".svg", ".png", ".pdf")
"""What the name of a page, and that of a picture of one, ends in."""


def check_page(path: str, given: dict[str, Any], *, pictures: bool = False) -> None:
    """Refuse to write a map over what is read, or into a file of another kind."""
    ending = PurePath(path).suffix.lower()
    if ending not in PAGES and not (pictures and ending in PICTURES):
        key = "usage.cli.page_or_picture" if pictures else "usage.cli.page"
        raise UsageError(Phrase(key, file=quoted(path)))
    if Path(path).is_dir():
        raise UsageError(Phrase("usage.write.is_folder", path=quoted(path)))
    if not Path(path).parent.is_dir():
        raise UsageError(Phrase("usage.write.no_folder", path=quoted(path)))
    check_not_read(path, given)


def check_not_read(output: str, given: dict[str, Any]) -> None:
    """Refuse to write over a file that is read, or that a study names."""
    beside = (given.get(name) for name in BESIDE)
    sources = [source for source in (*given.get("sources", ()), *beside) if source is not None]
    files = [Path(source.partition("[")[0]) for source in sources]
    files += [file for source in sources if is_study(source) for file in _named_by(source)]
    for file in files:
        if file.exists() and Path(output).exists() and file.samefile(output):
            raise UsageError(Phrase("usage.cli.is_read", file=quoted(output)))


def _named_by(source: str) -> list[Path]:
    """The files that a study names, and its own."""
    from relnet.study import read_study  # noqa: PLC0415 - loads pydantic
    from relnet.study.files import files_of  # noqa: PLC0415

    return files_of(read_study(source))


def _format(output: str) -> dict[str, bool]:
    """The format that the end of a file name asks for."""
    formats = {".csv": "as_csv", ".json": "as_json"}
    end = PurePath(output).suffix.lower()
    if end not in formats:
        raise UsageError(Phrase("usage.cli.output", file=quoted(output)))
    return {formats[end]: True}


def read(options: dict[str, Any]) -> Survey:
    """Read the survey that the options describe."""
    from relnet.intake import read_survey  # noqa: PLC0415 - loads pandas

    study = study_of(options)
    if study is not None:
        return read_survey(study, waves=options["waves"], warn=False)
    ends = [options[end] for end in ("sent", "received") if options[end]]
    own = ends or ([options["relation"]] if options["relation"] else [])
    which = own or True
    scale = dict.fromkeys(own, options["scale"]) if own and options["scale"] else options["scale"]
    reports = options["undirected"] and options["dyad"] is not None
    if options["mutual"] and options["undirected"]:
        raise UsageError(Phrase("usage.cli.undirected"))
    names = (*BESIDE, "columns", "waves", "no_report", "layout", "encoding")
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


def study_of(options: dict[str, Any]) -> Study | None:
    """Return the study that a command is given in place of files, if it is.

    Raises
    ------
    UsageError
        If files or options are given beside it that it speaks of itself.
    """
    sources = options["sources"]
    if not any(is_study(source) for source in sources):
        return None
    from relnet.study import read_study  # noqa: PLC0415 - loads pydantic

    usual = {"encoding": "utf-8", "undirected": False, "missing": (), "impossible": ()}
    said = (*BESIDE, "columns", "undirected", "mutual", "no_report", "missing", "impossible",
            "scale", "layout", "encoding")  # fmt: skip
    beside = [f"--{name.replace('_', '-')}" for name in said if options[name] != usual.get(name)]
    if len(sources) > 1 or beside:
        names = ", ".join(beside or sources[1:])
        raise UsageError(Phrase("usage.read.study", names=printable(names, 300)))
    return read_study(sources[0])


def is_study(source: str) -> bool:
    """Whether a source is a study file, or a folder with one."""
    return source.lower().endswith(".toml") or (Path(source) / "relnet.toml").is_file()


def build(survey: Survey, options: dict[str, Any]) -> Panel:
    """Build the panel that the options describe."""
    from relnet.panel import build_panel  # noqa: PLC0415 - loads scipy
    from relnet.rules import TieRule  # noqa: PLC0415

    names = {"dyad": "dyad", "at_least": "at_least", "tie_values": "tie_values",
             "respondents": "respondent_rule", "layers": "layers", "weights": "weights"}  # fmt: skip
    given = {name: options[option] for name, option in names.items() if options[option] is not None}
    if "at_least" in given and "tie_values" not in given:
        given["tie_values"] = None
    if "tie_values" in given and "at_least" not in given:
        given["at_least"] = None
    if "respondents" in given and given["respondents"] != "weighted":
        given.setdefault("weights", None)
    if "weights" in given and given["weights"] is not None:
        given.setdefault("respondents", "weighted")
    relations = [replace(r, rule=replace(r.rule or TieRule(), **given)) for r in survey.relations]
    ends = {end: options[end] for end in ("sent", "received")}
    return build_panel(replace(survey, relations=tuple(relations)), options["relation"], **ends)
