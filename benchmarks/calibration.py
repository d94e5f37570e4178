"""How often each method is wrong where nothing changed, in the senses of `benchmarks.nulls`.

``python -m benchmarks.calibration METHOD…`` simulates and writes a row for each setting to
``docs/generated/calibration.csv``, those of other methods left as they are; without names all
methods run, which takes hours. ``--pairs`` says how many pairs of waves are simulated for each
setting, ``--jobs`` over how many processes. The same seed gives the same file.

A method passes if all its rates lie within the binomial band around what is nominal, which is so
wide that one of all settings of a method falls outside it by chance in one of twenty runs.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from joblib import Parallel, delayed
from scipy import stats

import relnet as rn
from benchmarks import nulls
from relnet.errors import UsageError

FILE = Path(__file__).parent.parent / "docs/generated/calibration.csv"
SIZES = (20, 60)
SILENCES = (("none", 0.0), *product(("random", "degree", "same"), (0.15, 0.35)))
REPLICATES = 499
LEVEL = 0.05
COLUMNS = ("method", "null", "own", "kind", "n", "silence", "share", "pairs", "refused",
           "rejected", "rate", "low", "high", "within")  # fmt: skip


@dataclass(frozen=True)
class Method:
    """A method, what it asks of two waves, and the nulls under which it is tried.

    `own` is the null that it is made for; it is tried in all settings. `others` are nulls that
    it is not made for: these are tried with full response only.
    """

    ask: object
    own: str
    others: tuple[str, ...] = ()
    kinds: tuple[str, ...] = nulls.KINDS


def _interval(measure):
    def ask(old, new):
        found = rn.bootstrap(rn.compare(old, new), measure, replicates=REPLICATES)
        return found.low > 0 or found.high < 0

    return ask


def _exchange(measure, exchange):
    def ask(old, new):
        change = rn.compare(old, new)
        found = rn.permutation_test(change, measure, exchange=exchange, replicates=REPLICATES)
        return found.p <= LEVEL

    return ask


def _qap(old, new):
    return rn.qap(old, new, replicates=REPLICATES).p <= LEVEL


def _mrqap(kind):
    def ask(old, new):
        """The later wave by the earlier one, which is kept, and by an unrelated one, whose b is 0."""
        other, _ = nulls.waves("unrelated", "skewed", old.n, "none", 0.0, [7, *_seed_of(old)])
        fit = rn.mrqap(new, {"before": old, "other": other}, kind=kind, replicates=REPLICATES)
        return fit["other"].p <= LEVEL

    return ask


def _seed_of(network):
    """A seed of its own for each network, from its ties."""
    return network.keys[:8].tolist()


def _assessed(least):
    def ask(old, new):
        found = rn.assess(rn.compare(old, new), ["density"], replicates=REPLICATES)
        return found["density"].evidence in least

    return ask


METHODS = {
    "bootstrap: density": Method(_interval("density"), "redrawn", ("churn", "rows")),
    "bootstrap: reciprocity_edgewise": Method(
        _interval("reciprocity_edgewise"), "redrawn", ("churn",)
    ),
    "bootstrap: transitivity_undirected": Method(
        _interval("transitivity_undirected"), "redrawn", ("churn",)
    ),
    "dyads: density": Method(_exchange("density", "dyads"), "churn", ("redrawn", "rows")),
    "dyads: reciprocity_edgewise": Method(
        _exchange("reciprocity_edgewise", "dyads"), "churn", ("redrawn",)
    ),
    "dyads: transitivity_undirected": Method(
        _exchange("transitivity_undirected", "dyads"), "churn", ("redrawn",)
    ),
    "senders: density": Method(
        _exchange("density", "senders"), "rows", ("churn", "redrawn"), ("skewed",)
    ),
    "qap": Method(_qap, "unrelated", ("churn",)),
    "mrqap linear": Method(_mrqap("linear"), "churn"),
    "mrqap logistic": Method(_mrqap("logistic"), "churn"),
    "assess: firm": Method(_assessed({"firm"}), "churn", ("redrawn", "rows")),
    "assess: firm or weak": Method(_assessed({"firm", "weak"}), "churn", ("redrawn", "rows")),
}


def settings(method):
    """Every setting in which a method is tried."""
    for kind, n, (silence, share) in product(method.kinds, SIZES, SILENCES):
        yield method.own, kind, n, silence, share
    for null, kind, n in product(method.others, method.kinds, SIZES):
        yield null, kind, n, "none", 0.0


def run(name, setting, pairs):
    """Return the row of one setting."""
    method, (null, kind, n, silence, share) = METHODS[name], setting
    like, rejected, refused = nulls.blank(n), 0, 0
    for k in range(pairs):
        seed = [k, n, nulls.KINDS.index(kind), round(100 * share), nulls.SILENCES.index(silence)]
        try:
            rejected += bool(method.ask(*nulls.waves(null, kind, n, silence, share, seed, like)))
        except UsageError:
            refused += 1
    tried = pairs - refused
    return [name, null, null == method.own, kind, n, silence, share, tried, refused, rejected]


def banded(rows, count):
    """Add the rate of each row and the band around the nominal one, for so many settings."""
    for row in rows:
        tried, rejected = row[7], row[9]
        low, high = stats.binom.interval(1 - LEVEL / count, tried, LEVEL) if tried else (0, 0)
        rate = rejected / tried if tried else float("nan")
        within = low <= rejected <= high
        yield [
            *row,
            f"{rate:.4f}",
            f"{low / max(tried, 1):.4f}",
            f"{high / max(tried, 1):.4f}",
            within,
        ]


def calibrate(name, pairs, jobs):
    """Run all settings of a method, and write them."""
    every = list(settings(METHODS[name]))
    found = Parallel(jobs)(delayed(run)(name, setting, pairs) for setting in every)
    rows = list(banded(found, len(every)))
    kept = [row for row in _written() if row[0] != name]
    with FILE.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([COLUMNS, *sorted(kept + [list(map(str, row)) for row in rows])])


def _written():
    if not FILE.exists():
        return []
    with FILE.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))[1:]


def main():
    """Run the methods that are named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("methods", nargs="*", choices=[*METHODS, []], default=list(METHODS))
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    for name in asked.methods:
        start = time.perf_counter()
        calibrate(name, asked.pairs, asked.jobs)
        sys.stderr.write(f"{name}: {time.perf_counter() - start:.0f} s\n")


if __name__ == "__main__":
    main()
