"""The Jinja environment: how dates, money, numbers and countries are written, and the few globals that pages use."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from jinja2 import Environment, pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from aktsom.contracts.rules import given_reference

_LOCALES = {"nb": Locale("nb"), "nn": Locale("nn"), "en": Locale("en", "GB")}
# Where CLDR's name is not what an officer would write.
_COUNTRY_OVERRIDES = {"HK": "Hongkong", "MO": "Macao"}


def locale() -> Locale:
    return _LOCALES.get(translation.get_language() or "nb", _LOCALES["nb"])


def month_name(number: int) -> str:
    """ "Januar" for 1, as it begins a line."""
    return str(locale().months["stand-alone"]["wide"][number]).capitalize()


def write_date(value: date | datetime | str | None, form: str = "long") -> str:
    """A day as people write it: "24. november 2026" (long), "24. november" (day), "24. nov." (short)."""
    if not value:
        return ""
    if isinstance(value, str):  # the list's own dates are texts: a day, or only a month or year
        try:
            return write_date(date.fromisoformat(value), form)
        except ValueError:
            return value
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    dot = "" if locale().language == "en" else "."
    pattern = {"short": f"d{dot} MMM", "day": f"d{dot} MMMM"}.get(form, form)
    return format_date(day, pattern, locale=locale())


def write_moment(value: datetime | None) -> str:
    """A moment as people write it: "24. nov. 2026 kl. 14:05"."""
    if value is None:
        return ""
    local, dot = timezone.localtime(value), "" if locale().language == "en" else "."
    clock = "'at'" if locale().language == "en" else "'kl.'"
    return format_datetime(local, f"d{dot} MMM y {clock} HH:mm", locale=locale())


def write_number(value: Decimal | float | None, decimals: int = 0) -> str:
    if value is None:
        return ""
    return format_decimal(value, "#,##0" + ("." + "0" * decimals if decimals else ""), locale=locale())


def write_money(value: Decimal | float | None, currency: str = "NOK") -> str:
    """Whole kroner: "kr 1 200 000"; another currency by its code."""
    if value is None:
        return ""
    amount = write_number(round(value))
    if currency != "NOK":
        return f"{amount} {currency}"
    return f"NOK {amount}" if locale().language == "en" else f"{amount} kr"


def write_quoted(text: str) -> str:
    """In the quotation marks of the page's language."""
    return translation.gettext("«%(text)s»") % {"text": text}


def country_name(code: str) -> str:
    return _COUNTRY_OVERRIDES.get(code) or locale().territories.get(code, code)


def url(name: str, **arguments: Any) -> str:
    return reverse(name, kwargs=arguments or None)


def by_language(row: Any, field: str) -> str:
    """The row's text in the page's language: attribute `field`_nb, _nn or _en."""
    code = translation.get_language() or "nb"
    return str(getattr(row, f"{field}_{code}", "") or getattr(row, f"{field}_nb"))


@lru_cache(maxsize=16384)  # three languages of all our texts
def _translated(_language: str, text: str) -> str:
    """The language is there for the cache: the one that is active translates."""
    return translation.gettext(text)


@pass_eval_context
def write_text(where: EvalContext, text: str, /, **parts: Any) -> str:
    """`_("…")` in a template: our words as they are, with what is put into them escaped where the page escapes. A page
    has hundreds of them, so each is looked up once; Jinja's own way asks the catalogue and the context every time."""
    found = _translated(translation.get_language() or "nb", text)
    if where.autoescape:
        found = Markup(found)  # noqa: S704  texts of our own, not of users
    return found % parts if "%" in found else found


def environment(**options: Any) -> Environment:
    env = Environment(  # noqa: S701  autoescape comes in the options, Django's backend sets it
        **{**options, "trim_blocks": True, "lstrip_blocks": True, "extensions": ["jinja2.ext.i18n"]}
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the i18n extension
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
        newstyle=True,
    )
    env.globals.update(_=write_text, url=url, static=cache(static), by_language=by_language)
    env.filters.update(
        date=write_date,
        moment=write_moment,
        number=write_number,
        money=write_money,
        country=country_name,
        reference=given_reference,
    )
    from aktsom.web.base.seen import others_total, seen_value  # it writes money with the functions above

    env.filters.update(seen_value=seen_value, others_total=others_total, month_name=month_name)
    env.policies["ext.i18n.trimmed"] = True
    return env
