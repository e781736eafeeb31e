"""Levels, stages and verdicts in words, for sheets; pages have them as parts with their glyphs."""

from django.utils.translation import gettext as _


def level_words() -> dict[str, str]:
    return {
        "very_high": _("Svært høy"),
        "high": _("Høy"),
        "medium_high": _("Middels høy"),
        "medium": _("Middels"),
        "low": _("Lav"),
        "unknown": _("Ukjent"),
    }


def stage_words() -> dict[str, str]:
    """In the order of the chain."""
    return {"raw": _("Råvare"), "component": _("Komponent"), "final": _("Sluttprodukt")}


def verdict_words() -> dict[str, str]:
    return {
        "high_risk": _("Høy risiko"),
        "insufficient_information": _("For lite opplysninger"),
        "not_on_list": _("Ikke på listen"),
    }
