"""Every sentence that a user reads, in Dutch and English."""

from relnet.wording.wording import LANGUAGES, Wording, system_language

__all__ = ["LANGUAGES", "Wording", "system_language"]
