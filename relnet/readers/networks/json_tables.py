"""JSON files of nodes and ties: read with care, and turned into tables."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from relnet.errors import printable, quoted
from relnet.problems import DataError, Problem
from relnet.readers.coded import coded
from relnet.readers.networks.bounds import MOST_CELLS
from relnet.readers.tables import Table, as_text, clean
from relnet.readers.text import refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.readers.files import File

MOST_CHARACTERS = 400_000_000
"""The largest JSON file that is read: parsed it takes several times as much."""
LIST_MARK = "|"
"""What stands between the values of a list in one cell, as Kumu has it."""
_OBJECT = re.compile(r"\s*\{\s*\"")


def is_object(file: File) -> bool:
    """Whether a file may hold an object of JSON."""
    head = file.head if not file.head.isspace() else file.text or ""
    return _OBJECT.match(head) is not None


class _TwiceError(ValueError):
    """An object has a key twice."""


def object_of(file: File, *keys: Sequence[str]) -> dict[str, Any] | None:
    """Return the object that a JSON file holds, if it has these lists in it.

    Parameters
    ----------
    file
        The file.
    *keys
        Names of lists that must be there: one of each.

    Returns
    -------
    dict or None
        ``None`` where it is no such file.

    Raises
    ------
    DataError
        If it looks like one, and cannot be read as JSON.
    """
    text = (file.text or "") if is_object(file) else ""
    if not text or not all(any(f'"{key}"' in text for key in one) for one in keys):
        return None
    found = _parsed(text, file.name)
    if not isinstance(found, dict):
        return None
    return found if all(any(_is_list(found, key) for key in one) for one in keys) else None


def _is_list(found: dict[str, Any], key: str) -> bool:
    return isinstance(found.get(key), list)


def _parsed(text: str, name: str) -> Any:
    if len(text) > MOST_CHARACTERS:
        raise refusal(name, "large_json", {"most": MOST_CHARACTERS})
    try:
        return json.loads(
            text,
            parse_int=str,  # an endless number is a text as good as any
            parse_float=_number,
            parse_constant=_constant,
            object_pairs_hook=_object,
        )
    except _TwiceError as error:
        raise refusal(name, "json_twice", {"name": quoted(error.args[0])}) from None
    except json.JSONDecodeError as error:
        raise refusal(name, "broken_json", {"place": error.colno}, error.lineno) from None
    except RecursionError:
        raise refusal(name, "deep_json") from None


def _number(text: str) -> str:
    return as_text(float(text))


def _constant(text: str) -> str:
    return "" if text == "NaN" else text


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        raise _TwiceError(max(counts, key=lambda name: counts[name]))
    return found


def table_of_items(
    items: Sequence[Any], file: File, name: str, needed: Sequence[Sequence[str]]
) -> Table:
    """Return a list of objects as a table, with their ``attributes`` as columns like others.

    Parameters
    ----------
    items
        The list.
    file, name
        The file, and what the list is called in it: the table is ``file[name]``, and the row
        of an item is its position, from 0.
    needed
        Keys of which each item must have one, holding a text or number.

    Raises
    ------
    DataError
        With each item that is no object, or lacks what it needs.
    """
    wrong = [p for k, item in enumerate(items) for p in _wrong(item, f"{name}[{k}]", file, needed)]
    if wrong:
        raise DataError(wrong)
    records = [_flat(item) for item in items]
    keys = list(dict.fromkeys(chain.from_iterable(records)))
    if len(keys) * len(records) > MOST_CELLS:
        raise refusal(file.name, "large_json_list", {"cells": MOST_CELLS})
    try:
        columns = [coded(_column(records, key)) for key in keys]
    except RecursionError:
        raise refusal(file.name, "deep_json") from None
    rows = np.arange(-1, len(records), dtype=np.int64)
    title = f"{file.name}[{printable(name)}]"
    return Table(title, file.label, columns, rows)


def _wrong(item: Any, path: str, file: File, needed: Sequence[Sequence[str]]) -> list[Problem]:
    """What is wrong with one item."""
    if not isinstance(item, dict):
        return [_mistyped(item, "json_object", path, file)]
    attributes = item.get("attributes")
    if not isinstance(attributes, dict | None):
        return [_mistyped(attributes, "json_object", f"{path}.attributes", file)]
    found = _flat(item)
    problems = []
    for keys in needed:
        key = next((key for key in keys if key in found), keys[0])
        value = found.get(key)
        if isinstance(value, dict | list) or _text(value) == "":
            problems.append(_mistyped(value, "json_text", f"{path}.{key}", file))
    return problems


def _mistyped(value: Any, variant: str, path: str, file: File) -> Problem:
    shown = "{…}" if isinstance(value, dict) else "[…]" if isinstance(value, list) else None
    values = {"value": shown or ("null" if value is None else quoted(value))}
    return Problem("unreadable file", variant=variant, values=values, file=file.name, column=path)


def _flat(item: dict[str, Any]) -> dict[str, Any]:
    """The keys of an item with those of its attributes; what stands in the item goes first."""
    attributes = item.get("attributes") or {}
    own = {key: value for key, value in item.items() if key != "attributes"}
    return own | {key: value for key, value in attributes.items() if key not in own}


def _column(records: Sequence[dict[str, Any]], key: str) -> list[str]:
    return [clean(key), *(_text(record.get(key)) for record in records)]


def _text(value: Any) -> str:
    if isinstance(value, list) and not any(isinstance(one, dict | list) for one in value):
        return LIST_MARK.join(_text(one) for one in value)
    if isinstance(value, dict | list):
        return clean(json.dumps(value, ensure_ascii=False))
    return clean(as_text(value))
