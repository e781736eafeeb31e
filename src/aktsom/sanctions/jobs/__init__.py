"""The letters of the area; importing it registers the handlers."""

from aktsom.sanctions import letter_files
from aktsom.sanctions.jobs import letter_mail, letters

__all__ = ["letter_files", "letter_mail", "letters"]
