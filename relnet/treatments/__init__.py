"""What to do about the unobserved: named, explicit, never by default."""

from relnet.treatments.treatment import Treatment, as_treatment, completed

__all__ = ["Treatment", "as_treatment", "completed"]
