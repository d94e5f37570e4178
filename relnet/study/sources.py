"""What a study file says of its waves and their files."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - the schema reads the annotations
from dataclasses import dataclass, field

from relnet.study.questions import Code  # noqa: TC001 - likewise
from relnet.study.texts import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How files are read; a wave may say otherwise.

    Attributes
    ----------
    layout
        The reader; recognised without.
    encoding
        Of text files that are not UTF-8.
    columns
        Role → column, where it is not recognised.
    missing, impossible
        Codes for "no answer" and "could not be", of all questions.
    relation
        The relation of files that do not name one.
    skip_rows
        How the first filled cell begins of rows that hold no data, such as totals.
    column_map
        A workbook that says which column of an export is on which organisation.
    """

    __pydantic_config__ = STRICT
    layout: str | None = None
    encoding: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    missing: tuple[Code, ...] = ()
    impossible: tuple[Code, ...] = ()
    relation: str | None = None
    skip_rows: tuple[str, ...] = ()
    column_map: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Files(Reading):
    """Files by what is in them; a path may hold ``*``, and ``book.xlsx[Sheet]`` names a sheet.

    Attributes
    ----------
    reports, roster, register, respondents, unobserved, items
        As `read_survey` takes them; items are ratings of organisations.
    """

    __pydantic_config__ = STRICT
    reports: tuple[str, ...] = ()
    roster: tuple[str, ...] = ()
    register: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()
    unobserved: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFiles(Files):
    """Files of several waves, and those that are of none.

    Attributes
    ----------
    milestones
        A table of what happened in the region: ``date, title``, or ``title_nl, title_en``.
    """

    __pydantic_config__ = STRICT
    milestones: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave(Files):
    """One wave: its files are of this wave alone.

    Attributes
    ----------
    label
        What it is called.
    names
        What files with a column of waves call it, besides.
    date
        When it was held.
    """

    __pydantic_config__ = STRICT
    label: str
    names: tuple[str, ...] = ()
    date: dt.date | None = None
