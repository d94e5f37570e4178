"""Exports of forms, nominations and files of SPSS with every problem that reading them can find."""

import io

import pandas as pd
import pyreadstat
import pytest

import relnet as rn
from relnet.readers import sav
from relnet.readers.exports.google_forms import decode_google_forms
from relnet.readers.exports.microsoft_forms import decode_microsoft_forms
from relnet.readers.exports.nominations import decode_nominations
from relnet.readers.exports.surveymonkey import decode_surveymonkey
from relnet.readers.files import File, load
from relnet.readers.options import Options
from relnet.readers.plain.partner import read_partner

READ = [
    (
        decode_google_forms,
        'Timestamp,Organisatie,Met wie?\n1-5-2023 10:00,GGD,"Huis, Beek"\n1-5-2023 10:01,Huis,GGD\n',
    ),
    (
        decode_surveymonkey,
        "Respondent ID,Collector ID,Beoordeel,,,\n,,A - Macht,A - Nut,B - Macht,B - Nut\n1,2,1,2,3,4\n",
    ),
    (
        decode_microsoft_forms,
        "ID,Start time,Completion time,Email,Name,A,B\n1,a,b,,,1,2\n2,a,b,,,2,1\n",
    ),
    (decode_nominations, "organisatie,sector,partner1,partner2\nA,x,B,C\nB,x,A,\nC,y,,\n"),
    (decode_nominations, "organisatie,partner1,partner2\n"),
    (read_partner, "actor,partner,x,y,z\n,B,1,2,a\nA,,1,2,b\nA,B,1,2,c\n"),
    (read_partner, "actor,partner,x,y,z\nA,B,veel,2,a\n"),
]
"""Readers and tables of which they have something to say."""


def spss_problems(folder):
    """Files of SPSS that cannot be read."""
    path = folder / "forms.sav"
    pyreadstat.write_sav(pd.DataFrame({"actor": ["A"] * 3, "partner": ["B"] * 3}), path)
    whole = path.read_bytes()
    found = []
    for data, changes in (
        (whole[:200], {}),
        (whole, {"MOST_CELLS": 2}),
        (whole, {"_folders": list}),
    ):
        with pytest.MonkeyPatch.context() as patch:
            for name, value in changes.items():
                patch.setattr(sav, name, value)
            try:
                assert File("forms.sav", data=data).tables
            except rn.DataError as error:
                found += error.problems
    return found


def form_problems(folder):
    """All problems of all these inputs."""
    found = []
    for reader, text in READ:
        (table,) = load(io.StringIO(text), name="form.csv")
        found += getattr(reader(table, Options(layout="partner")), "problems", ())
    return found + spss_problems(folder)
