"""The catalogues of sentences: ``python -m tests.catalogues`` compiles them."""

import re
from pathlib import Path

import polib

import relnet.wording

FOLDER = Path(relnet.wording.__file__).parent


SOURCES = sorted(FOLDER.rglob("*.po"))


def catalogue(language):
    return polib.pofile(str(FOLDER / language / "LC_MESSAGES" / "relnet.po"))


def texts(entry):
    """Every form of a sentence."""
    return [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]


def placeholders(text):
    return set(re.findall(r"\{(\w+)\}", text))


if __name__ == "__main__":
    for source in SOURCES:
        source.with_suffix(".mo").write_bytes(polib.pofile(str(source)).to_binary())
