"""One file that is to be read, and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from relnet.readers.values import Codes
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relnet.readers.beside.column_map import ColumnMap
    from relnet.readers.files import Source


@dataclass(frozen=True, slots=True)
class Coding:
    """How files call the questions, and what stands for which answer.

    Attributes
    ----------
    codes
        Of questions that are not described.
    questions
        Name → codes of each question that is.
    names
        How files call a question (as `normal` has it) → its name.
    about
        Item → whether respondents rate their own organisation (``"own"``) or a partner.
    """

    codes: Codes
    questions: Mapping[str, Codes] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str) -> Codes:
        """Return the codes of a question."""
        return self.questions.get(name, self.codes)

    def name(self, text: str) -> str | None:
        """Return the name of the question that a file calls so; ``None`` where it has none."""
        return self.names.get(normal(text)) if self.names else text


NO_CODES = Coding(Codes(frozenset(), frozenset()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How one file is read.

    Attributes
    ----------
    encoding
        Of a text file that has no byte-order mark and is not UTF-8.
    columns
        Role → column, where it is not recognised.
    coding
        The answers.
    items
        The ratings of organisations that stand among the answers.
    layout
        Name of the reader; recognised without.
    column_map
        Which column of an export asks what of whom, where its header does not say.
    repeated
        Which of two submissions of one person counts.
    relation
        The relation of a file that does not name one; empty where that is not known.
    nobody
        Words (as `normal` has them) in place of a partner that say that nobody is named.
    skip_rows
        How the first filled cell begins (likewise) of rows that hold no data.
    """

    encoding: str = "utf-8"
    columns: Mapping[str, str] = field(default_factory=dict)
    coding: Coding = NO_CODES
    items: Coding = NO_CODES
    layout: str | None = None
    column_map: ColumnMap | None = None
    repeated: Literal["refuse", "first", "last"] = "refuse"
    relation: str = ""
    nobody: frozenset[str] = frozenset()
    skip_rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file and how it is read.

    Attributes
    ----------
    source
        Path, open file or table.
    name
        What messages call it; empty to be named after the source.
    wave
        The wave that it is of, where that is known; a file without it has a column, or a
        name, that says so.
    options
        How it is read.
    """

    source: Source
    name: str = ""
    wave: str | None = None
    options: Options
