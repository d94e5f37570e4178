"""The same replicates on a cluster, also where a worker dies; an interrupt leaves nothing behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import joblib
import numpy as np
import pytest

from relnet.inference import bootstrap
from relnet.inference.draws import draw
from tests.inference.waves import random_change

REPLICATES = 1_100
LOST = "once.pid"


def spared(rng, size, folder):
    """Random numbers; the first process that comes here after the file is made kills itself."""
    time.sleep(0.05)
    mark = Path(folder) / LOST
    if mark.exists() and not mark.read_text():
        mark.write_text(str(os.getpid()))
        os.kill(os.getpid(), signal.SIGKILL)
    return rng.random(size)


@pytest.fixture(scope="module")
def cluster():
    """Two processes with one thread each."""
    distributed = pytest.importorskip("dask.distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
            silence_logs="CRITICAL",
        ) as workers,
        distributed.Client(workers) as client,
    ):  # fmt: skip
        yield client


@pytest.fixture(scope="module")
def alone():
    return bootstrap(random_change(1), replicates=REPLICATES)


def test_a_cluster_gives_the_same_bytes(cluster, alone):
    with joblib.parallel_config(backend="dask"):
        together = bootstrap(random_change(1), replicates=REPLICATES)
    assert together.draws.tobytes() == alone.draws.tobytes()
    assert together.equals(alone)


@pytest.mark.parametrize("backend", ["loky", "threading"])
def test_so_do_processes_and_threads(alone, backend):
    with joblib.parallel_config(backend=backend, n_jobs=2):
        together = bootstrap(random_change(1), replicates=REPLICATES)
    assert together.draws.tobytes() == alone.draws.tobytes()


def test_a_worker_that_dies_changes_nothing(cluster, tmp_path):
    expected = draw(spared, 300, 1, str(tmp_path), batch=10)
    before = set(cluster.run(os.getpid).values())
    (tmp_path / LOST).touch()
    with joblib.parallel_config(backend="dask"):
        found = draw(spared, 300, 1, str(tmp_path), batch=10)
    killed = int((tmp_path / LOST).read_text())
    assert killed in before
    assert np.array_equal(found, expected)


LONG = """
    import os, signal, sys, joblib
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started the tests may ignore it
    from relnet.inference import bootstrap
    from tests.inference.waves import random_change
    change = random_change(1, n=20)
    bootstrap(change, "components", replicates=1)
    print("started", flush=True)
    try:
        with joblib.parallel_config(backend={backend!r}, n_jobs=2):
            bootstrap(change, "components", replicates=1_000_000)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
        sys.exit(130)
"""


def children(folder):
    """The processes that work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve() == folder:
                found.append(int(process.name))
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("backend", ["sequential", "loky"])
def test_an_interrupt_ends_it_and_leaves_nothing_behind(tmp_path, backend):
    folders = {name: tmp_path / name for name in ("work", "temporary")}
    for folder in folders.values():
        folder.mkdir()
    root = str(Path(__file__).parents[2])
    known = {"PYTHONPATH": root, "TMPDIR": str(folders["temporary"])}
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(LONG.format(backend=backend))],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        cwd=folders["work"], env=os.environ | known | {"JOBLIB_TEMP_FOLDER": known["TMPDIR"]},
    )  # fmt: skip
    try:
        assert process.stdout.readline() == "started\n"
        most = time.monotonic() + 60
        while len(children(folders["work"])) < (3 if backend == "loky" else 1):
            assert time.monotonic() < most
            time.sleep(0.1)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        said, told = process.communicate(timeout=60)
        assert said == "interrupted\n"
        assert process.returncode == 130
        assert "Traceback" not in told
        deadline = time.monotonic() + 5
        while children(folders["work"]) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert children(folders["work"]) == []
        assert [path for folder in folders.values() for path in folder.rglob("*")] == []
    finally:
        process.kill()
        process.communicate()
