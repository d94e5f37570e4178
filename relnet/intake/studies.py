"""What a study says is to be read."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING

from relnet.intake.plan import Plan, Stated
from relnet.readers.beside.column_map import ColumnMap, known_columns
from relnet.readers.options import Coding, Options, Part
from relnet.readers.values import Codes
from relnet.study.codes import is_numeric, normal, scale_of, values
from relnet.study.files import LISTS, found_files
from relnet.study.rule import tie_rule
from relnet.study.study import Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from relnet.study import Study
    from relnet.study.study import Code, Files, Question, Reading


def plan_of(study: Study, waves: Sequence[str] | None = None) -> Plan:
    """Return what a study says is to be read; of all its waves, or of those that are named."""
    labels = tuple(wave.label for wave in study.waves)
    parts: dict[str, list[Part]] = {kind: [] for kind in LISTS}
    maps = column_maps(study)
    shared = _parts(study, study.files, None, maps)
    for kind, part in [*shared, *(p for w in study.waves for p in _parts(study, w, w.label, maps))]:
        parts[kind].append(part)
    if study.files.milestones:
        options = Options(encoding=study.files.encoding or study.reading.encoding or "utf-8")
        text = study.files.milestones
        parts["milestones"] = [
            Part(source=path, name=_within(path, study.path.parent), options=options)
            for path in found_files(study, text)
        ]
    return Plan(
        parts={kind: tuple(files) for kind, files in parts.items()},
        waves=labels if waves is None else tuple(waves),
        stated=_stated(study),
        study=study,
    )


def column_maps(study: Study) -> dict[str, ColumnMap]:
    """Return the column maps that a study names, by the path that it names them with.

    One that is not there yet has no entries.

    Raises
    ------
    DataError
        If one cannot be read.
    """
    sheets = {reading.column_map for reading in (study.reading, study.files, *study.waves)}
    folder = study.path.parent
    return {sheet: known_columns(folder / sheet, name=sheet) for sheet in sheets if sheet}


def _parts(
    study: Study, files: Files, wave: str | None, maps: Mapping[str, ColumnMap]
) -> Iterator[tuple[str, Part]]:
    for kind in LISTS:
        questions: Sequence[Question] = study.items if kind == "items" else study.relations
        options = _options(study, files, questions, maps)
        for text in getattr(files, kind):
            for path in found_files(study, text):
                name = _within(path, study.path.parent)
                yield kind, Part(source=path, name=name, wave=wave, options=options)


def _within(path: str, folder: Path) -> str:
    """The path from the folder of the study on."""
    named = re.fullmatch(r"(.+\.xls[xmb]?)(\[.+\])", path, re.IGNORECASE)
    file, sheet = named.groups() if named else (path, "")
    try:
        file = Path(file).relative_to(folder).as_posix()
    except ValueError:
        file = Path(file).name
    return f"{file}{sheet}"


def _options(
    study: Study, own: Reading, questions: Sequence[Question], maps: Mapping[str, ColumnMap]
) -> Options:
    """How a file is read: what is said of it goes before what is said of all."""
    shared = study.reading
    sheet = own.column_map or shared.column_map
    missing, impossible = (
        frozenset((*getattr(shared, what), *getattr(own, what)))
        for what in ("missing", "impossible")
    )
    only = study.relations[0].name if len(study.relations) == 1 else ""
    return Options(
        encoding=own.encoding or shared.encoding or "utf-8",
        columns={**shared.columns, **own.columns},
        coding=coding_of(questions, missing, impossible),
        items=coding_of(study.items, missing, impossible),
        layout=own.layout or shared.layout,
        relation=own.relation or shared.relation or only,
        nobody=frozenset(map(normal, study.response.nobody)),
        column_map=maps[sheet] if sheet else None,
        repeated=study.response.repeated,
        skip_rows=tuple(map(normal, (*shared.skip_rows, *own.skip_rows))),
    )


def coding_of(
    questions: Sequence[Question], missing: Iterable[Code] = (), impossible: Iterable[Code] = ()
) -> Coding:
    """Return how files call the questions, and what stands for which of their answers."""
    names = {normal(question.name): question.name for question in questions}
    for question in questions:
        asked = [text for wave in question.waves.values() for text in wave.question]
        for text in (*question.names, *question.label, *question.question, *asked):
            names.setdefault(normal(text), question.name)
    shared = _words(missing, math.nan) | _words(impossible, math.inf)
    codes = Codes(frozenset(), frozenset(), shared)
    about = {q.name: q.about for q in questions if isinstance(q, Item) and q.about}
    return Coding(codes, {q.name: _codes(q, shared) for q in questions}, names, about)


def _codes(question: Question, shared: dict[str, float]) -> Codes:
    known = values(question)
    silent = {
        **shared,
        **_words(question.no_tie, 0.0),
        **_words(question.dont_know, math.nan),
        **_words(question.not_applicable, math.inf),
    }
    words = known | {text: value for text, value in silent.items() if text not in known}
    numbers = frozenset(known.values()) if is_numeric(question) else frozenset[float]()
    return Codes(frozenset(), frozenset(), words, numbers if known else None)


def _words(codes: Iterable[Code], meaning: float) -> dict[str, float]:
    return {normal(code): meaning for code in codes}


def _stated(study: Study) -> Stated:
    relations = study.relations
    scales = {relation.name: scale_of(relation) for relation in relations}
    return Stated(
        undirected=[r.name for r in relations if r.dyads],
        mutual=[r.name for r in relations if r.directed is False and not r.dyads],
        scale={name: scale for name, scale in scales.items() if scale is not None},
        no_report=study.response.no_report,
        relations=tuple(relation.name for relation in relations),
        directed={r.name: r.directed for r in relations if r.directed is not None},
        rules={relation.name: tie_rule(study, relation) for relation in relations},
        repeated=study.response.repeated,
    )
