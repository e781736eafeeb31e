"""What falls due, and the letters of the area; importing it registers the handlers."""

from aktsom.sanctions import resting
from aktsom.sanctions.jobs import step_days, step_letters

__all__ = ["resting", "step_days", "step_letters"]
