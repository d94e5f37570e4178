"""What is hidden of a panel that is shared, and the key that is kept apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from relnet._files import write_text
from relnet.cli import options, show
from relnet.errors import UsageError, printable, quoted
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relnet.panel import Panel
    from relnet.privacy import Privacy, Protected
    from relnet.wording import Wording

_OPTIONS = (
    options.option("--pseudonyms", is_flag=True, help="help.privacy.pseudonyms"),
    options.option("--pseudonyms-by", metavar="ATTRIBUTE", help="help.privacy.by"),
    options.option("--key", type=options.FILE, metavar="FILE", help="help.privacy.key"),
    options.option("--pseudonym-seed", type=click.IntRange(0), metavar="N", help="help.privacy.pseudonym_seed"),
    options.option("--least", type=click.IntRange(1), metavar="N", help="help.privacy.least"),
    options.option("--keep-attributes", type=options.CommaList(), help="help.privacy.keep_attributes"),
    options.option("--leave-out", multiple=True, metavar="ORGANISATION", help="help.privacy.leave_out"),
    options.option("--without-strengths", is_flag=True, help="help.privacy.without_strengths"),
    options.option("--without-reports", is_flag=True, help="help.privacy.without_reports"),
    options.option("--without-events", is_flag=True, help="help.privacy.without_events"),
)  # fmt: skip
NAMES = ("pseudonyms", "pseudonyms_by", "key", "pseudonym_seed", "least", "keep_attributes",
         "leave_out", "without_strengths", "without_reports", "without_events")  # fmt: skip
"""What the options are called where they are given."""
ENDINGS = frozenset({".csv", ".xlsx"})
"""Of a file with a key."""


def privacy_options(command: Any) -> Any:
    """Add the options that say what is hidden."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def hides_what_texts_tell(given: dict[str, Any]) -> bool:
    """Whether a text may tell what is hidden: the names, all or some, or what happened."""
    return has_pseudonyms(given) or bool(given["leave_out"]) or given["without_events"]


def has_pseudonyms(given: dict[str, Any]) -> bool:
    """Whether organisations go by pseudonyms."""
    return given["pseudonyms"] or given["pseudonyms_by"] is not None


def check_key(given: dict[str, Any], shared: Iterable[str | Path]) -> None:
    """Refuse a key that nothing needs, or that would stand where something else does.

    Raises
    ------
    UsageError
        If there are no pseudonyms, the key is no table, is there already, or is to be written
        to a file that is shared.
    """
    unused = not has_pseudonyms(given)
    if unused and any(given[name] is not None for name in ("key", "least", "pseudonym_seed")):
        raise UsageError(Phrase("usage.privacy.key_alone"))
    if given["key"] is None:
        return
    path = Path(given["key"])
    if path.suffix.lower() not in ENDINGS:
        raise UsageError(Phrase("usage.privacy.key_ending", file=quoted(path.name)))
    if path.resolve() in {Path(file).resolve() for file in shared}:
        raise UsageError(Phrase("usage.privacy.key_shared", file=quoted(path.name)))
    if path.exists():
        raise UsageError(Phrase("usage.privacy.key_exists", file=quoted(path.name)))
    if not path.parent.is_dir():
        raise UsageError(Phrase("usage.write.no_folder", path=quoted(str(path))))


def protected(panel: Panel, given: dict[str, Any], words: Wording) -> Protected[Panel]:
    """Return the panel without what is hidden, and say what that is."""
    from relnet.privacy import Privacy, Protected, protect  # noqa: PLC0415 - loads scipy

    settings = _settings(given)
    if settings == Privacy():
        return Protected(panel)
    done = protect(panel, settings, words.language)
    unkept = [words("cli.privacy.no_key")] if settings.hides_names and not given["key"] else []
    for note in (*done.notes, *unkept):
        click.echo(words("cli.note", note=note), err=True)
    return done


def write_key(done: Protected[Panel], given: dict[str, Any], words: Wording) -> None:
    """Write who is who where that was asked for, before what is shared is written."""
    path = given["key"]
    if path is None:
        return
    if path.lower().endswith(".xlsx"):
        from relnet._sheets import write_workbook  # noqa: PLC0415 - loads openpyxl

        write_workbook(path, {"key": done.key})
    else:
        write_text(path, show.csv_of(done.key))
    click.echo(words("cli.privacy.key", path=printable(path, 500)), err=True)


def _settings(given: dict[str, Any]) -> Privacy:
    """What the options say."""
    from relnet.privacy import Privacy  # noqa: PLC0415 - loads scipy

    by = given["pseudonyms_by"]
    least = {} if given["least"] is None else {"least": given["least"]}
    return Privacy(
        pseudonyms=given["pseudonyms"] if by is None else by,
        without=given["leave_out"],
        attributes=given["keep_attributes"],
        strengths=not given["without_strengths"],
        reports=not given["without_reports"],
        events=not given["without_events"],
        seed=given["pseudonym_seed"],
        **least,
    )
