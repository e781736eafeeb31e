"""Letters about mandates and handovers, as plain text in the reader's language. No prices, nothing of a case: e-mail is
a postcard.

Call them with the reader's language active.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.letters import Letter


@dataclass(frozen=True)
class Part:
    """A member's part of a letter: how many contracts."""

    member: str
    contracts: int


def asked_letter(name: str, category: str, parts: Sequence[Part], answer_by: date | None, link: str) -> Letter:
    lines = [
        _("Hei %(name)s,") % {"name": name},
        "",
        _("Gruppen for %(category)s ber om fullmakt til å følge opp menneskerettigheter hos leverandører for dere.")
        % {"category": category},
        "",
        *_lines(parts),
        "",
        _("Du ser hva de ber om, og svarer for alle avtalene på én gang. Sanksjoner er aldri med i en fullmakt."),
        _("Svar helst innen %(day)s.") % {"day": _day(answer_by)} if answer_by else "",
        "",
        _("Svar her:"),
        link,
    ]
    return Letter(_("Gi fullmakt til gruppen for %(category)s?") % {"category": category}, _joined(lines))


def lapsing_letter(name: str, category: str, parts: Sequence[Part], ends_on: date, link: str) -> Letter:
    day = _day(ends_on)
    lines = [
        _("Hei %(name)s,") % {"name": name},
        "",
        _("Fullmakten til gruppen for %(category)s går ut %(day)s.") % {"category": category, "day": day},
        "",
        *_lines(parts),
        "",
        _("Etter den dagen følger ingen opp disse avtalene på vegne av dere. Gruppen kan be om å få fornye den."),
        "",
        _("Se fullmaktene her:"),
        link,
    ]
    return Letter(_("Fullmakten for %(category)s går ut %(day)s") % {"category": category, "day": day}, _joined(lines))


def handover_letter(name: str, category: str, giver: str, member: str, link: str) -> Letter:
    """`giver` is empty where nobody leads; `member` is whom the reader would sit for."""
    told = {"category": category, "giver": giver, "member": member}
    asked = (
        _("%(giver)s vil levere over gruppen for %(category)s til deg. Du sitter i så fall for %(member)s.")
        if giver
        else _("Gruppen for %(category)s har ingen leder og er tilbudt deg. Du sitter i så fall for %(member)s.")
    )
    lines = [
        _("Hei %(name)s,") % {"name": name},
        "",
        asked % told,
        "",
        _("Ingenting skifter hender før du svarer. Se hva som følger med, og si ja eller nei her:"),
        link,
    ]
    return Letter(_("Vil du ta over gruppen for %(category)s?") % told, _joined(lines))


def _lines(parts: Sequence[Part]) -> list[str]:
    return [
        ngettext("%(member)s: %(count)s avtale", "%(member)s: %(count)s avtaler", part.contracts)
        % {"member": part.member, "count": part.contracts}
        for part in parts
    ]


def _day(day: date) -> str:
    language = translation.get_language() or "nb"
    return format_date(day, "long", locale="en_GB" if language == "en" else language)


def _joined(lines: Sequence[str]) -> str:
    """At most one empty line in a row."""
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return "\n".join(kept) + "\n"
