"""Texts that people write, tidied and within their limits, or told what is wrong with them in their field."""

from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.teams.problems import Wrong

SHORTEST_REASON, LONGEST_REASON = 10, 2_000


def text_in(field: str, text: str, longest: int = LONGEST_REASON, *, needed: str = "") -> str:
    """With its lines. `needed` is what to say when nothing is written."""
    told = storable(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if needed and not told:
        raise Wrong(field, needed)
    if len(told) > longest:
        raise Wrong(field, _("Skriv det med høyst {count} tegn.").format(count=longest))
    return told


def line_in(field: str, text: str, longest: int, *, needed: str = "") -> str:
    return text_in(field, " ".join(storable(text).split()), longest, needed=needed)


def reason_in(field: str, text: str) -> str:
    told = text_in(field, text)
    if len(told) < SHORTEST_REASON:
        raise Wrong(field, _("Skriv en begrunnelse, minst {count} tegn.").format(count=SHORTEST_REASON))
    return told
