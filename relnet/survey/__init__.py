"""The survey: validated reports, who gave them and who was asked."""

from relnet.survey.composed import stated_composites
from relnet.survey.composites import composites
from relnet.survey.continuity import continuity
from relnet.survey.milestones import between_waves, kept_milestones, titles_in
from relnet.survey.response import respondent_counts, response
from relnet.survey.survey import ITEMS, Relation, Survey

__all__ = [
    "ITEMS",
    "Relation",
    "Survey",
    "between_waves",
    "composites",
    "continuity",
    "kept_milestones",
    "respondent_counts",
    "response",
    "stated_composites",
    "titles_in",
]
