"""Days as people type them, and as addresses carry them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1900, 2199


def is_sensible(day: date) -> bool:
    """A year outside these is a slip of the finger, and near the ends of the calendar one cannot count days."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def sensible(day: date) -> None:
    """For a form's field. Raises ValidationError."""
    if not is_sensible(day):
        raise ValidationError(_("Året %(year)s kan ikke stemme. Skriv det med fire sifre.") % {"year": day.year})


def read_day(text: str | None, otherwise: date) -> date:
    """A day from an address; what is no day that can be meant counts as not said."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return otherwise
    return day if is_sensible(day) else otherwise
