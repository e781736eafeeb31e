"""What the outbox delivers and what falls due; importing it registers the handlers."""

from aktsom.effects import report_files
from aktsom.effects.jobs import figures, reports

__all__ = ["figures", "report_files", "reports"]
