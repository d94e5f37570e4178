"""The headers of exports of LimeSurvey: questions, the rows of arrays and their columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from relnet.readers.exports.headers import brackets, one_line
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.readers.exports.limesurvey_metas import Metas

OTHER = frozenset({"other", "anders", "andere", "overig", "overige", "comment", "opmerking",
                   "other comment", "commentaar", "toelichting"})  # fmt: skip
"""What LimeSurvey calls a field for other answers, or for a comment."""
_FREE = re.compile(r"(_C)?(other|comment|filecount|othercomment)")
_SCALE = re.compile(r"(scale|schaal) [12]", re.IGNORECASE)
_TIMING = ("interviewtime", "total time", "totale tijd", "group time", "groepstijd",
           "question time", "vraagtijd")  # fmt: skip
_CODE = re.compile(r"[A-Za-z]{0,3}\d+")


class Title(NamedTuple):
    """What a header says: its question, and the row and the part of it where it has them.

    `question` names the columns that belong together; `is_part` says that the question has
    parts, of which `names` hold the name.
    """

    column: int
    key: str
    question: str
    names: tuple[str, ...]
    row: str = ""
    is_code: bool = False
    is_part: bool = False


class _Parsed(NamedTuple):
    """A header as it is read: question, row and part, and whether it is a field for text."""

    question: str
    row: str = ""
    part: str = ""
    is_free: bool = False


def titles_of(header: Sequence[str], metas: Metas) -> list[Title]:
    """Return what the columns ask, those that are no question left out.

    Parameters
    ----------
    header
        The first row.
    metas
        The columns that are no question.
    """
    known = set(metas.columns.values())
    at = [k for k, text in enumerate(header) if text and k not in known]
    if metas.style == "text":
        texts = _from_texts([one_line(header[k]) for k in at], header, metas)
        found = [_of_text(k, header[k], text) for k, text in zip(at, texts, strict=True)]
        return [title for title in found if not _is_timing(title.key, ())]
    codes = [header[k].partition(metas.between)[0] if metas.between else header[k] for k in at]
    parsed = _from_codes(codes)
    titles = [_of_code(k, code, one) for k, code, one in zip(at, codes, parsed, strict=True)]
    if metas.between:
        rest = [one_line(header[k].partition(metas.between)[2]) for k in at]
        titles = [_with_words(*pair) for pair in zip(titles, parsed, rest, strict=True)]
    return [title for title in titles if not _is_timing(title.key, codes)]


def _is_timing(key: str, codes: Sequence[str]) -> bool:
    """Whether a column says how long something took."""
    plain = normal(key).replace("_", " ")
    if plain.startswith(_TIMING) or re.fullmatch(r"grouptime\d+", plain):
        return True
    return key.endswith("Time") and any(brackets(c)[0] == key[:-4] for c in codes)


def _from_codes(codes: Sequence[str]) -> list[_Parsed]:
    """Read codes, with brackets or, where no column has them, with underscores."""
    if any(brackets(code)[1] for code in codes):
        return [_ofbrackets(code) for code in codes]
    groups: dict[str, list[list[str]]] = {}
    for code in codes:
        groups.setdefault(code.split("_")[0], []).append(code.split("_")[1:])
    arrays = {question: _scales(parts) for question, parts in groups.items()}
    return [_of_underscores(code, arrays[code.split("_")[0]]) for code in codes]


def _ofbrackets(code: str) -> _Parsed:
    question, parts = brackets(code)
    if not parts or not question:
        return _Parsed(code)
    row, _, part = parts[0].partition("_") if len(parts) == 1 else (parts[0], "", parts[1])
    if _FREE.fullmatch(parts[0]) or row.endswith("comment"):
        return _Parsed(question, "".join(f"[{part}]" for part in parts), is_free=True)
    return _Parsed(question, row, part)


def _scales(parts: Sequence[Sequence[str]]) -> str:
    """Whether the columns of one question are rows, rows of two scales, or none of these."""
    parts = [part for part in parts if part and not _FREE.fullmatch(part[-1])]
    depths = {len(part) for part in parts}
    if len(parts) < 2 or len(depths) > 1 or depths > {1, 2}:
        return ""
    if depths == {2} and {part[1] for part in parts} <= {"0", "1"}:
        return "two scales"
    return "rows" if depths <= {1, 2} else ""


def _of_underscores(code: str, array: str) -> _Parsed:
    question, *parts = code.split("_")
    if parts and _FREE.fullmatch(parts[-1]):
        return _Parsed(question, "".join(f"_{part}" for part in parts), is_free=True)
    if not (array and question and all(parts)) or not parts:
        return _Parsed(code)
    part = parts[1] if len(parts) > 1 else ""
    return _Parsed(question, parts[0], str(int(part) + 1) if array == "two scales" else part)


def _of_code(column: int, key: str, parsed: _Parsed) -> Title:
    question, row, part, is_free = parsed
    if is_free:
        return Title(column, key, question, (key,))
    name = f"{question}_{part}" if part else question
    is_code = bool(row) and _CODE.fullmatch(row) is not None
    return Title(column, key, question, (name,), row, is_code, part != "")


def _with_words(title: Title, parsed: _Parsed, text: str) -> Title:
    """A title by its code, with the text of question, row and part."""
    stem, parts = brackets(text)
    if parsed.is_free or not parsed.row:
        return title._replace(names=(*title.names, text))
    if len(parts) != 1 + (parsed.part != ""):
        return title
    names = _names_in_text(stem, parts[1:])
    return title._replace(names=(*title.names, *names), row=parts[0], is_code=False)


def _from_texts(texts: list[str], header: Sequence[str], metas: Metas) -> list[_Parsed]:
    """Read texts; brackets in a text that no other column shares are part of it."""
    if any("_" in header[k] and " " not in header[k] for k in metas.columns.values()):
        texts = [text.replace("_", " ").strip() for text in texts]
    split = [brackets(text) for text in texts]
    times: dict[str, int] = {}
    for stem, parts in split:
        times[stem] = times.get(stem, 0) + (0 < len(parts) < 3)
    return [
        _Parsed(text)
        if not 0 < len(parts) < 3 or not stem or times[stem] < 2
        else _Parsed(stem, text, is_free=True)
        if normal(parts[-1]) in OTHER
        else _Parsed(stem, parts[0], parts[1] if len(parts) > 1 else "")
        for text, (stem, parts) in zip(texts, split, strict=True)
    ]


def _of_text(column: int, key: str, parsed: _Parsed) -> Title:
    question, row, part, is_free = parsed
    if is_free or not row:
        return Title(column, key, question, (row or question,))
    names = _names_in_text(question, [part] if part else [])
    return Title(column, key, question, names, row, is_part=part != "")


def _names_in_text(stem: str, parts: Sequence[str]) -> tuple[str, ...]:
    """What a question is called in a header of text, by its part where it has one."""
    if not parts:
        return (stem,)
    alone = () if _SCALE.fullmatch(parts[0]) else (parts[0],)
    return (f"{stem} [{parts[0]}]", *alone)
