"""The questions of an export of Qualtrics: what they are called, their rows and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from relnet.readers.exports.drafts import ONE, Draft
from relnet.readers.exports.export import Asked
from relnet.readers.exports.headers import are_slots, common_stem
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.readers.exports.qualtrics_columns import Column, Place

DASH = " - "
CHOSEN = ("Selected Choice", "Geselecteerde keuze")
"""What Qualtrics writes between a question and its choices where one of them asks for text."""

MOST = 20
"""How many ways to call the passes of loops are compared."""


class _Said(NamedTuple):
    """What the text of a column says: its question, its row and the answer that it is."""

    stem: str
    row: str = ""
    answer: str = ""


def drafts_of(columns: Sequence[Column], keys: Sequence[str]) -> list[Draft]:
    """Return what the columns ask, in their order.

    Parameters
    ----------
    columns
        The columns.
    keys
        What a column map calls them.
    """
    key = {one.at: text for one, text in zip(columns, keys, strict=True)}
    blocks: dict[tuple[object, ...], list[Column]] = {}
    for one in columns:
        blocks.setdefault(_block(one), []).append(one)
    loops = _loop_labels(columns)
    found = []
    for block in blocks.values():
        found += _drafts(block, key, loops)
    return sorted(found, key=lambda draft: draft.asked.column)


def _block(one: Column) -> tuple[object, ...]:
    """What the columns of one question share."""
    place = one.place
    return place.loop, place.question, place.part, len(place.subs), place.is_text


def _drafts(
    block: Sequence[Column], key: dict[int, str], loops: dict[tuple[str, str], str]
) -> list[Draft]:
    place = block[0].place
    if not (place.subs or place.loop):
        return [Draft(_plain(one, key[one.at])) for one in block]
    if place.loop and ((place.question, place.loop) in loops or not place.subs):
        label = loops.get((place.question, place.loop), "")
        return [Draft(_of_loop(one, place, label, key[one.at])) for one in block]
    make = _of_answers if len(place.subs) == 2 and not place.is_text else _of_rows
    return make(block, key)


def _plain(one: Column, key: str) -> Asked:
    """A question without rows."""
    question = "" if one.place.subs else one.place.question
    names = (one.name, question, one.key, one.text)
    return Asked(column=one.at, key=key, names=tuple(dict.fromkeys(filter(None, names))))


def _names(block: Sequence[Column], place: Place, stem: str, part: str = "") -> tuple[str, ...]:
    """What a question is called: as in the survey, by its id, by its text."""
    tags = {one.place.tag for one in block}
    tag = tags.pop() if len(tags) == 1 else ""
    loop = f"{place.loop}_" if place.loop else ""
    mark = f"#{place.part}" if place.part else part
    codes = [f"{loop}{code}{mark}" for code in (tag, place.question) if code]
    text = "" if place.loop else stem
    return tuple(dict.fromkeys(filter(None, (*codes, text))))


def _of_rows(block: Sequence[Column], key: dict[int, str]) -> list[Draft]:
    """The columns of a question with rows: a matrix, choices or places for text."""
    place = block[0].place
    said = _rows([one.text for one in block])
    if len(block) == 1 and block[0].key == block[0].name and not said[0].row:
        return [Draft(_plain(block[0], key[block[0].at]))]  # no id tells a row from a name
    names = _names(block, place, said[0].stem)
    rows = [text.row or _code(one) for one, text in zip(block, said, strict=True)]
    slots = are_slots(rows)
    found = []
    for one, text, row in zip(block, said, rows, strict=True):
        is_code = not text.row and row.isdecimal()
        asked = Asked(column=one.at, key=key[one.at], names=names, row=row, is_code=is_code)
        ticks = ONE | {normal(text.row)} if text.row else ONE
        found.append(
            Draft(
                asked,
                block="\n".join(map(str, _block(one))),
                ticks=frozenset() if place.is_text else ticks,
                slots=slots,
                otherwise=_plain(one, key[one.at]) if place.is_text else None,
            )
        )
    return found


def _code(one: Column) -> str:
    """What stands behind the question in a name; the number of the row without."""
    place = one.place
    behind = one.name.removesuffix("_TEXT").rpartition("_")[2]
    return behind if place.tag and behind else place.subs[0]


def _rows(texts: Sequence[str]) -> list[_Said]:
    """Split the texts of the rows of a question into its text and theirs."""
    if len(texts) > 1:
        stem = common_stem(texts)
        return [_Said(_bare(stem), text[len(stem) :].strip()) for text in texts]
    stem, dash, row = texts[0].rpartition(DASH)
    return [_Said(_bare(stem), row.strip())] if dash else [_Said(texts[0])]


def _bare(stem: str) -> str:
    bare = stem.strip().removesuffix("-").strip()
    for words in CHOSEN:
        bare = bare.removesuffix(f"- {words}").strip()
    return bare


def _of_answers(block: Sequence[Column], key: dict[int, str]) -> list[Draft]:
    """The columns of a matrix with a column for each row and answer, or row and part."""
    place = block[0].place
    said = _rows_and_answers(block)
    names = _names(block, place, next(iter(said.values())).stem)
    found = []
    for one in block:
        code, text = one.place.subs[1], said[one.at]
        row, is_code = text.row or one.place.subs[0], not text.row
        part = f"{text.stem}{DASH}{text.answer}" if text.answer else ""
        of_part = _names(block, place, part, f"_{code}")
        asked = Asked(column=one.at, key=key[one.at], names=names, row=row, is_code=is_code)
        values = Asked(column=one.at, key=key[one.at], names=of_part, row=row, is_code=is_code)
        words = filter(None, (text.answer, code))
        found.append(
            Draft(
                asked,
                block="\n".join(map(str, _block(one))),
                ticks=ONE | {normal(word) for word in (text.answer, code) if word},
                answers=tuple(words),
                otherwise=values,
            )
        )
    return found


def _rows_and_answers(block: Sequence[Column]) -> dict[int, _Said]:
    """Split the texts of columns into question, row and answer, by what they share."""
    by_row: dict[str, list[Column]] = {}
    for one in block:
        by_row.setdefault(one.place.subs[0], []).append(one)
    several = len(by_row) > 1
    stem = common_stem([one.text for one in block]) if several else ""
    found = {}
    for columns in by_row.values():
        texts = [one.text for one in columns]
        shared = common_stem(texts) if len(texts) > 1 else ""
        if len(shared) <= len(stem):
            shared = texts[0][: texts[0].rfind(DASH) + len(DASH)] if DASH in texts[0] else ""
        before, _, row = shared.removesuffix(DASH).rpartition(DASH)
        head = stem if several else before
        row = shared[len(stem) :].removesuffix(DASH) if several else row
        for one in columns:
            answer = one.text[len(shared) :].strip() if shared else ""
            found[one.at] = _Said(_bare(head), row.strip(" -"), answer)
    return found


def _of_loop(one: Column, place: Place, label: str, key: str) -> Asked:
    """A question that is asked of each pass of a loop: the pass is its row."""
    sub = "".join(f"_{sub}" for sub in one.place.subs)
    sub += "_TEXT" if sub and one.place.is_text else ""
    mark = f"#{place.part}" if place.part else ""
    codes = [f"{code}{mark}{sub}" for code in (place.tag, place.question) if code]
    rest = (part.strip(" -") for part in one.text.replace(label, "").split(DASH))
    text = DASH.join(filter(None, rest)) if label else one.text
    names = tuple(dict.fromkeys(filter(None, (*codes, text))))
    row = label or place.loop
    return Asked(column=one.at, key=key, names=names, row=row, is_code=not label)


def _loop_labels(columns: Sequence[Column]) -> dict[tuple[str, str], str]:
    """Question and pass → what the pass is on, where the texts tell that.

    Where one text says more than another of the same passes, the shorter tells it.
    """
    same: dict[tuple[str, str], dict[str, str]] = {}
    for one in columns:
        if one.place.loop:
            like = (one.place.question, one.key.partition("_")[2])
            same.setdefault(like, {})[one.place.loop] = one.text
    told = {like: labels for like, texts in same.items() if (labels := _told_apart(texts))}
    shortest = sorted(told.values(), key=lambda labels: sum(map(len, labels.values())))[:MOST]
    found: dict[tuple[str, str], str] = {}
    for (question, _), labels in told.items():
        best = next(short for short in [*shortest, labels] if _is_within(short, labels))
        for loop, label in best.items():
            found.setdefault((question, loop), label)
    return found


def _is_within(short: dict[str, str], labels: dict[str, str]) -> bool:
    same = short.keys() == labels.keys()
    return same and all(short[loop] in label for loop, label in labels.items())


def _told_apart(texts: dict[str, str]) -> dict[str, str]:
    """What differs between the texts of the passes; nothing if some are the same."""
    if len(texts) < 2:
        return {}
    tags = [f"{loop}_" for loop in texts]
    parts = [text.split(DASH) for text in texts.values()]
    least = min(map(len, parts)) - 1
    before = next((k for k in range(least) if not _are_alike(parts, tags, k)), least)
    ends = range(-1, before - least - 1, -1)
    after = next((-1 - k for k in ends if not _are_alike(parts, tags, k)), least - before)
    labels = [DASH.join(some[before : len(some) - after]).strip() for some in parts]
    labels = labels if before or after else _middles(labels)
    told = all(labels) and len(set(labels)) == len(labels)
    return dict(zip(texts, labels, strict=True)) if told else {}


def _are_alike(parts: Sequence[Sequence[str]], tags: Sequence[str], at: int) -> bool:
    """Whether a part of the texts is the same, the number of the pass aside."""
    pairs = zip(parts, tags, strict=True)
    return len({some[at].removeprefix(tag) for some, tag in pairs}) == 1


def _middles(texts: Sequence[str]) -> list[str]:
    """What stands between the words that all texts begin and end with."""
    words = [text.split() for text in texts]
    least = min(map(len, words))
    before = next((k for k in range(least) if len({some[k] for some in words}) > 1), least)
    rest = range(least - before)
    after = next((k for k in rest if len({some[-1 - k] for some in words}) > 1), len(rest))
    return [" ".join(some[before : len(some) - after]).rstrip("?.!:,") for some in words]
