"""What the writers of graph files share: who is drawn, what is stated, and text that is safe."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from relnet.writers.content import actors_of, is_assumed, written_by_wave

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from relnet.panel import Network, Panel

RESERVED = frozenset({"present", "answered"})
"""Attributes of these names are written with a line below them."""
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if code not in b"\t\n\r"}
_NO_TEXT = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")
_MARKUP = {
    ord(c): text
    for c, text in {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;",
                    "\n": "&#10;", "\r": "&#13;"}.items()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of actors.

    Attributes
    ----------
    name
        What it is called in the file.
    is_number
        Whether it is one.
    by_wave
        Whether it is written for each wave.
    texts
        Wave and actor → text; those without are not there.
    """

    name: str
    is_number: bool
    by_wave: bool
    texts: dict[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The actors of a panel.

    Attributes
    ----------
    actors
        All of them, in the order in which they come.
    answered
        Wave and actor → whether it answered; who is not there at a wave has none.
    attributes
        What is known of them.
    says_answered
        Whether the file says who answered, which it does not where it is but assumed of all.
    """

    actors: tuple[str, ...]
    answered: dict[tuple[str, str], bool]
    attributes: tuple[Attribute, ...]
    says_answered: bool

    def waves_of(self, actor: str, waves: Sequence[str]) -> list[str]:
        """Return the waves at which an actor was there."""
        return [wave for wave in waves if (wave, actor) in self.answered]


class Line(NamedTuple):
    """A tie of one wave and relation, its strength as text."""

    wave: str
    relation: str
    source: str
    target: str
    strength: str
    directed: bool


def lines_of(networks: Iterable[Network]) -> Iterator[Line]:
    """Return the known ties of networks; an undirected one stands once."""
    for net in networks:
        for source, target, strength, _ in net.ties.itertuples(index=False, name=None):
            text = text_of(float(strength))
            yield Line(net.wave, net.relation, str(source), str(target), text, net.directed)


def drawn(panel: Panel) -> Drawn:
    """Return who is in a panel, when, and what is known of them."""
    table = actors_of(panel)
    keys = list(zip(table["wave"].astype(str), table["actor"].astype(str), strict=True))
    fixed, changing = written_by_wave(table, panel.waves)
    attributes = [
        _attribute(table[name], keys, by_wave=name in changing or name == "label")
        for name in table
        if name in {*fixed, *changing}
    ]
    return Drawn(
        actors=tuple(dict.fromkeys(actor for _, actor in keys)),
        answered=dict(zip(keys, (bool(flag) for flag in table["answered"]), strict=True)),
        attributes=tuple(attributes),
        says_answered=not is_assumed(panel),
    )


def _attribute(
    column: pd.Series[Any], keys: Sequence[tuple[str, str]], *, by_wave: bool
) -> Attribute:
    name = str(column.name)
    filled = column.notna().to_numpy()
    texts = {
        key: text_of(value) for key, value, there in zip(keys, column, filled, strict=True) if there
    }
    is_number = pd.api.types.is_numeric_dtype(column)
    return Attribute(f"{name}_" if name in RESERVED else name, is_number, by_wave, texts)


def text_of(value: object) -> str:
    """Return a value as text, whole numbers without a point."""
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return str(int(value))  # type: ignore[call-overload]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def stated(networks: Iterable[Network], times: dict[str, str] | None = None) -> str:
    """Return as JSON which networks a file holds, so that one without ties is known too.

    Parameters
    ----------
    networks
        The networks.
    times
        Wave → its point in time, where the file has those.
    """
    return json.dumps(
        [
            {
                "wave": allowed(net.wave),
                "relation": allowed(net.relation),
                "directed": net.directed,
                "asked": net.observation.asked,
                **({} if times is None else {"time": times[net.wave]}),
            }
            for net in networks
        ]
    )


def allowed(text: str) -> str:
    r"""Return text without the characters that XML forbids: their pictures stand for controls.

    Examples
    --------
    >>> allowed("a\x01b")
    'a␁b'
    """
    text = text.translate(_PICTURES | _NO_TEXT)
    return text.encode("utf-8", "replace").decode()


def xml(text: object) -> str:
    """Return text as it stands in XML, in an element or between quotes."""
    return allowed(str(text)).translate(_MARKUP)


def ends_of(waves: Sequence[str], ending: str) -> dict[str, str]:
    """Return what follows the stem of the file of each wave; nothing where there is but one."""
    if len(waves) < 2:
        return dict.fromkeys(waves, "")
    ends: dict[str, str] = {}
    taken: set[str] = set()
    for position, wave in enumerate(waves, 1):
        base = re.sub(r"[^\w.-]+", "_", wave)[:40].strip("._") or str(position)
        names = chain([base], (f"{base}_{k}" for k in count(position)))
        name = next(name for name in names if _folded(name) not in taken)
        taken.add(_folded(name))
        ends[wave] = f"_{name}{ending}"
    return ends


def _folded(name: str) -> str:
    """A name as file systems compare it that tell neither case nor accents in parts apart."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
