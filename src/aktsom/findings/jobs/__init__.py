"""What falls due, and the letters of the area; importing it registers the handlers."""

from aktsom.findings import resting
from aktsom.findings.jobs import days, letters, listing, publication_letters, signal_letters

__all__ = ["days", "letters", "listing", "publication_letters", "resting", "signal_letters"]
