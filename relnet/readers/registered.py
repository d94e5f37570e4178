"""The readers in the order in which they are asked: each registers itself when it is loaded."""

from importlib import import_module

FORMATS = (
    "networks.panel_file", "networks.tidy", "networks.graphml", "networks.gexf", "networks.pajek",
    "networks.ucinet", "networks.kumu", "networks.polinode", "networks.node_link", "exports.spss",
)  # fmt: skip
"""Modules of formats of a whole file."""
TABLES = (
    "exports.limesurvey", "exports.qualtrics", "exports.surveymonkey", "exports.google_forms",
    "exports.microsoft_forms", "plain.partner", "networks.gephi", "plain.long_list",
    "plain.memberships", "exports.nominations", "plain.matrix",
)  # fmt: skip
"""Modules of layouts of one table; those that only a platform has before those that many have."""

for _name in (*FORMATS, *TABLES):
    import_module(f"relnet.readers.{_name}")
