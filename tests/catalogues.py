"""The catalogues of sentences: ``python -m tests.catalogues`` compiles them."""

import re
from pathlib import Path

import polib

import relnet.wording

FOLDER = Path(relnet.wording.__file__).parent


def catalogue(language):
    return polib.pofile(str(path(language, "po")))


def path(language, ending):
    return FOLDER / language / "LC_MESSAGES" / f"relnet.{ending}"


def texts(entry):
    """Every form of a sentence."""
    return [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]


def placeholders(text):
    return set(re.findall(r"\{(\w+)\}", text))


if __name__ == "__main__":
    for name in relnet.wording.LANGUAGES:
        path(name, "mo").write_bytes(catalogue(name).to_binary())
