"""Who there is in Lindeland, and what happens to them. All of it is invented."""

from __future__ import annotations

from typing import NamedTuple

WAVES = {"2019": "2019-05-15", "2021": "2021-05-17", "2023": "2023-05-15", "2025": "2025-05-19"}
"""Label → date of the fieldwork."""
BEFORE = {"2021": "2019", "2023": "2021", "2025": "2023"}
"""Wave → the one before it."""
PACT = "2023"
"""First wave after the regional pact."""


class Organisation(NamedTuple):
    """An organisation; its name is not translated."""

    id: str
    name: str
    sector: str
    district: str
    size: str


ORGANISATIONS = tuple(
    Organisation(*line.split("|"))
    for line in """\
h1|Lindeziekenhuis Lindeveen|hospital|centre|large
h2|Ziekenhuis Reigersvoort|hospital|south|large
h3|Revalidatiecentrum Sterrendonk|hospital|north|medium
h4|Lindelands Ziekenhuis|hospital|centre|large
g1|Huisartsengroep De Linde|general_practice|centre|large
g2|Huisartsenpraktijk Kerkpad Lindeveen|general_practice|centre|small
g3|Huisartsengroep Sterrendonk|general_practice|north|medium
g4|Huisartsenpraktijk Vinkeloo|general_practice|north|small
g5|Gezondheidscentrum Oldermeer|general_practice|north|small
g6|Huisartsengroep Reigersvoort|general_practice|south|medium
g7|Gezondheidscentrum Bremloo|general_practice|south|small
g8|Huisartsenpost Lindeland|general_practice|centre|medium
i1|Zorgverzekeraar Lindeland|insurer|centre|large
i2|Onderlinge Lindeborg|insurer|south|medium
m1|Gemeente Lindeveen|municipality|centre|large
m2|Gemeente Wolverhout|municipality|centre|medium
m3|Gemeente Sterrendonk|municipality|north|medium
m4|Gemeente Vinkeloo|municipality|north|small
m5|Gemeente Oldermeer|municipality|north|small
m6|Gemeente Reigersvoort|municipality|south|large
m7|Gemeente Bremloo|municipality|south|small
m8|Gemeente Dassenbeek|municipality|south|small
p1|GGD Lindeland|public_health|centre|large
p2|Preventiebureau Lindeland|public_health|south|small
k1|GGZ Lindeland|mental_health|centre|large
k2|Jeugd-ggz Bremloo|mental_health|south|medium
k3|Verslavingszorg Lindeland|mental_health|centre|medium
k4|Psychologenpraktijk Wolverhout|mental_health|centre|small
k5|Crisisdienst Sterrendonk|mental_health|north|small
k6|Herstelhuis Dassenbeek|mental_health|south|small
e1|Ouderenzorg Lindeveen|elderly_care|centre|large
e2|Woonzorg Wolverhout|elderly_care|centre|medium
e3|Zorgcentrum Sterrendonk|elderly_care|north|large
e4|Woonzorg Vinkeloo|elderly_care|north|small
e5|Verpleeghuis Oldermeer|elderly_care|north|medium
e6|Ouderenzorg Reigersvoort|elderly_care|south|large
e7|Thuiszorg Bremloo|elderly_care|south|medium
e8|Wijkverpleging Dassenbeek|elderly_care|south|small
w1|Welzijn Lindeveen|welfare|centre|large
w2|Welzijn Sterrendonk|welfare|north|medium
w3|Maatjesproject Vinkeloo|welfare|north|small
w4|Welzijn Zuid-Lindeland|welfare|south|medium
w5|Bewonersraad Lindeland|welfare|centre|medium
w6|Mantelzorgkring Wolverhout|welfare|centre|small
w7|Dorpsraad Bremloo|welfare|south|small
w8|Bewonerscoöperatie Dassenbeek|welfare|south|small
w9|Samen Sterrendonk|welfare|north|medium
""".splitlines()
)
BY_ID = {one.id: one for one in ORGANISATIONS}
RESIDENTS = ("w5", "w6", "w7", "w8")
"""The organisations of residents."""

LAYERS: dict[str, tuple[str, ...]] = {
    "h1": ("board", "manager", "professional", "professional"),
    "h2": ("board", "manager", "professional"),
    "h4": ("board", "manager", "professional", "professional"),
    "g1": ("manager", "professional", "professional"),
    "m1": ("board", "manager", "professional", "professional"),
    "m6": ("board", "manager", "professional"),
    "p1": ("board", "manager", "professional"),
    "k1": ("board", "manager", "professional"),
    "e1": ("board", "manager", "professional"),
    "e3": ("manager", "professional"),
    "e6": ("board", "manager", "professional"),
    "w1": ("manager", "professional", "resident"),
    "w5": ("board", "resident", "resident"),
}
"""Layers of those asked in organisations with several respondents."""
NEWCOMERS = {
    ("w7", "resident"): "2021",
    ("e1", "board"): "2023",
    ("e5", "board"): "2023",
    ("m3", "manager"): "2023",
    ("m6", "board"): "2023",
    ("h3", "manager"): "2025",
    ("i1", "board"): "2025",
    ("k2", "manager"): "2025",
}
"""Organisation and layer → first wave in which another person answers than before."""
NOT_IDENTIFIED = {("2021", "k4"), ("2025", "g2")}
"""Wave and organisation of which it is not known who answered."""


class Event(NamedTuple):
    """What happened to an organisation, and the first wave at which it shows."""

    date: str
    wave: str
    event: str
    actor: str
    into: str = ""


EVENTS = (
    Event("2020-09-01", "2021", "join", "e8"),
    Event("2022-03-31", "2023", "leave", "g4"),
    Event("2022-10-01", "2023", "rename", "w2", "w9"),
    Event("2022-11-15", "2023", "join", "w8"),
    Event("2023-01-01", "2023", "merge", "h1", "h4"),
    Event("2023-01-01", "2023", "merge", "h2", "h4"),
    Event("2024-02-01", "2025", "join", "k6"),
    Event("2024-06-30", "2025", "leave", "w3"),
)

MILESTONES = (
    ("2018-11-01", "Regiotafel Lindeland begint", "Lindeland regional table starts"),
    ("2020-03-12", "Begin van de pandemie", "Start of the pandemic"),
    ("2021-10-01", "Programma Gezond Ouder start", "Programme Healthy Ageing starts"),
    ("2022-06-20", "Regiopact ondertekend", "Regional pact signed"),
    ("2023-01-01", "Fusie van de twee ziekenhuizen", "Merger of the two hospitals"),
    ("2024-04-08", "Regionaal meldpunt open", "Regional contact point opens"),
)
"""Date, title in Dutch, title in English."""


def _is_there(one: Organisation, wave: str) -> bool:
    for event in EVENTS:
        arrives = event.into or (event.actor if event.event == "join" else "")
        if arrives == one.id and event.wave > wave:
            return False
        if event.event != "join" and event.actor == one.id and event.wave <= wave:
            return False
    return True


ROSTER = {wave: tuple(sorted(o.id for o in ORGANISATIONS if _is_there(o, wave))) for wave in WAVES}
"""Wave → who was eligible."""


def predecessors(actor: str, wave: str) -> tuple[str, ...]:
    """Return as what an actor of this wave stood on the roster of the wave before."""
    if actor in ROSTER[BEFORE[wave]]:
        return (actor,)
    return tuple(event.actor for event in EVENTS if event.into == actor)
