"""What falls due, the letters of the area, and what joins a decision; importing it registers them."""

from aktsom.sanctions import resting, step_seams
from aktsom.sanctions.jobs import letters, step_days, step_letters

__all__ = ["letters", "resting", "step_days", "step_letters", "step_seams"]
