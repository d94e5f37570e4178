"""Organisations and confirmed names with every problem that reading them can find."""

import io

import openpyxl
import pandas as pd

import relnet as rn
from relnet.readers.beside.matches import read_matches
from relnet.readers.beside.organisations import read_organisations

LISTED = "id;name;other names\na;Huis Noord;HN\nb;Huis Zuid;HZ|Zuidhuis\n"

REFUSED = [
    ("id;name\na;Huis Noord\na;Huis Noord\n;Huis Oost\nc;\n", {}),
    ("id;name;aliases\na;Huis Noord;HN\nb;Huis Zuid;HN|a\n", {}),
    ("sector\ncare\n", {}),
    (
        LISTED,
        {
            "names": "id;naam;van\na;Het Huis;\nb;Het Huis;2023\nHuis Nord;NH;\n;XX;\nzzz;YY;\nb;;\n",
            "attributes": "organisatie;meting;bedden\nHN;2023;1\nhuis noord;2023;2\nq;2023;3\nb;;4\n",
            "events": (
                "datum;gebeurtenis;organisatie;wordt\n31-2-2023;fusie;HN;\n2023;vertrek;HZ;Huis Noord\n"
                "1-1-2023;opgeblazen;a;\n;splitsing;Huis West;HN|Huis Zuud\n;hernoemd;a;b|a\n;;a;\n"
            ),
        },
    ),
    ("name\nHuis\nHUIS\n", {"events": "event,actor\nleave,huis.\n"}),
    (LISTED, {"names": "a;b\n1;2\n", "attributes": "a;b\n1;2\n", "events": "a;b\n1;2\n"}),
]
"""Files of organisations that are refused."""

MATCHES = [
    "name,organisation,wave\nx,a,\nx,HZ,\ny,-,1\ny,b,1\n,a,\nz,Huis Zud,\nq,zzz,\n",
    "name,wave\nx,1\n",
]
"""Files of confirmed names that are refused."""


def problems_of(text, **options):
    """The problems of organisations that are refused."""
    files = {name: io.StringIO(value) for name, value in options.items()}
    try:
        read_organisations(io.StringIO(text), **files)
    except rn.DataError as error:
        return list(error.problems)
    return []


def problems_of_matches(text):
    try:
        read_matches(io.StringIO(text), read_organisations(io.StringIO(LISTED)))
    except rn.DataError as error:
        return list(error.problems)
    return []


def workbook(folder, **sheets):
    """A workbook of tables or rows."""
    path = folder / "organisations.xlsx"
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def organisation_problems(folder):
    """All problems of all these inputs."""
    found = [p for text, options in REFUSED for p in problems_of(text, **options)]
    found += [p for text in MATCHES for p in problems_of_matches(text)]
    for sheets in (
        {"organisaties": [["naam"], ["A"]], "names": [["id"]], "namen": [["id"]], "Blad3": [["x"]]},
        {"namen": [["id"]], "events": [["id"]]},
    ):
        try:
            read_organisations(workbook(folder, **sheets))
        except rn.DataError as error:
            found += error.problems
    try:
        read_organisations(pd.DataFrame({"name": ["A"]}), events=folder / "none.csv")
    except rn.DataError as error:
        found += error.problems
    return found
