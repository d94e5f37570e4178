"""What is hidden of a panel that is shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from relnet.errors import UsageError
from relnet.wording import Phrase, expect

_SEVERAL = ("without", "attributes", "waves", "relations")


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """What is hidden of a panel that is shared; nothing, as long as nothing is asked for.

    Parameters
    ----------
    pseudonyms
        Whether organisations go by a pseudonym, such as ``"Organisation 12"``; or the name
        of an attribute that the pseudonyms begin with, as ``"sector"`` gives
        ``"hospital 3"``.
    without : tuple of str
        Organisations that are left out with all their ties, under every name that they have
        had.
    attributes : tuple of str or None
        The attributes that are kept; ``None`` keeps all.
    least
        With pseudonyms: of how many organisations a value of an attribute is kept. A value
        that fewer have, in any wave, is left out of all of them.
    strengths
        Whether it is shown how strong ties are; if not, every tie has strength 1.
    reports
        Whether it is shown what each organisation says of a tie, and so which ties are
        confirmed.
    events
        Whether it is shown what happened, to the organisations and in the region.
    waves, relations : tuple of str or None
        Which are kept; ``None`` keeps all.
    seed
        Of the order of the pseudonyms: the same organisations get the same pseudonyms
        again. Whoever knows it can make the key. Without, the order is drawn anew each time.

    Raises
    ------
    UsageError
        If a value is of another kind, or `least` is below 1.

    See Also
    --------
    protect : Apply it.

    Examples
    --------
    >>> Privacy(pseudonyms=True, attributes="sector").attributes
    ('sector',)
    """

    pseudonyms: bool | str = False
    without: tuple[str, ...] = ()
    attributes: tuple[str, ...] | None = None
    least: int = 3
    strengths: bool = True
    reports: bool = True
    events: bool = True
    waves: tuple[str, ...] | None = None
    relations: tuple[str, ...] | None = None
    seed: int | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        for name in _SEVERAL:
            object.__setattr__(self, name, _texts(getattr(self, name), name))
        if not isinstance(self.pseudonyms, bool):
            expect(self.pseudonyms, str, "pseudonyms")
        if expect(self.least, int, "whole", argument="least") < 1:
            raise UsageError(Phrase("usage.privacy.least", least=self.least))
        if self.seed is not None and expect(self.seed, int, "whole", argument="seed") < 0:
            raise UsageError(Phrase("usage.privacy.seed", seed=self.seed))

    @property
    def by(self) -> str | None:
        """The attribute that the pseudonyms begin with."""
        return self.pseudonyms if isinstance(self.pseudonyms, str) else None

    @property
    def hides_names(self) -> bool:
        """Whether organisations go by pseudonyms."""
        return self.pseudonyms is not False


def _texts(names: Any, argument: str) -> tuple[str, ...] | None:
    """One name or several."""
    if names is None or isinstance(names, str):
        return None if names is None else (names,)
    return tuple(str(name) for name in expect(names, Iterable, "names", argument=argument))
