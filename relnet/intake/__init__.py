"""From files to one validated `Survey`: what is to be read, and what it says together."""

from relnet.intake.read import read_survey

__all__ = ["read_survey"]
