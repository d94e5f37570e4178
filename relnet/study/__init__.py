"""The study file: waves, files, questions, organisations and rules, described once."""

from relnet.study.read import read_study
from relnet.study.study import Study

__all__ = ["Study", "read_study"]
