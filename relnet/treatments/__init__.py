"""What to do about the unobserved: named, explicit, never by default."""

from relnet.treatments.impute import impute
from relnet.treatments.treat import check_untreated, completed, leave_out, silent, treat
from relnet.treatments.treatment import NAMES, Treatment, as_treatment

__all__ = [
    "NAMES",
    "Treatment",
    "as_treatment",
    "check_untreated",
    "completed",
    "impute",
    "leave_out",
    "silent",
    "treat",
]
