"""How large a network that was drawn elsewhere may be."""

from __future__ import annotations

from relnet.readers.text import refusal

MOST_TIES = 5_000_000
"""How many ties, counted in each of their waves, are read at most."""
MOST_NODES = 1_000_000
"""How many nodes a file may state."""
MOST_BARE = 100_000
"""How many nodes a file may count without a word on them."""
MOST_WAVES = 1000
"""How many waves a file may have."""
MOST_PRESENCES = 2_000_000
"""How many nodes, counted in each of their waves, are read at most."""
MOST_ATTRIBUTES = 5000
"""How many different attributes nodes may have."""
MOST_CELLS = 10_000_000
"""How many attributes, counted for each presence of a node, are read at most."""
MOST_DEFAULTS = 2_000_000
"""How often a default may stand in for what nodes and ties do not say."""


def check_waves(count: int, file: str) -> None:
    """Refuse more waves than a survey has."""
    if count > MOST_WAVES:
        raise refusal(file, "many_waves", {"n": count, "most": MOST_WAVES})


def check_ties(count: int, file: str) -> None:
    """Refuse more ties than are read, counted in each of their waves."""
    if count > MOST_TIES:
        raise refusal(file, "large_graph", {"most": MOST_TIES})


def check_presences(count: int, file: str) -> None:
    """Refuse more nodes than are read, counted in each of their waves."""
    if count > MOST_PRESENCES:
        raise refusal(file, "large_graph", {"most": MOST_PRESENCES})


def check_attributes(count: int, file: str) -> None:
    """Refuse more different attributes of nodes than are read."""
    if count > MOST_ATTRIBUTES:
        raise refusal(file, "many_attributes", {"n": count, "most": MOST_ATTRIBUTES})


def check_cells(count: int, file: str) -> None:
    """Refuse more attributes than are read, counted for each node in each of its waves."""
    if count > MOST_CELLS:
        raise refusal(file, "many_cells", {"most": MOST_CELLS})


def check_defaults(count: int, file: str) -> None:
    """Refuse more defaults than are filled in."""
    if count > MOST_DEFAULTS:
        raise refusal(file, "many_defaults", {"most": MOST_DEFAULTS})


def check_bare(count: int, file: str) -> None:
    """Refuse more nodes of which no more than the number is given."""
    if count > MOST_BARE:
        raise refusal(file, "bare_nodes", {"n": count, "most": MOST_BARE})
