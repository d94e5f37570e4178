"""The organisations of a study: who they are, who there was in each wave, what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from relnet.errors import UsageError, quoted
from relnet.intake.names import Known
from relnet.organisations import attributes_in, members, normal_form, placed
from relnet.problems import DataError, Problem, shortened
from relnet.readers.beside.matches import read_matches
from relnet.readers.beside.organisations import read_organisations
from relnet.study.files import found_files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from relnet.organisations import Organisations
    from relnet.study import Study


def read_known(study: Study | None) -> tuple[Known | None, list[Problem]]:
    """Read who the organisations of a study are, and which names a person confirmed."""
    if study is None or study.organisations.file is None:
        return None, []
    registry, file = study.organisations, study.organisations.file
    try:
        organisations = read_organisations(
            _path(study, file) or file,
            names=_path(study, registry.names),
            attributes=_path(study, registry.attributes),
            events=_path(study, registry.events),
            encoding=study.reading.encoding or "utf-8",
        )
        matches = _path(study, registry.matches)
        confirmed = {} if matches is None else read_matches(matches, organisations).actors
        placed(organisations, dates_of(study))
    except DataError as error:
        return None, list(error.problems)
    except UsageError as error:
        reason = error.args[0]
        return None, [Problem("event without a place", values={"reason": reason}, file=file)]
    labels = [wave.label for wave in study.waves]
    problems = [*_alike(organisations, file), *_other_waves(confirmed, labels, registry.matches)]
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    return Known(organisations, confirmed, labels), problems


def _alike(organisations: Organisations, file: str) -> list[Problem]:
    """Organisations that differ in no more than case, accents, word order or legal form."""
    names = organisations.table["name"]
    forms = names.map(normal_form)
    alike = names[forms.duplicated(keep=False)]
    return [
        Problem(
            "names alike",
            values={"names": shortened(map(quoted, part))},
            file=file,
            severity="warning",
        )
        for _, part in alike.groupby(forms, sort=False)
    ]


def _other_waves(
    confirmed: Mapping[tuple[str, str], str | None], labels: Sequence[str], file: str | None
) -> list[Problem]:
    """An error for each confirmed name of a wave that there is not."""
    return [
        Problem(
            "name of another wave",
            values={
                "name": quoted(name),
                "wave": quoted(wave),
                "names": shortened(map(quoted, labels)),
            },
            file=file,
        )
        for wave, name in confirmed
        if wave and wave not in labels
    ]


def _path(study: Study, text: str | None) -> str | None:
    """The file that a text names; ``None`` where there is none."""
    return next(iter(found_files(study, text)), None) if text else None


def dates_of(study: Study) -> dict[str, date | None]:
    """Return the waves with their dates, in order."""
    return {wave.label: wave.date for wave in study.waves}


def events_of_study(study: Study, organisations: Organisations) -> pd.DataFrame:
    """Return what happened, with the wave at which it first shows."""
    events = placed(organisations, dates_of(study))
    events = events[(events["wave"] != "").to_numpy()].reset_index(drop=True)
    day = pd.to_datetime(events["date"]).dt.strftime("%Y-%m-%d").fillna("").astype("str")
    events = events[["wave", "event", "actor", "into"]].assign(date=day)
    events.attrs = {"file": study.organisations.file, "columns": {"wave": None}}
    return events


def roster_of_study(study: Study, organisations: Organisations) -> pd.DataFrame:
    """Return all organisations that there are in each wave, by what happened to them."""
    roster = members(organisations, dates_of(study))
    roster.attrs = {"file": study.organisations.file, "columns": {"wave": None, "actor": None}}
    return roster


def with_attributes(
    roster: pd.DataFrame, organisations: Organisations, order: Sequence[str]
) -> pd.DataFrame:
    """Return the roster with what is known of the organisations; its own columns go first."""
    known = {wave: attributes_in(organisations, wave) for wave in order}
    for name in dict.fromkeys(str(name) for table in known.values() for name in table):
        who = zip(roster["wave"], roster["actor"], strict=True)
        texts = [known[wave][name].get(a) if name in known[wave] else None for wave, a in who]
        column = _filled(roster.get(name), pd.Series(texts, roster.index))
        roster = roster.assign(**{name: column})
    return roster


def _filled(own: pd.Series[Any] | None, theirs: pd.Series[Any]) -> pd.Series[Any]:
    """A column of the roster, with what is known of the organisations where it says nothing."""
    if own is None:
        return theirs.convert_dtypes() if theirs.dtype.kind == "f" else theirs
    return own if own.notna().all() else own.where(own.notna(), theirs)
