"""Sphinx configuration; the table of measures and the command line are generated."""

from pathlib import Path

import click
import pandas as pd

import relnet
from relnet.cli import main
from relnet.writers.formats import PARTS, WRITERS

FOLDER = Path(__file__).parent
project = "relnet"
author = "The relnet developers"
copyright = "2026, the relnet developers"
release = relnet.__version__
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "numpydoc",
]
exclude_patterns = ["_build"]
html_theme = "pydata_sphinx_theme"
html_show_sourcelink = False
myst_heading_anchors = 3
autosummary_generate = True
autodoc_typehints = "none"
numpydoc_show_class_members = False
numpydoc_validation_checks = {"GL06", "GL07", "PR01", "PR02", "PR03", "RT03", "SS03"}
numpydoc_validation_exclude = {
    r"^relnet(\.[a-z]+)*\.[A-Z]"
}  # types, whose attributes are documented


LEVELS = {
    "network": "Of a network",
    "actor": "Of each actor",
    "group": "Of each group of actors",
    "pair": "From each group to each group",
}
KINDS = {
    "directed": "directed only",
    "weighted": "by strength",
    "by": "of groups",
    "together": "of several relations",
}


def _measures() -> str:
    table = relnet.list_measures()
    lines = [
        "# Measures",
        "",
        "Generated from the registry: `relnet measures` and `relnet.list_measures()` say the same. *Rates*",
        "are those that silence at random does not move.",
        "",
    ]
    for level, title in LEVELS.items():
        rows = table[table["level"] == level]
        lines += [
            f"## {title}",
            "",
            "| measure | definition | unit | over | rate | source | checked against |",
        ]
        lines += ["|---|---|---|---|---|---|---|", *map(_measure, rows.to_dict("records")), ""]
    return "\n".join(lines)


def _measure(row: dict[str, object]) -> str:
    kinds = ", ".join(text for kind, text in KINDS.items() if row[kind])
    name = '<span id="{0}"></span>`{0}`'.format(row["measure"]) + (f" ({kinds})" if kinds else "")
    about = [str(row[what]) for what in ("definition", "unit", "over")]
    cells = [name, *about, "yes" if row["rate"] else "", str(row["source"]), str(row["oracle"])]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _commands() -> str:
    lines = ["# Command line", "", "Generated from `--help`.", ""]
    for name, command in {"relnet": main, **main.commands}.items():
        context = click.Context(command, info_name=name if command is main else f"relnet {name}")
        lines += [f"## {context.info_name}", "", "```text", command.get_help(context), "```", ""]
    return "\n".join(lines)


def _formats() -> str:
    lines = [
        "# Layouts and formats",
        "",
        "## Read",
        "",
        "Generated from the registries: `relnet.list_layouts()` returns the same. Files are held against",
        "them in this order.",
        "",
        "| layout | of | |",
        "|---|---|---|",
    ]
    lines += [
        f"| `{row.layout}` | a {row.reads} | {_cell(row.description)} |"
        for row in relnet.list_layouts().itertuples(index=False)
    ]
    lines += [
        "",
        "## Written",
        "",
        "What comes back when a file is read again, beside actors, waves,",
    ]
    lines += ["relations and ties. `panel` is read by `relnet.read_panel`.", ""]
    lines += [f"| format | ending | {' | '.join(PARTS)} |", "|---|---|" + "---|" * len(PARTS)]
    for name in WRITERS:
        held = ["yes" if part in WRITERS[name].held else "" for part in PARTS]
        lines.append(f"| `{name}` | `{WRITERS[name].endings[0]}` | {' | '.join(held)} |")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("``", "`")


RATES = "| method | tried where | settings | pairs each | rate: least | mean | most | above the band | below it |"
POWER = "| method | settings | pairs each | found: least | mean | most |"


def _calibration() -> str:
    """How often each method is wrong, and how often right, from the rows that `benchmarks.calibration` wrote."""
    table = pd.read_csv(FOLDER / "calibration.csv")
    planted = table["null"] == "grown"
    lines = [RATES, "|---" * 9 + "|"]
    for (name, own, null), rows in table[~planted].groupby(["method", "own", "null"], sort=False):
        above, below = (rows["rate"] > rows["high"]).sum(), (rows["rate"] < rows["low"]).sum()
        where = f"{null}, its own null" if own else null
        lines.append(_row([name, where, *_rates(rows), str(above), str(below)]))
    lines += ["", "How often is a change found that was planted: one more tie in twenty cells?", ""]
    lines += [POWER, "|---" * 6 + "|"]
    for name, rows in table[planted].groupby("method", sort=False):
        lines.append(_row([name, *_rates(rows)]))
    return "\n".join(lines)


def _rates(rows: pd.DataFrame) -> list[str]:
    rate = rows["rate"]
    pairs = " to ".join(dict.fromkeys(str(n) for n in (rows["pairs"].min(), rows["pairs"].max())))
    figures = [f"{value:.3f}" for value in (rate.min(), rate.mean(), rate.max())]
    return [str(len(rows)), pairs, *figures]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


PAGES = {
    "calibration.md": _calibration,
    "formats.md": _formats,
    "measures.md": _measures,
    "commands.md": _commands,
}


def _generate(_: object) -> None:
    folder = Path(__file__).parent / "generated"
    folder.mkdir(exist_ok=True)
    for name, text in PAGES.items():
        (folder / name).write_text(text(), encoding="utf-8")


def setup(app: object) -> None:
    """Generate the pages before they are read."""
    app.connect("builder-inited", _generate)  # type: ignore[attr-defined]
