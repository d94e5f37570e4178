"""`relnet convert`: networks of surveys in other formats, and what is refused."""

import networkx as nx
import pytest
from click.testing import CliRunner

import relnet as rn
from relnet.cli import main
from relnet.datasets import lindeland, write_region
from relnet.writers.formats import WRITERS


@pytest.fixture
def run():
    """Run a command; it must not end with a traceback."""

    def run(*words):
        result = CliRunner().invoke(main, words)
        assert "Traceback" not in result.output
        return result

    return run


EDGES = "wave,source,target,weight\n1,A,B,2\n1,B,C,1\n2,A,B,1\n"


@pytest.fixture
def edges(tmp_path):
    (tmp_path / "edges.csv").write_text(EDGES)
    return str(tmp_path / "edges.csv")


def test_a_survey_becomes_a_graph_that_networkx_reads(run, edges, tmp_path):
    result = run("convert", edges, str(tmp_path / "g.graphml"))
    assert result.exit_code == 0
    assert "g.graphml" in result.output
    assert nx.read_graphml(tmp_path / "g.graphml").number_of_edges() == 3


@pytest.mark.parametrize("name", list(WRITERS))
def test_every_format_is_written_by_its_name(run, edges, tmp_path, name):
    target = tmp_path / f"out{WRITERS[name].endings[0]}"
    result = run("convert", edges, str(target), "--format", name)
    assert result.exit_code == 0, result.output
    written = [path for path in tmp_path.iterdir() if path.name.startswith("out")]
    assert written
    assert all(path.stat().st_size for path in written)


def test_what_a_format_does_not_hold_is_said(run, tmp_path):
    write_region(lindeland(), tmp_path)
    result = run("convert", str(tmp_path), str(tmp_path / "net.net"), "--relation", "projects")
    assert result.exit_code == 0, result.output
    assert "The format pajek does not hold:" in result.stderr
    for part in ("the attributes of organisations", "who answered", "what happened to"):
        assert part in result.stderr


def test_a_saved_panel_is_converted_as_it_was(run, edges, tmp_path):
    assert run("convert", edges, str(tmp_path / "p.json")).exit_code == 0
    assert run("convert", str(tmp_path / "p.json"), str(tmp_path / "q.json")).exit_code == 0
    assert rn.read_panel(tmp_path / "p.json").equals(rn.read_panel(tmp_path / "q.json"))


def test_a_file_that_is_there_is_not_written_over_unsaid(run, edges, tmp_path):
    other = tmp_path / "second.csv"
    other.write_text(EDGES)
    result = run("convert", edges, str(other))
    assert result.exit_code == 2
    assert "--overwrite" in result.stderr
    assert other.read_text() == EDGES
    assert run("convert", edges, str(other), "--overwrite").exit_code == 0
    assert run("convert", edges, edges, "--overwrite").exit_code == 2


def test_a_target_is_needed_and_its_format_must_be_known(run, edges, tmp_path):
    assert "relnet convert SOURCE TARGET" in run("convert", edges).stderr
    assert "its ending may be" in run("convert", edges, str(tmp_path / "x.docx")).stderr
    result = run("convert", edges, str(tmp_path / "x.net"), "--format", "pajec")
    assert "did you mean 'pajek'" in result.stderr


def test_the_organisations_of_one_wave(run, tmp_path):
    write_region(lindeland(), tmp_path)
    target = tmp_path / "p.json"
    result = run("convert", str(tmp_path), str(target), "--in-terms-of", "2025")
    assert result.exit_code == 0, result.output
    assert rn.read_panel(target)["2019", "projects"].lineage.terms == "2025"
