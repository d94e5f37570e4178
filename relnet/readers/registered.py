"""The readers in the order in which they are asked: each registers itself when it is loaded."""

from importlib import import_module

FORMATS = (
    "panel_file", "tidy", "graphml", "gexf", "pajek", "ucinet", "kumu", "polinode", "node_link",
    "spss",
)  # fmt: skip
"""Modules of formats of a whole file."""
TABLES = (
    "limesurvey", "qualtrics", "surveymonkey", "google_forms", "microsoft_forms",
    "partner", "gephi", "long_list", "memberships", "nominations", "matrix",
)  # fmt: skip
"""Modules of layouts of one table; those that only a platform has before those that many have."""

for _name in (*FORMATS, *TABLES):
    import_module(f"relnet.readers.{_name}")
