"""What falls due: reminders of requests for access, and files taken out whose days are over."""

from aktsom.records import files
from aktsom.records.jobs import days, letters

__all__ = ["days", "files", "letters"]
