"""The words of the survey in Dutch and English."""

from __future__ import annotations

from typing import NamedTuple


class Word(NamedTuple):
    """The label of a code."""

    kind: str
    code: str
    nl: str
    en: str


class Question(NamedTuple):
    """The full text of a question; whether both partners answer it on one tie."""

    kind: str
    code: str
    mutual: str
    nl: str
    en: str


WORDS = tuple(
    Word(*line.split("|"))
    for line in """\
relation|information|informatie|information
relation|projects|projecten|projects
relation|referral|verwijzing|referral
frequency|1|jaarlijks|yearly
frequency|2|elk kwartaal|quarterly
frequency|3|maandelijks|monthly
frequency|4|wekelijks of vaker|weekly or more
agreement|1|helemaal oneens|strongly disagree
agreement|2|oneens|disagree
agreement|3|neutraal|neutral
agreement|4|eens|agree
agreement|5|helemaal eens|strongly agree
sector|hospital|ziekenhuiszorg|hospital care
sector|general_practice|huisartsenzorg|general practice
sector|insurer|zorgverzekeraar|insurer
sector|municipality|gemeente|municipality
sector|public_health|publieke gezondheid|public health
sector|mental_health|geestelijke gezondheidszorg|mental health care
sector|elderly_care|ouderenzorg|elderly care
sector|welfare|welzijn en inwoners|welfare and residents
district|north|noord|north
district|centre|midden|centre
district|south|zuid|south
size|small|klein|small
size|medium|middelgroot|medium
size|large|groot|large
layer|board|bestuurder|board
layer|manager|manager|manager
layer|professional|professional|professional
layer|resident|inwoner|resident
item|quality|kwaliteit|quality
item|trust|vertrouwen|trust
item|value|meerwaarde|added value
item|capacity_1|capaciteit: tijd|capacity: time
item|capacity_2|capaciteit: kennis|capacity: knowledge
item|motivation_1|motivatie: wens|motivation: wish
item|motivation_2|motivatie: belang|motivation: interest
item|opportunity_1|gelegenheid: partners|opportunity: partners
item|opportunity_2|gelegenheid: regels|opportunity: rules
group|c1|Regiotafel Lindeland|Lindeland regional table
group|c2|Coalitie Ouder Worden|Ageing coalition
group|c3|Coalitie Mentale Veerkracht|Mental resilience coalition
group|c4|Noordkring|Northern circle
group|c5|Zuidcoalitie Gezonde Buurten|Southern coalition for healthy neighbourhoods
group|j1|Project Langer Thuis|Project Living at Home Longer
group|j2|Project Juiste Plek|Project Right Place
group|j3|Project Korte Lijnen Ggz|Project Short Lines in Mental Health
group|j4|Project Valpreventie|Project Fall Prevention
group|j5|Project Buurtkracht|Project Neighbourhood Strength
group|j6|Project Gezonde School|Project Healthy School
group_kind|coalition|coalitie|coalition
group_kind|project|project|project
event|merge|fusie|merger
event|rename|nieuwe naam|new name
event|join|toetreding|joining
event|leave|vertrek|leaving
""".splitlines()
)

QUESTIONS = tuple(
    Question(*line.split("|"))
    for line in """\
relation|information|yes|Met welke organisaties wisselt uw organisatie informatie uit, en hoe vaak?|With which organisations does your organisation exchange information, and how often?
relation|projects|yes|Met welke organisaties werkt uw organisatie samen in projecten, en hoe vaak?|With which organisations does your organisation work in joint projects, and how often?
relation|referral|no|Naar welke organisaties verwijst uw organisatie cliënten of patiënten, en hoe vaak?|To which organisations does your organisation refer clients or patients, and how often?
item|quality||De samenwerking met deze organisatie is goed.|Our collaboration with this organisation is good.
item|trust||Wij vertrouwen deze organisatie.|We trust this organisation.
item|value||De samenwerking met deze organisatie heeft meerwaarde voor onze inwoners.|Working with this organisation is of added value to our residents.
item|capacity_1||Wij hebben genoeg tijd en mensen om samen te werken.|We have enough time and people to collaborate.
item|capacity_2||Wij hebben de kennis en vaardigheden om goed samen te werken.|We have the knowledge and skills to collaborate well.
item|motivation_1||Wij willen meer samenwerken in de regio.|We want to collaborate more in the region.
item|motivation_2||Samenwerken is in het belang van onze organisatie.|Collaborating is in the interest of our organisation.
item|opportunity_1||Wij weten de juiste partners in de regio te vinden.|We know how to find the right partners in the region.
item|opportunity_2||Regels en financiering geven ons ruimte om samen te werken.|Rules and funding leave us room to collaborate.
""".splitlines()
)
