"""What a reader may see of money, in words. The decision itself is `sharing.rules`."""

from decimal import Decimal

from django.utils.translation import gettext as _

from aktsom.sharing.rules import SeenTotal, SeenValue, Withheld, band_name
from aktsom.web.base.jinja import write_money, write_number

MILLION = Decimal(1_000_000)


def seen_value(seen: SeenValue, currency: str = "NOK") -> str:
    """One contract's value: exact, a band, or why it is not shown; empty for those who see no values at all."""
    if seen.exact is not None:
        return write_money(seen.exact, currency)
    if seen.band is not None:
        return band_name(seen.band, _, write_number)
    return _withheld(seen.withheld)


def others_total(seen: SeenTotal) -> str:
    """The others' part of a total, empty when there are no others or values are not for the reader."""
    if seen.rounded is not None:
        return _("om lag %(amount)s") % {"amount": about(seen.rounded)}
    if seen.band is not None:
        return band_name(seen.band, _, write_number)
    return _withheld(seen.withheld)


def about(amount: Decimal) -> str:
    """An amount as people say it: "18 mill. kr", "1,2 mill. kr", below a million in whole kroner."""
    if amount < MILLION:
        return write_money(amount)
    millions = amount / MILLION
    return _("%(millions)s mill. kr") % {"millions": write_number(millions, 0 if millions >= 10 else 1)}


def _withheld(reason: Withheld | None) -> str:
    match reason:
        case Withheld.UNKNOWN:
            return _("ikke oppgitt")
        case Withheld.OTHER_CURRENCY:
            return _("i annen valuta")
        case Withheld.TOO_FEW:
            return _("vises når minst tre medlemmer bidrar")
        case Withheld.TELLING:
            return _("vises ikke, for ett medlem står for det meste")
        case Withheld.NO_VALUES | None:
            return ""
