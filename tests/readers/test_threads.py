import io
import threading

import pytest

import relnet as rn
from relnet.readers.threads import meanwhile

ROWS = "wave,source,target,relation,value\n1,a,b,f,1\n1,b,c,f,2\n1,a,b,f,{}\n"


@pytest.mark.parametrize("rows", [1, 10**6])
def test_work_begun_meanwhile_is_there_when_it_is_wanted(rows):
    with meanwhile(rows, threading.get_ident) as worker:
        assert (worker() == threading.get_ident()) is (rows == 1)


@pytest.mark.parametrize("rows", [1, 10**6])
def test_what_fails_meanwhile_fails_where_it_is_wanted(rows):
    with meanwhile(rows, lambda: 1 / 0) as result, pytest.raises(ZeroDivisionError):
        result()


@pytest.mark.parametrize("threads", [False, True])
def test_repeated_reports_are_found_with_and_without_threads(threads, monkeypatch):
    monkeypatch.setattr("relnet.readers.threads.ROWS_A_THREAD", 1 if threads else 10**9)
    survey = rn.read_survey(io.StringIO(ROWS.format(1)), warn=False)
    assert len(survey.reports) == 2
    assert [p.kind for p in survey.problems].count("repeated report") == 1
    with pytest.raises(rn.DataError, match="expected the same answer as file 1:2"):
        rn.read_survey(io.StringIO(ROWS.format(3)), warn=False)
