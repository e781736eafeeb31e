"""The spans of time that the journal can be narrowed to."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.members.rules import period_of

QUARTER, YEAR = 3, 12  # months
DEFAULT = ""


def period_choices() -> list[tuple[str, str]]:
    return [
        ("", _("Når som helst")),
        ("week", _("Siste sju dager")),
        ("quarter", _("Dette kvartalet")),
        ("last_quarter", _("Forrige kvartal")),
        ("year", _("I år")),
        ("last_year", _("I fjor")),
    ]


def span(code: str, today: date) -> tuple[datetime | None, datetime | None]:
    """From the first moment to the one after the last, where the person is; nothing for a code that says nothing."""
    if code == "week":
        return _midnight(today - timedelta(days=6)), None
    months = {"quarter": QUARTER, "last_quarter": QUARTER, "year": YEAR, "last_year": YEAR}.get(code)
    if months is None:
        return None, None
    period = period_of(today, months)
    if code.startswith("last_"):
        period = period_of(period.starts_on - timedelta(days=1), months)
    return _midnight(period.starts_on), _midnight(period.ends_on + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001  made aware at once
