"""When there is too little to infer anything from."""

from __future__ import annotations

from relnet.errors import UsageError
from relnet.wording import Phrase

ACTORS = 10
"""Fewer actors than this have too few exchanges or redraws for a test or an interval."""
COVERAGE = 0.25
"""Under half of the actors answering in each of two waves at random, fewer cells than this are known of both."""


def check_enough(subject: str, actors: int, n: int, possible: int) -> None:
    """Refuse too few actors, or too small a share of the cells.

    Raises
    ------
    UsageError
        If there are fewer than 10 actors, or under a quarter of the possible cells was
        observed: what the silence leaves open is then more than any sample could tell.
    """
    if actors < ACTORS:
        key = "usage.inference.few_actors"
        raise UsageError(Phrase(key, subject=subject, actors=actors, least=ACTORS))
    if n < COVERAGE * possible or not n:
        share = round(100 * n / possible) if possible else 0
        least = round(100 * COVERAGE)
        raise UsageError(
            Phrase("usage.inference.few_cells", subject=subject, share=share, least=least)
        )
