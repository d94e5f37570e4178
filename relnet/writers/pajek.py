"""Pajek networks (.net), one file a wave."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relnet.writers.drawn import ends_of, lines_of, stated
from relnet.writers.formats import WRITERS, Format

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relnet.panel import Network, Panel

_STATED = re.compile(r'&(?=#)|["\\]')


def write_pajek(panel: Panel) -> dict[str, bytes]:
    """Write a panel as a network for each wave, with a list of ties for each relation.

    A relation that was not asked is left out. Characters that Pajek cannot hold in a label
    are written by their number (``&#34;``), as it does itself. Which networks there are, and
    of which wave, tells a comment in JSON, which Pajek passes over; an only relation is a
    plain list of ties, which other programs read too.
    """
    ends = ends_of(panel.waves, ".net")
    nets = {wave: [net for net in panel if net.wave == wave] for wave in panel.waves}
    return {ends[wave]: _file(some) for wave, some in nets.items()}


def _file(nets: Sequence[Network]) -> bytes:
    asked = [net for net in nets if net.observation.asked]
    lines = [f"% networks {stated(nets)}"]
    actors = nets[0].actors
    lines.append(f"*Vertices {len(actors)}")
    lines += [f'{k} "{_label(str(actor))}"' for k, actor in enumerate(actors, 1)]
    for number, net in enumerate(asked, 1):
        kind = "*Arcs" if net.directed else "*Edges"
        name = "" if len(nets) == 1 else f' :{number} "{_label(net.relation)}"'
        lines += [kind + name, *_ties(net)]
    return ("\ufeff" + "\n".join(lines) + "\n").encode()


def _ties(net: Network) -> Iterator[str]:
    place = {str(actor): k for k, actor in enumerate(net.actors, 1)}
    for tie in lines_of([net]):
        yield f"{place[tie.source]} {place[tie.target]} {tie.strength}"


def _label(text: str) -> str:
    """Text that can stand between quotes on one line."""
    text = _STATED.sub(lambda found: f"&#{ord(found[0])};", text)
    text = "".join(c if c.isprintable() else f"&#{ord(c)};" for c in text)
    return text.encode("utf-8", "replace").decode()


WRITERS.add("pajek", Format(endings=(".net",), write=write_pajek, holds=frozenset({"strength"})))
