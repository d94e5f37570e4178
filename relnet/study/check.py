"""What is wrong with a study file whose form is right."""

from __future__ import annotations

import difflib
from itertools import pairwise
from typing import TYPE_CHECKING

from relnet.errors import UsageError, quoted
from relnet.problems import Problem, shortened
from relnet.study.codes import as_number, is_ordered, normal, values
from relnet.study.files import LISTS, found_files
from relnet.study.known import LAYOUTS, ROLES
from relnet.study.place import Place, named
from relnet.study.rule import stated, tie_rule
from relnet.study.study import Item
from relnet.study.told import check_milestones, check_story
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from relnet.study.study import Code, Layer, Question, Reading, Study, StudyRelation, Wave
    from relnet.study.toml import Document, Path
    from relnet.wording import Value


ONCE = ("reports", "items")
"""Kinds of files of which each is read once; a list may be of several waves."""


def check(study: Study, document: Document) -> list[Problem]:
    """Return what is wrong with a study, each with its key and line."""
    place = Place(study, document)
    return [
        *_check_waves(place),
        *_check_names(place),
        *_check_files(place),
        *_check_reading(place),
        *_check_questions(place),
        *_check_composites(place),
        *check_milestones(place),
        *check_story(place),
        *_check_rules(place),
    ]


def _check_waves(place: Place) -> Iterator[Problem]:
    waves = place.study.waves
    labels = [("waves", k, wave.label, wave.names) for k, wave in enumerate(waves)]
    yield from _twice(place, labels, key="label")
    dated = [(k, wave) for k, wave in enumerate(waves) if wave.date is not None]
    for (_, before), (k, after) in pairwise(dated):
        if before.date is not None and after.date is not None and after.date <= before.date:
            date, other = str(after.date), str(before.date)
            yield place.problem("waves out of order", ("waves", k, "date"), date=date, other=other)


def _check_names(place: Place) -> Iterator[Problem]:
    study = place.study
    lists: tuple[tuple[str, Sequence[Question | Layer]], ...] = (
        ("relations", study.relations),
        ("items", study.items),
        ("layers", study.layers),
    )
    for kind, things in lists:
        named = [
            (kind, k, thing.name, (*thing.names, *thing.label, *_asked_as(thing)))
            for k, thing in enumerate(things)
        ]
        yield from _twice(place, named, key="name")


def _asked_as(thing: Question | Layer) -> tuple[str, ...]:
    waves = getattr(thing, "waves", {})
    own = tuple(getattr(thing, "question", ()))
    return (*own, *(text for asked in waves.values() for text in asked.question))


def _twice(
    place: Place, things: Iterable[tuple[str, int, str, Iterable[str]]], key: str
) -> Iterator[Problem]:
    """Names that two waves, relations, items or layers have."""
    first: dict[str, int] = {}
    for kind, k, name, names in things:
        own = {normal(one): one for one in (name, *names)}
        for text, one in own.items():
            path = (kind, k, key if one == name else "names")
            line = place.document.line(path)
            if text in first:
                yield place.problem("name twice", path, name=quoted(one), line=first[text])
            first.setdefault(text, line)


def _check_files(place: Place) -> Iterator[Problem]:
    study = place.study
    sources = [(("files",), study.files), *((("waves", k), w) for k, w in enumerate(study.waves))]
    if not any(source.reports for _, source in sources):
        yield place.problem("no file of answers", ("files",))
    named = [
        ((*path, kind), text)
        for path, source in sources
        for kind in LISTS
        for text in getattr(source, kind)
    ]
    registry = study.organisations
    for kind in ("file", "names", "attributes", "events"):
        text = getattr(registry, kind)
        named += [] if text is None else [(("organisations", kind), text)]
    milestones = study.files.milestones
    named += [] if milestones is None else [(("files", "milestones"), milestones)]
    yield from _check_found(place, named)
    single = {("organisations", "matches"): registry.matches, ("files", "milestones"): milestones}
    for path, text in single.items():
        if text is not None and "*" in text and (path[0] != "files" or found_files(study, text)):
            yield _absent(place, path, text)
    beside = ("names", "attributes", "events", "matches", "roster")
    for kind in beside if registry.file is None else ():
        if getattr(registry, kind):
            yield place.problem("no file of organisations", ("organisations", kind))


def _check_found(place: Place, named: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    """Files that are not there, and those that would be read twice."""
    seen: dict[tuple[str | int, str], Path] = {}
    for path, text in named:
        files = found_files(place.study, text)
        if not files:
            yield _absent(place, path, text)
        for key in [(path[-1], file) for file in files if path[-1] in ONCE]:
            if key in seen:
                line = place.document.line(seen[key])
                yield place.problem("name twice", path, name=quoted(text), line=line)
            seen.setdefault(key, path)


def _absent(place: Place, path: Path, text: str) -> Problem:
    """A file that is not there, with the files of nearly that name that are."""
    folder = (place.study.path.parent / text.partition("[")[0]).parent
    there = (
        sorted(file.name for file in folder.glob("*") if file.is_file()) if folder.is_dir() else []
    )
    near = difflib.get_close_matches(text.rpartition("/")[2], there, n=1, cutoff=0.6)
    if near:
        return place.problem("absent file", path, "near", name=quoted(text), near=quoted(near[0]))
    return place.problem("absent file", path, name=quoted(text))


def _check_reading(place: Place) -> Iterator[Problem]:
    study = place.study
    relations = [relation.name for relation in study.relations]
    parts: list[tuple[Path, Reading]] = [(("reading",), study.reading), (("files",), study.files)]
    parts += [(("waves", k), wave) for k, wave in enumerate(study.waves)]
    for path, reading in parts:
        for role in reading.columns:
            if role not in ROLES:
                yield place.unknown("role", (*path, "columns", role), role, ROLES)
        if reading.layout is not None and reading.layout not in _layouts():
            yield place.unknown("layout", (*path, "layout"), reading.layout, _layouts())
        if reading.relation is not None and relations and reading.relation not in relations:
            yield place.unknown("relation", (*path, "relation"), reading.relation, relations)
        if reading.encoding is not None and not _is_encoding(reading.encoding):
            yield place.problem(
                "unknown encoding", (*path, "encoding"), name=quoted(reading.encoding)
            )


def _layouts() -> list[str]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - only where a layout is named

    return [*LAYOUTS, *entry_points(group="relnet.readers").names]


def _is_encoding(name: str) -> bool:
    import codecs  # noqa: PLC0415 - only where an encoding is named

    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return True


def _check_questions(place: Place) -> Iterator[Problem]:
    study = place.study
    questions: list[tuple[Path, Question]] = [
        (("relations", k), relation) for k, relation in enumerate(study.relations)
    ]
    questions += [(("items", k), item) for k, item in enumerate(study.items)]
    for path, question in questions:
        yield from _check_scale(place, path, question)
        yield from _check_asked(place, path, question, study.waves)


def _check_scale(place: Place, path: Path, question: Question) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for k, answer in enumerate(question.scale):
        here = (*path, "scale", k)
        for text in dict.fromkeys(
            normal(t) for t in (answer.code, answer.nl, answer.en) if t != ""
        ):
            if text in lines:
                yield place.problem("answer twice", here, answer=quoted(text), line=lines[text])
            lines.setdefault(text, place.document.line(here))
    if not is_ordered(question):
        codes = ", ".join(str(answer.code) for answer in question.scale)
        yield place.problem("scale out of order", (*path, "scale"), codes=codes)
    yield from _check_codes(place, path, question)


def _check_codes(place: Place, path: Path, question: Question) -> Iterator[Problem]:
    """Codes that say nothing, and are answers too."""
    known = set(values(question))
    for key in ("no_tie", "dont_know", "not_applicable"):
        codes: Sequence[Code] = getattr(question, key)
        for code in codes:
            if normal(code) in known:
                yield place.problem("code with two meanings", (*path, key), code=quoted(code))
        known |= {normal(code) for code in codes}


def _check_asked(
    place: Place, path: Path, question: Question, waves: Sequence[Wave]
) -> Iterator[Problem]:
    labels = [wave.label for wave in waves]
    for wave, asked in question.waves.items():
        here = (*path, "waves", wave)
        if wave not in labels:
            yield place.unknown("wave", here, wave, labels)
        if asked.most is not None and isinstance(question, Item):
            keys = quoted("question")
            yield place.problem("unknown key", (*here, "most"), key=quoted("most"), keys=keys)
        elif asked.most is not None and asked.most < 1:
            given: dict[str, Value] = {
                "found": str(asked.most),
                "kind": Phrase("word.kind.positive"),
            }
            yield place.problem("wrong value", (*here, "most"), **given)


def _check_composites(place: Place) -> Iterator[Problem]:
    """Composites of nothing, and of items that are not there."""
    known = [item.name for item in place.study.items]
    for name, items in place.study.composites.items():
        path = ("composites", name)
        if not items:
            yield place.problem("missing key", path, "items", key=quoted(name))
        for item in items if known else ():
            if item not in known:
                yield place.unknown("item", path, item, known)


def _check_rules(place: Place) -> Iterator[Problem]:
    study = place.study
    layers = [layer.name for layer in study.layers]
    for path, rule in ((("rule",), study.rule), *_own(study.relations)):
        for key in ("layers", "weights") if layers else ():
            for name in getattr(rule, key) or ():
                if name not in layers:
                    yield place.unknown("layer", (*path, key), name, layers)
    for k, relation in enumerate(study.relations):
        yield from _check_rule(place, ("relations", k, "rule"), relation)


def _own(relations: Sequence[StudyRelation]) -> Iterator[tuple[Path, object]]:
    yield from ((("relations", k, "rule"), relation.rule) for k, relation in enumerate(relations))


def _check_rule(place: Place, path: Path, relation: StudyRelation) -> Iterator[Problem]:
    parts = stated(place.study, relation)
    least = parts.get("at_least")
    codes: Iterable[Code] = [*parts.get("tie_codes", ()), *([] if least is None else [least])]
    known = values(relation)
    strange = [
        code for code in codes if normal(code) not in known and (known or as_number(code) is None)
    ]
    own = path if relation.rule.at_least is not None or relation.rule.tie_codes else ("rule",)
    for code in strange:
        key = "at_least" if code is least else "tie_codes"
        given = {"code": quoted(code), "relation": quoted(relation.name)}
        yield place.problem(
            "code off the scale",
            (*own, key),
            **given,
            codes=shortened(named(known)) if known else Phrase("word.none"),
        )
    if strange:
        return
    mutual = {"either", "both", "mean", "max"}
    if relation.directed is not None and "dyad" in parts:
        clash = (parts["dyad"] in mutual) == relation.directed
        if clash:
            variant = "directed" if relation.directed else "mutual"
            given = {"dyad": quoted(parts["dyad"]), "relation": quoted(relation.name)}
            where = path if relation.rule.dyad else ("rule",)
            yield place.problem("rule that does not fit", (*where, "dyad"), variant, **given)
            return
    try:
        tie_rule(place.study, relation)
    except UsageError as error:
        reason = error.args[0]
        yield place.problem("rule that does not fit", path, reason=reason)
