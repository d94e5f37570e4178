"""A panel as it may be shown to others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

import pandas as pd

from relnet.errors import UsageError
from relnet.panel import Network, Panel, subset
from relnet.panel.provenance import connected
from relnet.privacy.happened import events_shown, milestones_shown
from relnet.privacy.names import (
    Key,
    joint_names,
    left_out,
    make_key,
    names_in,
    rostered,
    steps_of,
)
from relnet.privacy.networks import Plan, network_shown
from relnet.privacy.notes import notes_of
from relnet.privacy.settings import Privacy
from relnet.privacy.texts import Hidden, check_labels
from relnet.privacy.values import attributes_shown, stems_of
from relnet.wording import Phrase, Wording, expect

if TYPE_CHECKING:
    from collections.abc import Collection

P = TypeVar("P", Panel, Network)


@dataclass(frozen=True, eq=False, repr=False)
class Protected(Generic[P]):
    """A panel that may be shown, and what only its owner may have.

    Attributes
    ----------
    panel : Panel or Network
        What may be shown, of the kind that was given.
    key : DataFrame
        ``actor, pseudonym``: who is who; empty without pseudonyms. To be kept apart from all
        that is shared.
    notes : tuple of str
        What was left out, and what still can be seen, in words.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> network = rn.from_networkx(nx.Graph([("Oak House", "Elm"), ("Elm", "Ash")]))
    >>> done = rn.protect(network, rn.Privacy(without="Oak House"))
    >>> done.is_told_by("Care around OAK-HOUSE"), done.is_told_by("Care around the lake")
    (True, False)
    """

    panel: P
    key: pd.DataFrame = field(default_factory=lambda: _table(Key({}, hides=False)))
    notes: tuple[str, ...] = ()
    _hidden: Hidden = field(default_factory=lambda: Hidden(frozenset()))

    def is_told_by(self, text: str) -> bool:
        """Whether a text holds a hidden name, however it is written there.

        Titles and texts that are put beside what is shared are not part of the panel: ask
        it of these.
        """
        return self._hidden.is_told_by_value(text)

    def __repr__(self) -> str:
        return "\n".join([f"<Protected: {self.panel!r}>", *(f"- {note}" for note in self.notes)])


def protect(panel: P, privacy: Privacy | None = None, language: str = "en") -> Protected[P]:
    """Hide names and data of a panel that is to be shared.

    What is hidden is nowhere in the result: in no network, attribute, event or lineage, in
    nothing that is drawn, exported or saved of it, and the survey cannot be reached from it.

    Parameters
    ----------
    panel
        A panel, or one network of it.
    privacy
        What to hide.
    language
        Of the pseudonyms and the notes, ``"en"`` or ``"nl"``.

    Returns
    -------
    Protected
        The panel that may be shared, the key of its pseudonyms and what was left out.

    Raises
    ------
    UsageError
        If a name, wave, relation or attribute is unknown, nothing is left, an organisation
        that is to be left out is part of another one here, or a name that is to be hidden
        stands in that of a wave, a relation or a layer.

    See Also
    --------
    subset : Parts of a panel, under their own names.

    Notes
    -----
    An organisation has the same pseudonym in every wave and relation, and an order that
    chance made. Attributes are kept by value [1]_: a value that fewer than `least`
    organisations have in some wave is left out of every wave, and so is the rarest of the
    others where those without a value would be fewer than `least`. This holds for each
    attribute on its own, not for several together. A text that holds a hidden name is left
    out.

    It stays visible who answered: what nobody reported is unknown, and to say less would
    make it no tie. The pattern of ties is as it was, and can tell who is who [2]_.

    References
    ----------
    .. [1] Hundepool, A. et al. (2012). *Statistical Disclosure Control*. Wiley (minimum
       frequency, secondary suppression).
    .. [2] Hay, M. et al. (2008). Resisting structural re-identification in anonymized
       social networks. *Proceedings of the VLDB Endowment* 1, 102–114.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> network = rn.from_networkx(nx.Graph([("Oak", "Elm"), ("Elm", "Ash")]))
    >>> done = rn.protect(network, rn.Privacy(pseudonyms=True, seed=1))
    >>> list(done.panel.actors)
    ['Organisation 1', 'Organisation 2', 'Organisation 3']
    >>> sorted(done.key["actor"])
    ['Ash', 'Elm', 'Oak']
    >>> rn.protect(network, rn.Privacy(without="Elm")).panel.ties.empty
    True
    """
    words = Wording(language)
    privacy = Privacy() if privacy is None else expect(privacy, Privacy, "privacy")
    whole = Panel((panel,)) if isinstance(panel, Network) else panel
    expect(whole, Panel, "panel", function="protect")
    gone = left_out(whole, privacy.without)
    part = _part(whole, privacy, gone)
    hidden = Hidden(frozenset(names_in(whole) if privacy.hides_names else gone))
    check_labels(part, hidden)
    plan = _plan(part, privacy, gone, hidden, words)
    made = _made(part, plan, hidden)
    notes = tuple(notes_of(whole, part, made, plan, words))
    shown = made if isinstance(panel, Panel) else made.networks[0]
    return Protected(shown, _table(plan.key), notes, hidden)


def _part(whole: Panel, privacy: Privacy, gone: Collection[str]) -> Panel:
    """The actors, waves and relations that are kept."""
    actors = [name for name in rostered(whole) if name not in gone] if gone else None
    part = subset(whole, actors=actors, waves=privacy.waves, relations=privacy.relations)
    if not rostered(part):
        raise UsageError(Phrase("usage.panel.nothing_left"))
    return part


def _plan(
    part: Panel, privacy: Privacy, gone: Collection[str], hidden: Hidden, words: Wording
) -> Plan:
    """What each organisation is called, and what is shown of it."""
    links = [step.names for step in steps_of(part)]
    unsaid = connected(gone, links)
    key = Key({}, hides=False)
    if privacy.hides_names:
        stems = {} if privacy.by is None else stems_of(part, privacy.by, privacy, hidden)
        names = names_in(part, happened=privacy.events) - set(gone)
        stem, joint = words("privacy.organisation"), joint_names(part) if privacy.events else ()
        key = make_key(names, stems, stem, privacy.seed, joint)
    return Plan(privacy, key, gone, unsaid, attributes_shown(part, privacy, hidden))


def _made(part: Panel, plan: Plan, hidden: Hidden) -> Panel:
    """The panel that is shown."""
    networks = tuple(network_shown(network, plan) for network in part)
    if not plan.privacy.events:
        return Panel(networks)
    events = events_shown(part, plan.key, plan.unsaid)
    return Panel(networks, events, None, milestones_shown(part, hidden))


def _table(key: Key) -> pd.DataFrame:
    """Who is who, in the order of the pseudonyms."""
    rows = sorted(key.names.items(), key=lambda row: row[1])
    return pd.DataFrame(rows, columns=["actor", "pseudonym"], dtype="str")
