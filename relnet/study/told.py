"""What is wrong with what a study tells on its map: milestones, a story and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relnet.problems import Problem
    from relnet.study.place import Place


def check_milestones(place: Place) -> Iterator[Problem]:
    """Milestones without a day or a title; what is wrong in them is told by then."""
    for k, given in enumerate(place.document.values.get("milestones", ())):
        if not isinstance(given, dict):
            continue
        title = given.get("title", "")
        texts = title.values() if isinstance(title, dict) else [title]
        for key, said in (
            ("date", "date" in given),
            ("title", any(str(t).strip() for t in texts)),
        ):
            if not said:
                path = ("milestones", k, key)
                yield place.problem("missing key", path, f"milestone_{key}", key=quoted(key))


def check_story(place: Place) -> Iterator[Problem]:
    """Steps of the story without a text, or with waves and relations that there are not."""
    study = place.study
    known = {
        "wave": [wave.label for wave in study.waves],
        "relation": [relation.name for relation in study.relations],
    }
    for k, step in enumerate(study.story):
        if not any(text.strip() for text in step.text):
            path = ("story", k, "text")
            yield place.problem("missing key", path, "story_text", key=quoted("text"))
        for kind, names in (("wave", step.waves), ("relation", step.relations)):
            for name in names if known[kind] else ():
                if name not in known[kind]:
                    yield place.unknown(kind, ("story", k, f"{kind}s"), name, known[kind])
