"""The group of commands, and what becomes of errors."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import Any

import click

import relnet
from relnet.cli import show
from relnet.errors import UsageError
from relnet.problems import SHOWN_PER_KIND, DataError, describe_problems
from relnet.wording import LANGUAGES, Wording, system_language


class Commands(click.Group):
    """A group that turns relnet's errors into messages and exit codes, in one place."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the words, so that an error knows whether JSON was asked for."""
        ctx.obj = tuple(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; no traceback reaches the user unless ``RELNET_DEBUG`` is set."""
        try:
            return super().invoke(ctx)
        except DataError as error:
            if "--json" in ctx.obj:
                show.as_json("relnet.errors/1", errors=show.problem_records(error.problems))
            most = show.MOST_SHOWN if ctx.invoked_subcommand == "check" else SHOWN_PER_KIND
            words = _words(ctx.obj)
            click.echo(describe_problems(error.problems, most, words), err=True)
            click.echo(words("cli.errors", n=len(error.problems)), err=True)
            ctx.exit(1)
        except UsageError as error:
            raise click.UsageError(str(error)) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("RELNET_DEBUG"):
                raise
            words = _words(ctx.obj)
            click.echo(words("cli.internal", kind=type(error).__name__, error=error), err=True)
            ctx.exit(3)


def _words(args: tuple[str, ...]) -> Wording:
    """The language that was asked for; an error may come before the options are read."""
    asked = [second for first, second in pairwise(args) if first == "--language"]
    asked += [word.partition("=")[2] for word in args if word.startswith("--language=")]
    return Wording(asked[-1] if asked and asked[-1] in LANGUAGES else system_language())


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(relnet.__version__, prog_name="relnet")
def main() -> None:
    """Turn repeated surveys of who works with whom into evidence of change.

    SOURCE is one or several files: lists of reports, edge lists or matrices, as CSV or
    Excel. Exit code 0: fine; 1: the data are not as they should be (all problems are
    listed); 2: the command is not as it should be; 3: an error of relnet itself.
    """
