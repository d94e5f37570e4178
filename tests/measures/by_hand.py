"""How the small networks are asked for one figure."""

import relnet as rn


def value(source, name, actor=None):
    """The value of a measure: of the network, or of one actor."""
    table = rn.measure(source, name)
    row = table if actor is None else table[table["actor"] == actor]
    return row["value"].iloc[0]
