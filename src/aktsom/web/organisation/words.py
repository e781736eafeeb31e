"""Roles, kinds of bodies and periods in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from aktsom.members.roles import ROLES, Permission
from aktsom.members.rules import Period


@dataclass(frozen=True, slots=True)
class RoleWords:
    code: str
    name: str | Promise
    sentence: str | Promise


def role_words(codes: Iterable[str]) -> list[RoleWords]:
    """In the order of the table of roles."""
    asked = set(codes)
    return [RoleWords(code, role.name, role.sentence) for code, role in ROLES.items() if code in asked]


def role_names(codes: Iterable[str]) -> str:
    return ", ".join(str(role.name) for role in role_words(codes))


def kind_words() -> dict[str, str]:
    return {
        "municipality": _("Kommune"),
        "county": _("Fylkeskommune"),
        "state_body": _("Statlig virksomhet"),
        "health_enterprise": _("Helseforetak"),
        "university": _("Universitet eller høyskole"),
        "cooperation": _("Samarbeid mellom virksomheter"),
        "defence": _("Forsvaret"),
        "association": _("Forening"),
        "other": _("Annen offentlig virksomhet"),
    }


def period_words(period: Period) -> str:
    """ "andre halvår 2026" for half-years; other lengths by their days."""
    year, _dash, number = period.code.partition("-")
    if period.ends_on.month - period.starts_on.month == 5:
        named = _("første halvår %(year)s") if number == "1" else _("andre halvår %(year)s")
        return named % {"year": year}
    return f"{period.starts_on.isoformat()} – {period.ends_on.isoformat()}"


def will_see(codes: Iterable[str]) -> list[str]:
    """What the roles open together, in sentences for somebody who has not been inside."""
    may = {permission for code in codes if code in ROLES for permission in ROLES[code].may}
    said = {
        Permission.READ_REGISTER: _("Avtalene til virksomheten, med leverandører, verdier og risiko."),
        Permission.READ_NETWORK: _(
            "Hvilke kategorier, leverandører og grupper de andre medlemmene har felles med dere."
        ),
        Permission.KEEP_PEOPLE: _("Hvem som har tilgang hos virksomheten, og når den sist ble brukt."),
        Permission.KEEP_NETWORK: _("Medlemmene, gruppene og planen, men ikke prisene."),
    }
    shown = [text for permission, text in said.items() if permission in may]
    if any(code.startswith("supplier_") for code in codes):
        shown.append(_("Det kundene spør leverandøren om, og hvem som leser svarene."))
    return shown or [_("Bare det du får oppdrag om.")]
