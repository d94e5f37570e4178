"""Without pyarrow, which is an extra, the same files give the same panels."""

import subprocess
import sys

import relnet as rn
from relnet.datasets import lindeland, write_region

SCRIPT = """\
import sys
sys.modules["pyarrow"] = None
import relnet as rn
panel = rn.build_panel(rn.read_survey(rn.read_study(sys.argv[1]), warn=False))
rn.save_panel(panel, sys.argv[2])
"""


def test_the_same_bytes_come_out(tmp_path):
    write_region(lindeland(), tmp_path)
    own = tmp_path / "own.json"
    rn.save_panel(rn.build_panel(rn.read_survey(rn.read_study(tmp_path), warn=False)), own)
    other = tmp_path / "other.json"
    subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path), str(other)], check=True)
    assert own.read_bytes() == other.read_bytes()
