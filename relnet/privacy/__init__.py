"""What of a panel is shown to others: pseudonyms, and data that are left out."""

from relnet.privacy.protect import Protected, protect
from relnet.privacy.settings import Privacy

__all__ = ["Privacy", "Protected", "protect"]
