"""Fixtures of the tests of the command line."""

import pytest
from click.testing import CliRunner

from relnet.cli import main


@pytest.fixture
def invoke():
    """Run a command that has to end with an exit code, and never with a traceback."""

    def invoked(*words, code=0):
        result = CliRunner().invoke(main, list(words))
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output
        return result

    return invoked
