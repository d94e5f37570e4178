"""Studies with every problem that a study can have."""

import openpyxl

import relnet as rn
from relnet.study.named import Named, check_named

SHAPE = """\
titel = "x"
language = "de"
hu
hm = [1
[files]
reports = ["answers.csv", "answer.csv", "zzz.txt"]
roster = 3
[reading]
layout = "long lst"
encoding = "utf-9"
columns = { wav = "jaar", zzz = "x" }
[[waves]]
label = "1"
date = 2022-01-01
[[waves]]
label = "1"
date = 2021-01-01
[[waves]]
date = "soon"
[[relations]]
label = "x"
directed = "no"
scale = [1, 3, 2, "1", { nl = "y" }]
dont_know = 2
zzzzz = 1
[[relations]]
name = "referral"
directed = true
scale = [1, 3, 2]
rule = { at_least = 9, layers = ["board"] }
[relations.waves.9]
most = 0
[[relations]]
name = "mutual"
directed = false
rule.dyad = "sender"
[[relations]]
name = "directed"
directed = true
rule.dyad = "both"
[[relations]]
name = "clash"
rule = { dyad = "mean", respondents = "majority" }
[[layers]]
name = "management"
[organisations]
events = "answers.csv"
[[milestones]]
title = ""
[[milestones]]
date = "soon"
[[story]]
text = " "
"""
"""A study file with all that can be wrong with its form, and with what it says."""
NO_WAVES = "[[relations]]\nname = 'x'\n"

STUDY = """\
[[waves]]
label = "1"
date = 2021-01-01
reports = "one.csv"
respondents = "people.csv"
roster = "lijst.csv"
[[waves]]
label = "2"
date = 2023-01-01
reports = ["two.csv", "bare.csv", "words.csv"]
items = ["items.csv", "noitem.csv"]
[organisations]
file = "book.xlsx"
matches = "names.csv"
roster = true
[[relations]]
name = "a"
scale = [1, 2]
[relations.waves.1]
most = 1
question.en = "otherwise"
[[relations]]
name = "b"
scale = [3, 4]
[[items]]
name = "trust"
about = "partner"
[[items]]
name = "means"
about = "own"
[[layers]]
name = "board"
[reading]
skip_rows = "Totaal"
[response]
repeated = "last"
"""
"""A study whose file is as it should be, and whose files are not."""
READ = """\
[[waves]]
label = "1"
reports = ["one.csv", "nothing.csv"]
[organisations]
file = "book.xlsx"
matches = "names.csv"
[[relations]]
name = "a"
scale = [1, 2]
[relations.waves.1]
most = 1
question.en = "otherwise"
[reading]
skip_rows = "Totaal"
[response]
repeated = "first"
"""
ANSWERS = "respondent,actor,partner,relation,value\n"
TOLD = "[[story]]\ntext = 'x'\nfocus = 'GDD'\nonly = { sector = ['zorg'] }\n"
FILES = {
    "answers.csv": "a,b\n",
    "one.csv": ANSWERS + "p,GGD,Gemeente,a,1\np,GGD,Gemeente,a,2\np,GGD,Zorg,a,1\np,GGD,elders,a,1\nTotaal,,,,9\n",
    "nothing.csv": "respondent,actor,partner\nq,Zorg,GGD\n",
    "two.csv": "wave," + ANSWERS + "3,p,GGD,Gemeentte,a,7\nTotaal,,,,,9\n2,p,GGD,Zwolle Xyz,z,1\n2,p,GGD,Noord,a,1\n",
    "bare.csv": "actor,partner,relation\nGGD,Zorg,b\n",
    "words.csv": "actor,partner,value\nGGD,Zorg,1\n",
    "people.csv": "respondent,actor,layer\np,GGD,boss\n",
    "items.csv": "actor,partner,item,value\nGGD,Zorg,size,3\nGGD,,trust,3\nGGD,Zorg,means,3\n",
    "noitem.csv": "item,value\ntrust,3\n",
    "often.csv": ANSWERS + "q,Zorg,GGD,a,vaak\n",
    "lijst.csv": "id\nGGD\nG.G.D.\nGemeente\nZorg\n",
    "names.csv": "name,organisation\nelders,-\n",
}  # fmt: skip


def write(folder, event="1"):
    """Write the files of the studies; `event` is the wave of the one thing that happened."""
    folder.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "organisations"
    for row in (["id", "name"], *([f"o{k}", name] for k, name in enumerate(NAMES))):
        sheet.append(row)
    events = book.create_sheet("events")
    events.append(["wave", "event", "organisation"])
    events.append([event, "join", "Zorg"])
    book.save(folder / "book.xlsx")


NAMES = ("GGD", "Gemeente", "Zorg", "Stichting Noord", "Noord B.V.")


def problems_of(folder, text, read=lambda study: rn.read_survey(study, warn=False)):
    """The problems of a study file with this text, or of the survey that it describes."""
    (folder / "relnet.toml").write_text(text)
    try:
        return read(rn.read_study(folder)).problems
    except rn.DataError as error:
        return error.problems


def study_problems(folder):
    """All problems of all studies."""
    folder = folder / "study"
    write(folder)
    for text in (SHAPE, NO_WAVES, STUDY, READ, READ.replace("first", "last")):
        yield from problems_of(folder, text)
    yield from problems_of(folder, STUDY.replace('"bare.csv", ', "").replace('"words.csv"', ""))
    parts = STUDY.split("[[relations]]")
    simple = parts[0].replace('"bare.csv", "words.csv"', "").replace("items =", "# items =")
    yield from problems_of(
        folder, simple + "[[layers]]\nname = 'board'\n" + READ[READ.index("[[relations]]") :]
    )
    (folder / "again.csv").write_text("id\nGGD\nGemeente\nZorg\n")
    yield from problems_of(folder, STUDY.replace('"lijst.csv"', '["lijst.csv", "again.csv"]')
                           .replace('"bare.csv", "words.csv"', "").replace(', "noitem.csv"', ""))  # fmt: skip
    (folder / "names.csv").write_text("name,organisation,wave\nelders,-,77\n")
    yield from problems_of(folder, READ)
    write(folder)
    yield from problems_of(folder, READ.replace('"nothing.csv"', '"book.xlsx[x]"'))
    yield from problems_of(
        folder, READ.replace("scale = [1, 2]", "").replace('"nothing.csv"', '"often.csv"')
    )
    (folder / "relnet.toml").write_bytes("title = 'é'".encode("cp1252"))
    try:
        rn.read_study(folder)
    except rn.DataError as error:
        yield from error.problems
    bare = READ.replace('reports = ["one.csv", "nothing.csv"]', 'reports = "one.csv"')
    yield from problems_of(folder, bare + "[[waves]]\nlabel = '2'\n[files]\nreports = 'bare.csv'\n")
    yield from problems_of(folder, READ + "[[waves]]\nlabel = '7'\nnames = ['x']\n")
    write(folder, event="9")
    yield from problems_of(folder, READ)
    (folder / "relnet.toml").write_text(bare + TOLD)
    yield from check_named(rn.read_study(folder), Named(["GGD"], {}, []))
