"""Three messy waves, from the first look to a clean check.

Writes the files of three surveys as they come (other columns each time, names misspelt, two
hospitals merged, an organisation under a new name, a submission sent twice, a director
replaced), lets relnet propose a study, edits the study file, the file of names and the sheet
of organisations as a person would, and checks.

    python examples/messy_study.py FOLDER
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import openpyxl

from relnet.cli import main as command

WAVE_2019 = """\
Invuller;Organisatie;Partner;Relatie;Frequentie
r1;GGD Lindeland;Gemeente Lindeveen;informatie;3
r1;GGD Lindeland;Ziekenhuis Sint Anna;informatie;2
r1;GGD Lindeland;Huisartsengroep Oost;projecten;1
r2;Gemeente Lindeveen;GGD Lindeland;informatie;3
r2;Gemeente Lindeveen;Welzijn Sterrendonk;informatie;4
r2;Gemeente Lindeveen;Bewonersraad Lindeveen;projecten;9
r3;Ziekenhuis Sint Anna;Ziekenhuis De Heuvel;informatie;4
r3;Ziekenhuis Sint Anna;Stichting Thuiszorg Plus;informatie;2
r3;Ziekenhuis Sint Anna;Huisartsengroep Oost;informatie;4
r4;Ziekenhuis De Heuvel;Ziekenhuis Sint Anna;informatie;4
r4;Ziekenhuis De Heuvel;Zorgverzekeraar Solidair;projecten;2
r5;Huisartsengroep Oost;Ziekenhuis Sint Anna;informatie;3
r6;Welzijn Sterrendonk;Gemeente Lindeveen;informatie;4
r6;Welzijn Sterrendonk;Welzijn Sterrendonk;informatie;1
r7;Bewonersraad Lindeveen;Gemeente Lindeveen;projecten;1
"""
"""With a byte-order mark and semicolons, a 9 for no answer, and one that names itself."""
ROSTER_2019 = """\
Organisatie;Sector;Budget
GGD Lindeland;overheid;2,5
Gemeente Lindeveen;overheid;14,0
Gemeente Wolverhout;overheid;9,5
Ziekenhuis Sint Anna;ziekenhuis;120,0
Ziekenhuis De Heuvel;ziekenhuis;95,5
Huisartsengroep Oost;huisartsen;3,25
Stichting Thuiszorg Plus;thuiszorg;20,0
Zorgverzekeraar Solidair;verzekeraar;300,0
Welzijn Sterrendonk;welzijn;4,75
Bewonersraad Lindeveen;bewoners;0,1
"""
ANSWERS_2021 = [
    ("Partner", "Score", "Organisatie", "Invuller"),
    ("Gemeente  Lindeveen", 2, "ggd lindeland", "a"),
    ("Thuiszorg Plus", 1, "ggd lindeland", "a"),
    ("GGD Lindeland", 3, "Gemeente Lindevene", "b"),
    ("GGD Lindeland", 4, "Gemeente Lindevene", "b"),
    ("Welzijn Sterredonk", 4, "Gemeente Lindevene", "b"),
    ("De Heuvel, Ziekenhuis", 4, "Ziekenhuis St. Anna", "c"),
    ("Huisartsen Oost", 3, "Ziekenhuis St. Anna", "c"),
    ("Jeugdhulp Noord", 1, "Ziekenhuis St. Anna", "c"),
    ("Ziekenhuis St. Anna", 4, "Huisartsengroep Oost", "d"),
    ("Gemeente Lindeveen", 2, "Jeugdhulp Noord", "e"),
]
"""Other columns in another order, no column of relations, one submission sent twice."""
PEOPLE_2021 = [
    ("Respondent", "Organisatie", "Laag", "Persoon"),
    ("a", "GGD Lindeland", "Bestuurder", "p1"),
    ("b", "Gemeente Lindeveen", "beleid", "p2"),
    ("c", "Ziekenhuis Sint Anna", "Bestuurder", "p3"),
    ("d", "Huisartsengroep Oost", "Bestuurder", "p4"),
    ("e", "Jeugdhulp Noord", "Bestuurder", "p5"),
]
WAVE_2023 = """\
organisatie,invuller,relatie,partner,antwoord
GGD Lindeland,x1,Informatie-uitwisseling,Gemeente Lindeveen,wekelijks
GGD Lindeland,x1,Informatie-uitwisseling,Heuvelland Ziekenhuis,maandelijks
GGD Lindeland,x1,Projecten,Jeugdhulp Noord,jaarlijks
Gemeente Lindeveen,x2,Informatie-uitwisseling,GGD Lindeland,wekelijks
Gemeente Lindeveen,x2,Informatie-uitwisseling,Samen Sterrendonk,dagelijks
Gemeente Lindeveen,x2,Projecten,Heuvelland Ziekenhuis,weet niet
Heuvelland Ziekenhuis,x3,Informatie-uitwisseling,Huisartsengroep Oost,dagelijks
Heuvelland Ziekenhuis,x3,Informatie-uitwisseling,GGD Lindeland,maandelijks
Heuvelland Ziekenhuis,x3,Projecten,Solidair,maandelijks
Samen Sterrendonk,x4,Informatie-uitwisseling,Gemeente Lindeveen,dagelijks
Huisartsengroep Oost,x5,Informatie-uitwisseling,Ziekenhuis Heuveland,wekelijks
Huisartsengroep Oost,x5,Informatie-uitwisseling,Provincie,jaarlijks
"""
"""Words for codes, relations under other names, an organisation that is none of ours."""
PEOPLE_2023 = """\
respondent,organisatie,laag,persoon
x1,GGD Lindeland,bestuur,p1
x2,Gemeente Lindeveen,beleidsmedewerker,p2
x3,Heuvelland Ziekenhuis,bestuur,p9
x4,Samen Sterrendonk,bestuur,p6
x5,Huisartsengroep Oost,bestuur,p8
"""

SCALE = """scale = [
  { code = 1, nl = "jaarlijks", en = "yearly" },
  { code = 2, nl = "maandelijks", en = "monthly" },
  { code = 3, nl = "wekelijks", en = "weekly" },
  { code = 4, nl = "dagelijks", en = "daily" },
]"""
"""The codes of the first two waves, with the words of the third."""
CONFIRMED = {
    "Gemeente Lindevene": "Gemeente Lindeveen",
    "Welzijn Sterredonk": "Welzijn Sterrendonk",
    "Huisartsen Oost": "Huisartsengroep Oost",
    "Ziekenhuis Heuveland": "Heuvelland Ziekenhuis",
    "Provincie": "-",
    "Solidair": "Zorgverzekeraar Solidair",
}
"""What a person says of names; a dash for none of ours."""
EVENTS = [
    ("2021", None, "toegetreden", "Jeugdhulp Noord", None),
    ("2023", None, "fusie", "Ziekenhuis Sint Anna", "Heuvelland Ziekenhuis"),
    ("2023", None, "fusie", "Ziekenhuis De Heuvel", "Heuvelland Ziekenhuis"),
    ("2023", None, "naamswijziging", "Welzijn Sterrendonk", "Samen Sterrendonk"),
    ("2023", None, "vertrokken", "Bewonersraad Lindeveen", None),
]
"""What happened to the organisations, for the sheet of that name."""


def write_files(folder: Path) -> None:
    """Write the files of the three surveys."""
    for wave in ("2019", "2021", "2023"):
        (folder / wave).mkdir(parents=True)
    (folder / "2019/antwoorden.csv").write_text(WAVE_2019, encoding="utf-8-sig")
    (folder / "2019/deelnemers.csv").write_text(ROSTER_2019, encoding="utf-8")
    book = openpyxl.Workbook()
    for title, rows in (("Antwoorden", ANSWERS_2021), ("Invullers", PEOPLE_2021)):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(folder / "2021/meting.xlsx")
    (folder / "2023/antwoorden.csv").write_text(WAVE_2023, encoding="utf-8")
    (folder / "2023/invullers.csv").write_text(PEOPLE_2023, encoding="utf-8")


def edit_study(path: Path) -> None:
    """Answer the questions of the study file."""
    text = path.read_text(encoding="utf-8")
    tables = re.split(r"(?m)^(?=\[)", text)
    gone = ('name = "Informatie-uitwisseling"', 'name = "relation"', 'name = "Bestuurder"',
            'name = "beleidsmedewerker"')  # fmt: skip
    text = "".join(table for table in tables if not any(line in table for line in gone))
    for found, put in (
        ('label = "2021"', 'label = "2021"\nrelation = "informatie"'),
        ('name = "informatie"', 'name = "informatie"\nnames = ["Informatie-uitwisseling"]'),
        ('name = "beleid"', 'name = "beleid"\nnames = ["beleidsmedewerker"]'),
        ('name = "bestuur"', 'name = "bestuur"\nnames = ["Bestuurder"]'),
        ('# repeated = "last"', 'repeated = "last"'),
    ):
        if found not in text:
            raise LookupError(found)
        text = text.replace(found, put)
    text = re.sub(r"(?s)scale = \[.*?\n\]", SCALE, text)
    path.write_text("".join(_without_questions(text)), encoding="utf-8")


def _without_questions(text: str) -> list[str]:
    """The lines without the questions, which are answered."""
    kept, asking = [], False
    for line in text.splitlines(keepends=True):
        asking = line.startswith("# VRAAG:") or (asking and line.startswith("#"))
        kept += [] if asking else [line]
    return kept


def edit_organisations(path: Path) -> None:
    """Take out the rows that are no organisation, and say what happened to the others."""
    book = openpyxl.load_workbook(path)
    sheet = book["organisaties"]
    for row in range(sheet.max_row, 1, -1):
        if sheet.cell(row, 2).value in CONFIRMED:
            sheet.delete_rows(row)
    for event in EVENTS:
        book["gebeurtenissen"].append(event)
    book.save(path)


def confirm_names(path: Path) -> None:
    """Say which organisation each name is."""
    book = openpyxl.load_workbook(path)
    (sheet,) = book.worksheets
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, 2).value = CONFIRMED[str(sheet.cell(row, 1).value)]
    book.save(path)


def relnet(*words: str) -> None:
    """Run a command."""
    print("$ relnet", *words)
    command.main(list(words), standalone_mode=False)
    print()


def main(folder: Path) -> None:
    """Go from the files as they come to a clean check, and compare the waves."""
    write_files(folder)
    study = folder / "relnet.toml"
    relnet("init", str(folder), "--language", "nl")
    edit_study(study)
    edit_organisations(folder / "organisaties.xlsx")
    relnet("check", str(study))  # which writes the names that it does not know
    confirm_names(folder / "namen.xlsx")
    relnet("check", str(study))
    relnet("compare", str(study), "--relation", "informatie", "--from", "2019", "--to", "2023")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            main(Path(scratch) / "studie")
