"""What falls due, the letters of the area, and what joins a decision; importing it registers them."""

from aktsom.sanctions import letter_files, resting, step_seams
from aktsom.sanctions.jobs import decision_days, letter_mail, letters, step_days, step_letters
from aktsom.sanctions.queries import letter_ticks, step_facts

__all__ = [
    "decision_days",
    "letter_files",
    "letter_mail",
    "letter_ticks",
    "letters",
    "resting",
    "step_days",
    "step_facts",
    "step_letters",
    "step_seams",
]
