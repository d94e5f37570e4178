"""The form of a study file: which keys there are, and what may stand under them."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.study import study as types
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from relnet.study.study import Study
    from relnet.study.toml import Document, Path
    from relnet.wording import Value

FILES = frozenset({"reports", "roster", "register", "respondents", "unobserved", "items"})
CODES = frozenset({"missing", "impossible", "no_tie", "dont_know", "not_applicable", "tie_codes"})
LISTS = {
    "waves": FILES | CODES | {"names", "skip_rows"},
    "files": FILES | CODES | {"skip_rows"},
    "reading": CODES | {"skip_rows"},
    "response": frozenset({"nobody"}),
    "relations": CODES | {"names", "layers"},
    "items": CODES | {"names"},
    "layers": frozenset({"names"}),
    "rule": CODES | {"layers"},
    "story": frozenset({"waves", "relations"}),
}
"""Table → keys under which one value may stand for a list of one."""
NAMED = frozenset({"composites", "groups"})
"""Tables in which this holds under every name."""
TEXTS = {
    "waves": frozenset[str](),
    "milestones": frozenset({"title"}),
    "story": frozenset({"text"}),
}
"""Table → keys under which one text may stand for that of a language, where these are others."""
NUMBERED = frozenset({"label", "name", "names", "relation", "relations", "title", "waves"})
"""Keys under which a number is a name."""
KINDS = {
    "string_type": "text",
    "bool_type": "yes_no",
    "int_type": "whole",
    "float_type": "number",
    "tuple_type": "list",
    "dict_type": "table",
    "dataclass_type": "table",
}
"""What pydantic looked for, and the word for it."""


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Write out what may be written short: one for a list of one, one text for a language's."""
    language = values.get("language")
    language = language if language in ("nl", "en") else "nl"
    return {table: _plain(table, table, value, language) for table, value in values.items()}


def _plain(table: str, key: str, value: Any, language: str) -> Any:
    if isinstance(value, dict):
        return {name: _plain(table, name, inner, language) for name, inner in value.items()}
    if isinstance(value, list) and key == "scale":
        return [answer if isinstance(answer, dict) else {"code": answer} for answer in value]
    if isinstance(value, list):
        return [
            _plain(table, key, v, language) if isinstance(v, dict) else _name(key, v) for v in value
        ]
    value, texts = _name(key, value), TEXTS.get(table, {"question", "label"})
    if key in texts and isinstance(value, str):
        return {language: value}
    named = table in NAMED or key in LISTS.get(table, ())
    return [value] if named else value


def _name(key: str, value: Any) -> Any:
    """A number as text where it stands for a name."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number and key in NUMBERED else value


UNNAMED = "\0"
"""How names begin that stand in for those that are missing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A place of a study file that has not the form that it should have."""

    kind: str
    path: Path
    values: tuple[tuple[str, Value], ...]
    variant: str = ""

    def problem(self, file: str, document: Document) -> Problem:
        """Return it as a problem with key and line."""
        return Problem(
            self.kind,
            variant=self.variant,
            values=dict(self.values),
            file=file,
            row=document.line(self.path),
            column=shown(self.path),
        )

    def repair(self, values: dict[str, Any]) -> None:
        """Take the place out of the values, or put something there, so that the rest can be read."""
        around: Any = values
        for step in self.path[:-1]:
            around = around[step]
        if self.kind != "missing key":
            del around[self.path[-1]]
        elif self.path[-1] == "waves":
            around["waves"] = [{"label": UNNAMED}]
        else:
            around[self.path[-1]] = f"{UNNAMED}{self.path}"


def shown(path: Iterable[str | int]) -> str:
    """Return a path as people write it, elements of arrays counted from 1.

    Examples
    --------
    >>> shown(("waves", 0, "label"))
    'waves[1].label'
    """
    text = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def faults(values: Mapping[str, Any]) -> tuple[Study | None, list[Fault]]:
    """Return the study that the values make, or all that is wrong with their form."""
    from pydantic import ValidationError  # noqa: PLC0415 - takes a while to load

    own = {fault.path: fault for fault in _own_faults(values)}
    try:
        study = _validator().validate_json(json.dumps(values, default=str))
    except ValidationError as error:
        found = dict(own)
        for detail in error.errors(include_url=False):
            fault = _fault(detail)
            found.setdefault(fault.path, fault)
        return None, sorted(found.values(), key=_last_first)
    return (None, list(own.values())) if own else (study, [])


def _own_faults(values: Mapping[str, Any]) -> Iterator[Fault]:
    """What has the right type and still cannot be: no waves, and names without a letter."""
    if "path" in values:
        yield _unknown_key(("path",))
    if values.get("waves") == []:
        yield Fault("missing key", ("waves",), (), "waves")
    for table, key in (
        ("waves", "label"),
        ("relations", "name"),
        ("items", "name"),
        ("layers", "name"),
    ):
        some = values.get(table)
        for k, thing in enumerate(some if isinstance(some, list) else ()):
            if isinstance(thing, dict) and str(thing.get(key, "x")).strip() == "":
                yield Fault("missing key", (table, k, key), (("key", quoted(key)),), key)


def _last_first(fault: Fault) -> tuple[tuple[int, str], ...]:
    """Elements of an array from the last to the first: to take one out moves no other."""
    return tuple((-step, "") if isinstance(step, int) else (0, step) for step in fault.path)


@lru_cache
def _validator() -> Any:
    from pydantic import TypeAdapter  # noqa: PLC0415 - takes a while to load

    return TypeAdapter(types.Study)


def _fault(detail: Mapping[str, Any]) -> Fault:
    """What pydantic found, in our words."""
    kind, given = detail["type"], detail["input"]
    path = tuple(detail["loc"])
    union = bool(path) and path[-1] in {"float", "int", "str"} and kind.endswith("_type")
    path = path[:-1] if union else path
    if kind == "missing":
        values = (("key", quoted(path[-1])),) if path != ("waves",) else ()
        return Fault("missing key", path, values, str(path[-1]))
    if kind == "unexpected_keyword_argument":
        return _unknown_key(path)
    found = ("found", _found(given))
    if kind == "literal_error":
        known = re.findall(r"'([^']*)'", str(detail["ctx"]["expected"]))
        return Fault(
            "wrong value", path, (found, ("names", ", ".join(map(quoted, known)))), "names"
        )
    what = "code" if union else KINDS.get(kind, "date" if kind.startswith("date") else "other")
    return Fault("wrong value", path, (found, ("kind", Phrase(f"word.kind.{what}"))))


def _found(given: Any) -> Value:
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, dict | list):
        return Phrase("word.kind.table" if isinstance(given, dict) else "word.kind.list")
    return quoted(given) if isinstance(given, str) else f"{given}"


def _unknown_key(path: Path) -> Fault:
    """A key that means nothing where it stands, with the keys that do."""
    known = _keys_at(path[:-1])
    near = difflib.get_close_matches(str(path[-1]), known, n=1, cutoff=0.6)
    values: list[tuple[str, Value]] = [("key", quoted(path[-1]))]
    if near:
        return Fault("unknown key", path, (*values, ("near", quoted(near[0]))), "near")
    return Fault("unknown key", path, (*values, ("keys", ", ".join(map(quoted, known)))))


HOMES: dict[str, type] = {
    "waves": types.Wave,
    "relations": types.StudyRelation,
    "items": types.Item,
    "layers": types.Layer,
    "files": types.SharedFiles,
    "reading": types.Reading,
    "response": types.Response,
    "rule": types.Rule,
    "privacy": types.Privacy,
    "organisations": types.Registry,
    "milestones": types.Milestone,
    "story": types.StoryStep,
    "text": types.Texts,
    "title": types.Texts,
    "scale": types.Answer,
    "label": types.Texts,
    "question": types.Texts,
}
"""Type of what stands under a key."""


def _keys_at(path: Path) -> list[str]:
    names = [step for step in path if isinstance(step, str)]
    home: type = types.Study
    if names:
        asked = len(names) > 2 and names[-2] == "waves"
        home = types.Asked if asked else HOMES.get(names[-1], types.Study)
    return [f.name for f in fields(home) if f.name != "path"] if is_dataclass(home) else []
