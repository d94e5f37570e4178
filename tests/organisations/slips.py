"""Slips in the names of organisations: ``python -m tests.organisations.slips`` prints how many are found.

200 fictional Dutch organisations in care and welfare, with pairs that are easily confused,
and 500 ways in which a person might have written one of them. Nothing here knows how relnet
compares names.
"""

import random

import pandas as pd
from rapidfuzz import fuzz, process, utils

from relnet.organisations import match_names, suggest_names
from relnet.readers.beside.organisations import read_organisations

PLACES = (
    "Aardwijk", "Beukelo", "Crommenie", "Dalfterveen", "Eemsluis", "Fraterwaard", "Gelderbroek",
    "Heuvelrade", "IJsselhorst", "Jutterduin", "Kastelré", "Lindeloo", "Meerzicht", "Nieuw-Vossen",
    "Oud Berchem", "Purmerdam", "Roozenbeek", "Sint Maartensrade", "Tweeveld", "Uiterbuurt",
    "Vlietstede", "Westerhage", "Zuid-Kennemer", "Bergsche Hoek", "Drieënburg", "Groot Ammersveen",
)  # fmt: skip
KINDS = (
    "Huisartsenpraktijk {}", "Gezondheidscentrum {}", "Ziekenhuis {}", "Thuiszorg {}",
    "Stichting Welzijn {}", "Gemeente {}", "GGD {}", "Apotheek {}", "Woonzorgcentrum {}",
    "Fysiotherapie {} B.V.", "Maatschappelijk Werk {}", "Jeugdzorg {}", "Bibliotheek {}",
    "Verpleeghuis {}", "Verloskundigen {}", "Vrijwilligerscentrale {}", "Wijkteam {}",
    "Coöperatie Zorg voor Elkaar {} U.A.", "Woningcorporatie {}", "Sportservice {}",
)  # fmt: skip
CONFUSED = (
    "Huisartsen Noord", "Huisartsen Zuid", "Huisartsenpost Noord", "Huisartsenpost Noordoost",
    "Stichting Zorg en Welzijn Maasdal", "Welzijn en Zorg Maasdal B.V.", "Zorg Maasdal",
    "Wijkteam Centrum 1", "Wijkteam Centrum 2", "Wijkteam Centrum 12", "De Linde", "De Linden",
    "Stichting De Linde Wonen", "Zorgboerderij 't Erf", "Zorgboerderij 't Hof", "GGZ Zuid",
    "GGD Zuid", "GGZ-Zuid Jeugd", "Sint Anna Ziekenhuis", "Stichting Anna", "Buurtzorg Oost",
    "Buurtzorg West", "Buurtteam Oost", "Ouderenzorg West", "Thuiszorg Plus", "Plus Thuiszorg Kempen",
    "MEE Noordrand", "Mee Noordrand Advies", "Rode Kruis Kempen", "Zonnebloem Kempen",
)  # fmt: skip
STRANGERS = (
    "Huisartsen Oost", "Huisartsenpost Noordwest", "Welzijn Maasdal", "Wijkteam Centrum 3",
    "Wijkteam Centrum 21", "Wijkteam Centrum", "De Lindes", "Stichting De Linde Werk",
    "Zorgboerderij 't Kof", "GGZ Noord", "GGD Noord", "GGZ-Zuid Ouderen", "Sint Jan Ziekenhuis",
    "Buurtzorg Zuid", "Buurtteam West", "Ouderenzorg Oost", "Thuiszorg Kempen", "MEE Zuidrand",
    "Rode Kruis Meierij", "Zonnebloem Meierij",
)  # fmt: skip
"""None of the organisations, though each resembles one."""
NICKNAMES = {
    "Huisartsenpraktijk": "HAP", "Gezondheidscentrum": "GC", "Ziekenhuis": "Zkh.",
    "Woonzorgcentrum": "WZC", "Maatschappelijk Werk": "AMW", "Bibliotheek": "Bieb",
    "Fysiotherapie": "Fysio", "Vrijwilligerscentrale": "VC", "Gemeente": "Gem.",
    "Verpleeghuis": "VPH", "Huisartsen": "Huisarts", "Zorgboerderij": "Boerderij",
}  # fmt: skip
LEGAL = ("Stichting {}", "St. {}", "{} BV", "{} b.v.", "Vereniging {}", "{}, Coöperatief U.A.")


def organisations():
    """200 names, the confused ones among them."""
    rng = random.Random(1)
    names = [kind.format(place) for kind in KINDS for place in PLACES]
    return [*CONFUSED, *rng.sample(names, 200 - len(CONFUSED))]


def _inner(name, rng):
    """The place of a letter that has letters on both sides."""
    return rng.choice([k for k in range(1, len(name) - 1) if name[k - 1 : k + 2].isalpha()])


def case(name, rng):
    return rng.choice([name.upper(), name.lower(), name.swapcase()])


def accents(name, rng):
    marked = str.maketrans("aeiou", rng.choice(["áéíóú", "äëïöü"]))
    return name.translate(marked)


def spaces(name, rng):
    if " " in name and rng.random() < 0.5:
        return name.replace(" ", rng.choice(["", "  ", "-", " - "]), 1)
    k = _inner(name, rng)
    return f" {name[:k]} {name[k:]}" if rng.random() < 0.3 else f" {name.replace('-', ' ')}\t"


def legal_form(name, rng):
    return rng.choice(LEGAL).format(name)


def word_order(name, rng):
    words = name.split()
    rng.shuffle(words)
    return rng.choice([" ".join(words), f"{name.split()[-1]}, {' '.join(name.split()[:-1])}"])


def transposition(name, rng):
    k = _inner(name, rng)
    return name[:k] + name[k + 1] + name[k] + name[k + 2 :]


def dropped_letters(name, rng):
    for _ in range(rng.choice([1, 1, 2])):
        k = _inner(name, rng)
        name = name[:k] + name[k + 1 :]
    return name


def nickname(name, rng):
    for full, short in NICKNAMES.items():
        if full in name:
            return name.replace(full, short)
    words = name.replace("-", " ").split()
    if len(words) < 3 or rng.random() < 0.3:
        return " ".join([words[0][: max(4, len(words[0]) // 2)], *words[1:]])
    return " ".join([words[0], "".join(word[0].upper() for word in words[1:])])


def two_slips(name, rng):
    first, second = rng.sample([case, transposition, dropped_letters, legal_form, word_order], 2)
    return second(first(name, rng), rng)


SLIPS = (
    case, accents, spaces, legal_form, word_order, transposition, dropped_letters, nickname, two_slips,
)  # fmt: skip


def slips(count=500):
    """``name, meant, slip``: names as somebody might have written them."""
    rng, names = random.Random(2), organisations()
    rows = []
    while len(rows) < count:
        meant, slip = rng.choice(names), SLIPS[len(rows) % len(SLIPS)]
        name = slip(meant, rng)
        if name not in names:
            rows.append((name, meant, slip.__name__))
    return pd.DataFrame(rows, columns=["name", "meant", "slip"])


def strangers():
    """100 names that are none of the organisations, though of the same sort."""
    rng, names = random.Random(3), set(organisations())
    rest = [kind.format(place) for kind in KINDS for place in PLACES]
    others = [name for name in rest if name not in names]
    return [*STRANGERS, *rng.sample(others, 100 - len(STRANGERS))]


def _figures(how, rank, meant, found):
    """Precision over what was found, recall over what was meant."""
    given = sum(bool(one) for one in found)
    right = sum(bool(one) and want in one for want, one in zip(meant, found, strict=True))
    wanted = sum(bool(want) for want in meant)
    return how, rank, right, given, right / max(given, 1), right / wanted


def _faultless(plain, meant):
    """The least score of rapidfuzz from which it makes no mistake, chosen in hindsight."""
    wrong = [p[0][1] for p, want in zip(plain, meant, strict=True) if p[0][0] != want]
    return min((p[0][1] for p in plain if p[0][1] > max(wrong)), default=101)


def figures(cutoff=40.0):
    """``how, choice, right, given, precision, recall`` of relnet and of rapidfuzz alone."""
    listed, written = organisations(), slips()
    known = read_organisations(pd.DataFrame({"name": listed}))
    names = [*written["name"], *strangers()]
    meant = [*written["meant"], *[""] * 100]
    rows = []
    automatic = match_names(names, known)["actor"]
    rows.append(
        _figures(
            "relnet, matched", "only", meant, [{a} if isinstance(a, str) else () for a in automatic]
        )
    )
    for label, processor in (("rapidfuzz", None), ("rapidfuzz, processed", utils.default_process)):
        plain = [
            [(a, s) for a, s, _ in process.extract(name, listed, scorer=fuzz.WRatio,
                                                   processor=processor, limit=3)]
            for name in names
        ]  # fmt: skip
        for least in (90, 95, _faultless(plain, meant)):
            found = [{p[0][0]} if p[0][1] >= least else () for p in plain]
            rows.append(_figures(f"{label}, {least:.1f} or more", "only", meant, found))
        for most in (1, 3):
            found = [[a for a, s in p[:most] if s >= cutoff] for p in plain]
            rows.append(_figures(f"{label}, suggested", f"first {most}", meant, found))
    best = suggest_names(names, known, most=3, at_least=cutoff).groupby("name")["actor"].agg(list)
    for most in (1, 3):
        found = [best.get(name, [])[:most] for name in names]
        rows.append(_figures("relnet, suggested", f"first {most}", meant, found))
    return pd.DataFrame(rows, columns=["how", "choice", "right", "given", "precision", "recall"])


if __name__ == "__main__":
    print(figures().round(3).to_string(index=False))  # noqa: T201
