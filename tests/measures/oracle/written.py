"""The oracles' values on the shipped region, written down: they need no other program to be read.

``python -m tests.measures.oracle.written`` asks the oracles again and writes the file; it needs
R (with sna, igraph and jsonlite), whose values would be lost without it.
"""

import json
import sys
from pathlib import Path

import numpy as np

import relnet as rn
from tests.measures.oracle.agreement import cases, load
from tests.measures.oracle.networks import GROUPS, lindeland
from tests.measures.oracle.r import NEEDED, present

FILE = Path(__file__).with_name("lindeland_2025.json")
WAVE = "2025"
DIGITS = 12


def panel():
    """The wave that is written down."""
    return rn.subset(lindeland(), waves=[WAVE])


def values():
    """Each oracle's values: measure → program → relation (or all together) → list."""
    found = {}
    for one in load():
        by_relation = {}
        for _, given, groups in cases(one, panel(), GROUPS):
            theirs = one.function(given, groups) if groups is not None else one.function(given)
            if theirs is not None:
                label = given.relation if isinstance(given, rn.Network) else "together"
                flat = np.asarray(theirs, float).reshape(-1)
                by_relation[label] = [_number(value) for value in flat]
        found.setdefault(one.measure, {})[one.program] = by_relation
    return found


def _number(value):
    return None if np.isnan(value) else float(f"{value:.{DIGITS}g}")


def _lines(table):
    """JSON with a line for each list of values."""
    rows = [
        f"  {json.dumps(name)}: {json.dumps(programs, ensure_ascii=False)}"
        for name, programs in sorted(table.items())
    ]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def write():
    """Write the file, unless that would lose the values of R."""
    if not present():
        raise SystemExit(f"nothing is written: Rscript with {', '.join(NEEDED)} is not here")
    FILE.write_text(_lines(values()), encoding="utf-8")


if __name__ == "__main__":
    write()
    sys.stdout.write(f"{FILE.name}: {FILE.stat().st_size:,} bytes\n")
