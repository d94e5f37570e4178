"""The formats in the order in which the ending of a file takes one: each registers itself."""

from importlib import import_module

FORMATS = (
    "panel", "graphml", "gexf", "pajek", "ucinet", "tidy", "gephi", "kumu", "polinode", "node_link",
)  # fmt: skip
"""Modules of formats."""

for _name in FORMATS:
    import_module(f"relnet.writers.{_name}")
