"""What a study file says of its map: a title, groups of organisations and a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relnet.errors import UsageError, printable, quoted
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.maps import Map, View
    from relnet.panel import Panel
    from relnet.privacy import Protected
    from relnet.study import Study
    from relnet.study.study import StoryStep
    from relnet.wording import Value, Wording


def title_of(
    asked: str | None, study: Study | None, shared: Protected[Panel], words: Wording
) -> str | None:
    """Return the title of a map: that which was asked for, else that of the study.

    One of the study that tells a hidden name is left out, which is said.

    Raises
    ------
    UsageError
        If one that was asked for tells a hidden name.
    """
    title = asked or (study.title if study is not None else "") or None
    if title is None or not shared.is_told_by(title):
        return title
    if asked:
        label = Phrase("word.label.title")
        raise UsageError(Phrase("usage.privacy.label", what=label, name=quoted(title)))
    _note("cli.map.no_title", words)
    return None


def groups_of(
    study: Study, panel: Panel, shared: Protected[Panel], words: Wording
) -> dict[str, list[str]]:
    """Return the groups of a study, of those who are on the map; who is not is said.

    Under pseudonyms there are none: who is in a group tells who somebody is.

    Parameters
    ----------
    study
        The study.
    panel, shared
        What is drawn, with all names and as it is shown. A group whose name tells a hidden
        one is left out.
    words
        The language.
    """
    from relnet.lineage import former_names  # noqa: PLC0415 - loads scipy

    if len(shared.key):
        if study.groups:
            _note("cli.map.no_groups", words)
        return {}
    former, there = former_names(panel), {name for one in shared.panel for name in one.actors}
    kept = {name: own for name, own in study.groups.items() if not shared.is_told_by(name)}
    if len(kept) < len(study.groups):
        _note("cli.map.no_group", words, n=len(study.groups) - len(kept))
    found = {}
    for name, members in kept.items():
        now = {one: former.get(one, one) for one in members}
        _say_absent(name, [one for one in members if now[one] not in there], words)
        found[name] = list(dict.fromkeys(one for one in now.values() if one in there))
    return found


def _say_absent(group: str, names: Sequence[str], words: Wording) -> None:
    if names:
        told = {"group": printable(group, 200), "names": printable(", ".join(names), 500)}
        _note("cli.map.absent", words, **told)


def with_story(drawn: Map, study: Study, panel: Panel, words: Wording, *, hides: bool) -> Map:
    """Return the map with the steps of a story that it can show; of the others is said why not.

    Where anything `hides` that its texts may tell, all of it is left out.
    """
    from relnet.lineage import former_names  # noqa: PLC0415 - loads scipy
    from relnet.maps.story import told_on  # noqa: PLC0415

    if hides:
        _note("cli.map.no_story", words)
        return drawn
    told, untold = told_on(drawn, [_step(one, words) for one in study.story], former_names(panel))
    for one in untold:
        given = {"text": quoted(one.text), "told": one.reason.describe(words)}
        _note("cli.map.step", words, step=one.place, **given)
    return told


def _note(key: str, words: Wording, **told: Value) -> None:
    """Say what is left out of the map."""
    click.echo(words("cli.note", note=words(key, **told)), err=True)


def _step(step: StoryStep, words: Wording) -> tuple[str, View]:
    from relnet.maps import View  # noqa: PLC0415 - loads scipy

    view = View(
        waves=step.waves or None,
        relations=step.relations or None,
        focus=step.focus,
        reach=step.reach,
        size=step.size,
        only=step.only,
        strength=step.strength,
        confirmed=step.confirmed,
        groups=step.groups,
    )
    return step.text.in_language(words.language), view
