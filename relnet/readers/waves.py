"""The waves of a survey: their labels and their order."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from relnet.errors import UsageError, quoted
from relnet.problems import shortened
from relnet.readers.values import number
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relnet.readers.layouts import Extract


def wave_labels(extracts: Sequence[Extract], waves: Sequence[str] | None) -> dict[str, str]:
    """Return the wave of each table that has no column of waves, by the name of the table.

    Raises
    ------
    UsageError
        If the labels given are not as many as these tables.
    """
    known = {extract.table.name: extract.wave for extract in extracts if extract.wave is not None}
    bare = [e for e in extracts if not e.has_wave and e.wave is None]
    names = [extract.table.name for extract in bare]
    own = [extract.table.label for extract in bare]
    if waves is not None and len(waves) == len(names):
        own = [str(wave) for wave in waves]
    elif waves is not None and set(waves) <= set(short_labels(own)):
        own = short_labels(own)
    elif waves is not None and len(names) > 1:
        given = {"labels": len(waves), "tables": len(names), "names": shortened(names)}
        raise UsageError(Phrase("usage.waves.labels", **given))
    elif len(extracts) == 1:
        own = [_only_label(label) for label in own]
    else:
        stems = (
            own if len(set(own)) == len(own) else [re.sub(r"\.\w+$", "", name) for name in names]
        )
        own = short_labels(stems)
    return known | dict(zip(names, own, strict=True))


def _only_label(label: str) -> str:
    """The year in the name of the only file, else 1."""
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", label)
    return year[0] if year else "1"


def wave_order(found: Sequence[str], waves: Sequence[str] | None) -> list[str]:
    """Return the waves in order; those asked for, in the order asked, if any were.

    Raises
    ------
    UsageError
        If one that was asked for is not there, or is named twice.
    """
    found = [wave for wave in ordered_waves(found) if wave != ""]
    if waves is None:
        return found
    order = [str(wave) for wave in waves]
    absent = [wave for wave in order if wave not in found]
    if absent:
        given = {"wave": quoted(absent[0]), "found": shortened(found)}
        raise UsageError(Phrase("usage.waves.absent", **given))
    if len(set(order)) < len(order):
        raise UsageError(Phrase("usage.waves.twice", found=shortened(found)))
    return order


def ordered_waves(labels: Iterable[str]) -> list[str]:
    """Return the distinct labels: numbers and dates sorted, text in order of appearance.

    Examples
    --------
    >>> ordered_waves(["2023", "2021"]), ordered_waves(["spring", "autumn"])
    (['2021', '2023'], ['spring', 'autumn'])
    >>> ordered_waves(["1-3-2024", "15-11-2022"])
    ['15-11-2022', '1-3-2024']
    """
    distinct = list(dict.fromkeys(labels))
    for key in (number, as_date):
        keys = [key(label) for label in distinct]
        if all(k is not None for k in keys):
            return [label for _, label in sorted(zip(keys, distinct, strict=True))]
    return distinct


def is_ordered(labels: Iterable[str]) -> bool:
    """Whether the labels, all numbers or all dates, have an order of their own.

    Examples
    --------
    >>> is_ordered(["2023", "2021"]), is_ordered(["2023", "autumn"])
    (True, False)
    """
    distinct = set(labels)
    return any(all(key(label) is not None for label in distinct) for key in (number, as_date))


def as_date(text: str) -> date | None:
    """Return the day that a text holds, year or day first; the first of a month without one."""
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", text, re.ASCII)
    dutch = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text, re.ASCII)
    if iso:
        year, month, day = iso[1], iso[2], iso[3] or "1"
    elif dutch:
        year, month, day = dutch[3], dutch[2], dutch[1]
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def short_labels(labels: Sequence[str]) -> list[str]:
    """Return what tells the labels apart, cut at the edges of words and numbers.

    Examples
    --------
    >>> short_labels(["survey_2022", "survey_2023"])
    ['2022', '2023']
    >>> short_labels(["voormeting", "nameting"])
    ['voormeting', 'nameting']
    """
    tokens = [re.findall(r"\d+|[^\W\d_]+|[\W_]+", label) for label in labels]
    if len(labels) < 2 or len(set(labels)) < len(labels):
        return list(labels)
    shortest = min(map(len, tokens))
    head = 0
    while head < shortest and len({t[head] for t in tokens}) == 1:
        head += 1
    tail = 0
    while tail < shortest - head and len({t[-1 - tail] for t in tokens}) == 1:
        tail += 1
    short = ["".join(t[head : len(t) - tail]).strip(" _-.") for t in tokens]
    return short if all(short) and len(set(short)) == len(short) else list(labels)
