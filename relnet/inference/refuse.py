"""When there is too little to infer anything from."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from relnet.errors import UsageError
from relnet.inference.estimate import Alternative
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from relnet.panel import Network
    from relnet.wording import Value

ACTORS = 10
"""Fewer actors than this have too few exchanges or redraws for a test or an interval."""
COVERAGE = 0.1
"""Where a third of the actors answers in each of two waves at random, this share of what they report is known of both."""


def check_enough(subject: Value, actors: int, n: int, possible: int) -> None:
    """Refuse too few actors, or too small a share of the cells.

    Raises
    ------
    UsageError
        If there are fewer than 10 actors, or under a tenth of the possible cells was
        observed: what the silence leaves open is then more than any sample could tell.
    """
    if not actors:
        raise UsageError(Phrase("usage.inference.no_actors", subject=subject))
    if actors < ACTORS:
        key = "usage.inference.few_actors"
        raise UsageError(Phrase(key, subject=subject, actors=actors, least=ACTORS))
    if n < COVERAGE * possible or not n:
        share = round(100 * n / possible) if possible else 0
        least = round(100 * COVERAGE)
        raise UsageError(
            Phrase("usage.inference.few_cells", subject=subject, share=share, least=least)
        )


def check_observed(*networks: Network) -> None:
    """Refuse networks of which cells were filled in: what is assumed is no evidence.

    Raises
    ------
    UsageError
        If any was.
    """
    for network in networks:
        if network.treated is not None and len(network.treated.filled):
            key, done = "usage.inference.filled", Phrase(f"treatment.{network.treated.name}")
            raise UsageError(Phrase(key, subject=f"{network.relation}, {network.wave}", done=done))


def check_options(level: float, alternative: str = "two-sided") -> None:
    """Refuse a level that is no share, or an alternative that is not known.

    Raises
    ------
    UsageError
        If it is.
    """
    share = isinstance(level, float) and 0 < level < 1
    if not share:
        raise UsageError(Phrase("usage.inference.level", value=repr(level)))
    if alternative not in get_args(Alternative):
        raise unknown("alternative", alternative, get_args(Alternative))
