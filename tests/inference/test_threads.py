"""The same bytes, however many threads the linear algebra of a machine runs."""

import os
import subprocess
import sys
import textwrap

SCRIPT = """
    import hashlib
    import numpy as np
    import relnet as rn
    from relnet.inference.square import Square, network_of
    from tests.inference.waves import blank

    def wave(tie):
        off = ~np.eye(len(tie), dtype=bool)
        return network_of(Square(tie & off, 1.0 * (tie & off), off, ~off, off), blank(len(tie)))

    rng = np.random.default_rng(1)
    old, other = (rng.random((130, 130)) < 0.05 for _ in range(2))
    a, b = wave(old), wave(np.where(rng.random(old.shape) < 0.7, old, other))
    terms = {"before": a, "back": rn.inference.reciprocal(a)}
    found = [row for kind in ("linear", "logistic")
             for row in rn.mrqap(b, terms, kind=kind, replicates=3)]
    found += rn.separable(a, b, ["edges", "gwesp"], replicates=2, sweeps=1)
    digest = hashlib.sha256()
    for row in found:
        digest.update(row.draws.tobytes() + np.array([row.estimate, row.statistic]).tobytes())
    print(digest.hexdigest())
"""


def _figures(threads):
    given = dict.fromkeys(
        ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), str(threads)
    )
    code = textwrap.dedent(SCRIPT)
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | given, capture_output=True, check=True
    )
    return done.stdout


def test_threads_do_not_matter():
    assert _figures(1) == _figures(2)
