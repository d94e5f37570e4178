"""The names in a panel: where they stand, which are left out, and what they become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relnet.errors import UsageError, quoted
from relnet.panel.provenance import JOINT, connected
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from relnet.panel import Network, Panel, Step


@dataclass(frozen=True, slots=True)
class Key:
    """What each organisation is called in what is shown.

    Attributes
    ----------
    names : mapping of str to str
        Name → pseudonym; empty where organisations go by their own names.
    hides
        Whether they go by pseudonyms.
    """

    names: Mapping[str, str]
    hides: bool

    def of(self, name: str) -> str:
        """Return what an organisation is called."""
        return self.names[name] if self.hides else name

    def all_of(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return what organisations are called, in an order that tells nothing of their names."""
        called = tuple(map(self.of, names))
        return tuple(sorted(called)) if self.hides else called


def steps_of(panel: Panel) -> tuple[Step, ...]:
    """Return all events that were applied to a panel, each once."""
    lineages = [network.lineage for network in panel if network.lineage is not None]
    return tuple(dict.fromkeys(step for lineage in lineages for step in lineage.steps))


def rostered(panel: Panel) -> set[str]:
    """Return who is on a roster."""
    return {name for network in panel for name in network.actors}


def names_in(panel: Panel, *, happened: bool = True) -> set[str]:
    """Return every name of an organisation in a panel, wherever it stands.

    Parameters
    ----------
    panel
        The panel.
    happened
        Whether those are among them of whom only an event tells.
    """
    treated = [network.treated for network in panel if network.treated is not None]
    found = rostered(panel).union(*(one.dropped for one in treated))
    if not happened:
        return found
    found = found.union(*_named(panel), *_pairs(panel))
    return found.union(*map(_inside, panel))


def _named(panel: Panel) -> list[set[str]]:
    """The names in each event that was applied."""
    return [step.names for step in steps_of(panel)]


def _inside(network: Network) -> set[str]:
    """Whose ties fell inside one organisation, and which that is."""
    if network.lineage is None:
        return set()
    table = network.lineage.internalised[["actor", "source", "target"]]
    return set(map(str, table.to_numpy(object).ravel()))


def joint_names(panel: Panel) -> set[str]:
    """Return the names of actors that are those of several organisations together."""
    parts = set[str]().union(*_named(panel))
    return {name for name in rostered(panel) if JOINT in name and parts >= {*name.split(JOINT)}}


def _pairs(panel: Panel, event: str | None = None) -> Iterator[set[str]]:
    """The names in each row of the events."""
    for what, *names in _rows(panel):
        if event in {None, what}:
            yield {name for name in names if isinstance(name, str) and name}


def _rows(panel: Panel) -> Iterable[tuple[object, ...]]:
    if panel.events is None:
        return ()
    return panel.events[["event", "actor", "into"]].itertuples(index=False, name=None)


def left_out(panel: Panel, asked: Collection[str]) -> set[str]:
    """Return the names of organisations to leave out, with the others that they have had.

    Of what only together was one organisation these are all that it was called, and its parts.

    Raises
    ------
    UsageError
        If one is on no roster, under any of its names.
    """
    known = rostered(panel)
    renamed = [step.names for step in steps_of(panel) if step.event == "rename"]
    links = [*_pairs(panel, "rename"), *renamed]
    for name in asked:
        if not connected({name}, links) & known:
            if name in names_in(panel):
                raise UsageError(Phrase("usage.privacy.part", name=quoted(name)))
            raise unknown("actor", name, sorted(known))
    joint = [{name, *name.split(JOINT)} for name in joint_names(panel)]
    return connected(asked, [*links, *joint])


def make_key(
    names: Iterable[str],
    stems: Mapping[str, str],
    stem: str,
    seed: int | None,
    joint: Collection[str] = (),
) -> Key:
    """Return pseudonyms in an order that is left to chance.

    Parameters
    ----------
    names
        All names.
    stems, stem
        What the pseudonym of each begins with; that of those that are not there.
    seed
        Of the order; drawn from the system without.
    joint
        The names that are those of several together; so are their pseudonyms.

    Examples
    --------
    >>> sorted(make_key(["A", "B", "C"], {"B": "hospital"}, "Organisation", 1).names.values())
    ['Organisation 1', 'Organisation 2', 'hospital 1']
    """
    known = set(names)
    joint = known & set(joint)
    single = sorted(known - joint)
    order = [single[k] for k in np.random.default_rng(seed).permutation(len(single))]
    groups: dict[str, list[str]] = {}
    for name in order:
        groups.setdefault(stems.get(name, stem), []).append(name)
    called: dict[str, str] = {}
    for begin, group in groups.items():
        called |= dict(zip(group, _numbered(begin, len(group), known), strict=True))
    whole = {name: JOINT.join(sorted(called[part] for part in name.split(JOINT))) for name in joint}
    return Key(called | whole, hides=True)


def _numbered(stem: str, size: int, taken: Collection[str]) -> list[str]:
    """As many numbered names as are needed, none of them a name that somebody has."""
    width = len(str(size))
    own = {name.casefold() for name in taken}
    every = (f"{stem} {k:0{width}}" for k in range(1, size + len(own) + 1))
    return [name for name in every if name.casefold() not in own][:size]
