"""Evidence on how a network is run, what it hangs on and who takes part; never a verdict."""

from relnet.evidence.cross_sector import cross_sector
from relnet.evidence.evidence import Evidence
from relnet.evidence.governance import governance
from relnet.evidence.layer_gaps import layer_gaps
from relnet.evidence.participation import participation
from relnet.evidence.vulnerability import vulnerability

__all__ = [
    "Evidence",
    "cross_sector",
    "governance",
    "layer_gaps",
    "participation",
    "vulnerability",
]
