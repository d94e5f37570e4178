"""What the tests of maps draw."""

from collections import Counter
from functools import lru_cache

import numpy as np
import pandas as pd

import relnet as rn

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "\"quotes\" & 'more'",
    "\u202eright to left\u202c",
    "line\u2028separator\u2029and\x00nul",
    "{{ 7*7 }} {n} ${1}",
)
SPLIT = {"strengthened", "weakened"}


@lru_cache
def lindeland_panel(language="en"):
    return rn.build_panel(rn.datasets.lindeland(language).survey)


@lru_cache
def region(actors, waves, seed=1):
    """Some organisations with seven partners each, of whom three in ten are silent in a wave."""
    rng = np.random.default_rng(seed)
    names = [f"{'Organisatie' if k % 3 else 'Zorggroep van het'} {k:04d}" for k in range(actors)]
    sector = rng.integers(0, 8, actors)
    draw = rng.lognormal(0, 0.6, actors)
    chance = draw[:, None] * draw * np.where(sector[:, None] == sector, 3, 1)
    np.fill_diagonal(chance, 0)
    chance *= 7 * actors / chance.sum()
    ties, strength = rng.random(chance.shape) < chance, rng.integers(1, 5, chance.shape)
    parts, answers = [], []
    for wave in range(2019, 2019 + 2 * waves, 2):
        answered = rng.random(actors) < 0.7
        source, target = np.nonzero(ties & answered[:, None])
        rows = {"wave": wave, "respondent": source, "partner": target}
        parts.append(pd.DataFrame(rows | {"weight": strength[source, target]}))
        answers.append(pd.DataFrame({"wave": wave, "respondent": np.flatnonzero(answered)}))
        gone, come = rng.random((2, actors, actors))
        ties = (ties & (gone >= 0.25)) | (come < chance * 0.25)
        again = rng.random(chance.shape) < 0.2
        strength = np.where(again, rng.integers(1, 5, chance.shape), strength)
    table, said = pd.concat(parts), pd.concat(answers)
    said["actor"] = said["respondent"].map(lambda k: names[k])
    table["partner"] = table["partner"].map(lambda k: names[k])
    for each in (table, said):
        each["respondent"] = each["respondent"].map("r{}".format)
    district = np.where(np.arange(actors) % 2, "noord", "zuid")
    roster = pd.DataFrame(
        {"id": names, "sector": [f"sector {k}" for k in sector], "district": district}
    )
    return rn.build_panel(rn.read_survey(table, roster=roster, respondents=said, warn=False))


STORY = (
    ("How it began.", rn.View(waves="2019", relations="projects")),
    (
        "The hospitals became one.",
        rn.View(waves=("2021", "2023"), focus="Lindelands Ziekenhuis", reach=1, groups=True),
    ),
    (
        "Strong ties of the north.",
        rn.View(waves="2025", only={"district": "north"}, strength=3, size="betweenness"),
    ),
)


@lru_cache
def lindeland_map(renderer="svg", language="en"):
    """The shipped region, with groups and a story."""
    drawn = rn.draw(
        lindeland_panel("en"), title="Lindeland", language=language, renderer=renderer,
        groups="district", steps=STORY,
    )  # fmt: skip
    return drawn, drawn.html()


@lru_cache
def hostile_panel():
    """Actors, relation, waves and attributes that would like to be code."""
    rows = [
        (wave, actor, partner, 1 + k % 3)
        for wave in ("<b>1</b>", "2</script>")
        for k, (actor, partner) in enumerate(zip(HOSTILE, [*HOSTILE[1:], HOSTILE[0]], strict=True))
        if wave == "<b>1</b>" or k % 2
    ]
    table = pd.DataFrame(rows, columns=["wave", "source", "target", "weight"])
    table["relation"] = "<script>alert(3)</script>"
    roster = pd.DataFrame({"id": HOSTILE, "sector": [f"<i>{name}" for name in HOSTILE]})
    return rn.build_panel(rn.read_survey(table, roster=roster, warn=False))


def split_by_strength(change):
    """How many ties a map draws of each status: those that persisted, by their strength."""
    rows = zip(change.ties["status"], change.ties["detail"], strict=True)
    return Counter(detail if detail in SPLIT else status for status, detail in rows)


def only_relation(page, name):
    """Show one relation on a page, and no other."""
    choice = page.get_by_role("group", name="Relation", exact=True)
    choice.get_by_role("checkbox", name=name, exact=True).check()
    for other in choice.locator("label").all_inner_texts():
        if other.strip() != name:
            choice.get_by_role("checkbox", name=other.strip(), exact=True).uncheck()


def told(page, name):
    """What a screen reader hears of an actor."""
    return page.locator(f'.actor[aria-label^="{name}, "]').get_attribute("aria-label")
