"""Names that a study file may use and that the readers define."""

ROLES = (
    "wave", "respondent", "person", "actor", "partner", "relation", "item", "value", "id",
    "answered", "layer", "completed", "code", "within",
)  # fmt: skip
"""Roles of columns."""
LAYOUTS = ("long list", "matrix")
"""File layouts that are built in."""
