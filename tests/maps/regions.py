"""What the tests of maps draw."""

from collections import Counter
from functools import lru_cache

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
