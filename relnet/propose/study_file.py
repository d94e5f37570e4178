"""A proposal as the text of a study file."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from relnet.errors import printable
from relnet.propose.answers import Answers
from relnet.propose.proposal import Proposal, ProposedQuestion, ProposedWave
from relnet.readers.layouts import DEFAULT_RELATION
from relnet.readers.values import number
from relnet.study.quote import quoted_toml
from relnet.wording import LANGUAGES, Wording

if TYPE_CHECKING:
    from collections.abc import Sequence


BLANK = ("organisations", "register", "reports")
"""Sheets of a blank workbook that a study file names."""
WIDTH = 88
"""Where remarks are broken."""


def study_text(
    proposal: Proposal,
    words: Wording,
    *,
    title: str,
    organisations: str,
    matches: str,
    unread: Sequence[str] = (),
) -> str:
    """Return the text of the study file, with remarks and questions in a language.

    Parameters
    ----------
    proposal
        What it says.
    words
        The language.
    title
        Of the study.
    organisations, matches
        The files of organisations and of names.
    unread
        What is to be said of files that could not be read.
    """
    question = words("init.question")
    text = _template().render(
        proposal=proposal,
        words=words,
        language=words.language,
        title=title,
        organisations=organisations,
        matches=matches,
        unread=unread,
        unnamed=DEFAULT_RELATION,
        guessed=[] if not proposal.unplaced else [wave.label for wave in proposal.waves],
        say=lambda key, **values: _remark(words(key, **values)),
        ask=lambda key, **values: _remark(f"{question} {words(key, **values)}"),
    )
    return str(text).rstrip() + "\n"


def blank_text(words: Wording, *, book: str, title: str) -> str:
    """Return the study file that reads a blank workbook.

    Parameters
    ----------
    words
        The language.
    book
        The workbook.
    title
        Of the study.
    """
    sheets = {what: f"{book}[{words(f'sheet.{what}')}]" for what in (*BLANK, "names", "events")}
    wave = ProposedWave("2025", {})
    proposal = Proposal(
        waves=[wave],
        files={what: [sheets[what]] for what in ("reports", "register")},
        relations=[ProposedQuestion(DEFAULT_RELATION, [], [], Answers())],
        items=[],
        layers=[],
        organisations=None,
        names=sheets["names"],
        events=sheets["events"],
        unknown=[],
        unplaced=["?"],
    )
    return study_text(
        proposal,
        words,
        title=title,
        organisations=sheets["organisations"],
        matches=words("init.file.matches"),
    )


def count_questions(text: str) -> int:
    """Return how many questions a study file asks, in whatever language."""
    asking = {f"# {Wording(language)('init.question')}" for language in LANGUAGES}
    return sum(line.startswith(tuple(asking)) for line in text.splitlines())


@lru_cache
def _template() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - heavy

    environment = Environment(  # noqa: S701 - this makes TOML; every value is quoted for it
        loader=PackageLoader("relnet.propose", ""),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "toml": quoted_toml,
        "code": lambda code: code if is_plain_number(code) else quoted_toml(code),
        "is_number": is_plain_number,
        "plain": lambda text: printable(text, 500),
    }
    return environment.get_template("relnet.toml.j2")


def is_plain_number(code: str) -> bool:
    """Whether a code is a number that TOML reads as the same."""
    return number(code) is not None and code == f"{float(code.replace(',', '.')):g}"


def _remark(text: str) -> str:
    """The text as lines of remarks."""
    lines = [line for part in text.split("\n") for line in textwrap.wrap(part, WIDTH) or [""]]
    return "\n".join(f"# {line}".rstrip() for line in lines)
