"""From files to a validated survey."""

from __future__ import annotations

import codecs
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pandas as pd

from relnet._text import whole
from relnet.errors import RelnetWarning, UsageError, printable, quoted
from relnet.intake.assemble import assemble
from relnet.intake.gather import gather
from relnet.intake.join import join
from relnet.intake.plan import Plan, Stated
from relnet.intake.studies import plan_of
from relnet.readers.beside.column_map import ROLES, known_columns
from relnet.readers.choose import extracts_of
from relnet.readers.columns import SYNONYMS
from relnet.readers.files import names_of
from relnet.readers.options import Coding, Options, Part
from relnet.readers.values import Codes
from relnet.rules import Scale
from relnet.study.codes import normal
from relnet.study.study import Response, Study
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from relnet.organisations import Organisations
    from relnet.readers.files import Source
    from relnet.survey import Survey

ASSUMPTIONS = frozenset(
    {"waves assumed", "no report", "roster assumed", "respondents as actors",
     "report without response", "partners without a row", "unknown wave", "not in the register",
     "bare matrix", "unfinished response", "not asked", "direction assumed", "times as waves",
     "waves from intervals", "shared memberships", "nobody named", "nothing ticked",
     "unknown completion"}
)  # fmt: skip
"""Kinds of warning that are also raised as `RelnetWarning`: defaults that change figures."""


def read_survey(  # noqa: PLR0913 - every argument is one file or one stated rule
    *sources: Source | Study,
    roster: Source | None = None,
    register: Source | None = None,
    respondents: Source | None = None,
    unobserved: Source | None = None,
    items: Source | Sequence[Source] | None = None,
    events: Source | None = None,
    milestones: Source | None = None,
    waves: Sequence[str] | None = None,
    undirected: bool | Collection[str] = False,
    mutual: bool | Collection[str] = False,
    no_report: Literal["silent", "nobody"] | None = None,
    missing: Iterable[object] = (),
    impossible: Iterable[object] = (),
    scale: Scale | Mapping[str, Scale] | None = None,
    columns: Mapping[str, str] | None = None,
    layout: str | None = None,
    column_map: Source | None = None,
    encoding: str = "utf-8",
    warn: bool = True,
) -> Survey:
    r"""Read survey waves and validate them.

    Parameters
    ----------
    *sources
        Paths (CSV with comma, semicolon or tab, ``.gz``, ``.xlsx``; ``book.xlsx[Sheet]``
        names a sheet), open files or DataFrames: long lists of reports (``wave,
        respondent, actor, partner, relation, value``), edge lists (``wave, source,
        target, weight, relation``) or matrices (one file or sheet a wave). Usual synonyms
        of the columns are recognised, in Dutch and English. A row without a partner says
        that its actor answered and named nobody. Or one `Study`, which says all the rest.
    roster
        Who was eligible: ``id``, optional ``wave``, the rest attributes. Without it, the
        union of all names, in every wave.
    register
        Who answered: ``wave, id, answered``; without a column `answered`, who is listed.
    respondents
        ``wave, respondent, actor``, optional ``layer``, ``completed`` and ``person``, which is
        the same for one person in each wave (``columns={"person": "respondent"}`` where
        the respondents are).
    unobserved
        Cells that were not observed: ``wave, source, target``, optional ``relation`` and
        ``code``; the code ``structural_zero`` makes the cell impossible.
    items
        Ratings of organisations, one file or several: ``wave, respondent`` or ``actor``,
        ``item, value`` and ``partner``, which is empty where respondents rate their own
        organisation. They stand in ``survey.items``, and `composites` tells what several
        of them say together; `scale` is not of them.
    events
        What happened to organisations: ``wave, event, actor, into``, optional ``date``
        (see `read_events`). A row for each that merged or took another name, and for each
        part of one that was split; `wave` is the first at which it shows.
    milestones
        What happened in the region: ``date, title``, or ``title_nl, title_en``. They stand
        in ``survey.milestones``; a study file says when the waves were held, and so between
        which of them each falls.
    waves
        The waves to read, in order; for files without a column of waves their labels, in
        the order of the files.
    undirected
        Whether the rows state undirected dyads; or the relations for which they do. In a
        table with respondents this means `mutual`.
    mutual
        Whether both partners report on one undirected tie ("we work with"); or the
        relations for which they do.
    no_report
        What an actor without a report did where neither register nor respondents tell:
        ``"silent"`` (did not answer; the default in waves with respondents or a matrix) or
        ``"nobody"`` (answered, named nobody; the default in waves of edge lists alone). A
        row of zeros in a matrix is a report; one whose row is empty did not answer in any
        case.
    missing, impossible
        Codes that stand for "no answer" and for "could not be". Only empty cells are
        missing unless codes are given.
    scale
        The answers allowed, of all relations or by relation; also for scales on which 1
        is the strongest.
    columns
        Role → name of a column that is not recognised, as in ``{"wave": "event"}``.
    layout
        How the files are laid out (see `list_layouts`); recognised without.
    column_map
        Which column of an export is on which organisation, where its header holds but
        codes (see `read_column_map`).
    encoding
        Of text files that have no byte-order mark and are not UTF-8.
    warn
        Whether defaults that were taken are also raised as `RelnetWarning`; they stand in
        ``survey.problems`` in any case.

    Returns
    -------
    Survey
        Every row of the input is used, or listed in its ``problems``.

    Raises
    ------
    DataError
        With every problem found, each with its file, row and column.
    UsageError
        If an argument makes no sense.

    Examples
    --------
    >>> import io
    >>> import relnet as rn
    >>> file = io.StringIO("wave,source,target\n2022,A,B\n2022,B,A\n2024,A,C\n")
    >>> survey = rn.read_survey(file, warn=False)
    >>> survey.waves
    ('2022', '2024')
    >>> for problem in survey.problems:
    ...     print(problem)
    roster: none given: the 3 actors named anywhere, in every wave (roster assumed)
    wave '2022': 1 of 3 actors named nobody: taken to have answered (no_report=nobody): C
    wave '2024': 2 of 3 actors named nobody: taken to have answered (no_report=nobody): B, C
    """
    if sources and isinstance(sources[0], Study):
        _check_alone(sources, locals())
        return read_plan(plan_of(sources[0], _texts(waves)), warn=warn)
    _check_arguments(sources, no_report, scale, columns)
    options = Options(
        encoding=_known(encoding),
        columns=_checked_mapping(columns or {}),
        coding=Coding(Codes.of(missing, impossible)),
        nobody=frozenset(map(normal, Response().nobody)),
        layout=layout,
        column_map=None if column_map is None else known_columns(column_map),
    )
    lists = {"roster": roster, "register": register, "respondents": respondents,
             "unobserved": unobserved, "events": events, "milestones": milestones}  # fmt: skip
    given: dict[str, Sequence[Source]] = {
        "reports": [s for s in sources if not isinstance(s, Study)]
    }
    given |= {kind: [source] for kind, source in lists.items() if source is not None}
    if items is not None:
        given["items"] = list(items) if isinstance(items, list | tuple) else [items]  # type: ignore[list-item]
    plan = Plan(
        parts={
            kind: tuple(Part(source=source, options=options) for source in some)
            for kind, some in given.items()
        },
        waves=_texts(waves),
        stated=Stated(undirected or False, mutual or False, scale, no_report),
    )
    return read_plan(plan, warn=warn)


def open_names(study: Study) -> tuple[pd.DataFrame, Organisations | None]:
    """Return the names in the files of a study that are no organisation yet.

    Parameters
    ----------
    study
        The study.

    Returns
    -------
    names : DataFrame
        ``name, found_at, times``.
    organisations : Organisations or None
        The organisations that there are; ``None`` where the study has none.

    Raises
    ------
    DataError
        If the files cannot be read.
    """
    plan = plan_of(study)
    gathered = gather(plan)
    known = gathered.known
    return join(gathered, plan).open, None if known is None else known.organisations


def open_columns(
    study: Study | None, sources: Sequence[Source] = (), options: Options | None = None
) -> pd.DataFrame:
    """Return what is known of the columns of exports that ask of partners.

    Parameters
    ----------
    study
        The study whose exports they are; ``None`` for those of `sources`.
    sources, options
        The exports, and how they are read.

    Returns
    -------
    DataFrame
        ``file, column, answer, text, question, organisation``, and ``sheet``: the column
        map that is to say the rest, those left out for which the study names none.

    Raises
    ------
    DataError
        If a column map cannot be read.
    """
    tables = [pd.DataFrame(columns=[*ROLES, "sheet"])]
    if study is not None:
        parts = [(part, part.name) for part in plan_of(study).parts["reports"]]
    else:
        given = [Part(source=source, options=options or Options()) for source in sources]
        parts = list(zip(given, names_of(sources), strict=True))
    for part, name in parts:
        sheet = part.options.column_map
        found = extracts_of(part, name)[0] if sheet is not None else []
        tables += [e.open.assign(sheet=sheet.name) for e in found if sheet and e.open is not None]
    return pd.concat(tables, ignore_index=True)


def read_plan(plan: Plan, *, warn: bool) -> Survey:
    """Read all files of a plan, validate them and make one survey of them."""
    survey = assemble(join(gather(plan), plan))
    if warn:
        _warn(survey)
    return survey


def _texts(waves: Sequence[str] | None) -> tuple[str, ...] | None:
    waves = [str(waves)] if isinstance(waves, str | int) else waves
    if waves is not None and not list(waves):
        raise UsageError(Phrase("usage.read.no_wave"))
    return None if waves is None else tuple(whole(str(wave)) for wave in waves)


def _known(encoding: str) -> str:
    try:
        codecs.lookup(encoding)
    except (LookupError, TypeError):
        raise UsageError(Phrase("usage.read.encoding", name=quoted(encoding))) from None
    return encoding


def _check_alone(sources: Sequence[object], given: Mapping[str, object]) -> None:
    """Refuse what a study says itself."""
    usual = {
        "undirected": False,
        "mutual": False,
        "encoding": "utf-8",
        "missing": (),
        "impossible": (),
    }
    free = {"sources", "waves", "warn"}
    beside = [
        name
        for name, value in given.items()
        if name not in free and (isinstance(value, pd.DataFrame) or value != usual.get(name))
    ]
    if len(sources) > 1 or beside:
        raise UsageError(Phrase("usage.read.study", names=", ".join(beside) or "sources"))


def _check_paths(sources: Sequence[object]) -> None:
    """Refuse a file that is named twice, and a study file."""
    paths = [
        str(Path(s).resolve()) for s in sources if isinstance(s, str | Path) and "\0" not in str(s)
    ]
    for path in paths:
        key = "twice" if paths.count(path) > 1 else "toml" if path.lower().endswith(".toml") else ""
        if key:
            raise UsageError(Phrase(f"usage.read.{key}", name=printable(Path(path).name)))


def _check_arguments(
    sources: Sequence[object], no_report: object, scale: object, columns: object
) -> None:
    if not sources:
        raise UsageError(Phrase("usage.read.nothing"))
    _check_paths(sources)
    if no_report not in {None, "silent", "nobody"}:
        raise unknown("no_report", no_report, ["silent", "nobody"])
    scales = scale.values() if isinstance(scale, Mapping) else [scale]
    if not all(one is None or isinstance(one, Scale) for one in scales):
        raise UsageError(Phrase("usage.read.scale", value=repr(scale)))
    if not (columns is None or isinstance(columns, Mapping)):
        raise UsageError(Phrase("usage.read.columns", value=repr(columns)))


def _checked_mapping(columns: Mapping[str, str]) -> Mapping[str, str]:
    alias = {"source": "actor", "target": "partner", "weight": "value", "into": "successor"}
    mapping = {alias.get(role, role): str(column) for role, column in columns.items()}
    for role in mapping:
        if role not in SYNONYMS:
            raise unknown("column_role", role, SYNONYMS)
    return mapping


def _warn(survey: Survey) -> None:
    notes = [str(problem) for problem in survey.problems if problem.kind in ASSUMPTIONS]
    if notes:
        warnings.warn("\n".join(notes), RelnetWarning, stacklevel=4)
