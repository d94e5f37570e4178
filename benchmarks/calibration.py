"""How often each method is wrong where nothing changed, in the senses of `benchmarks.nulls`.

``python -m benchmarks.calibration NULL…`` simulates pairs of waves under these nulls, asks all
methods that are tried under them, and writes a row for each method and setting to
``docs/calibration.csv``, rows under other nulls left as they are; without names all nulls are
simulated, which takes an hour or more. ``--pairs`` says how many pairs for each setting, ``--jobs`` over how
many processes. The same seed gives the same file.

A method is tried in all settings under the null that it is made for, and with full response under others.
Its rates should lie in the binomial band around what is nominal, which is so wide that one of all
settings of a method falls outside it by chance in one of twenty runs.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from joblib import Parallel, delayed
from scipy import stats

import relnet as rn
from benchmarks import nulls
from relnet.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = Path(__file__).parent.parent / "docs/calibration.csv"
SIZES = (20, 60)
SILENCES = (("none", 0.0), *product(("random", "degree", "same"), (0.15, 0.35)))
REPLICATES = 199
LEVEL = 0.05
NULLS = ("churn", "redrawn", "rows", "unrelated", "separable", "grown")


@dataclass(frozen=True)
class Method:
    """A method, as a question to a change whose answer is whether it finds one; None refuses.

    `own` is the null that it is made for, tried in all settings; `others` are tried with full
    response only. `sizes` are the numbers of actors with which it is tried.
    """

    finds: Callable[[rn.Change], bool | None]
    own: str
    others: tuple[str, ...] = ()
    sizes: tuple[int, ...] = SIZES


def _interval(measure):
    def finds(change):
        found = rn.bootstrap(change, measure, replicates=REPLICATES)
        return found.low > 0 or found.high < 0

    return finds


def _exchange(measure, exchange):
    def finds(change):
        return (
            rn.permutation_test(change, measure, exchange=exchange, replicates=REPLICATES).p
            <= LEVEL
        )

    return finds


def _qap(change):
    return rn.qap(change.before, change.after, replicates=REPLICATES).p <= LEVEL


def _mrqap(kind):
    def finds(change):
        """Whether the later wave goes with an unrelated network, the earlier wave kept."""
        seed = [7, *change.before.keys[:8].tolist()]
        other, _ = nulls.waves("unrelated", "skewed", change.before.n, "none", 0.0, seed)
        terms = {"before": change.before, "other": other}
        return rn.mrqap(change.after, terms, kind=kind, replicates=REPLICATES)["other"].p <= LEVEL

    return finds


@lru_cache(maxsize=1)
def _evidence(change):
    return rn.assess(change, ["density"], replicates=REPLICATES)["density"].evidence


def _assessed(*evidence):
    return lambda change: _evidence(change) in evidence


@lru_cache(maxsize=1)
def _fitted(change):
    return rn.separable(change, terms=["edges", "mutual"])


def _term(name, truth=0.0):
    """Whether the interval of a term leaves out what it is in truth; None without an interval."""

    def finds(change):
        row = _fitted(change)[name]
        return None if math.isnan(row.low) else not row.low <= truth <= row.high

    return finds


def _logit(chance):
    return math.log(chance / (1 - chance))


RECIPROCITY, TRANSITIVITY = "reciprocity_edgewise", "transitivity"
METHODS = {
    "bootstrap, density": Method(_interval("density"), "redrawn", ("churn", "rows", "grown")),
    "bootstrap, reciprocity": Method(_interval(RECIPROCITY), "redrawn", ("churn", "rows")),
    "bootstrap, transitivity": Method(_interval(TRANSITIVITY), "redrawn", ("churn",)),
    "dyads, density": Method(_exchange("density", "dyads"), "churn", ("redrawn", "rows", "grown")),
    "dyads, reciprocity": Method(_exchange(RECIPROCITY, "dyads"), "churn", ("redrawn", "rows")),
    "dyads, transitivity": Method(_exchange(TRANSITIVITY, "dyads"), "churn", ("redrawn", "rows")),
    "senders, density": Method(
        _exchange("density", "senders"), "rows", ("churn", "redrawn", "grown")
    ),
    "qap": Method(_qap, "unrelated", ("churn",)),
    "mrqap, linear": Method(_mrqap("linear"), "churn", sizes=(20,)),
    "mrqap, logistic": Method(_mrqap("logistic"), "churn", sizes=(20,)),
    "separable, formation: edges": Method(
        _term("formation: edges", _logit(nulls.FORMED)), "separable"
    ),
    "separable, formation: mutual": Method(_term("formation: mutual"), "separable"),
    "separable, persistence: edges": Method(
        _term("persistence: edges", _logit(nulls.PERSISTED)), "separable"
    ),
    "separable, persistence: mutual": Method(_term("persistence: mutual"), "separable"),
    "assess, firm": Method(_assessed("firm"), "churn", ("redrawn", "rows", "grown")),
    "assess, firm or weak": Method(
        _assessed("firm", "weak"), "churn", ("redrawn", "rows", "grown")
    ),
}


def settings(null):
    """Every setting under a null: kind of network, actors, who is silent and what share of all."""
    own = any(method.own == null for method in METHODS.values())
    kinds = nulls.KINDS if null != "rows" else ("skewed",)
    yield from product(kinds, SIZES, SILENCES if own else SILENCES[:1])


def asked(null, n, silence):
    """The methods that are tried in a setting."""
    return {
        name: method
        for name, method in METHODS.items()
        if n in method.sizes
        and (method.own == null or (null in method.others and silence == "none"))
    }


def run(null, setting, pairs):
    """Return how often each method found a change, and how often it refused."""
    kind, n, (silence, share) = setting
    methods, like = asked(null, n, silence), nulls.blank(n)
    found, refused = dict.fromkeys(methods, 0), dict.fromkeys(methods, 0)
    for k in range(pairs):
        seed = [k, n, nulls.KINDS.index(kind), round(100 * share), nulls.SILENCES.index(silence)]
        change = rn.compare(*nulls.waves(null, kind, n, silence, share, seed, like))
        for name, method in methods.items():
            try:
                answer = method.finds(change)
            except UsageError:
                answer = None
            found[name] += bool(answer)
            refused[name] += answer is None
    return [
        {"method": name, "null": null, "own": method.own == null, "kind": kind, "n": n,
         "silence": silence, "share": share, "pairs": pairs, "refused": refused[name],
         "found": found[name]}
        for name, method in methods.items()
    ]  # fmt: skip


def banded(table):
    """Add the rate of each row and the band around the nominal one, over all settings of a method."""
    tried = table["pairs"] - table["refused"]
    count = table.groupby(["method", "own"])["pairs"].transform("size")
    low, high = stats.binom.interval(1 - LEVEL / count, tried, LEVEL)
    ends = {"rate": table["found"] / tried, "low": low / tried, "high": high / tried}
    told = {name: values.round(4) for name, values in ends.items()}
    return table.assign(**told, within=(table["found"] >= low) & (table["found"] <= high))


def calibrate(null, pairs, jobs):
    """Run all settings under a null, and write each as it comes."""
    kept = pd.read_csv(FILE) if FILE.exists() else pd.DataFrame()
    kept = kept[kept["null"] != null] if len(kept) else kept
    rows = []
    work = (delayed(run)(null, setting, pairs) for setting in settings(null))
    for part in Parallel(jobs, return_as="generator")(work):
        rows += part
        found = pd.DataFrame(rows)
        whole = pd.concat([kept, found])[found.columns] if len(kept) else found
        table = banded(whole.astype({"own": bool}).reset_index(drop=True))
        keys = ["method", "own", "null", "kind", "n", "silence", "share"]
        table.sort_values(keys, ascending=[True, False, *[True] * 5]).to_csv(FILE, index=False)


def main():
    """Simulate under the nulls that are named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nulls", nargs="*", default=NULLS)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    for null in given.nulls:
        start = time.perf_counter()
        calibrate(null, given.pairs, given.jobs)
        sys.stderr.write(f"{null}: {time.perf_counter() - start:.0f} s\n")


if __name__ == "__main__":
    # By its own name, which other processes know it by.
    from benchmarks import calibration  # noqa: PLW0406 - this is another module to Python

    calibration.main()
