"""What is public, and what it costs to import."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import relnet as rn

HEAVY = {"pandas", "numpy", "networkx", "scipy", "pyvis", "openpyxl", "jinja2", "IPython"}


def loaded(code):
    """Top-level modules that the code loads, beyond those of a bare interpreter."""
    show = "import sys; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    run = lambda text: set(  # noqa: E731
        subprocess.run(
            [sys.executable, "-c", text], capture_output=True, text=True, check=True
        ).stdout.split()
    )
    return run(f"{code}\n{show}") - run(show)


def standard(modules):
    return {name for name in modules if name not in sys.stdlib_module_names}


def test_importing_relnet_loads_nothing_but_itself():
    assert standard(loaded("import relnet")) <= {"relnet"}


def test_what_reads_surveys_loads_no_library_of_one_format():
    assert not loaded("import relnet.intake") & {"openpyxl", "pyreadstat", "networkx", "pydantic"}


def test_help_loads_click_and_nothing_heavy():
    code = (
        "import contextlib, io\nfrom relnet.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main(['--help'])"
    )
    modules = loaded(code)
    assert not modules & HEAVY
    assert standard(modules) <= {"relnet", "click"}


def test_the_stub_says_what_is_there():
    stub = ast.parse((Path(rn.__file__).with_suffix(".pyi")).read_text(encoding="utf-8"))
    named = {
        alias.asname
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert named == set(rn.__all__)


@pytest.mark.parametrize("name", rn.__all__)
def test_public_names_are_there_and_documented(name):
    thing = getattr(rn, name)
    assert thing.__doc__
    assert name in dir(rn)


def test_a_name_that_is_not_there():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        rn.nothing  # noqa: B018
