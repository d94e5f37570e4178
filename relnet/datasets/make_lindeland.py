"""Make the files of the region Lindeland: ``python -m relnet.datasets.make_lindeland [FOLDER]``.

The same bytes come out each time, with every Python.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from relnet.datasets.making import answers, cast, groups, opinions, text
from relnet.datasets.making.ties import RELATIONS, real_ties

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Table = tuple[Sequence[str], Iterable[Sequence[object]]]

SHIPPED = Path(__file__).parent / "data"


def tables() -> dict[str, Table]:
    """Return the header and rows of each file, by name."""
    return _setting() | _surveyed()


def _setting() -> dict[str, Table]:
    """What is known of the region without asking anyone."""
    return {
        "organisations": (cast.Organisation._fields, sorted(cast.ORGANISATIONS)),
        "roster": (("wave", "id"), [(w, actor) for w, ids in cast.ROSTER.items() for actor in ids]),
        "waves": (("wave", "date"), cast.WAVES.items()),
        "events": (cast.Event._fields, cast.EVENTS),
        "milestones": (("date", "title_nl", "title_en"), cast.MILESTONES),
        "words": (text.Word._fields, text.WORDS),
        "questions": (text.Question._fields, text.QUESTIONS),
    }


def _surveyed() -> dict[str, Table]:
    """Who works with whom, and what was answered."""
    members = groups.members()
    kinds = {group.code: group.kind for group in groups.GROUPS}
    ties = {kind.code: real_ties(kind, members) for kind in RELATIONS}
    truth, people = answers.complete_answers(ties), answers.people()
    reports = answers.reports(truth, people)
    return {
        "memberships": (
            ("wave", "group", "kind", "actor"),
            [(w, g, kinds[g], a) for w, part in members.items() for g, all_ in part.items() for a in all_],
        ),
        "ties": (
            ("wave", "relation", "source", "target"),
            sorted((w, r, *pair) for r, waves in ties.items() for w, cells in waves.items() for pair in cells),
        ),
        "truth": (answers.Answer._fields, truth),
        "respondents": (
            answers.Person._fields,
            [(*one[:4], "yes" if one.completed else "no", one.person) for one in people],
        ),
        "reports": (answers.Report._fields, reports),
        "ratings": (opinions.Rating._fields, opinions.ratings(reports, members)),
        "items": (opinions.Item._fields, opinions.items(people)),
    }  # fmt: skip


def write(folder: Path) -> list[Path]:
    """Write all files into a folder, which is made if need be, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, (header, rows) in tables().items():
        content = io.StringIO()
        writer = csv.writer(content, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
        path = folder / f"{name}.csv"
        path.write_bytes(content.getvalue().encode())
        paths.append(path)
    return paths


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED)
