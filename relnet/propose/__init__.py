"""A study proposed from the files that are there, for a person to correct."""

from relnet.propose.init import Start, blank_study, start_study

__all__ = ["Start", "blank_study", "start_study"]
