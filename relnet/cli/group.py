"""The group of commands, and what becomes of errors."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

import relnet
from relnet.cli import show
from relnet.cli.spoken import Command, Option, asked, click_speaks, words_of
from relnet.errors import UsageError
from relnet.problems import SHOWN_PER_KIND, DataError, describe_problems
from relnet.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence


class Commands(Command, click.Group):
    """A group that turns relnet's errors into messages and exit codes, in one place."""

    command_class = Command

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run the program, in the language that was asked for."""
        with click_speaks(asked(sys.argv[1:] if args is None else args)):
            return super().main(args, *rest, **extra)

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
            words = words_of(ctx)
            click.echo(describe_problems(error.problems, most, words), err=True)
            click.echo(words("cli.errors", n=len(error.problems)), err=True)
            ctx.exit(1)
        except UsageError as error:
            raise click.UsageError(error.describe(words_of(ctx))) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("RELNET_DEBUG"):
                raise
            words = words_of(ctx)
            click.echo(words("cli.internal", kind=type(error).__name__, error=error), err=True)
            ctx.exit(3)


@click.group(
    cls=Commands, help="help.relnet", context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--language", cls=Option, type=click.Choice(LANGUAGES), expose_value=False, help="help.language"
)
@click.version_option(relnet.__version__, prog_name="relnet", cls=Option, help="help.version")
def main() -> None:
    """Turn repeated surveys of who works with whom into evidence of change."""
