"""Questions to R, where it is on the machine: one process, started when it is first asked."""

import atexit
import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

import numpy as np

SCRIPT = Path(__file__).with_name("ask.R")
NEEDED = ("sna", "igraph", "jsonlite")
"""Packages without which R cannot be asked."""


@cache
def present():
    """Whether R is on this machine, with the packages that are needed."""
    program = shutil.which("Rscript")
    if program is None:
        return False
    packages = " && ".join(f"nzchar(system.file(package = '{name}'))" for name in NEEDED)
    command = [program, "--vanilla", "-e", f"quit(status = !({packages}))"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@cache
def _process():
    started = subprocess.Popen(
        [shutil.which("Rscript"), "--vanilla", str(SCRIPT)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    atexit.register(started.communicate)  # it ends where its input does
    return started


def plain(value):
    """A value as JSON has it: NaN is null."""
    if isinstance(value, np.ndarray):
        return np.where(np.isnan(value), None, value.astype(object)).tolist()
    return value


def ask(function, matrix, *, package="sna", parts=None, **options):
    """What a function of R says of a matrix, or parts of it; ``a_b`` in an option stands for ``a.b``."""
    question = {
        "package": package,
        "function": function,
        "parts": parts,
        "matrix": plain(np.asarray(matrix, float)),
        "options": {name.replace("_", "."): plain(value) for name, value in options.items()},
    }
    _process().stdin.write(json.dumps(question) + "\n")
    _process().stdin.flush()
    answer = json.loads(_process().stdout.readline())
    if "said" not in answer:
        raise RuntimeError(f"{package}::{function}: {answer['problem'][0]}")
    return answer["said"]


def number(answer):
    """The one number of an answer, NaN for null."""
    (value,) = np.asarray(answer, float).reshape(-1)
    return value


def numbers(answer):
    """An answer as an array, NaN for null."""
    return np.asarray(answer, float)
