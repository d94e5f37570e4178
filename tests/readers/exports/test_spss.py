"""Files of SPSS, written with another program and read again."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import relnet as rn
from relnet.readers import sav
from relnet.readers.files import load

pyreadstat = pytest.importorskip("pyreadstat")

OWN = {1: "GGD Lindeland", 2: "Gemeente Beek", 3: "Huis Noord"}
SCALE = {0: "nooit", 1: "soms", 2: "vaak"}


@pytest.fixture
def write(tmp_path):
    """Write a file of SPSS; the name of its path."""

    def write(columns, labels=None, name="data.sav", **options):
        frame = pd.DataFrame(columns)
        path = tmp_path / name
        titles = [(labels or {}).get(column, "") for column in frame]
        pyreadstat.write_sav(frame, path, column_labels=titles, **options)
        return path

    return write


def read(path, **options):
    return rn.read_survey(path, warn=False, **options)


def values(survey):
    reports = survey.reports.dropna(subset="partner")
    return {(r.actor, r.partner, r.relation): r.value for r in reports.itertuples()}


def texts(path):
    (table,) = load(path, name=path.name)
    return table.cells.to_numpy(object).tolist()


def test_labels_stand_for_codes_but_not_in_answers(write):
    path = write(
        {"actor": [1.0, 2.0], "partner": [2.0, 3.0], "value": [1.0, 2.0]},
        variable_value_labels={"actor": OWN, "partner": OWN, "value": SCALE},
    )
    assert values(read(path)) == {
        ("GGD Lindeland", "Gemeente Beek", "relation"): 1,
        ("Gemeente Beek", "Huis Noord", "relation"): 2,
    }


def test_what_spss_has_as_missing_is_empty(write):
    path = write(
        {"a": [1.0, 9.0, np.nan, 98.0], "b": ["x", "y", "", "é"]},
        missing_ranges={"a": [9, {"lo": 97, "hi": 99}]},
    )
    assert texts(path) == [["a", "b"], ["1", "x"], ["", "y"], ["", "é"]]


def test_dates_and_long_texts(write):
    when = dt.date(2024, 1, 2)
    path = write({"d": [when], "t": [dt.datetime(2024, 1, 2, 3, 4)], "s": ["ë" * 1000]})  # noqa: DTZ001 - SPSS has no zones
    assert texts(path)[1] == ["2024-01-02", "2024-01-02T03:04:00", "ë" * 1000]


def test_compressed_files_too(write):
    path = write({"actor": ["A", "B"], "partner": ["B", "A"]}, name="d.zsav", compress=True)
    assert set(values(read(path))) == {("A", "B", "relation"), ("B", "A", "relation")}


@pytest.mark.parametrize("style", ["{q} - {row}", "[{row}] {q}", "{q} [{row}]"])
def test_rosters_stand_in_the_labels(write, style):
    rows = OWN.values()
    labels = {f"Q8_{k}": style.format(q="Hoe vaak?", row=row) for k, row in enumerate(rows, 1)}
    path = write(
        {"org": [1.0, 2.0, 3.0], "Q8_1": [0.0, 2.0, 9.0], "Q8_2": [1.0, 0.0, 2.0],
         "Q8_3": [0.0, 1.0, np.nan]},
        labels | {"org": "Uw organisatie"},
        variable_value_labels={"org": OWN, **dict.fromkeys(labels, SCALE)},
        missing_ranges={"Q8_1": [9]},
    )  # fmt: skip
    survey = read(path)
    assert [relation.name for relation in survey.relations] == ["Q8"]
    found = values(survey)
    assert found["GGD Lindeland", "Gemeente Beek", "Q8"] == 1
    assert found["Gemeente Beek", "GGD Lindeland", "Q8"] == 2
    assert np.isnan(found["Huis Noord", "GGD Lindeland", "Q8"])


def test_a_study_names_them_by_variable_or_question(write, tmp_path):
    labels = {"Q8_1": "Hoe vaak? - GGD Lindeland", "Q8_2": "Hoe vaak? - Gemeente Beek"}
    path = write(
        {"actor": ["GGD Lindeland", "Gemeente Beek"], "Q8_1": [0.0, 2.0], "Q8_2": [1.0, 0.0]},
        labels,
        variable_value_labels=dict.fromkeys(labels, SCALE),
    )
    (tmp_path / "relnet.toml").write_text(
        f'[[waves]]\nlabel = "1"\nreports = "{path.name}"\n'
        '[[relations]]\nname = "contact"\nnames = ["Hoe vaak?"]\nscale = ["nooit", "soms", "vaak"]\n'
    )
    survey = rn.read_survey(rn.read_study(tmp_path), warn=False)
    assert values(survey)["Gemeente Beek", "GGD Lindeland", "contact"] == 3


def test_who_did_not_finish(write):
    labels = {"Q8_1": "Q - A", "Q8_2": "Q - B"}
    path = write(
        {"actor": ["A", "B"], "Finished": [1.0, 0.0], "Q8_1": [0.0, 2.0], "Q8_2": [1.0, np.nan]},
        labels,
    )
    assert read(path).roster.set_index("actor")["answered"].to_dict() == {"A": True, "B": False}


def test_ticks_are_ticks(write):
    labels = {"M_1": "[A] Met wie?", "M_2": "[B] Met wie?", "M_3": "[C] Met wie?"}
    yes = {0: "Not selected", 1: "Yes"}
    path = write(
        {"actor": ["A", "B", "C"], "M_1": [0.0, 1.0, 0.0], "M_2": [1.0, 0.0, 0.0],
         "M_3": [0.0, 0.0, 0.0]},
        labels,
        variable_value_labels=dict.fromkeys(labels, yes),
    )  # fmt: skip
    found = values(read(path))
    assert {pair for pair, value in found.items() if value == 1} == {
        ("A", "B", "M"),
        ("B", "A", "M"),
    }


def test_numbered_nominations(write):
    path = write(
        {"actor": [1.0, 2.0, 3.0], "nom_1": [2.0, 3.0, 1.0], "nom_2": [3.0, np.nan, 2.0]},
        variable_value_labels={"actor": OWN, "nom_1": OWN, "nom_2": OWN},
    )
    assert ("Gemeente Beek", "Huis Noord", "nom") in values(read(path))
    assert len(values(read(path))) == 5


def test_a_label_that_was_cut_off_tells_no_row(write):
    long = "q" * 250
    labels = {"Q8_1": f"{long} - GG", "Q8_2": f"{long} - Ge"}
    path = write({"actor": ["A", "B"], "Q8_1": [1.0, 2.0], "Q8_2": [1.0, 2.0]}, labels)
    with pytest.raises(rn.DataError) as caught:
        read(path)
    assert {problem.kind for problem in caught.value.problems} & {
        "column of no organisation", "question not read",
    }  # fmt: skip


def refused(path):
    with pytest.raises(rn.DataError) as caught:
        read(path)
    return [(problem.kind, problem.variant) for problem in caught.value.problems]


@pytest.mark.parametrize("size", [4, 10, 100, 176, 300, 500, 600])
def test_a_file_that_was_cut_off_is_refused(write, size):
    path = write({"actor": ["A"] * 50, "partner": ["B"] * 50, "value": np.arange(50.0)})
    path.write_bytes(path.read_bytes()[:size])
    assert refused(path) == [("unreadable file", "damaged_spss")]


def test_a_table_that_is_too_large_is_refused(write, monkeypatch):
    path = write({"actor": ["A"] * 5, "partner": ["B"] * 5})
    monkeypatch.setattr(sav, "MOST_CELLS", 8)
    assert refused(path) == [("unreadable file", "large_spss")]


def test_without_the_extra_the_message_says_how_to_get_it(write, monkeypatch):
    path = write({"actor": ["A"], "partner": ["B"]})
    monkeypatch.setattr(sav, "_folders", list)
    assert refused(path) == [("unreadable file", "spss_extra")]


def test_a_damaged_file_does_not_end_the_program(write):
    path = write({"actor": ["A"] * 20, "long": ["x" * 300] * 20, "value": np.arange(20.0)})
    known = path.read_bytes()
    random = np.random.default_rng(5)
    for _ in range(8):
        data = bytearray(known)
        for at in random.integers(4, len(data), 20):
            data[at] = random.integers(256)
        try:
            sav.sav_table(bytes(data), "data.sav", "data")
        except rn.DataError as error:
            assert {problem.kind for problem in error.problems} == {"unreadable file"}


def test_a_process_that_ends_is_a_refusal(write, monkeypatch):
    monkeypatch.setattr(sav.sys, "executable", "/bin/false")
    path = write({"actor": ["A"], "partner": ["B"]})
    assert refused(path) == [("unreadable file", "damaged_spss")]


def test_a_file_without_rows(write):
    path = write({"actor": np.array([], float), "partner": np.array([], float)})
    assert refused(path)[0][0] == "no rows"


SCRIPT = str(Path(sav.__file__).with_name("sav_process.py"))


def limited(path, kilobytes):
    """What the process says that has so much memory."""
    resource = pytest.importorskip("resource")
    done = subprocess.run(
        [sys.executable, "-I", SCRIPT, "100", "100000", *sav._folders()],
        input=path.read_bytes(),
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (kilobytes * 1024,) * 2),
        check=False,
    )
    return done.stdout.decode()


def test_a_limit_that_is_there_is_kept(write):
    path = write({"actor": ["A"], "partner": ["B"]})
    assert '"names": ["actor", "partner"]' in limited(path, 4 * 1024**2)


def test_the_process_may_not_take_more_than_a_little(write):
    path = write({"actor": ["A"], "partner": ["B"]})
    code = (
        "import resource, sys; sys.path[:0] = [sys.argv.pop()]; import sav_process as p;"
        "p._limit(); print(resource.getrlimit(resource.RLIMIT_AS)[0] < 8 * 1024**3)\n"
        "try:\n    bytearray(p.MOST_MEMORY)\nexcept MemoryError:\n    print('held')"
    )
    if not Path("/proc/self/statm").exists():
        pytest.skip("the system does not say how much memory it took")
    done = subprocess.run(
        [sys.executable, "-c", code, str(Path(SCRIPT).parent)], capture_output=True, check=True
    )
    assert done.stdout.decode().split() == ["True", "held"]
    assert texts(path)[1] == ["A", "B"]


def test_nothing_in_the_working_directory_is_run(write, tmp_path, monkeypatch):
    path = write({"actor": ["A"], "partner": ["B"]})
    for module in ("pyreadstat", "json", "numpy"):
        (tmp_path / f"{module}.py").write_text("raise SystemExit('run')\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    for entry in ("", ".", str(tmp_path)):
        monkeypatch.setattr(sys, "path", [entry, *sys.path])
        assert texts(path)[1] == ["A", "B"]
    monkeypatch.undo()


def test_memory_that_is_not_there_is_a_refusal(write, monkeypatch):
    path = write({"actor": ["A"], "partner": ["B"]})
    monkeypatch.setattr(sav, "_from_process", lambda *_: {"large": True})
    assert refused(path) == [("unreadable file", "large_spss")]
