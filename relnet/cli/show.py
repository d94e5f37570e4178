"""Tables for people, JSON and CSV for programs."""

from __future__ import annotations

import json
import math
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from relnet._files import write_text
from relnet._steps import watched
from relnet.cli.texts import print_texts
from relnet.errors import printable
from relnet.problems import describe_problems, shortened
from relnet.wording import in_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence
    from contextlib import AbstractContextManager

    import pandas as pd

    from relnet.panel import Panel
    from relnet.problems import Problem
    from relnet.survey import Survey
    from relnet.wording import Wording


MOST_SHOWN = 1_000
"""How many problems of one kind `check` shows; ``--json`` holds all."""
MOST_NOTES = 2
"""How many notes of one kind stand before a result."""
MOST_FILES = 3
"""How many files one of them names."""
CHECKED = "relnet.checked"
"""Where the context keeps that all remarks were printed already."""
OUTPUT = "relnet.output"
"""Where the context keeps the file to write to."""
MANY = 300
"""Actors beyond which a map takes seconds to draw."""
LARGE = 200_000
"""Cells beyond which a command shows its progress."""
SHARES = frozenset({
    "rate", "coverage", "agreement", "formation", "dissolution", "formation_per_year",
    "dissolution_per_year",
})  # fmt: skip
"""Columns that are printed as percentages."""
RATIOS = frozenset({"jaccard"})
"""Columns that have decimals, whatever is in them."""
CODES = frozenset({"status", "detail", "before", "after", "role", "statistic"})
"""Columns of words that have a translation."""


def as_json(schema: str, **content: object) -> None:
    """Print a JSON document; what is undefined is null."""
    document = {"schema": schema, **content}
    _emit(json.dumps(_plain(document), ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def _plain(value: Any) -> Any:
    """The value in JSON's own types."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value


def records(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """Rows as dictionaries; text that is missing is left out."""
    texts = set(table.select_dtypes(["str", "object"]).columns)
    return [
        {name: value for name, value in row.items() if name not in texts or isinstance(value, str)}
        for row in table.to_dict("records")
    ]


def as_csv(table: pd.DataFrame) -> None:
    """Print CSV, as `csv_of` makes it."""
    _emit(csv_of(table))


def csv_of(table: pd.DataFrame) -> str:
    """Return CSV; text that a spreadsheet would run as a formula gets a leading apostrophe."""
    safe = table.copy()
    for column in safe.select_dtypes(["str", "object"]):
        safe[column] = safe[column].map(_defused)
    return safe.to_csv(index=False, lineterminator="\n")


def _emit(text: str) -> None:
    """Write to the file that was asked for, or print."""
    context = click.get_current_context()
    path = context.meta.get(OUTPUT)
    if path is None:
        click.echo(text, nl=False, color=not sys.stdout.isatty())  # a pipe gets every character
    else:
        written(write_text(path, text), context.params["words"])


def drawing(panel: Panel, words: Wording) -> None:
    """Say that a large map is being drawn, if someone is looking."""
    most = max(network.n for network in panel)
    if most > MANY and sys.stderr.isatty():
        click.echo(words("cli.drawing", n=most), err=True)


def written(path: object, words: Wording) -> None:
    """Say where a file is."""
    click.echo(words("cli.written", path=printable(path, 500)), err=True)


def _defused(text: object) -> object:
    if not isinstance(text, str) or not text.startswith(("=", "+", "-", "@", "\t", "\r")):
        return text
    return text if text[1:].replace(".", "", 1).isdecimal() else f"'{text}"


def as_table(table: pd.DataFrame, words: Wording, *, by_row: bool = False) -> None:
    """Print an aligned table: counts whole, all else with three decimals, nothing as a dash.

    Parameters
    ----------
    table
        The table; its index is printed if it is not a range of numbers.
    words
        Language of the names of columns (of rows, `by_row`) and of what is in them.
    by_row
        Whether the values of a row are of one kind, and not those of a column.
    """
    if table.empty:
        click.echo(words("cli.none"))
        return
    kinds = table.T.infer_objects() if by_row else table.copy()
    for column in kinds:
        kinds[column] = _column(kinds[column], words)
    kinds = kinds.rename(columns=lambda name: words.name("column", str(name)))
    print_texts(kinds.T if by_row else kinds)


def _column(values: pd.Series[Any], words: Wording) -> list[str]:
    if values.name in SHARES:
        return ["–" if value != value else words.share(value, 1) for value in values]  # noqa: PLR0124
    if values.name in CODES:
        return [printable(words.name("value", str(value))) for value in values]
    if values.dtype.kind == "b" or str(values.dtype) == "boolean":
        return [
            "–" if gone else words.name("value", str(value))
            for value, gone in zip(values, values.isna(), strict=True)
        ]
    numeric = values.dtype.kind == "f"
    whole = values.name not in RATIOS and (not numeric or (values.dropna() % 1 == 0).all())
    decimals = 0 if whole else 3
    known = values.astype("object").where(values.notna(), None)
    return [_cell(value, decimals, words) for value in known]


def _cell(value: object, decimals: int, words: Wording) -> str:
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return "–"
    return words.number(value, decimals) if isinstance(value, float) else printable(value)


def notes(survey: Survey, words: Wording) -> None:
    """Say on standard error what was assumed, and how much else there is to know."""
    from relnet.intake.read import ASSUMPTIONS  # noqa: PLC0415 - loads pandas

    if click.get_current_context().meta.get(CHECKED):
        return
    told = ASSUMPTIONS | {"unused columns"}
    assumed = [problem for problem in survey.problems if problem.kind in told]
    for note in describe_problems(_each_once(assumed, words), MOST_NOTES, words).splitlines():
        click.echo(words("cli.note", note=note), err=True)
    others = len(survey.problems) - len(assumed)
    if others:
        click.echo(words("cli.note", note=words("cli.more_remarks", n=others)), err=True)


def _each_once(problems: Iterable[Problem], words: Wording) -> list[Problem]:
    """The problems; what is the same in several files once, of all of them."""
    alike: dict[Problem, list[Problem]] = {}
    for problem in problems:
        alike.setdefault(replace(problem, file=None, row=None), []).append(problem)
    return [one[0] if len(one) == 1 else _of_all(one, words) for one in alike.values()]


def _of_all(problems: Sequence[Problem], words: Wording) -> Problem:
    files = dict.fromkeys(problem.file for problem in problems if problem.file)
    names = in_words(shortened(files, MOST_FILES), words)
    return replace(problems[0], file=names or None, row=None)


def problem_records(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as dictionaries, in English."""
    fields = ("severity", "kind", "file", "row", "column", "found", "expected")
    return [{field: getattr(problem, field) for field in fields} for problem in problems]


def relation(panel: Panel, name: str, words: Wording, *, layers: bool = True) -> None:
    """Print the name of a relation, and how its ties were made, in words.

    Parameters
    ----------
    panel, name
        The panel, and the relation of it.
    words
        The language.
    layers
        Whether to say of which layers the respondents were heard.
    """
    from relnet.readers.layouts import DEFAULT_RELATION  # noqa: PLC0415 - loads pandas

    network = next(net for net in panel if net.relation == name)
    kind = words("cli.directed" if network.directed else "cli.undirected")
    shown = words("cli.relation") if name == DEFAULT_RELATION else printable(name, 200)
    rule = network.rule if layers else replace(network.rule, layers=None)
    click.echo(f"{shown}: {kind}; {rule.describe(words)}")


def progress(panel: Panel, items: Iterable[Any], times: int = 1) -> Iterable[Any]:
    """Yield the items, under a progress bar if they are large and someone is looking.

    Parameters
    ----------
    panel, items
        The panel, and the work on it.
    times
        How often the work goes over all cells.
    """
    return _under_bar(list(items), _cells(panel) * times)


def watching(panel: Panel) -> AbstractContextManager[None]:
    """Show how far long work on the whole panel is, each step of which takes all of it."""

    def watch(items: Iterable[Any]) -> Iterable[Any]:
        work = list(items)
        return _under_bar(work, _cells(panel) * len(work))

    return watched(watch)


def _cells(panel: Panel) -> int:
    return sum(network.n**2 for network in panel)


def _under_bar(work: list[Any], size: int) -> Iterable[Any]:
    hidden = size < LARGE or not sys.stderr.isatty()
    with click.progressbar(work, file=sys.stderr, hidden=hidden) as bar:
        yield from bar
