"""Numbers, days and names in the language of the moment, which is the report's own."""

from datetime import date, datetime
from decimal import Decimal

from babel import Locale
from babel.numbers import format_decimal
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.categories.queries import current_catalogue
from aktsom.effects.rules.hours import Saved
from aktsom.sanctions.letter_words import day_words
from aktsom.sharing.rules import Withheld

_LOCALES = {"nb": Locale("nb"), "nn": Locale("nn"), "en": Locale("en", "GB")}


def language() -> str:
    said = translation.get_language() or "nb"
    return said if said in _LOCALES else "nb"


def number(value: Decimal | float) -> str:
    """With a decimal only where there is one."""
    return str(format_decimal(value, "#,##0.##", locale=_LOCALES[language()]))


def per_cent(value: Decimal) -> str:
    return f"{number(value)} %" if language() != "en" else f"{number(value)}%"


def day(value: date | datetime | None) -> str:
    if value is None:
        return _("ikke regnet ut ennå")
    return day_words(timezone.localtime(value).date() if isinstance(value, datetime) else value)


def group_name(group_id: str) -> str:
    group = current_catalogue().group.get(group_id)
    return group.name.in_language(language()) if group else _("Uten kategori")


def right_names(codes: tuple[str, ...]) -> list[str]:
    known = current_catalogue().right
    return [known[code].name.in_language(language()) for code in codes if code in known]


def withheld(why: Withheld) -> str:
    """Also why."""
    if why is Withheld.TOO_FEW:
        return _("Vises ikke: så få medlemmer bidrar at noen kunne kjennes igjen.")
    return _("Vises ikke: ett medlem er nesten alene om tallet og kunne kjennes igjen.")


def unknown(count: Decimal | int) -> str:
    return number(count) if count else "–"


def hours(found: Saved) -> str:
    low, high = number(found.low), number(found.high)
    if low == high:
        return _("%(hours)s timer") % {"hours": low}
    return _("%(low)s til %(high)s timer") % {"low": low, "high": high}


def contracts(count: int) -> str:
    return ngettext("%(count)s avtale", "%(count)s avtaler", count) % {"count": number(count)}


def more(count: int) -> str:
    """Below a table that does not hold them all."""
    return ngettext("Og %(count)s til.", "Og %(count)s til.", count) % {"count": number(count)}
