"""Panel: networks over waves, in order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from relnet.errors import UsageError
from relnet.survey.milestones import no_milestones
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relnet.panel.made import Made
    from relnet.panel.network import Network


@dataclass(frozen=True, eq=False, repr=False)
class Panel:
    """Networks by relation and wave.

    ``panel["2023"]`` and ``panel[-1]`` are networks where the panel has one relation;
    ``panel["2023", "referral"]`` always; ``panel["referral"]`` is the panel of one of
    several relations. Iteration runs over the networks.

    Attributes
    ----------
    networks : tuple of Network
        Relation by relation, each in the order of the waves.
    events : DataFrame or None
        What happened to the organisations, as given with the survey: ``wave, event, actor,
        into``, a row for each that merged (``merge``), took another name (``rename``) or for
        each part of one that was split (``split``); ``None`` where nothing says.
    milestones : DataFrame
        What happened in the region, by date: ``date, title, title_nl, title_en, follows,
        precedes``, the waves between which it falls as `Survey` has them.
    """

    networks: tuple[Network, ...]
    _events: pd.DataFrame | None = None
    _made: Made | None = None
    _milestones: pd.DataFrame = field(default_factory=no_milestones)

    def __getstate__(self) -> dict[str, object]:
        """What is copied and pickled: not the survey, which holds what persons said."""
        return {**vars(self), "_made": None}

    @property
    def events(self) -> pd.DataFrame | None:
        """What happened to the organisations."""
        return None if self._events is None else self._events.copy(deep=False)

    @property
    def milestones(self) -> pd.DataFrame:
        """What happened in the region."""
        return self._milestones.copy(deep=False)

    @property
    def waves(self) -> tuple[str, ...]:
        """The waves, in order."""
        return tuple(dict.fromkeys(network.wave for network in self.networks))

    @property
    def relations(self) -> tuple[str, ...]:
        """The relations."""
        return tuple(dict.fromkeys(network.relation for network in self.networks))

    def __iter__(self) -> Iterator[Network]:
        return iter(self.networks)

    def __len__(self) -> int:
        return len(self.networks)

    def __getitem__(self, key: str | int | tuple[str, str]) -> Network | Panel:
        if isinstance(key, tuple):
            if len(key) != 2:
                raise UsageError(Phrase("usage.panel.two_names", given=len(key)))
            return self._find(*key)
        several = len(self.relations) > 1
        if several and key in self.relations:
            own = tuple(net for net in self.networks if net.relation == key)
            return replace(self, networks=own)
        if several:
            shown = ", ".join(self.relations)
            raise UsageError(Phrase("usage.panel.several", relations=shown, key=repr(key)))
        if isinstance(key, int):
            if not -len(self) <= key < len(self):
                raise UsageError(Phrase("usage.panel.position", key=key, size=len(self)))
            return self.networks[key]
        return self._find(key, self.relations[0])

    def _find(self, wave: str, relation: str) -> Network:
        if relation not in self.relations:
            raise unknown("relation", relation, self.relations)
        for network in self.networks:
            if (network.wave, network.relation) == (wave, relation):
                return network
        raise unknown("wave", wave, self.waves)

    def equals(self, other: Panel) -> bool:
        """Whether both hold the same networks, and the same happened."""
        pairs = zip(self.networks, other.networks, strict=False)
        return (
            len(self) == len(other)
            and all(mine.equals(theirs) for mine, theirs in pairs)
            and _same(self._events, other._events)
            and _same(self._milestones, other._milestones)
        )

    def __repr__(self) -> str:
        return (
            f"<Panel: {len(self.waves)} waves ({', '.join(self.waves)}), "
            f"relations {', '.join(self.relations)}; {self._rules()}>"
        )

    def _rules(self) -> str:
        """The rule of all relations, or that of each."""
        rules = {network.relation: str(network.rule) for network in self.networks}
        if len(set(rules.values())) < 2:
            return next(iter(rules.values()), "")
        return " | ".join(f"{relation}: {rule}" for relation, rule in rules.items())

    def _repr_html_(self) -> str:
        rows = [
            {
                "relation": net.relation,
                "wave": net.wave,
                "actors": net.n,
                "answered": int(net.observation.answered.sum()),
                "known ties": net.keys.size if net.directed else net.keys.size // 2,
                "coverage": net.observation.coverage,
            }
            for net in self.networks
        ]
        return f"<p>{escape(repr(self)[1:-1])}</p>{pd.DataFrame(rows).to_html(index=False)}"


def _same(mine: pd.DataFrame | None, theirs: pd.DataFrame | None) -> bool:
    if mine is None or theirs is None:
        return mine is theirs
    return mine.equals(theirs)
