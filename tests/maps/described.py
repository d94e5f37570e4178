"""The description of the shipped region: ``python -m tests.maps.described`` makes it anew.

Where everyone stands on the sheet is left out: it has tests of its own, and its last digits are
those of the machine.
"""

import json
import math
from pathlib import Path

import relnet as rn
from tests.maps.regions import lindeland_panel

GOLDEN = Path(__file__).parent / "golden" / "lindeland.nl.json"
SHEET = {"width", "height", "radius", "font", "line", "layout"}


def described():
    """What the map of the region shows, without where it stands."""
    spec = rn.draw(lindeland_panel("nl"), title="Lindeland", language="nl").spec
    content = spec.as_dict()
    actors = [{"name": name, "heard": heard} for name, _, heard, _ in content["actors"]]
    ties = [list(row_of(tie)) for tie in spec.ties]
    kept = {key: value for key, value in content.items() if key not in SHEET}
    return kept | {"actors": actors, "ties": ties}


def row_of(tie):
    """A tie on one line: in the data of a page the ties are columns."""
    return tie.relation, tie.source, tie.target, tie.states, tie.strength, tie.confirmed


def as_text(value, depth=0):
    """JSON with sorted keys, of which each part that fits stands on one line."""
    line = json.dumps(value, sort_keys=True, ensure_ascii=False)
    if not isinstance(value, dict | list) or depth + len(line) <= 100:
        return line
    inner, (start, end) = " " * (depth + 1), "{}" if isinstance(value, dict) else "[]"
    if isinstance(value, dict):
        parts = [f'"{key}": {as_text(value[key], depth + 1)}' for key in sorted(value)]
    else:
        parts = [as_text(part, depth + 1) for part in value]
    return f"{start}\n{inner}" + f",\n{inner}".join(parts) + f"\n{' ' * depth}{end}"


def differences(old, new, path=""):
    """Yield the path of each difference, and both sides."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            yield from differences(
                old.get(key, "nothing"), new.get(key, "nothing"), f"{path}/{key}"
            )
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for k, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differences(one, other, f"{path}/{k}")
    elif not same(old, new):
        yield f"{path}: {shortened(old)} → {shortened(new)}"


def same(old, new):
    """Figures of a measure are the same to their last but one."""
    if isinstance(old, float) and isinstance(new, int | float):
        return math.isclose(old, new, rel_tol=2e-3)
    return type(old) is type(new) and old == new


def shortened(value):
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return str(value) if len(str(value)) <= 200 else f"{str(value)[:200]}…"


if __name__ == "__main__":
    GOLDEN.write_text(as_text(described()) + "\n", encoding="utf-8")
