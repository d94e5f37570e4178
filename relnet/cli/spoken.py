"""Parts of the command line that speak the language that is asked for."""

from __future__ import annotations

import gettext
import os
import re
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from relnet.wording import CATALOGUES, LANGUAGES, Phrase, Wording, system_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    _Type = click.ParamType[Any]
else:  # generic from click 8.5 on
    _Type = click.ParamType

CLICK = "click"
"""Domain of the catalogue of click's own sentences, of which the keys are English."""


def asked(args: Sequence[str]) -> Wording:
    """Return the language that a command line asks for; help and errors precede its options.

    Without an option it is that of the user, who may state it, or else of the study.
    """
    given = [second for first, second in pairwise(args) if first == "--language"]
    given += [word.partition("=")[2] for word in args if word.startswith("--language=")]
    known = [language for language in given if language in LANGUAGES]
    if known:
        return Wording(known[-1])
    stated = None if os.environ.get("RELNET_LANGUAGE") else _language_of_study(args)
    return Wording(stated or system_language())


def _language_of_study(args: Sequence[str]) -> str | None:
    """The language of the study file among the words of a command line, if there is one."""
    for word in args:
        file = Path(word) / "relnet.toml" if not word.lower().endswith(".toml") else Path(word)
        with suppress(OSError, ValueError):
            text = file.read_bytes()[:100_000].decode("utf-8", "replace") if file.is_file() else ""
            said = re.search(r"""^language[ \t]*=[ \t]*["'](\w\w)["']""", text, re.MULTILINE)
            if said and said[1] in LANGUAGES:
                return said[1]
    return None


def words_of(context: click.Context | None) -> Wording:
    """Return the language of a run of the commands; English outside of one."""
    args = None if context is None else context.find_root().obj
    return Wording() if args is None else asked(args)


@contextmanager
def click_speaks(words: Wording) -> Iterator[None]:
    """Let click's own sentences be in a language; they are in gettext's default domain."""
    domain, language = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(CLICK, str(CATALOGUES))
    gettext.textdomain(CLICK)
    os.environ["LANGUAGE"] = words.language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if language is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = language


class _Spoken:
    """What has its help in the catalogues: it is set to a key, and reads as a sentence."""

    _key: str | None

    @property
    def help(self) -> str | None:
        words = words_of(click.get_current_context(silent=True))
        return None if self._key is None else words(self._key)

    @help.setter  # noqa: A003 - click's own name
    def help(self, key: str | None) -> None:
        self._key = key


class Option(_Spoken, click.Option):
    """An option whose help is a key of the catalogues."""

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for the value."""
        return words_of(ctx).name("metavar", super().make_metavar(ctx))


class Argument(click.Argument):
    """An argument of which what stands for it is in the catalogues."""

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for the value."""
        return words_of(ctx).name("metavar", super().make_metavar(ctx))


class Command(_Spoken, click.Command):
    """A command whose help is a key of the catalogues."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the line that says how it is used."""
        words = words_of(ctx)
        return [words.name("metavar", piece) for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option ``--help``, which click makes."""
        option = super().get_help_option(ctx)
        if option is not None:
            words = words_of(ctx)
            option.help = words("help.help")
        return option


class Type(_Type):
    """A type of values that says in words what is wrong with one."""

    def refuse(
        self, what: Phrase, param: click.Parameter | None, ctx: click.Context | None
    ) -> NoReturn:
        """Raise click's error."""
        self.fail(what.describe(words_of(ctx)), param, ctx)
