"""The letters of the area; importing it registers the handlers."""

from aktsom.sanctions import letter_files
from aktsom.sanctions.jobs import letter_mail, letters
from aktsom.sanctions.queries import letter_ticks

__all__ = ["letter_files", "letter_mail", "letter_ticks", "letters"]
