"""`relnet convert`: networks of surveys in other formats, and what is refused."""

from dataclasses import replace

import networkx as nx
import openpyxl
import pandas as pd
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


def test_no_file_beside_the_target_is_written_over(run, edges, tmp_path):
    roster = tmp_path / "t_actors.csv"
    roster.write_text("id\nA\nB\nC\n")
    for words in ((), ("--overwrite",)):
        result = run("convert", edges, "--roster", str(roster), str(tmp_path / "t.csv"), *words)
        assert result.exit_code == 2
        assert "is read: write to another file" in result.stderr
        assert not (tmp_path / "t.csv").exists()
    result = run("convert", edges, str(tmp_path / "t.csv"))
    assert result.exit_code == 2
    assert "t_actors.csv' is already there" in result.stderr
    assert roster.read_text() == "id\nA\nB\nC\n"
    (tmp_path / "g.csv").write_text("kept: only those beside it are written")
    assert run("convert", edges, str(tmp_path / "g.csv"), "--format", "gephi").exit_code == 0


def test_a_saved_panel_takes_no_options_of_a_survey(run, edges, tmp_path):
    panel, target = str(tmp_path / "p.json"), str(tmp_path / "q.graphml")
    assert run("convert", edges, panel).exit_code == 0
    given = ("--waves", "1", "--dyad", "both", "--at-least", "2")
    result = run("convert", panel, target, *given)
    assert result.exit_code == 2
    assert "--waves, --dyad, --at-least" in result.stderr
    assert not (tmp_path / "q.graphml").exists()
    assert run("convert", panel, target, "--language", "nl").exit_code == 0


def test_a_packed_panel_is_written_and_converted(run, edges, tmp_path):
    packed = str(tmp_path / "z.json.gz")
    assert run("convert", edges, packed).exit_code == 0
    assert run("convert", packed, str(tmp_path / "p.json")).exit_code == 0
    assert rn.read_panel(packed).equals(rn.read_panel(tmp_path / "p.json"))


def with_gaps(net):
    """A network with attributes that some actors have, of types that have a value for none."""
    flags = pd.Series([True, None] * net.n, dtype="boolean")[: net.n].to_numpy(object)
    beds = pd.Series([*range(net.n - 1), None], net.actors, dtype="Int64")
    gaps = {"beds": beds, "open": pd.Series(flags, net.actors, dtype="boolean")}
    return replace(net, _attributes=net.attributes.assign(**gaps))


def test_a_region_whose_roster_changes_is_written_in_every_format(tmp_path):
    write_region(lindeland(), tmp_path)
    panel = rn.build_panel(rn.read_survey(rn.read_study(tmp_path), warn=False))
    panel = replace(panel, networks=tuple(map(with_gaps, panel)))
    for name in WRITERS:
        target = tmp_path / f"{name.replace(' ', '_')}_out{WRITERS[name].endings[0]}"
        for path in rn.export(panel, target, name).paths:
            assert path.stat().st_size
            if path.suffix == ".xlsx":
                book = openpyxl.load_workbook(path)
                assert all(sheet.max_row > 1 for sheet in book if sheet.title != "unobserved")
