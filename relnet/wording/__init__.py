"""Every sentence that a user reads, in Dutch and English."""

from relnet.wording.phrase import Phrase, Value, in_words
from relnet.wording.usage import expect, unknown
from relnet.wording.wording import CATALOGUES, LANGUAGES, Wording, system_language

__all__ = [
    "CATALOGUES",
    "LANGUAGES",
    "Phrase",
    "Value",
    "Wording",
    "expect",
    "in_words",
    "system_language",
    "unknown",
]
