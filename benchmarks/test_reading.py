"""A long list of five million rows: read as a survey, and by peers as nothing but columns.

The peers read it plainly, guessing what the columns hold, and as categories, which is what a
survey needs. Each may use all processors.

Run with ``pytest benchmarks/test_reading.py --benchmark-enable -s``. The last test takes
turns among all of them in one run, each in a process of its own, and prints seconds, peak
memory and the ratio to the quickest peer.
"""

from __future__ import annotations

import statistics
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from relnet.readers.extension import kernels

ROWS = 5_000_000
WAVES, RELATIONS, ORGANISATIONS, RESPONDENTS = 4, ("refer", "share", "plan"), 2_000, 20_000
TURNS = 3

COMMON = r"""
import re, sys, time
path = sys.argv[1]
names = ["wave", "respondent", "actor", "partner", "relation", "value"]
{imports}
start = time.perf_counter()
{read}
seconds = time.perf_counter() - start
peak = re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())  # as Linux counts it
print(seconds, int(peak[1]) // 1024 if peak else 0)
"""
BARE = """
import relnet as rn
from relnet.readers import coded, parse, split
coded.kernels = split.kernels = None
import pyarrow.csv"""
SURVEY = """
lists = {kind: path.replace("reports", kind) for kind in ("roster", "respondents")}
rn.read_survey(path, **lists, warn=False)"""
TABLES = "open_file(path, name='reports.csv').tables"
RELNET = {
    "relnet read_survey": ("import relnet as rn; rn.read_survey", SURVEY),
    "relnet parsing alone": ("from relnet.readers.files import open_file", TABLES),
    "relnet read_survey, no extension": (f"{BARE}; rn.read_survey", SURVEY),
    "relnet parsing alone, no extension": (
        f"{BARE}; from relnet.readers.files import open_file",
        TABLES,
    ),
    "relnet parsing alone, by pandas": (
        f"{BARE}; parse._by_pyarrow = lambda *_: None; from relnet.readers.files import open_file",
        TABLES,
    ),
}
PEERS = {
    "pandas C": ("import pandas as pd", "pd.read_csv(path, engine='c')"),
    "pyarrow": ("from pyarrow import csv", "csv.read_csv(path)"),
    "polars": ("import polars as pl", "pl.read_csv(path)"),
    "pandas C, categories": ("import pandas as pd", "pd.read_csv(path, dtype='category')"),
    "pyarrow, dictionaries": (
        """
import pyarrow as pa
from pyarrow import csv
kinds = {name: pa.dictionary(pa.int32(), pa.string()) for name in names}""",
        "csv.read_csv(path, convert_options=csv.ConvertOptions(column_types=kinds))",
    ),
    "polars, categoricals": (
        "import polars as pl\nkinds = dict.fromkeys(names, pl.Categorical)",
        "pl.read_csv(path, schema_overrides=kinds)",
    ),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Reports in no order, nobody named twice or by itself, with a roster and respondents."""
    folder = tmp_path_factory.mktemp("large")
    random = np.random.default_rng(20240501)
    groups = WAVES * RESPONDENTS * len(RELATIONS)
    each = -(-ROWS // groups)
    wave, person, relation = np.unravel_index(
        np.arange(groups), (WAVES, RESPONDENTS, len(RELATIONS))
    )
    own = person * ORGANISATIONS // RESPONDENTS
    steps = random.integers(1, (ORGANISATIONS - 1) // each, (groups, each)).cumsum(axis=1)
    partner = (own[:, None] + steps) % ORGANISATIONS
    rows = random.permutation(groups * each)[:ROWS]
    group = rows // each
    organisations = np.array([f"org{k:04d}" for k in range(ORGANISATIONS)])
    people = np.array([f"r{k:05d}" for k in range(RESPONDENTS)])
    reports = {
        "wave": wave[group] + 1,
        "respondent": pd.Categorical.from_codes(person[group], people),
        "actor": pd.Categorical.from_codes(own[group], organisations),
        "partner": pd.Categorical.from_codes(partner.ravel()[rows], organisations),
        "relation": pd.Categorical.from_codes(relation[group], RELATIONS),
        "value": random.integers(1, 5, ROWS),
    }
    pd.DataFrame(reports).to_csv(folder / "reports.csv", index=False)
    pd.DataFrame({"id": organisations}).to_csv(folder / "roster.csv", index=False)
    speaks = pd.DataFrame({"respondent": people, "actor": np.repeat(organisations, 10)})
    waves = pd.DataFrame({"wave": range(1, WAVES + 1)})
    waves.merge(speaks, how="cross").to_csv(folder / "respondents.csv", index=False)
    return folder / "reports.csv"


def measured(path, imports, read):
    """Seconds and peak MiB of one reading in a process of its own."""
    code = COMMON.format(imports=imports, read=read)
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    seconds, memory = run.stdout.split()
    return float(seconds), int(memory)


@pytest.mark.parametrize("name", ["relnet read_survey", *PEERS])
def test_read(benchmark, path, name):
    if benchmark.disabled:
        pytest.skip("a file of 163 MB")
    if name.startswith(("pyarrow", "polars")):
        pytest.importorskip(name.split(",", maxsplit=1)[0])
    benchmark.group = f"read {ROWS:,} rows"
    imports, read = (RELNET | PEERS)[name]
    space = {"path": str(path), "names": pd.read_csv(path, nrows=0).columns}
    exec(imports, space)  # noqa: S102 - the same lines as in a process of their own
    benchmark.pedantic(lambda: exec(read, space), rounds=3)  # noqa: S102


def test_ratio_to_the_quickest_peer(benchmark, path):
    if benchmark.disabled:
        pytest.skip("a file of 163 MB")
    pytest.importorskip("pyarrow")
    pytest.importorskip("polars")
    readers = RELNET | PEERS
    if kernels is None:
        sys.stdout.write("\nrelnet was built without its extension\n")
    turns = [(name, *measured(path, *readers[name])) for _ in range(TURNS) for name in readers]
    table = pd.DataFrame(turns, columns=["reader", "seconds", "MiB"])
    table = table.groupby("reader", sort=False).agg({"seconds": "median", "MiB": "max"})
    quickest = table.loc[list(PEERS), "seconds"].min()
    table["ratio"] = table["seconds"] / quickest
    sys.stdout.write(f"\n{table.round(2).to_string()}\n")
    benchmark.extra_info["ratios"] = table["ratio"].round(2).to_dict()
    benchmark.pedantic(lambda: statistics.median(table["ratio"]), rounds=1)
    assert table.at["relnet read_survey", "MiB"] < 850
