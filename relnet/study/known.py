"""Names that a study file may use and that the readers define."""

ROLES = (
    "wave", "respondent", "person", "actor", "partner", "relation", "item", "value", "id",
    "answered", "layer", "completed", "code", "within",
)  # fmt: skip
"""Roles of columns."""
LAYOUTS = (
    "panel", "tidy workbook", "graphml", "gexf", "pajek", "ucinet dl", "kumu", "polinode", "node link", "spss",
    "limesurvey", "qualtrics", "surveymonkey", "google forms", "microsoft forms", "partner",
    "gephi", "tidy", "long list", "memberships", "nominations", "matrix",
)  # fmt: skip
"""File layouts that are built in."""
